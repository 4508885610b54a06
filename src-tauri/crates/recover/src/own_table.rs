//! A table of the office's own, as departments have one of their tasks: each cell is a text of its own under the names of its row and
//! column.

use jixiao_model::{FieldName, one_line, paragraphs};

use crate::figure::is_figure;
use crate::grid::Entry;
use crate::label::bare;
use crate::labelled::is_own_label;
use crate::reading::Reading;

/// Headings that such a table has at the least.
const HEADINGS: usize = 2;

/// True when `row` heads such a table: it stands beside a label that reaches down over it, one of its headings is known to head
/// tables of this kind (任务名称, 主要内容), and a row under its headings follows.
pub fn begins(reading: &Reading, row: u32) -> bool {
    let Some((side, headings)) = parts(reading, row) else { return false };
    let is_known = |entry: &Entry| {
        let words = &reading.labels.sides.tables;
        words.iter().any(|word| word == bare(entry.key()))
    };
    headings.len() >= HEADINGS
        && side.area().last.row > row
        && headings.iter().all(|entry| is_own_label(*entry) || is_known(entry))
        && headings.iter().any(is_known)
        && is_under(reading, row + 1, side, headings)
}

/// Reads the table that `row` heads. Returns the first row below it.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    let Some((side, headings)) = parts(reading, row) else { return row + 1 };
    for entry in reading.row(row) {
        reading.using(*entry);
    }
    let end = (side.area().last.row + 1).min(reading.end);
    for row in reading.rows(row + 1, end) {
        if let Some(name) = reading.row(row).first().copied() {
            read_row(reading, row, name, side, headings);
        }
    }
    end
}

fn read_row(reading: &mut Reading, row: u32, name: Entry, side: Entry, headings: &[Entry]) {
    let is_before = is_before(side, headings, name);
    // In a table of two columns, or in the first one behind the names, the name of the row says it all.
    let names_alone = |at: usize| if is_before { at == 0 } else { headings.len() == HEADINGS };
    for entry in reading.row(row) {
        if entry.at() == name.at() && (is_before || headings.len() == HEADINGS) {
            reading.using(*entry);
            continue;
        }
        let Some(at) = headings.iter().position(|heading| heading.columns() == entry.columns()) else {
            continue; // it stays to be reported
        };
        let label = if names_alone(at) {
            one_line(name.shown())
        } else {
            format!("{}·{}", one_line(name.shown()), one_line(headings[at].shown()))
        };
        if reading.enter(&FieldName::of_label(&label), paragraphs(entry.shown()), entry.at()) {
            reading.using(*entry);
        }
    }
}

/// True for a name of a row that stands before all headings, in a column without one.
fn is_before(side: Entry, headings: &[Entry], name: Entry) -> bool {
    side.columns().last < name.column()
        && headings.first().is_some_and(|first| name.columns().last < first.column())
}

/// The label beside the table and its headings.
fn parts<'a>(reading: &Reading<'a>, row: u32) -> Option<(Entry<'a>, &'a [Entry<'a>])> {
    let (side, headings) = reading.row(row).split_first()?;
    Some((*side, headings))
}

/// True when the cells of `row` stand under the headings, and one of them is a text.
fn is_under(reading: &Reading, row: u32, side: Entry, headings: &[Entry]) -> bool {
    let cells = reading.row(row);
    let is_under = |entry: &Entry| {
        is_before(side, headings, *entry)
            || headings.iter().any(|heading| heading.columns() == entry.columns())
    };
    row <= side.area().last.row
        && cells.iter().all(is_under)
        && cells.iter().any(|entry| !is_figure(entry.key()))
}
