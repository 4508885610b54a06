//! Which layout a form is printed in: that of its edition, or the office's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Result;

use jixiao_edition::{Edition, key};
use jixiao_layout::{reprint, sheet};
use jixiao_model::{FieldRef, Form, IndicatorColumn};
use jixiao_sheet::{Address, Sheet};

use crate::book::BookForm;
use crate::catalogue::Catalogue;
use crate::export::sheets;

/// Which layout the forms of a book are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LayoutChoice {
    /// That of the edition where the form follows it exactly, else the office's own.
    #[default]
    Automatic,
    /// The office's own: the sheets of the book.
    Own,
    /// That of the edition.
    Official,
}

/// Lays the forms of a book out; `filled` are the same forms with what is to be printed. Forms of one sheet stay on one sheet in
/// the office's own layout.
///
/// # Errors
/// A form names an edition that this program does not have.
pub fn laid_out(
    read: &[BookForm],
    filled: &[Form],
    choice: LayoutChoice,
    catalogue: &Catalogue,
) -> Result<Vec<Sheet>> {
    let mut sheets_of_book = Vec::new();
    let mut first = 0;
    while first < read.len() {
        let same = |form: &&BookForm| Arc::ptr_eq(&form.source, &read[first].source);
        let count = read[first..].iter().take_while(same).count();
        let (of_sheet, present) = (&read[first..first + count], &filled[first..first + count]);
        if is_own(of_sheet, choice, catalogue)? {
            sheets_of_book.push(own_sheet(&read[first].source, of_sheet, present));
        } else {
            sheets_of_book.extend(sheets(present, catalogue)?);
        }
        first += count;
    }
    Ok(with_safe_names(sheets_of_book))
}

fn with_safe_names(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    let wanted: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    for (sheet, name) in sheets.iter_mut().zip(jixiao_xlsx::safe_sheet_names(&wanted)) {
        sheet.name = name;
    }
    sheets
}

fn is_own(forms: &[BookForm], choice: LayoutChoice, catalogue: &Catalogue) -> Result<bool> {
    match choice {
        LayoutChoice::Own => Ok(true),
        LayoutChoice::Official => Ok(false),
        LayoutChoice::Automatic => {
            for form in forms {
                if !follows(form, catalogue.edition_of(form.form())?) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// True when each label that the edition prints stands in the same columns of the form's sheet.
fn follows(form: &BookForm, edition: &Edition) -> bool {
    let labels = |sheet: &Sheet| -> BTreeSet<(String, u32, u32)> {
        let cells = sheet.cells.iter().filter(|cell| cell.field.is_none());
        cells
            .map(|cell| (key(&cell.value.shown()), cell.area.first.column, cell.area.last.column))
            .filter(|(label, ..)| !label.is_empty())
            .collect()
    };
    let (printed, found) = (labels(&sheet(form.form(), edition)), labels(&form.source));
    let missing = printed.difference(&found).count();
    // A file that says nothing of how it looks gives no layout that is worth keeping for a few labels.
    let tolerated = if form.source.columns.is_empty() { printed.len() / 2 } else { 0 };
    missing <= tolerated
}

/// The sheet of the book with the present texts of its forms.
fn own_sheet(source: &Sheet, read: &[BookForm], filled: &[Form]) -> Sheet {
    let mut texts = BTreeMap::new();
    for (form, filled) in read.iter().zip(filled) {
        let before = form.form();
        for (field, at) in &form.recovered.sources {
            if before.show(field) != filled.show(field) {
                texts.insert(*at, filled.show(field));
            }
        }
        texts.extend(new_scores(form, filled));
    }
    reprint(source, &texts)
}

/// Scores in cells that were blank: in the row of the indicator's name, under the heading of the scores.
fn new_scores(form: &BookForm, filled: &Form) -> Vec<(Address, String)> {
    let scores = form.recovered.columns.iter().find(|column| column.field == Some(IndicatorColumn::Score));
    let Some(column) = scores.map(|column| column.column) else { return Vec::new() };
    let names = form.recovered.sources.iter().filter_map(|(field, at)| match field {
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Level3 } => Some((*goal, *row, at.row)),
        _ => None,
    });
    let score = |(goal, row, at): (usize, usize, u32)| {
        let field = FieldRef::Indicator { goal, row, column: IndicatorColumn::Score };
        let text = filled.show(&field);
        (form.form().show(&field).is_empty() && !text.is_empty()).then(|| (Address::new(at, column), text))
    };
    names.filter_map(score).collect()
}
