//! The cells of rows that are printed once.

use std::collections::BTreeMap;

use jixiao_edition::{CellSpec, Field, GoalPart, Side, key};
use jixiao_model::{FieldName, FieldRef, IndicatorColumn, TotalColumn};
use jixiao_sheet::{Address, Cell, Number};

use crate::error::CannotLearn;
use crate::source::{Source, is_blank};
use crate::text::{Text, text};

/// The rows of the sheet at which rows of the layout end, with their ids.
pub type Ends = BTreeMap<u32, String>;

/// A cell of the layout that looks like one of the sheet.
pub fn cell_spec(cell: &Cell, text: Text, until: Option<String>) -> CellSpec {
    CellSpec {
        first: cell.area.first.column,
        last: cell.area.last.column,
        until,
        text: text.template,
        blank: text.blank,
        style: cell.style.clone(),
        merge: false,
        first_only: false,
    }
}

/// The row of the layout that a cell reaches down to.
///
/// # Errors
/// It ends where no row of the layout does.
pub fn until(cell: &Cell, ends: &Ends) -> Result<Option<String>, CannotLearn> {
    if cell.area.first.row == cell.area.last.row {
        return Ok(None);
    }
    ends.get(&cell.area.last.row).cloned().map(Some).ok_or(CannotLearn::Straddles(cell.area.first))
}

/// The cells of a row that is printed once.
pub fn once(source: &Source, ends: &Ends, row: u32) -> Result<Vec<CellSpec>, CannotLearn> {
    let spec = |cell: &&Cell| {
        let text = match blank_field(source, cell) {
            Some(field) if is_blank(cell) => Text::of(field),
            _ => text(source, cell)?,
        };
        if text.template.label().is_some_and(is_figure) {
            return Err(CannotLearn::Figure(cell.area.first));
        }
        Ok(cell_spec(cell, text, until(cell, ends)?))
    };
    source.row(row).iter().map(spec).collect()
}

/// True for an amount, a score or a rate.
pub fn is_figure(label: &str) -> bool {
    let key = key(label).replace(',', "");
    Number::showing(key.trim_end_matches(['%', '分'])).is_some()
}

/// The field that a blank cell waits for.
fn blank_field(source: &Source, cell: &Cell) -> Option<Field> {
    if !is_blank(cell) {
        return None;
    }
    text_beside(source, cell).or_else(|| goal_below(source, cell)).or_else(|| total(source, cell))
}

/// A text of head or foot, right of its label.
fn text_beside(source: &Source, cell: &Cell) -> Option<Field> {
    let at = cell.area.first;
    let label = source.covering(Address::new(at.row, at.column.checked_sub(1)?))?;
    let meaning = source.meaning(label)?;
    let name = match (&meaning.text, meaning.side) {
        (Some(name), _) => name.clone(),
        (None, Some(Side::Other)) => FieldName::of_label(key(&label.value.shown()).trim_end_matches(':')),
        _ => return None,
    };
    source.form().text(&name).is_empty().then_some(Field::Text(name))
}

/// Half of a goal, below its heading.
fn goal_below(source: &Source, cell: &Cell) -> Option<Field> {
    let at = cell.area.first;
    let heading = source.covering(Address::new(at.row.checked_sub(1)?, at.column))?;
    let (read, field) = match source.meaning(heading)?.goal? {
        GoalPart::Expected => (FieldRef::GoalExpected(0), Field::GoalExpected),
        GoalPart::Actual => (FieldRef::GoalActual(0), Field::GoalActual),
    };
    source.is_unread(&read).then_some(field)
}

/// A figure of the total row, under the column of the indicators' own.
fn total(source: &Source, cell: &Cell) -> Option<Field> {
    let is_label =
        |cell: &&Cell| source.meaning(cell).is_some_and(|meaning| meaning.side == Some(Side::Total));
    source.row(cell.area.first.row).iter().find(|cell| is_label(cell))?;
    let under = |wanted: IndicatorColumn| {
        let columns = &source.found.columns;
        let column = columns.iter().find(|column| column.field == Some(wanted));
        column.is_some_and(|column| cell.area.contains(Address::new(cell.area.first.row, column.column)))
    };
    let columns =
        [(IndicatorColumn::Weight, TotalColumn::Weight), (IndicatorColumn::Score, TotalColumn::Score)];
    let (_, column) = columns.into_iter().find(|(wanted, _)| under(*wanted))?;
    source.is_unread(&FieldRef::Total(column)).then_some(Field::Total(column))
}
