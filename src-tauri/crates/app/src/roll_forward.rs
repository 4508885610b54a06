//! Last year's book as this year's templates, written to files.

use anyhow::Result;

use jixiao_model::{EditionId, Form};
use jixiao_sheet::{Properties, Sheet};

use crate::book::{Book, BookForm, SheetProblem};
use crate::catalogue::Catalogue;
use crate::export::{agency, sheets};
use crate::file_names::{Named, titled};
use crate::own_layout::settle;
use crate::report::{Output, Written, write_forms};
use crate::scoring::rules_for;
use crate::template::{Template, YearWords, template};
use crate::unplaced::Dropped;

/// What forms to be filled in are called.
const EMPTY: &str = "绩效自评表（空表）";

/// The funds of an office's own layout whose sources add up to their total: so many rows at most.
const MOST_OWN_FUNDS: usize = 4;

/// A book's templates, and the files written.
#[derive(Debug)]
pub struct RolledForward {
    /// One for each form of the book.
    pub templates: Vec<Template>,
    /// The forms whose layout has no place for some of what is to stay.
    pub dropped: Vec<Dropped>,
    /// Why forms are not printed in the layout of their own sheet, by sheet.
    pub problems: Vec<SheetProblem>,
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
    let (forms, catalogue, problems) = settled(book, new_year, catalogue)?;
    let (mut templates, mut dropped) = (Vec::new(), Vec::new());
    for form in &forms {
        let edition = match &new_year.edition {
            Some(id) => catalogue.edition(id)?,
            None => catalogue.edition_of(form.form())?,
        };
        let made = template(form.form(), edition, new_year.year, new_year.words, &catalogue);
        dropped.extend((!made.unplaced.is_empty()).then(|| Dropped {
            sheet: form.sheet.clone(),
            form: form.form().name().to_owned(),
            edition: edition.name.clone(),
            unplaced: made.unplaced.clone(),
        }));
        templates.push(made);
    }
    let forms: Vec<Form> = templates.iter().map(|template| template.form.clone()).collect();
    let agency = agency(&forms);
    let named = Named { agency: &agency, year: Some(new_year.year), source };
    let title = titled(&named, EMPTY);
    let properties = Properties { title, author: agency.clone(), created: book.modified };
    let mut written = Written::default();
    let laid_out = sheets(&forms, &catalogue)?.into_iter().zip(&forms);
    let laid_out = laid_out.map(|(sheet, form)| to_fill_in(sheet, form, &catalogue));
    let laid_out = laid_out.collect::<Result<Vec<_>>>()?;
    write_forms(&laid_out, EMPTY, &named, &properties, output, &mut written, progress);
    Ok(RolledForward { templates, dropped, problems, written })
}

/// The sheet as a person fills it in.
///
/// # Errors
/// The form's edition or its rules are not known.
pub fn to_fill_in(sheet: Sheet, form: &Form, catalogue: &Catalogue) -> Result<Sheet> {
    let rules = rules_for(form, None, catalogue)?;
    // In a layout of an office's own some sources of many may be parts of others.
    let is_plain = form.funds.len() <= MOST_OWN_FUNDS || !catalogue.edition_of(form)?.narrowest.is_empty();
    Ok(jixiao_live::fill_in(sheet, form, rules, is_plain))
}

/// The forms, those that follow no edition in the layout of their own sheet unless another edition is asked for; the catalogue with
/// these layouts; and why some were not learned.
fn settled(
    book: &Book,
    new_year: &NewYear,
    catalogue: &Catalogue,
) -> Result<(Vec<BookForm>, Catalogue, Vec<SheetProblem>)> {
    let (mut forms, mut known, mut problems) = (book.forms.clone(), Vec::new(), Vec::new());
    if new_year.edition.is_none() {
        settle(&mut forms, &mut known, catalogue)?;
    }
    for (form, before) in forms.iter().zip(&book.forms) {
        let new = form.recovered.problems.iter().skip(before.recovered.problems.len()).cloned();
        problems.extend(new.map(|problem| SheetProblem { sheet: form.sheet.clone(), problem }));
    }
    Ok((forms, catalogue.with(&known), problems))
}
