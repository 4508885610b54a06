#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use std::path::PathBuf;

use jixiao_app::desk::view::{
    DeclaredView, DocumentView, ImportChoice, ImportDetail, ImportPick, ImportView, YearWordLine,
};
use jixiao_app::desk::{Actor, Import, OpenRequest};
use tauri::{AppHandle, Runtime, State};

use crate::state::{CommandResult, Shared, checkpoint_soon, error_message};

/// Reads workbooks that the person picks; null when they cancel.
#[tauri::command]
pub fn import_pick<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Option<ImportView> {
    let paths = shared.picker.books();
    (!paths.is_empty()).then(|| review(&app, &shared, &paths))
}

/// Reads a table that was copied in a browser, Word or WPS.
#[tauri::command]
pub fn import_pasted(shared: State<'_, Shared>, html: String, text: String) -> CommandResult<ImportView> {
    let catalogue = shared.workspace().catalogue();
    let import = Import::pasted(&html, &text, &catalogue).map_err(error_message)?;
    Ok(shared.workspace().review(import))
}

/// Reads the workbooks that were handed to the program; null when there are none any more.
#[tauri::command]
pub fn import_handed<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Option<ImportView> {
    match shared.take_open_request()? {
        OpenRequest::Books(paths) => Some(review(&app, &shared, &paths)),
        OpenRequest::Document(_) | OpenRequest::Sample => None,
    }
}

fn review<R: Runtime>(app: &AppHandle<R>, shared: &Shared, paths: &[PathBuf]) -> ImportView {
    shared.begin();
    let catalogue = shared.workspace().catalogue();
    let import = Import::read(paths, &catalogue, &mut |progress| shared.go_on(app, progress));
    shared.workspace().review(import)
}

/// A form under review beside its source.
#[tauri::command]
pub fn import_detail(shared: State<'_, Shared>, pick: ImportPick) -> CommandResult<ImportDetail> {
    shared.workspace().import_detail(&pick).map_err(error_message)
}

/// A declaration under review beside the form of its project.
#[tauri::command]
pub fn import_declared(
    shared: State<'_, Shared>,
    pick: ImportPick,
    form: i64,
) -> CommandResult<DeclaredView> {
    shared.workspace().import_declared(&pick, form).map_err(error_message)
}

/// Keeps what the person says that a label means, and reads what is under review anew.
#[tauri::command]
pub fn import_name(
    shared: State<'_, Shared>,
    label: String,
    means: Option<String>,
) -> CommandResult<ImportView> {
    shared.workspace().name_label(&label, means.as_deref()).map_err(error_message)
}

/// Year words that would be replaced.
#[tauri::command]
pub fn import_years(shared: State<'_, Shared>, choice: ImportChoice) -> CommandResult<Vec<YearWordLine>> {
    shared.workspace().import_years(&choice).map_err(error_message)
}

/// Takes the chosen forms over, into a new document when none is open; null when the person cancels.
#[tauri::command]
pub fn import_take<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: ImportChoice,
) -> CommandResult<Option<DocumentView>> {
    let is_open = shared.workspace().document().map_err(error_message)?.is_some();
    if !is_open {
        let (agency, year, name) = shared.workspace().proposal(&choice).map_err(error_message)?;
        let Some(path) = shared.picker.new_document(&name) else { return Ok(None) };
        shared.workspace().create(&path, &agency, year, &Actor::here()).map_err(error_message)?;
    }
    let taken = shared.workspace().import_take(&choice, &Actor::here()).map_err(error_message)?;
    checkpoint_soon(&app);
    Ok(Some(taken))
}
