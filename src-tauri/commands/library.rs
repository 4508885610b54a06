#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::view::{Changed, LibraryAdded, LibraryQuery, LibraryView};
use jixiao_app::desk::{Actor, LibraryBooks};
use tauri::{AppHandle, Runtime, State};

use crate::state::{CommandResult, Shared, change_document};

/// Looks in 指标库.
#[tauri::command]
pub fn library(shared: State<'_, Shared>, query: LibraryQuery) -> CommandResult<LibraryView> {
    shared.ask(|doc| doc.library(&query))
}

/// Adds the indicators of books that the person picks; null when they cancel.
#[tauri::command]
pub fn library_add<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
) -> CommandResult<Option<LibraryAdded>> {
    let paths = shared.picker.books();
    if paths.is_empty() {
        return Ok(None);
    }
    shared.begin();
    let catalogue = shared.workspace().catalogue();
    let books = LibraryBooks::read(&paths, &catalogue, &mut |progress| shared.go_on(&app, progress));
    shared.ask(|doc| doc.add_to_library(books, &Actor::here())).map(Some)
}

/// Takes a book out of 指标库.
#[tauri::command]
pub fn library_remove<R: Runtime>(app: AppHandle<R>, book: String) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.remove_from_library(&book, &Actor::here()))
}
