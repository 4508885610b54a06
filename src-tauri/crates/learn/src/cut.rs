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

/// Where the second parts of cells stand that are cut above this row. Two cells of one row each are rows with the same answer, but for a
/// class right of a label that is cut, where classes reach over several rows.
fn starts(sheet: &Sheet, row: u32) -> Vec<Address> {
    let above: Vec<&Cell> = sheet.cells.iter().filter(|cell| cell.area.last.row + 1 == row).collect();
    let mut starts = Vec::new();
    // The column behind the last cell that is cut.
    let mut behind = None;
    for below in sheet.cells.iter().filter(|cell| cell.area.first.row == row) {
        let Some(upper) = above.iter().find(|above| goes_on(above, below)) else { continue };
        let (first, last) = (below.area.first.column, below.area.last.column);
        let is_class = || behind == Some(first) && has_tall(sheet, first);
        if is_tall(upper) || is_tall(below) || is_class() {
            starts.push(below.area.first);
            behind = Some(last + 1);
        }
    }
    starts
}

/// True when a cell of this column reaches over several rows.
fn has_tall(sheet: &Sheet, column: u32) -> bool {
    sheet.cells.iter().any(|cell| cell.area.first.column == column && is_tall(cell))
}

const fn is_tall(cell: &Cell) -> bool {
    cell.area.first.row < cell.area.last.row
}

/// True when the lower cell may be the rest of the upper one.
fn goes_on(above: &Cell, below: &Cell) -> bool {
    let (upper, lower) = (above.area, below.area);
    upper.last.row + 1 == lower.first.row
        && (upper.first.column, upper.last.column) == (lower.first.column, lower.last.column)
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

#[cfg(test)]
mod tests {
    use jixiao_sheet::{Area, Length, Page, Style, Value};

    use super::*;

    fn cell(first: (u32, u32), last: (u32, u32), text: &str) -> Cell {
        let corner = |(row, column)| Address::new(row, column);
        let area = Area { first: corner(first), last: corner(last) };
        Cell { area, value: Value::Text(text.to_owned()), style: Style::default(), field: None }
    }

    /// 效益 has one row on each page, and is a class; 长期 is an answer given twice.
    #[test]
    fn classes_are_cut_with_their_label_and_answers_are_not() {
        let cells = vec![
            cell((0, 0), (2, 0), "绩效指标"),
            cell((0, 1), (1, 1), "产出"),
            cell((2, 1), (2, 1), "效益"),
            cell((2, 2), (2, 2), "长期"),
            cell((3, 0), (4, 0), "绩效指标"),
            cell((3, 1), (3, 1), "效益"),
            cell((3, 2), (3, 2), "长期"),
        ];
        let a4 = [Length::tenth_mm(2100), Length::tenth_mm(2970)];
        let page =
            Page { breaks: vec![3], ..Page::new(a4[0], a4[1], Length::ZERO, Length::ZERO, Length::ZERO) };
        let sheet = Sheet { cells, page: Some(page), ..Sheet::default() };
        let whole = whole(&sheet);
        let rows = |at: (u32, u32)| whole.cell(Address::new(at.0, at.1)).unwrap().area.last.row;
        assert_eq!([(0, 0), (2, 1), (2, 2)].map(rows), [4, 3, 2]);
    }
}
