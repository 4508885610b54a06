use jixiao_edition::Labels;
use jixiao_model::IndicatorColumn;
use jixiao_sheet::Address;

use crate::grid::{Columns, Grid, Texts};
use crate::label::indicator_column;
use crate::reading::Reading;

/// The header of an indicator table: its rows and the column under each heading.
pub struct Header {
    /// Last header row.
    pub last: u32,
    pub columns: Vec<(IndicatorColumn, Columns)>,
}

impl Header {
    pub fn column(&self, column: IndicatorColumn) -> Option<Columns> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, columns)| *columns)
    }
}

/// True when `row` heads an indicator table: at least two of 一级, 二级, 三级指标 stand in it, or in the row below it while other
/// headings of the table stand in it.
pub fn is_indicator_header(grid: &Grid, texts: &Texts, labels: &Labels, row: u32) -> bool {
    let others = |key: &str| is_known_heading(labels, key);
    has_levels(grid, texts, row)
        || (has_levels(grid, texts, row + 1)
            && grid.row(row).iter().filter(|entry| others(texts.key(**entry))).count() >= 2)
}

fn has_levels(grid: &Grid, texts: &Texts, row: u32) -> bool {
    grid.row(row).iter().filter(|entry| texts.is_level(**entry)).count() >= 2
}

/// Reads the header that begins in `row`, following headings that are split over several rows.
pub fn read(reading: &mut Reading, row: u32) -> Header {
    let last = last_row(reading, row);
    let mut header = Header { last, columns: Vec::new() };
    // Known words first: 指标值 is the target even where 指标值性质 stands before it.
    let (known, rest): (Vec<_>, Vec<_>) =
        headings(reading, row, last).into_iter().partition(|(_, key)| is_known_heading(reading.labels, key));
    for (columns, key) in known.into_iter().chain(rest) {
        match indicator_column(reading.labels, &key) {
            Some(column) if header.column(column).is_none() => header.columns.push((column, columns)),
            _ if crate::label::is_label(reading.labels, &key) => {}
            _ => {
                let at = Address::new(row, columns.first);
                reading.report(at, format!("指标表的列“{key}”没有对应的栏目，该列内容未导入"));
            }
        }
    }
    for below in row..=last {
        for entry in reading.grid.row(below) {
            reading.using(*entry);
        }
    }
    header
}

/// The heading's last row: as far down as its merged cells reach, and on over rows that only complete headings.
fn last_row(reading: &Reading, row: u32) -> u32 {
    let heads = reading.grid.row(row).iter().filter(|entry| reading.texts.is_level(**entry));
    let mut last = heads.map(|entry| entry.cell.area.last.row).max().unwrap_or(row);
    if !has_levels(reading.grid, reading.texts, row) {
        last = last.max(row + 1);
    }
    while completes(reading, row, last + 1) {
        last += 1;
    }
    last
}

/// True when every cell of `below` stands under a heading begun above it and makes it a known one.
fn completes(reading: &Reading, row: u32, below: u32) -> bool {
    let cells = reading.grid.row(below);
    !cells.is_empty()
        && below < reading.end
        && cells.iter().all(|entry| {
            let above = joined(reading, row, below - 1, entry.columns());
            let whole = format!("{above}{}", reading.texts.key(*entry));
            !above.is_empty() && is_known_heading(reading.labels, &whole)
        })
}

fn is_known_heading(labels: &Labels, key: &str) -> bool {
    labels.indicators.values().any(|words| crate::label::is_one_of(key, words))
}

/// Each heading's columns and its text over all header rows.
fn headings(reading: &Reading, row: u32, last: u32) -> Vec<(Columns, String)> {
    let mut headings: Vec<(Columns, String)> = Vec::new();
    // From the bottom up: a heading over several others (指标 over 一级, 二级, 三级指标) heads no column of its own.
    for entry in (row..=last).rev().flat_map(|row| reading.grid.row(row)) {
        let columns = entry.columns();
        if !headings.iter().any(|(known, _)| known.first <= columns.last && columns.first <= known.last) {
            headings.push((columns, joined(reading, row, last, columns)));
        }
    }
    headings
}

fn joined(reading: &Reading, row: u32, last: u32, columns: Columns) -> String {
    let mut text = String::new();
    for entry in (row..=last).flat_map(|row| reading.grid.row(row)) {
        if entry.columns().first >= columns.first && entry.columns().last <= columns.last {
            text.push_str(reading.texts.key(*entry));
        }
    }
    text
}
