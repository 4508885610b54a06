#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{DocumentView, LostView, Spot, SpotView};
use tauri::State;

use crate::state::{CommandResult, Shared, error_message};

/// What the person has to know of the file of the open document; null while it is where it was opened.
#[tauri::command]
pub fn lost(shared: State<'_, Shared>) -> CommandResult<Option<LostView>> {
    shared.workspace().lost(&Actor::here()).map_err(error_message)
}

/// 另存为: goes on with the file where the person wants it; null when they cancel.
#[tauri::command]
pub fn save_as(shared: State<'_, Shared>) -> CommandResult<Option<DocumentView>> {
    let name = shared.workspace().name_to_save().map_err(error_message)?;
    let Some(path) = shared.picker.new_document(&name) else { return Ok(None) };
    shared.workspace().save_as(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// Saves the document where its file has gone from.
#[tauri::command]
pub fn save_back(shared: State<'_, Shared>) -> CommandResult<DocumentView> {
    shared.workspace().save_back(&Actor::here()).map_err(error_message)
}

/// 保存副本: the name of the copy; null when the person cancels.
#[tauri::command]
pub fn save_copy(shared: State<'_, Shared>) -> CommandResult<Option<String>> {
    let name = shared.workspace().name_of_copy().map_err(error_message)?;
    let Some(path) = shared.picker.new_document(&name) else { return Ok(None) };
    shared.workspace().save_copy(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// Keeps where the person is in the open document.
#[tauri::command]
pub fn keep_spot(shared: State<'_, Shared>, spot: Spot) {
    shared.workspace().keep_spot(spot);
}

/// Where the person was in the open document.
#[tauri::command]
pub fn spot(shared: State<'_, Shared>) -> SpotView {
    SpotView { spot: shared.workspace().spot(), revived: shared.pulse.take_revived() }
}

/// The page gives a sign of life.
#[tauri::command]
pub fn pulse(shared: State<'_, Shared>) {
    shared.pulse.answered();
}
