#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::{
    Changed, Edit, EditionChange, FormFindings, FormView, IndicatorRef, RowChange, RowDetail,
};
use tauri::{AppHandle, Runtime, State};

use crate::state::{Answer, Shared, change_desk, trouble};

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
pub fn edit<R: Runtime>(app: AppHandle<R>, id: i64, edits: Vec<Edit>) -> Answer<Changed> {
    change_desk(&app, |desk| desk.edit(id, &edits, &Hand::here()))
}

/// Waives a finding.
#[tauri::command(async)]
pub fn waive<R: Runtime>(app: AppHandle<R>, id: i64, key: String, reason: String) -> Answer<Changed> {
    change_desk(&app, |desk| desk.waive(id, &key, &reason, &Hand::here()))
}

/// Takes a waiver back.
#[tauri::command(async)]
pub fn unwaive<R: Runtime>(app: AppHandle<R>, id: i64, key: String) -> Answer<Changed> {
    change_desk(&app, |desk| desk.unwaive(id, &key, &Hand::here()))
}

/// What was found in all forms.
#[tauri::command(async)]
pub fn findings(shared: State<'_, Shared>) -> Answer<Vec<FormFindings>> {
    shared.room().desk().map(|desk| desk.findings()).map_err(trouble)
}

/// What would become of a form in another layout.
#[tauri::command(async)]
pub fn edition_change(shared: State<'_, Shared>, id: i64, edition: String) -> Answer<EditionChange> {
    shared.room().desk().and_then(|desk| desk.edition_change(id, &edition)).map_err(trouble)
}

/// Changes a row.
#[tauri::command(async)]
pub fn change_row<R: Runtime>(app: AppHandle<R>, id: i64, change: RowChange) -> Answer<Changed> {
    change_desk(&app, |desk| desk.change_row(id, &change, &Hand::here()))
}
