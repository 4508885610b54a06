#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::{Changed, Edit, FormView, IndicatorRef, RowChange, RowDetail};
use tauri::State;

use crate::state::{Answer, Shared, trouble};

/// A form on screen.
#[tauri::command(async)]
pub fn form(shared: State<'_, Shared>, id: i64) -> Answer<FormView> {
    shared.room().desk().and_then(|desk| desk.form(id)).map_err(trouble)
}

/// Everything about one indicator row.
#[tauri::command(async)]
pub fn row_detail(shared: State<'_, Shared>, id: i64, at: IndicatorRef) -> Answer<RowDetail> {
    shared.room().desk().and_then(|desk| desk.row_detail(id, at)).map_err(trouble)
}

/// Puts texts into fields: one step of undo.
#[tauri::command(async)]
pub fn edit(shared: State<'_, Shared>, id: i64, edits: Vec<Edit>) -> Answer<Changed> {
    shared.room().desk().and_then(|desk| desk.edit(id, &edits, &Hand::here())).map_err(trouble)
}

/// Changes a row.
#[tauri::command(async)]
pub fn change_row(shared: State<'_, Shared>, id: i64, change: RowChange) -> Answer<Changed> {
    shared.room().desk().and_then(|desk| desk.change_row(id, &change, &Hand::here())).map_err(trouble)
}
