use std::collections::BTreeSet;

use jixiao_edition::Meaning;
use jixiao_model::ColumnName;

use crate::grid::{Columns, Entry, Grid};
use crate::label::{is_title, leading_year, meaning, year, year_within};

/// A heading of a table: its columns and its text over all header rows.
pub struct Heading {
    pub columns: Columns,
    /// As labels are compared.
    pub text: String,
    /// As typed, without white space: of its lowest cell.
    pub own: String,
    /// The text of the wider heading over it: 年度指标值 over 内容.
    pub over: String,
    /// The same as typed, without white space.
    pub own_over: String,
}

impl Heading {
    /// The name of a column of the office's own under this heading: with the wider heading before it, where one stands over it.
    pub fn name(&self) -> ColumnName {
        if self.over.is_empty() {
            ColumnName::new(&self.own)
        } else {
            ColumnName::new(&format!("{}·{}", self.own_over, self.own))
        }
    }
}

/// A header's last row: `last`, as far down as its merged cells reach, and on over rows that only complete headings.
pub fn last_row(grid: &Grid, row: u32, last: u32, end: u32, is_known: impl Fn(&Meaning) -> bool) -> u32 {
    let mut last = last;
    while last + 1 < end && completes(grid, row, last + 1, &is_known) {
        last += 1;
    }
    last
}

/// True when every cell of `below` stands under a heading begun above it and makes it a known one. What stands right of all
/// headings is no part of the table; the label beside it may be repeated.
fn completes(grid: &Grid, row: u32, below: u32, is_known: impl Fn(&Meaning) -> bool) -> bool {
    let heads = grid.row(row).iter().filter(|entry| {
        is_known(entry.meaning()) || grid.labels.begins_heading(entry.key()) || entry.meaning().side.is_some()
    });
    let edge = heads.map(|entry| entry.columns().last).max().unwrap_or_default();
    let cells: Vec<&Entry> = grid.row(below).iter().filter(|entry| entry.column() <= edge).collect();
    let completed = cells.iter().map(|entry| {
        let mut above = joined(grid, row, below - 1, entry.columns());
        if above.is_empty() {
            // 一级 under 指标, which reaches further.
            above = over(grid, row, below, entry.columns()).map_or(above, |wider| wider.key().to_owned());
        }
        let is_repeated = above == entry.key();
        let whole = if is_repeated { above.clone() } else { format!("{above}{}", entry.key()) };
        let meaning = meaning(grid.labels, &whole);
        (!above.is_empty() && is_known(meaning), is_repeated && meaning.side.is_some())
    });
    let (known, beside): (Vec<bool>, Vec<bool>) = completed.unzip();
    known.contains(&true) && known.iter().zip(beside).all(|(known, beside)| *known || beside)
}

/// The headings of the rows from `row` to `last`. From the bottom up: a heading over several others (指标 over 一级, 二级, 三级指标)
/// heads no column of its own.
pub fn headings(grid: &Grid, row: u32, last: u32) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let cells = (row..=last).rev().flat_map(|row| grid.row(row));
    for entry in cells.filter(|entry| !is_side(grid, **entry, last)) {
        let columns = entry.columns();
        if !headings.iter().any(|known| known.columns.meets(columns)) {
            let text = joined(grid, row, last, columns);
            let own = jixiao_model::squeeze(entry.shown());
            let over = over(grid, row, entry.at().row, columns);
            let own_over = over.map_or_else(String::new, |over| jixiao_model::squeeze(over.shown()));
            let over = over.map_or_else(String::new, |over| over.key().to_owned());
            headings.push(Heading { columns, text, own, over, own_over });
        }
    }
    mark_other_years(grid, row, &mut headings);
    headings
}

/// Of columns that name several years (2021年决算数 | 2022年决算数) those of the form's year count, or of the latest; the others are marked
/// as those of a year before, which mean nothing here.
fn mark_other_years(grid: &Grid, row: u32, headings: &mut [Heading]) {
    let years: BTreeSet<u16> =
        headings.iter().filter_map(|heading| Some(leading_year(&heading.text)?.0)).collect();
    let Some(latest) = years.last().copied().filter(|_| years.len() > 1) else { return };
    let counts = year_above(grid, row).filter(|year| years.contains(year)).unwrap_or(latest);
    for heading in headings {
        if leading_year(&heading.text).is_some_and(|(year, _)| year != counts) {
            heading.text.insert_str(0, "上年");
        }
    }
}

/// The year of the form, as a line or a title above `row` says it.
fn year_above(grid: &Grid, row: u32) -> Option<u16> {
    let rows: Vec<u32> = grid.rows_between(0, row).collect();
    let mut cells = rows.into_iter().rev().flat_map(|row| grid.row(row));
    let of_cell = |entry: &Entry| {
        let of_title = || is_title(entry.key()).then(|| year_within(entry.key())).flatten();
        year(entry.key()).or_else(of_title)
    };
    cells.find_map(of_cell)
}

/// True for the label beside a table: it begins the row and reaches down below the header.
pub fn is_side(grid: &Grid, entry: Entry, last: u32) -> bool {
    let first = grid.row(entry.at().row).first();
    entry.area().last.row > last && first.is_some_and(|first| first.at() == entry.at())
}

/// The heading that reaches over `columns` and further, in the rows above `below`.
fn over<'a>(grid: &Grid<'a>, row: u32, below: u32, columns: Columns) -> Option<Entry<'a>> {
    let cells = (row..below).rev().flat_map(|row| grid.row(row));
    let mut wider = cells.filter(|entry| is_inside(columns, entry.columns()) && entry.columns() != columns);
    wider.next().copied()
}

/// The texts below one another in `columns`; one repeated over the cells of a former merge counts once.
fn joined(grid: &Grid, row: u32, last: u32, columns: Columns) -> String {
    let mut text = String::new();
    let mut before = "";
    for entry in (row..=last).flat_map(|row| grid.row(row)) {
        if is_inside(entry.columns(), columns) && entry.key() != before {
            text.push_str(entry.key());
            before = entry.key();
        }
    }
    text
}

const fn is_inside(inner: Columns, outer: Columns) -> bool {
    inner.first >= outer.first && inner.last <= outer.last
}
