//! The same forms in layouts that were learned from their own sheets.

use std::collections::BTreeMap;
use std::error::Error;

use jixiao_app::{Catalogue, Edition, EditionId, Form, learned, recover_book};

use crate::book::Book;

/// The forms of the book, each in the layout of its sheet, and a catalogue that knows these layouts.
///
/// # Errors
/// A sheet that the program itself wrote cannot be learned.
pub fn layouts(book: &Book) -> Result<(Vec<Form>, Catalogue), Box<dyn Error>> {
    let read = recover_book(&book.bytes, "book.xlsx", &book.catalogue)?;
    let mut editions: BTreeMap<EditionId, Edition> = BTreeMap::new();
    let mut forms = Vec::new();
    for form in &read.forms {
        let edition = learned(form, true, &book.catalogue)?;
        forms.push(Form { edition: edition.id.clone(), ..form.form().clone() });
        editions.entry(edition.id.clone()).or_insert(edition);
    }
    Ok((forms, book.catalogue.with(editions.values())))
}
