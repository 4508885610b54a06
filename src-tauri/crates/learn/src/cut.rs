//! A sheet without the cuts that its pages make: a label that goes on over a page is a cell on each, with the same text. That is how
//! this program prints workbooks, and what a careful hand does. Layouts know one cell; whoever prints cuts it where a page ends.

use std::borrow::Cow;

use jixiao_sheet::{Address, Cell, Sheet};

/// The sheet with each cell whole that is cut where a page begins.
pub fn whole(sheet: &Sheet) -> Cow<'_, Sheet> {
    let breaks = sheet.page.as_ref().map(|page| page.breaks.as_slice()).unwrap_or_default();
    let mut whole = Cow::Borrowed(sheet);
    // The last break first: a cell may go on over several.
    for row in breaks.iter().rev() {
        for at in starts(&whole, *row) {
            join(&mut whole.to_mut().cells, at);
        }
    }
    whole
}

/// Where the second parts of cells stand that are cut above this row.
fn starts(sheet: &Sheet, row: u32) -> Vec<Address> {
    let below = sheet.cells.iter().filter(|cell| cell.area.first.row == row);
    let is_second = |below: &&Cell| sheet.cells.iter().any(|above| goes_on(above, below));
    below.filter(is_second).map(|cell| cell.area.first).collect()
}

/// True when the lower cell is the rest of the upper one. Two cells of one row each are rows with the same answer.
fn goes_on(above: &Cell, below: &Cell) -> bool {
    let (upper, lower) = (above.area, below.area);
    let is_tall = |first: Address, last: Address| first.row < last.row;
    upper.last.row + 1 == lower.first.row
        && (upper.first.column, upper.last.column) == (lower.first.column, lower.last.column)
        && (is_tall(upper.first, upper.last) || is_tall(lower.first, lower.last))
        && above.value == below.value
}

/// Makes the cell above reach over the one that begins here.
fn join(cells: &mut Vec<Cell>, second: Address) {
    let Some(index) = cells.iter().position(|cell| cell.area.first == second) else { return };
    let below = cells.remove(index);
    if let Some(above) = cells.iter_mut().find(|above| goes_on(above, &below)) {
        above.area.last = below.area.last;
    }
}
