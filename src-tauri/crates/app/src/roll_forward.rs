//! Last year's book as this year's templates, written to files.

use anyhow::Result;

use jixiao_model::{EditionId, Form};
use jixiao_sheet::Properties;

use crate::book::{Book, BookForm};
use crate::catalogue::Catalogue;
use crate::export::{agency, sheets};
use crate::file_names::{Named, titled};
use crate::report::{Output, Written, write_forms};
use crate::template::{Template, YearWords, template};

/// What forms to be filled in are called.
const EMPTY: &str = "绩效自评表（空表）";

/// A book's templates, and the files written.
#[derive(Debug)]
pub struct RolledForward {
    /// One for each form of the book.
    pub templates: Vec<Template>,
    /// The files written.
    pub written: Written,
}

/// The new year, and how last year's forms become its templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewYear {
    /// The year to be evaluated.
    pub year: u16,
    /// Another edition than last year's.
    pub edition: Option<EditionId>,
    /// What becomes of last year's words in names and texts.
    pub words: YearWords<'static>,
}

/// Empties a book's forms for the new year and writes them as workbook and blank PDF. `source` tells its files from those of
/// other books.
///
/// # Errors
/// The edition is not known. Files that cannot be written are told of in [`Written`].
pub fn roll_forward(
    book: &Book,
    source: &str,
    new_year: &NewYear,
    output: &Output,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(),
) -> Result<RolledForward> {
    let empty = |form: &BookForm| {
        let form = form.form();
        let edition = match &new_year.edition {
            Some(id) => catalogue.edition(id)?,
            None => catalogue.edition_of(form)?,
        };
        Ok(template(form, edition, new_year.year, new_year.words))
    };
    let templates = book.forms.iter().map(empty).collect::<Result<Vec<Template>>>()?;
    let forms: Vec<Form> = templates.iter().map(|template| template.form.clone()).collect();
    let agency = agency(&forms);
    let named = Named { agency: &agency, year: Some(new_year.year), source };
    let title = titled(&named, EMPTY);
    let properties = Properties { title, author: agency.clone(), created: book.modified };
    let mut written = Written::default();
    let laid_out = sheets(&forms, catalogue)?;
    write_forms(&laid_out, EMPTY, &named, &properties, output, &mut written, progress);
    Ok(RolledForward { templates, written })
}
