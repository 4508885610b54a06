//! Sheet → Pages: the same grid with positions on paper.
//!
//! Lengths run from the upper left corner of the paper, right and down, so that a screen can use them as they are.

mod fit;
mod flow;
mod grid;
mod margins;
mod place;
mod printed;
mod rules;
#[cfg(test)]
mod tests;

pub use margins::page_number;
pub use printed::{Ground, Pages, Printed, Rule, Text};

use jixiao_model::{FieldName, FieldRef};
use jixiao_sheet::{Length, Page, Sheet};

pub use fit::fitted;
use flow::{Slice, Splits};
use grid::Grid;
use margins::{continued, margins};

/// A4 upright, for a sheet that says nothing about paper.
const A4: Page = Page::new(
    Length::tenth_mm(2100),
    Length::tenth_mm(2970),
    Length::tenth_mm(150),
    Length::tenth_mm(200),
    Length::tenth_mm(200),
);

/// Lays a sheet out on as many pages as it needs.
///
/// - A row goes to the next page when it does not fit. It is split between lines of text when it is taller than a page, or
///   when much of the page would stay empty.
/// - A page that begins inside a table begins with the table's header rows, and a page never ends with them. Above it stands which
///   form it goes on with; the last page shows more than a row and the total.
/// - What is left of a merged cell on each page is closed with lines, and shows the cell's text again where it fits.
/// - Cells that are wider than the paper are printed smaller, and rows begin a new page where the sheet says so.
/// - A row that is too low for its text is made higher: text is never cut off and never overlaps.
/// - What a file says in the header and footer of its pages stands in their margins.
#[must_use]
pub fn pages(sheet: &Sheet) -> Pages {
    let paper = sheet.page.clone().unwrap_or(A4);
    let sheet = fitted(sheet);
    let mut grid = Grid::new(&sheet, &paper);
    let slices = flow::flow(&mut grid, Splits::Roomy);
    let mut pages = place::place(&grid, &slices);
    let firsts = first_rows(&slices);
    let left = grid.edges.first().copied().unwrap_or_default();
    for (page, row) in pages.iter_mut().zip(&firsts).skip(1) {
        page.continued = goes_on_with(&sheet, *row).map(|name| continued(&name, left, &paper));
    }
    let margins = margins(&paper);
    for page in &mut pages {
        page.margins.clone_from(&margins);
    }
    let page_of = |row: u32| {
        let shows = |page: &Vec<Slice>| page.iter().any(|slice| slice.row == row as usize);
        slices.iter().position(shows).unwrap_or_default()
    };
    let bookmarks = sheet.bookmarks.iter().map(|at| (page_of(at.row), at.text.clone())).collect();
    Pages { paper, pages, bookmarks }
}

/// The first row of each page that is not repeated there.
fn first_rows(slices: &[Vec<Slice>]) -> Vec<usize> {
    let mut last = 0;
    let first = |page: &Vec<Slice>| {
        let own = page.iter().map(|slice| slice.row).find(|row| *row >= last).unwrap_or(last);
        last = page.last().map_or(last, |slice| slice.row);
        own
    };
    slices.iter().map(first).collect()
}

/// What a page that begins with `row` goes on with: the sheet's form, or its title and whose rows they are.
fn goes_on_with(sheet: &Sheet, row: usize) -> Option<String> {
    if let Some(name) = form_name(sheet) {
        return Some(name);
    }
    let group = sheet.bookmarks.iter().take_while(|at| at.row as usize <= row).last();
    // A page that begins with a heading goes on with nothing.
    let group = group.filter(|at| (at.row as usize) < row).map(|at| at.text.as_str());
    match (sheet.title.as_str(), group) {
        ("", group) => group.map(str::to_owned),
        (title, None) => Some(title.to_owned()),
        (title, Some(group)) => Some(format!("{title}　{group}")),
    }
}

/// The rows that begin a new page, but the first, where every row that a page has room for stays whole.
pub fn breaks(sheet: &Sheet) -> Vec<u32> {
    let paper = sheet.page.clone().unwrap_or(A4);
    let sheet = fitted(sheet);
    let mut grid = Grid::new(&sheet, &paper);
    let slices = flow::flow(&mut grid, Splits::TooTall);
    let turns = slices.windows(2).filter_map(|pages| {
        let last = pages[0].last()?.row;
        // Header rows are repeated above it, and the rest of a row that is split begins no page by itself.
        let row = pages[1].iter().map(|slice| slice.row).find(|row| *row >= last)?;
        (row > last).then_some(row)
    });
    turns.filter_map(|row| u32::try_from(row).ok()).collect()
}

/// What the form on a sheet is called; `None` where the sheet does not say. Where it says so twice, once behind a label, the shorter text
/// is the name.
#[must_use]
pub fn form_name(sheet: &Sheet) -> Option<String> {
    shown(sheet, &FieldName::NAME)
}

/// Who hands the form on a sheet in: 实施单位, else 主管部门; `None` where the sheet does not say.
#[must_use]
pub fn form_agency(sheet: &Sheet) -> Option<String> {
    shown(sheet, &FieldName::IMPLEMENTING_UNIT).or_else(|| shown(sheet, &FieldName::COMPETENT_DEPARTMENT))
}

/// The shortest text that a sheet shows for a field.
fn shown(sheet: &Sheet, field: &FieldName) -> Option<String> {
    let field = FieldRef::Text(field.clone());
    let texts = sheet.cells.iter().filter(|cell| cell.field.as_ref() == Some(&field));
    let text = texts.map(|cell| cell.value.shown()).min_by_key(String::len)?.replace(['\r', '\n'], "");
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
