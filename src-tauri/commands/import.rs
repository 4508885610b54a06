#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use std::path::PathBuf;

use jixiao_app::desk::view::{
    DocumentView, ImportChoice, ImportDetail, ImportPick, ImportView, YearWordLine,
};
use jixiao_app::desk::{Hand, Import};
use tauri::{AppHandle, Runtime, State};

use crate::opening::Handed;
use crate::state::{Answer, Shared, settle_soon, trouble};

/// Reads workbooks that the person picks; null when they cancel.
#[tauri::command(async)]
pub fn import_pick<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Option<ImportView> {
    let paths = shared.picker.books();
    (!paths.is_empty()).then(|| review(&app, &shared, &paths))
}

/// Reads the workbooks that were handed to the program; null when there are none any more.
#[tauri::command(async)]
pub fn import_handed<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Option<ImportView> {
    match shared.take_handed()? {
        Handed::Books(paths) => Some(review(&app, &shared, &paths)),
        Handed::Document(_) | Handed::Sample => None,
    }
}

fn review<R: Runtime>(app: &AppHandle<R>, shared: &Shared, paths: &[PathBuf]) -> ImportView {
    shared.begin();
    let catalogue = shared.room().catalogue();
    let import = Import::read(paths, &catalogue, &mut |progress| shared.go_on(app, progress));
    shared.room().review(import)
}

/// A form under review beside its source.
#[tauri::command(async)]
pub fn import_detail(shared: State<'_, Shared>, pick: ImportPick) -> Answer<ImportDetail> {
    shared.room().import_detail(&pick).map_err(trouble)
}

/// Year words that would be replaced.
#[tauri::command(async)]
pub fn import_years(shared: State<'_, Shared>, choice: ImportChoice) -> Answer<Vec<YearWordLine>> {
    shared.room().import_years(&choice).map_err(trouble)
}

/// Takes the chosen forms over, into a new document when none is open; null when the person cancels.
#[tauri::command(async)]
pub fn import_take<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: ImportChoice,
) -> Answer<Option<DocumentView>> {
    let is_open = shared.room().document().map_err(trouble)?.is_some();
    if !is_open {
        let (unit, year, name) = shared.room().proposal(&choice).map_err(trouble)?;
        let Some(path) = shared.picker.new_document(&name) else { return Ok(None) };
        shared.room().create(&path, &unit, year, &Hand::here()).map_err(trouble)?;
    }
    let taken = shared.room().import_take(&choice, &Hand::here()).map_err(trouble)?;
    settle_soon(&app);
    Ok(Some(taken))
}
