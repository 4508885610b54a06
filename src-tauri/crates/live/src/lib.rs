//! What a form's sheet does in a workbook: formulas where the rules are plain, and what a person fills in.
//!
//! A formula is written only where it provably gives what the cell shows: the rules are tried on the row, never read, so that a clause
//! nobody thought of here (floors, bands, deductions) leaves a figure as it is. Nothing is laid out here (that is `layout`) and nothing
//! is written (that is `xlsx`).

mod cells;
mod fill_in;
mod funds;
mod plain;
mod row;
mod settled;
mod shape;
mod total;

use std::collections::BTreeMap;

use jixiao_edition::RuleSet;
use jixiao_model::Form;
use jixiao_score::score;
use jixiao_sheet::{Address, Formula, Sheet};

use cells::Cells;

/// The formulas of a form that is filled in: sums of funds, execution rate, scores and total, each where it gives the figure that the
/// cell shows. Cells that show something else, or a zero, which readers take for a result that is still to be computed, keep their value.
#[must_use]
pub fn formulas(sheet: &Sheet, form: &Form, rules: &RuleSet) -> BTreeMap<Address, Formula> {
    let cells = Cells::new(sheet, form);
    let scored = score(form, rules);
    let mut found = BTreeMap::new();
    found.extend(funds::sums(&cells));
    found.extend(funds::rate(&cells, &scored.budget));
    found.extend(funds::score(&cells, &scored.budget, rules));
    found.extend(row::scores(&cells, &scored, rules));
    found.extend(total::sums(&cells));
    found.extend(total::subtotals(&cells, false));
    found
}

/// The sheet of a form that is emptied for a new year, as a person fills it in: what is to be typed is open and marked, the other cells
/// are protected, and rate, scores and total follow by formulas that show nothing yet. `is_plain` says that the sources of funds add up
/// to their total.
#[must_use]
pub fn fill_in(sheet: Sheet, form: &Form, rules: &RuleSet, is_plain: bool) -> Sheet {
    let cells = Cells::new(&sheet, form);
    let live = fill_in::live(&cells, &sheet, rules, is_plain);
    let percents = fill_in::shares(&cells, &sheet);
    let mut sheet = Sheet { live, ..sheet };
    fill_in::show_digits(&mut sheet, rules);
    fill_in::show_percents(&mut sheet, &percents);
    sheet
}
