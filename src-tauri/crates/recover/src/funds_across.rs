//! A table of funds on its side: each source a column, each amount a row (年初预算数 | 620 | 200 | 180).

use jixiao_model::{ColumnName, FieldRef, Fund, FundColumn, squeeze};

use crate::figure::is_figure;
use crate::fund_table::note_unit;
use crate::funds::{read_cell, source_name};
use crate::grid::{Columns, Entry};
use crate::label::{guess, meaning};
use crate::labelled::is_own_label;
use crate::reading::Reading;

/// Rows of amounts that such a table has at the least.
const AMOUNT_ROWS: usize = 2;

/// The names of the sources in the first row, and the rows of amounts below it.
struct Across<'a> {
    side: Entry<'a>,
    sources: Vec<Entry<'a>>,
    /// An amount that no form has (到位资金) is one of the office's own.
    rows: Vec<(Entry<'a>, Option<FundColumn>, u32)>,
}

/// True when `row` heads such a table beside its label.
pub fn begins(reading: &Reading, row: u32) -> bool {
    !reading.done.funds && across(reading, row).is_some()
}

/// Reads the table that `row` heads. Returns the first row below it.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    let Some(table) = across(reading, row) else { return row + 1 };
    reading.done.funds = true;
    note_unit(reading, table.side);
    for entry in reading.row(row) {
        reading.using(*entry);
    }
    let mut end = row + 1;
    for (label, _, row) in &table.rows {
        reading.using(*label);
        note_unit(reading, *label);
        end = row + 1;
    }
    for (index, source) in table.sources.iter().enumerate() {
        let mut fund = Fund { label: source_name(source.shown()), ..Fund::default() };
        reading.take(*source, FieldRef::Fund { row: index, column: FundColumn::Label });
        for (label, column, row) in &table.rows {
            let Some(entry) = under(reading, *row, source.columns()) else { continue };
            if let Some(column) = column {
                read_cell(reading, entry, *column, index, &mut fund);
            } else {
                let column = ColumnName::new(&squeeze(label.shown()));
                let field = FieldRef::FundExtra { row: index, column: column.clone() };
                fund.extra.set(column, reading.line(entry, field));
            }
        }
        reading.form.funds.push(fund);
    }
    end
}

fn under<'a>(reading: &Reading<'a>, row: u32, columns: Columns) -> Option<Entry<'a>> {
    reading.row(row).iter().copied().find(|entry| columns.meets(entry.columns()))
}

fn across<'a>(reading: &Reading<'a>, row: u32) -> Option<Across<'a>> {
    let (side, rest) = reading.row(row).split_first()?;
    let names_amount =
        |entry: &Entry| meaning(reading.labels, entry.key()).fund.is_some_and(FundColumn::is_amount);
    if rest.iter().any(names_amount) {
        return None;
    }
    let rows = amount_rows(reading, row, *side);
    let labels = rows.first()?.0.columns();
    let amounts = FundColumn::AMOUNTS
        .iter()
        .filter(|amount| rows.iter().any(|(_, column, _)| *column == Some(**amount)))
        .count();
    let sources: Vec<Entry> = rest
        .iter()
        .filter(|entry| entry.column() > labels.last && !is_figure(entry.key()))
        .copied()
        .collect();
    (amounts >= AMOUNT_ROWS && !sources.is_empty()).then_some(Across { side: *side, sources, rows })
}

/// The rows beside the label that begin with the name of an amount, of the rate, points or score, or with one of the office's own
/// before figures.
fn amount_rows<'a>(
    reading: &Reading<'a>,
    row: u32,
    side: Entry,
) -> Vec<(Entry<'a>, Option<FundColumn>, u32)> {
    let last = side.area().last.row;
    let of_row = |row: u32| {
        let mut cells = reading.row(row).iter().filter(|entry| entry.key() != side.key());
        let label = *cells.next()?;
        let known = meaning(reading.labels, label.key()).fund;
        let is_no_amount = |column: &FundColumn| !column.is_amount();
        let column = known.or_else(|| guess(reading.labels, label.key()).fund.filter(is_no_amount));
        let is_own = || is_own_label(label) && cells.clone().all(|entry| is_figure(entry.key()));
        let is_amount = column.map_or_else(is_own, |column| column != FundColumn::Label);
        is_amount.then_some((label, column, row))
    };
    let rows = reading.rows(row + 1, (last + 1).max(row + 1).min(reading.end));
    rows.map_while(of_row).collect()
}
