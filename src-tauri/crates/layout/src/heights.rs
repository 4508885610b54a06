use jixiao_sheet::{Cell, Length};

use crate::lines::{PADDING_X, broken};

/// The least height of a row: a comfortable line to write on.
pub const LEAST: Length = Length::points(20);

/// Row heights that show all text of all cells. What a merged cell needs beyond its rows goes to the last of them.
pub fn heights(cells: &[Cell], columns: &[Length], rows: u32) -> Vec<Length> {
    heights_from(cells, columns, &vec![None; rows as usize])
}

/// The same where some rows have a height of their own; only text makes them higher.
pub fn heights_from(cells: &[Cell], columns: &[Length], own: &[Option<Length>]) -> Vec<Length> {
    let mut heights: Vec<Length> = own.iter().map(|own| own.unwrap_or(LEAST)).collect();
    let (single, tall): (Vec<&Cell>, Vec<&Cell>) =
        cells.iter().partition(|cell| cell.area.first.row == cell.area.last.row);
    for cell in single {
        let row = cell.area.first.row as usize;
        if own[row].is_none() || !cell.value.shown().is_empty() {
            heights[row] = heights[row].max(needed(cell, columns));
        }
    }
    for cell in tall {
        let span = cell.area.first.row as usize..=cell.area.last.row as usize;
        let have: Length = heights[span].iter().copied().sum();
        let missing = needed(cell, columns) - have;
        if missing > Length::ZERO {
            heights[cell.area.last.row as usize] += missing;
        }
    }
    heights
}

/// What a cell's text takes in columns of these widths.
pub fn needed(cell: &Cell, columns: &[Length]) -> Length {
    let span = cell.area.first.column as usize..=cell.area.last.column as usize;
    let width: Length = columns[span].iter().copied().sum::<Length>() - PADDING_X * 2;
    broken(&cell.value.shown(), cell.style.printed_face(), cell.style.size, width).height()
}
