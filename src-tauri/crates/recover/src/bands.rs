//! Forms beside each other on one sheet.

use jixiao_model::{FieldName, IndicatorColumn};
use jixiao_sheet::{Cell, Sheet};

use crate::grid::{Entry, Grid};
use crate::label::names_project;

/// Headings that a table has at least before it can begin again beside itself.
const MIN_HEADINGS: usize = 3;

/// The sheets of forms that stand beside each other, left to right, or none when no table begins again beside itself. Cells keep
/// their places; what crosses from one form into the next above the tables belongs to both.
pub fn bands(sheet: &Sheet, grid: &Grid) -> Vec<Sheet> {
    let mut bands = Vec::new();
    let mut first = 0;
    for column in boundaries(sheet, grid) {
        bands.push(band(sheet, first, column));
        first = column;
    }
    if !bands.is_empty() {
        bands.push(band(sheet, first, u32::MAX));
    }
    bands
}

fn band(sheet: &Sheet, first: u32, end: u32) -> Sheet {
    let is_inside = |cell: &&Cell| cell.area.last.column >= first && cell.area.first.column < end;
    let cells = sheet.cells.iter().filter(is_inside).cloned().collect();
    Sheet { cells, ..sheet.clone() }
}

/// The first columns of the forms right of the first one: where the headings of a table begin again, or, in tables that begin in
/// different rows, the label of the project's name.
fn boundaries(sheet: &Sheet, grid: &Grid) -> Vec<u32> {
    let tables = grid.rows().find(|row| grid.heads_indicators(*row));
    let by_headings = tables.and_then(|row| whole(sheet, row, begun_again(grid.row(row))));
    by_headings.or_else(|| names_again(sheet, grid)).unwrap_or_default()
}

/// The columns where the first heading of a table stands again.
fn begun_again(cells: &[Entry]) -> Vec<u32> {
    let Some(first) = cells.first() else { return Vec::new() };
    let repeats = cells.iter().enumerate().skip(1).filter(|(_, entry)| entry.key() == first.key());
    let starts: Vec<usize> = repeats.map(|(at, _)| at).collect();
    if starts.first().is_none_or(|at| *at < MIN_HEADINGS) {
        return Vec::new();
    }
    starts.iter().map(|at| cells[at - 1].columns().last + 1).collect()
}

/// The columns where the label of the project's name stands again, with a table of its own below each.
fn names_again(sheet: &Sheet, grid: &Grid) -> Option<Vec<u32>> {
    let is_name =
        |entry: &&Entry| entry.meaning().text == Some(FieldName::NAME) && names_project(entry.key());
    let columns = |row: u32| grid.row(row).iter().filter(is_name).map(|entry| entry.column()).collect();
    let (row, columns) = grid
        .rows()
        .map(|row| (row, columns(row)))
        .find(|(_, columns): &(u32, Vec<u32>)| columns.len() > 1)?;
    let levels = |entry: &&Entry| entry.meaning().indicator == Some(IndicatorColumn::Level1);
    let heads = grid.rows_between(row, grid.end()).flat_map(|row| grid.row(row).iter().filter(levels));
    let heads: Vec<u32> = heads.map(|entry| entry.column()).collect();
    let ends = columns.iter().skip(1).copied().chain([u32::MAX]);
    let has_table = |(first, end): (&u32, u32)| heads.iter().any(|at| (*first..end).contains(at));
    let all_have = columns.iter().zip(ends).all(has_table);
    whole(sheet, row, columns.into_iter().skip(1).collect()).filter(|_| all_have)
}

/// The columns, where there are some and no cell from `row` on crosses one of them.
fn whole(sheet: &Sheet, row: u32, columns: Vec<u32>) -> Option<Vec<u32>> {
    let crosses = |column: &u32| {
        let is_over = |cell: &Cell| cell.area.first.column < *column && *column <= cell.area.last.column;
        sheet.cells.iter().any(|cell| cell.area.first.row >= row && is_over(cell))
    };
    (!columns.is_empty() && !columns.iter().any(crosses)).then_some(columns)
}
