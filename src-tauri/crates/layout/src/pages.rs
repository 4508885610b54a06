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

use jixiao_fonts::Font;
use jixiao_sheet::{Face, Length, Page, Sheet};

pub use fit::fitted;
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

/// Lays a sheet out on as many pages as it needs.
///
/// - A row goes to the next page when it does not fit. It is split between lines of text when it is taller than a page, or
///   when more than a third of the page would stay empty.
/// - A page that begins inside a table begins with the table's header rows, and a page never ends with them.
/// - What is left of a merged cell on each page is closed with lines, and shows the cell's text again where it fits.
/// - Cells that are wider than the paper are printed smaller, and rows begin a new page where the sheet says so.
/// - A row that is too low for its text is made higher: text is never cut off and never overlaps.
#[must_use]
pub fn pages(sheet: &Sheet) -> Pages {
    let paper = sheet.page.clone().unwrap_or(A4);
    let sheet = fitted(sheet);
    let mut grid = Grid::new(&sheet, &paper);
    let slices = flow::flow(&mut grid);
    Pages { pages: place::place(&grid, &slices), paper }
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
    }
}
