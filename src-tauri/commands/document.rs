#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::{BackupLine, Changed, DocumentView, HistoryLine, ListChange, Start};
use tauri::{AppHandle, Runtime, State};

use crate::state::{Answer, Shared, change_desk, trouble};
use crate::{leaving, opening};

/// What the start page shows.
#[tauri::command]
pub fn start(shared: State<'_, Shared>) -> Start {
    shared.room().start(env!("CARGO_PKG_VERSION"))
}

/// The open document; null when none is open. The page asks first, so it learns here what the program was started with.
///
/// # Errors
/// The document that the program was started with cannot be opened.
#[tauri::command(async)]
pub fn document<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Answer<Option<DocumentView>> {
    if let Some(trouble) = shared.told_at_start() {
        return Err(trouble);
    }
    if let Some(handed) = shared.take_handed() {
        opening::hand(&app, handed);
    }
    shared.room().document().map_err(trouble)
}

/// A new document where the person wants it; null when they cancel.
#[tauri::command(async)]
pub fn create_document(shared: State<'_, Shared>, unit: String, year: u16) -> Answer<Option<DocumentView>> {
    let Some(path) = shared.picker.new_document(&format!("{unit}.jixiao")) else { return Ok(None) };
    shared.room().create(&path, &unit, year, &Hand::here()).map(Some).map_err(trouble)
}

/// A document that the person picks; null when they cancel.
#[tauri::command(async)]
pub fn open_document(shared: State<'_, Shared>) -> Answer<Option<DocumentView>> {
    let Some(path) = shared.picker.document() else { return Ok(None) };
    shared.room().open(&path, &Hand::here()).map(Some).map_err(trouble)
}

/// The document that was handed to the program; null when there is none any more.
#[tauri::command(async)]
pub fn open_handed(shared: State<'_, Shared>) -> Answer<Option<DocumentView>> {
    shared.take_handed().map_or(Ok(None), |handed| opening::open(&shared, &handed))
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
#[tauri::command(async)]
pub fn open_recent(shared: State<'_, Shared>, index: usize) -> Answer<DocumentView> {
    shared.room().open_recent(index, &Hand::here()).map_err(trouble)
}

/// The sample.
#[tauri::command(async)]
pub fn open_sample(shared: State<'_, Shared>) -> Answer<DocumentView> {
    shared.room().open_sample(&Hand::here()).map_err(trouble)
}

/// Closes the document.
#[tauri::command(async)]
pub fn close_document(shared: State<'_, Shared>) -> Answer<()> {
    shared.room().close().map_err(trouble)
}

/// Names the unit and sets the year.
#[tauri::command(async)]
pub fn set_unit<R: Runtime>(app: AppHandle<R>, unit: String, year: u16) -> Answer<Changed> {
    change_desk(&app, |desk| desk.set_unit(&unit, year, &Hand::here()))
}

/// Changes the list of forms.
#[tauri::command(async)]
pub fn change_list<R: Runtime>(app: AppHandle<R>, change: ListChange) -> Answer<Changed> {
    change_desk(&app, |desk| desk.change_list(&change, &Hand::here()))
}

/// 撤销.
#[tauri::command(async)]
pub fn undo<R: Runtime>(app: AppHandle<R>) -> Answer<Changed> {
    change_desk(&app, |desk| desk.undo(&Hand::here()))
}

/// 重做.
#[tauri::command(async)]
pub fn redo<R: Runtime>(app: AppHandle<R>) -> Answer<Changed> {
    change_desk(&app, |desk| desk.redo(&Hand::here()))
}

/// A part of 修改记录.
#[tauri::command(async)]
pub fn history(shared: State<'_, Shared>, before: Option<i64>) -> Answer<Vec<HistoryLine>> {
    shared.room().desk().and_then(|desk| desk.history(before, &Hand::here())).map_err(trouble)
}

/// The document's backups.
#[tauri::command(async)]
pub fn backups(shared: State<'_, Shared>) -> Answer<Vec<BackupLine>> {
    shared.room().desk().and_then(|desk| desk.backups(&Hand::here())).map_err(trouble)
}

/// Puts a backup in the document's place.
#[tauri::command(async)]
pub fn restore_backup(shared: State<'_, Shared>, index: usize) -> Answer<DocumentView> {
    shared.room().restore(index, &Hand::here()).map_err(trouble)
}
