#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::view::{
    BackupLine, BackupsOf, Changed, DocumentView, HistoryLine, ListChange, PurgeChoice, PurgeLine, Start,
};
use jixiao_app::desk::{Actor, document_name};
use tauri::{AppHandle, Runtime, State};

use crate::state::{CommandResult, Shared, change_document, error_message};
use crate::{leaving, opening};

/// What the start page shows.
#[tauri::command]
pub fn start(shared: State<'_, Shared>) -> Start {
    shared.workspace().start(env!("CARGO_PKG_VERSION"))
}

/// The open document; null when none is open. The page asks first, so it learns here what the program was started with.
///
/// # Errors
/// The document that the program was started with cannot be opened.
#[tauri::command]
pub fn document<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
) -> CommandResult<Option<DocumentView>> {
    if let Some(error_message) = shared.take_start_error() {
        return Err(error_message);
    }
    if let Some(request) = shared.take_open_request() {
        opening::deliver(&app, request);
    }
    shared.workspace().document().map_err(error_message)
}

/// A new document where the person wants it; null when they cancel.
#[tauri::command]
pub fn create_document(
    shared: State<'_, Shared>,
    agency: String,
    year: u16,
) -> CommandResult<Option<DocumentView>> {
    let Some(path) = shared.picker.new_document(&document_name(&agency, year)) else { return Ok(None) };
    shared.workspace().create(&path, &agency, year, &Actor::here()).map(Some).map_err(error_message)
}

/// A document that the person picks; null when they cancel.
#[tauri::command]
pub fn open_document(shared: State<'_, Shared>) -> CommandResult<Option<DocumentView>> {
    let Some(path) = shared.picker.document() else { return Ok(None) };
    shared.workspace().open(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// The document that was handed to the program; null when there is none any more.
#[tauri::command]
pub fn open_handed(shared: State<'_, Shared>) -> CommandResult<Option<DocumentView>> {
    shared.take_open_request().map_or(Ok(None), |request| opening::open(&shared, &request))
}

/// Everything typed is kept: the window may close.
#[tauri::command]
pub fn leave<R: Runtime>(app: AppHandle<R>) {
    leaving::leave(&app);
}

/// Something typed could not be kept: the window stays.
#[tauri::command]
pub fn stay(shared: State<'_, Shared>) {
    shared.set_leaving(false);
}

/// A document opened lately, by its place in the list.
#[tauri::command]
pub fn open_recent(shared: State<'_, Shared>, index: usize) -> CommandResult<DocumentView> {
    shared.workspace().open_recent(index, &Actor::here()).map_err(error_message)
}

/// The sample.
#[tauri::command]
pub fn open_sample(shared: State<'_, Shared>) -> CommandResult<DocumentView> {
    shared.workspace().open_sample(&Actor::here()).map_err(error_message)
}

/// Closes the document.
#[tauri::command]
pub fn close_document(shared: State<'_, Shared>) -> CommandResult<()> {
    shared.workspace().close().map_err(error_message)
}

/// Names the unit and sets the year.
#[tauri::command]
pub fn set_agency<R: Runtime>(app: AppHandle<R>, agency: String, year: u16) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.set_agency(&agency, year, &Actor::here()))
}

/// Changes the list of forms.
#[tauri::command]
pub fn change_list<R: Runtime>(app: AppHandle<R>, change: ListChange) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.change_list(&change, &Actor::here()))
}

/// 撤销.
#[tauri::command]
pub fn undo<R: Runtime>(app: AppHandle<R>) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.undo(&Actor::here()))
}

/// 重做.
#[tauri::command]
pub fn redo<R: Runtime>(app: AppHandle<R>) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.redo(&Actor::here()))
}

/// A part of 修改记录.
#[tauri::command]
pub fn history(shared: State<'_, Shared>, before: Option<i64>) -> CommandResult<Vec<HistoryLine>> {
    shared.ask(|doc| doc.history(before, &Actor::here()))
}

/// The backups of a document.
#[tauri::command]
pub fn backups(shared: State<'_, Shared>, of: BackupsOf) -> CommandResult<Vec<BackupLine>> {
    shared.workspace().backups(of, &Actor::here()).map_err(error_message)
}

/// Puts a backup in its document's place and opens it.
#[tauri::command]
pub fn restore_backup(shared: State<'_, Shared>, of: BackupsOf, index: usize) -> CommandResult<DocumentView> {
    shared.workspace().restore(of, index, &Actor::here()).map_err(error_message)
}

/// The projects whose texts can be removed for good.
#[tauri::command]
pub fn purgeable(shared: State<'_, Shared>) -> CommandResult<Vec<PurgeLine>> {
    shared.ask(|doc| doc.purgeable())
}

/// 彻底清除.
#[tauri::command]
pub fn purge(shared: State<'_, Shared>, choice: PurgeChoice) -> CommandResult<Changed> {
    shared.workspace().purge(&choice, &Actor::here()).map_err(error_message)
}
