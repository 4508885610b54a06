#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use std::sync::PoisonError;

use jixiao_app::desk::view::EditionAdded;
use tauri::State;

use crate::state::{CommandResult, Shared, error_message};

/// 导出表式: writes the layout of a form where the person wants it, and gives the file's name; null when they cancel.
#[tauri::command]
pub fn export_edition(shared: State<'_, Shared>, id: i64) -> CommandResult<Option<String>> {
    let name = shared.workspace().edition_file_name(id).map_err(error_message)?;
    let Some(path) = shared.picker.new_edition(&name) else { return Ok(None) };
    shared.workspace().export_edition(id, &path).map_err(error_message)?;
    *shared.exported.lock().unwrap_or_else(PoisonError::into_inner) = path.parent().map(Into::into);
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// 导入表式: takes the layout in a file that the person picks into use; null when they cancel.
#[tauri::command]
pub fn import_edition(shared: State<'_, Shared>) -> CommandResult<Option<EditionAdded>> {
    let Some(path) = shared.picker.edition() else { return Ok(None) };
    shared.workspace().import_edition(&path).map(Some).map_err(error_message)
}
