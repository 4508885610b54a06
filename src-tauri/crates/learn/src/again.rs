//! What was learned, printed again and compared.

use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_edition::{Edition, Labels, load_editions, to_toml};
use jixiao_layout::reprint;
use jixiao_model::{Form, squeeze};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Sheet, Value};
use rust_decimal::Decimal;

use crate::cut::whole;
use crate::error::CannotLearn;
use crate::learn::About;
use crate::subtotals::with_subtotals;

/// The layout of a form, when it prints the form's rows of the sheet again: same texts in the same merged cells. A form that
/// `is_alone` on its sheet has all rows of it.
///
/// # Errors
/// The layout cannot be learned, or prints something in another way.
pub fn proven(
    sheet: &Sheet,
    found: &RecoveredForm,
    is_alone: bool,
    labels: &Labels,
    about: &About,
) -> Result<Edition, CannotLearn> {
    let (learned, differing) = draft(sheet, found, is_alone, labels, about)?;
    match differing.first() {
        Some(at) => Err(CannotLearn::Differs(*at)),
        None => Ok(learned),
    }
}

/// The layout of a form, and the cells that it prints in another way than the sheet.
///
/// # Errors
/// The layout cannot be learned.
pub fn draft(
    sheet: &Sheet,
    found: &RecoveredForm,
    is_alone: bool,
    labels: &Labels,
    about: &About,
) -> Result<(Edition, Vec<Address>), CannotLearn> {
    let sheet = &*whole(sheet);
    let rows = rows(sheet, found, is_alone);
    let prepared = Sheet { rows: sheet.rows.clone(), ..reprint(sheet, &BTreeMap::new()) };
    let learned = with_subtotals(&prepared, found, rows.clone(), labels, about)?;
    let read =
        load_editions(&[("表式", &to_toml(&learned))]).map_err(|error| CannotLearn::Unusable(error.what))?;
    if read.first() != Some(&learned) {
        return Err(CannotLearn::Unusable("写出后再读入与学到的不一致".to_owned()));
    }
    let differing = differing(sheet, &rows, &found.form, &learned);
    Ok((learned, differing))
}

/// True when `edition` prints the form's rows of the sheet again.
#[must_use]
pub fn reproduces(sheet: &Sheet, found: &RecoveredForm, is_alone: bool, edition: &Edition) -> bool {
    let sheet = &*whole(sheet);
    edition.kind == found.form.kind
        && edition.amount_unit == found.form.amount_unit
        && differing(sheet, &rows(sheet, found, is_alone), &found.form, edition).is_empty()
}

fn rows(sheet: &Sheet, found: &RecoveredForm, is_alone: bool) -> Range<u32> {
    if is_alone {
        0..sheet.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or_default()
    } else {
        found.rows.clone()
    }
}

/// The cells that `edition` prints in another way than the rows of the sheet have them, by their place in the sheet.
fn differing(sheet: &Sheet, rows: &Range<u32>, form: &Form, edition: &Edition) -> Vec<Address> {
    let again = printed(&jixiao_layout::sheet(form, edition), &(0..u32::MAX));
    let before = printed(sheet, rows);
    let keys = before.keys().chain(again.keys().filter(|at| !before.contains_key(at)));
    let is_same = |at: &Address| match (before.get(at), again.get(at)) {
        (Some(before), Some(again)) => before.is(again),
        _ => false,
    };
    let mut differing: Vec<Address> =
        keys.filter(|at| !is_same(at)).map(|at| Address::new(at.row + rows.start, at.column)).collect();
    differing.sort_unstable();
    differing
}

/// What a cell shows, the same with all digits of a number, the number itself, and how far the cell reaches.
struct Printed {
    shown: String,
    exact: String,
    number: Option<Decimal>,
    until: Address,
}

impl Printed {
    /// True for the same text or number: a rate of 0.98 may come again as 98.00%.
    fn is(&self, again: &Self) -> bool {
        let is_same_number = self.number.is_some() && self.number == again.number;
        let is_same = self.shown == again.shown || self.exact == again.shown || is_same_number;
        self.until == again.until && is_same
    }
}

/// What the cells show. A single blank cell shows nothing.
fn printed(sheet: &Sheet, rows: &Range<u32>) -> BTreeMap<Address, Printed> {
    let mut cells = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| rows.contains(&cell.area.first.row)) {
        let shown = plain(&cell.value.shown());
        if !shown.is_empty() || cell.area.first != cell.area.last {
            let place = |at: Address| Address::new(at.row - rows.start, at.column);
            let exact = plain(&cell.value.exact());
            let until = place(cell.area.last);
            let number = match &cell.value {
                Value::Number(number) => Some(number.value),
                Value::Text(_) => None,
            };
            cells.insert(place(cell.area.first), Printed { shown, exact, number, until });
        }
    }
    cells
}

/// Numbers by value, texts without white space.
fn plain(text: &str) -> String {
    let text = squeeze(text);
    match text.replace(',', "").parse::<Decimal>() {
        Ok(number) => number.normalize().to_string(),
        Err(_) => text,
    }
}
