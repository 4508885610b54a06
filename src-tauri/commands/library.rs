#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::view::{Changed, LibraryAdded, LibraryQuery, LibraryView};
use jixiao_app::desk::{Hand, LibraryBooks};
use tauri::{AppHandle, Runtime, State};

use crate::state::{Answer, Shared, change_desk, trouble};

/// Looks in 指标库.
#[tauri::command(async)]
pub fn library(shared: State<'_, Shared>, query: LibraryQuery) -> Answer<LibraryView> {
    shared.room().desk().and_then(|desk| desk.library(&query)).map_err(trouble)
}

/// Adds the indicators of books that the person picks; null when they cancel.
#[tauri::command(async)]
pub fn library_add<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Answer<Option<LibraryAdded>> {
    let paths = shared.picker.books();
    if paths.is_empty() {
        return Ok(None);
    }
    shared.begin();
    let catalogue = shared.room().catalogue();
    let books = LibraryBooks::read(&paths, &catalogue, &mut |progress| shared.go_on(&app, progress));
    shared.room().desk().and_then(|desk| desk.add_to_library(books, &Hand::here())).map(Some).map_err(trouble)
}

/// Takes a book out of 指标库.
#[tauri::command(async)]
pub fn library_remove<R: Runtime>(app: AppHandle<R>, book: String) -> Answer<Changed> {
    change_desk(&app, |desk| desk.remove_from_library(&book, &Hand::here()))
}
