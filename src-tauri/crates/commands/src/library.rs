use std::sync::Arc;

use jixiao_app::desk::view::{Changed, LibraryAdded, LibraryQuery, LibraryView};
use jixiao_app::desk::{Actor, LibraryBooks};

use crate::picker;
use crate::session::{CommandResult, Session};

/// Looks in 指标库.
pub fn library(session: &Arc<Session>, query: LibraryQuery) -> CommandResult<LibraryView> {
    session.ask(|doc| doc.library(&query))
}

/// Adds the indicators of books that the person picks; null when they cancel.
pub fn library_add(session: &Arc<Session>) -> CommandResult<Option<LibraryAdded>> {
    let paths = picker::books(session);
    if paths.is_empty() {
        return Ok(None);
    }
    session.begin();
    let catalogue = session.workspace().catalogue();
    let books = LibraryBooks::read(&paths, &catalogue, &mut |progress| session.go_on(progress));
    session.ask(|doc| doc.add_to_library(books, &Actor::here())).map(Some)
}

/// Takes a book out of 指标库.
pub fn library_remove(session: &Arc<Session>, book: String) -> CommandResult<Changed> {
    session.change(|doc| doc.remove_from_library(&book, &Actor::here()))
}
