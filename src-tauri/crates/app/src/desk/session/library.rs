//! 指标库 of the open document.

use anyhow::Result;
use jixiao_store::Change;

use super::super::actor::Actor;
use super::super::books::{LibraryBooks, named};
use super::super::library::Library;
use super::super::view::{Changed, LibraryAdded, LibraryQuery, LibraryView, count};
use super::OpenDocument;

impl OpenDocument {
    /// Looks in the library of the document, which is put together once after each change.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn library(&mut self, query: &LibraryQuery) -> Result<LibraryView> {
        if self.known_library().is_none() {
            let books = self.store().library()?;
            let forms = self.in_order().into_iter();
            let forms =
                forms.map(|form| (form.complete(), form.stored.last_year.as_ref().map(|last| &last.form)));
            let library = Library::new(forms, &books);
            self.keep_library(library);
        }
        Ok(self.known_library().map(|library| library.find(query)).unwrap_or_default())
    }

    /// Adds the indicators of books to the library, in one step.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn add_to_library(&mut self, books: LibraryBooks, actor: &Actor) -> Result<LibraryAdded> {
        let LibraryBooks { books, failed } = books;
        let rows = named(books, &self.store().library()?);
        let indicators = count(rows.len());
        let changed = self.apply(&Change::AddToLibrary(rows), actor)?;
        Ok(LibraryAdded { changed, indicators, failed })
    }

    /// Takes the indicators of a book, by its name, out of the library.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn remove_from_library(&mut self, book: &str, actor: &Actor) -> Result<Changed> {
        self.apply(&Change::RemoveFromLibrary(book.to_owned()), actor)
    }
}
