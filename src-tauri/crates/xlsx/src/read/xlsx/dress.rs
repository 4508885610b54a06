//! Gives the cells of a sheet their looks, and the sheet its tracks and paper.

use std::collections::BTreeSet;

use jixiao_sheet::{Address, Area, Border, Borders, Cell, Length, SharedText, Sheet, Value};

use super::cell_index::{CellIndex, Place};
use super::look::Looks;
use super::measure;
use crate::read::builder::Cover;
use crate::read::cell_format::CellFormat;

/// Rows of blank cells with lines below the last text: spare rows of a form.
const SPARE_ROWS: u32 = 100;

/// Adds looks, visible blank cells, widths, heights and paper to a sheet that has its values already.
pub(super) fn dress(sheet: &mut Sheet, index: &CellIndex, looks: &Looks) {
    let styles = Styles::new(&index.places);
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
    add_blanks(sheet, index, looks);
    add_tracks(sheet, index, looks.digit);
    sheet.page = index.setup.page();
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

/// The style of each cell that a part names.
struct Styles(Vec<(Address, Styled)>);

/// What a part says of a cell.
#[derive(Clone, Copy, Default)]
struct Styled {
    style: u32,
    is_text: bool,
}

impl Styles {
    fn new(places: &[Place]) -> Self {
        let styled = |place: &Place| Styled { style: place.style, is_text: place.is_text };
        let mut cells: Vec<(Address, Styled)> =
            places.iter().map(|place| (place.at, styled(place))).collect();
        cells.sort_by_key(|(at, _)| *at);
        cells.dedup_by_key(|(at, _)| *at);
        Self(cells)
    }

    fn at(&self, at: Address) -> Styled {
        let index = self.0.binary_search_by_key(&at, |(at, _)| *at);
        index.map_or_else(|_| Styled::default(), |index| self.0[index].1)
    }
}

/// Adds blank cells with lines or a ground, where they belong to the cells with texts: no further right, and no further
/// down than a run of spare rows. There are no more than the workbook's share of them.
fn add_blanks(sheet: &mut Sheet, index: &CellIndex, looks: &Looks) {
    let Some((last_row, last_column)) = corner(&sheet.cells) else { return };
    let visible: Vec<&Place> = index
        .places
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
    for place in visible.into_iter().filter(|place| place.at.row <= end).take(index.blanks) {
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

fn add_tracks(sheet: &mut Sheet, index: &CellIndex, digit: i64) {
    let Some((last_row, last_column)) = corner(&sheet.cells) else { return };
    let setup = &index.setup;
    let width = setup.width.unwrap_or_else(|| measure::default_column(digit));
    sheet.columns =
        (0..=last_column).map(|column| setup.widths.get(&column).copied().unwrap_or(width)).collect();
    let height = |row| setup.heights.get(&row).copied().unwrap_or(Length::ZERO);
    sheet.rows = (0..=last_row).map(height).collect();
}

/// The last row and column of all cells.
fn corner(cells: &[Cell]) -> Option<(u32, u32)> {
    let row = cells.iter().map(|cell| cell.area.last.row).max()?;
    let column = cells.iter().map(|cell| cell.area.last.column).max()?;
    Some((row, column))
}
