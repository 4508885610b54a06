//! Forms beside each other on one sheet.

use jixiao_sheet::{Cell, Sheet};

use crate::grid::Grid;

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

/// The first columns of the forms right of the first one.
fn boundaries(sheet: &Sheet, grid: &Grid) -> Vec<u32> {
    let Some(row) = grid.rows().find(|row| grid.heads_indicators(*row)) else { return Vec::new() };
    let cells = grid.row(row);
    let Some(first) = cells.first() else { return Vec::new() };
    let repeats = cells.iter().enumerate().skip(1).filter(|(_, entry)| entry.key() == first.key());
    let starts: Vec<usize> = repeats.map(|(at, _)| at).collect();
    if starts.first().is_none_or(|at| *at < MIN_HEADINGS) {
        return Vec::new();
    }
    let columns: Vec<u32> = starts.iter().map(|at| cells[at - 1].columns().last + 1).collect();
    let crosses = |column: &u32| {
        let is_over = |cell: &Cell| cell.area.first.column < *column && *column <= cell.area.last.column;
        sheet.cells.iter().any(|cell| cell.area.first.row >= row && is_over(cell))
    };
    if columns.iter().any(crosses) { Vec::new() } else { columns }
}
