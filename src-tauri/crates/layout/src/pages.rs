//! Sheet → Pages: the same grid with positions on paper.
//!
//! Lengths run from the upper left corner of the paper, right and down, so that a screen can use them as they are.

mod fit;
mod flow;
mod grid;
mod place;
mod printed;
mod rules;
#[cfg(test)]
mod tests;

pub use printed::{Ground, Pages, Printed, Rule, Text};

use jixiao_fonts::{Font, drawn, measure};
use jixiao_model::{FieldName, FieldRef};
use jixiao_sheet::{Face, Length, Page, Sheet};

use crate::lines::lines;

pub use fit::fitted;
use flow::{Slice, Splits};
use grid::Grid;

/// A4 upright, for a sheet that says nothing about paper.
const A4: Page = Page::new(
    Length::tenth_mm(2100),
    Length::tenth_mm(2970),
    Length::tenth_mm(150),
    Length::tenth_mm(200),
    Length::tenth_mm(200),
);

/// Type size of the page number.
const NUMBER_SIZE: Length = Length::points(9);

/// From the table up to the line that names the form that it goes on with.
const CONTINUED_ABOVE: Length = Length::points(2);

/// Lays a sheet out on as many pages as it needs.
///
/// - A row goes to the next page when it does not fit. It is split between lines of text when it is taller than a page, or
///   when much of the page would stay empty.
/// - A page that begins inside a table begins with the table's header rows, and a page never ends with them. Above it stands which
///   form it goes on with; the last page shows more than a row and the total.
/// - What is left of a merged cell on each page is closed with lines, and shows the cell's text again where it fits.
/// - Cells that are wider than the paper are printed smaller, and rows begin a new page where the sheet says so.
/// - A row that is too low for its text is made higher: text is never cut off and never overlaps.
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

/// `业务楼运营费（续）`, above the table of a page that goes on with a form.
fn continued(name: &str, x: Length, paper: &Page) -> Text {
    let room = paper.width - x * 2;
    let text = format!("{name}（续）");
    let is_short = lines(&text, Face::Text, NUMBER_SIZE, room).len() == 1;
    let shortened = || {
        let end = measure(name, Face::Text, NUMBER_SIZE).advances.into_iter().scan(
            Length::ZERO,
            |used, advance| {
                *used += advance;
                (*used + NUMBER_SIZE * 4 <= room).then_some(())
            },
        );
        format!("{}…（续）", name.chars().take(end.count()).collect::<String>())
    };
    let font = Font::of(Face::Text);
    let below = font.line_height(NUMBER_SIZE) - font.baseline(NUMBER_SIZE);
    Text {
        x,
        baseline: paper.top_margin - below - CONTINUED_ABOVE,
        face: Face::Text,
        size: NUMBER_SIZE,
        color: None,
        text: drawn(&if is_short { text } else { shortened() }, Face::Text),
        is_right_to_left: false,
    }
}

/// `第 2 页 共 5 页`, in the middle of the bottom margin.
///
/// Numbers count from 1 and run through a whole file, which may hold many sheets; so they are not part of [`Printed`].
#[must_use]
pub fn page_number(paper: &Page, number: usize, total: usize) -> Text {
    let text = format!("第 {number} 页 共 {total} 页");
    let font = Font::of(Face::Text);
    let free = paper.width - font.width(&text, NUMBER_SIZE);
    let above = (paper.bottom_margin - font.line_height(NUMBER_SIZE)).0 / 2;
    Text {
        x: Length(free.0 / 2),
        baseline: paper.height - paper.bottom_margin + Length(above) + font.baseline(NUMBER_SIZE),
        face: Face::Text,
        size: NUMBER_SIZE,
        color: None,
        text,
        is_right_to_left: false,
    }
}
