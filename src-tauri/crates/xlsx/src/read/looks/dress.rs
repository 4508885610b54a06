//! Gives the cells of a sheet their looks, and the sheet its tracks and paper.

use std::collections::BTreeSet;

use jixiao_sheet::{Address, Area, Border, Borders, Cell, Length, SharedText, Sheet, Value};

use super::tracks::Tracks;
use super::{Looks, measure};
use crate::read::builder::Cover;
use crate::read::cell_format::CellFormat;

/// Rows of blank cells with lines below the last text: spare rows of a form.
const SPARE_ROWS: u32 = 100;

/// The style of a cell, and what is known of its value.
#[derive(Clone, Copy)]
pub(in crate::read) struct Styled {
    pub at: Address,
    /// The number of its style.
    pub style: u32,
    /// Its value is a text, not a number that a format shows.
    pub is_text: bool,
    /// Neither value nor formula.
    pub is_blank: bool,
}

/// Adds looks, visible blank cells, widths, heights and paper to a sheet that has its values already. No more than `blanks` blank cells are
/// added.
pub(in crate::read) fn dress(
    sheet: &mut Sheet,
    mut cells: Vec<Styled>,
    blanks: usize,
    tracks: &Tracks,
    looks: &Looks,
) {
    cells.sort_by_key(|cell| cell.at);
    cells.dedup_by_key(|cell| cell.at);
    let styles = Styles(cells);
    for cell in &mut sheet.cells {
        let look = |at| looks.get(styles.at(at).style);
        let first = styles.at(cell.area.first);
        cell.style = looks.get(first.style).style(&cell.value);
        if first.is_text {
            cell.style.format = cell.style.format.take().map(of_text);
        }
        if cell.area.first != cell.area.last {
            let across = Address::new(cell.area.first.row, cell.area.last.column);
            let down = Address::new(cell.area.last.row, cell.area.first.column);
            let corners = [across, down, cell.area.last].map(|at| look(at).style(&cell.value).borders);
            cell.style.borders = outer(cell.style.borders, corners);
        }
    }
    add_blanks(sheet, &styles, blanks, looks);
    add_tracks(sheet, tracks, looks.digit);
    sheet.page = tracks.page();
}

/// A format of dates does nothing to a text that was typed as one; without it the text stays a text when it is written again.
fn of_text(format: SharedText) -> SharedText {
    if CellFormat::new(format.as_str()).is_moment() { SharedText::from("@") } else { format }
}

/// The lines around a merged area: a program keeps them in the cells at its edge, or all in the first cell.
fn outer(first: Borders, [across, down, last]: [Borders; 3]) -> Borders {
    let right: Border = first.right.max(across.right).max(last.right);
    let bottom: Border = first.bottom.max(down.bottom).max(last.bottom);
    Borders { right, bottom, ..first }
}

/// The styles of all cells, by their places.
struct Styles(Vec<Styled>);

impl Styles {
    fn at(&self, at: Address) -> Styled {
        let none = Styled { at, style: 0, is_text: false, is_blank: true };
        let index = self.0.binary_search_by_key(&at, |cell| cell.at);
        index.map_or(none, |index| self.0[index])
    }
}

/// Adds blank cells with lines or a ground, where they belong to the cells with texts: no further right, and no further
/// down than a run of spare rows. There are no more than the workbook's share of them.
fn add_blanks(sheet: &mut Sheet, styles: &Styles, blanks: usize, looks: &Looks) {
    let Some((last_row, last_column)) = corner(&sheet.cells) else { return };
    let visible: Vec<&Styled> = styles
        .0
        .iter()
        .filter(|place| {
            place.is_blank && place.at.column <= last_column && !looks.get(place.style).is_invisible()
        })
        .collect();
    let rows: BTreeSet<u32> = visible.iter().map(|place| place.at.row).collect();
    let spare = (last_row + 1..).take_while(|row| rows.contains(row) && *row <= last_row + SPARE_ROWS);
    let end = spare.last().unwrap_or(last_row);
    let mut cover = Cover::default();
    sheet.cells.iter().for_each(|cell| cover.add(cell.area));
    for place in visible.into_iter().filter(|place| place.at.row <= end).take(blanks) {
        if !cover.holds(place.at) {
            let area = Area { first: place.at, last: place.at };
            let value = Value::Text(String::new());
            let style = looks.get(place.style).style(&value);
            cover.add(area);
            sheet.cells.push(Cell { area, value, style, field: None });
        }
    }
    sheet.cells.sort_by_key(|cell| cell.area.first);
}

fn add_tracks(sheet: &mut Sheet, tracks: &Tracks, digit: i64) {
    let Some((last_row, last_column)) = corner(&sheet.cells) else { return };
    let width = tracks.width.unwrap_or_else(|| measure::default_column(digit));
    sheet.columns =
        (0..=last_column).map(|column| tracks.widths.get(&column).copied().unwrap_or(width)).collect();
    let height = |row| tracks.heights.get(&row).copied().unwrap_or(Length::ZERO);
    sheet.rows = (0..=last_row).map(height).collect();
}

/// The last row and column of all cells.
fn corner(cells: &[Cell]) -> Option<(u32, u32)> {
    let row = cells.iter().map(|cell| cell.area.last.row).max()?;
    let column = cells.iter().map(|cell| cell.area.last.column).max()?;
    Some((row, column))
}
