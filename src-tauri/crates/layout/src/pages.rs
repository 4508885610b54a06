//! Sheet → Pages: the same grid with positions on paper.
//!
//! Lengths run from the upper left corner of the paper, right and down, so that a screen can use them as they are.

mod fit;
mod flow;
mod grid;
mod place;
mod rules;
#[cfg(test)]
mod tests;

use jixiao_fonts::Font;
use jixiao_sheet::{Color, Face, Length, Page, Sheet};

pub use fit::fitted;
use grid::Grid;

/// A sheet laid out on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The paper; all pages have the same.
    pub paper: Page,
    /// What is printed on each page, at least one.
    pub pages: Vec<Printed>,
}

/// What is printed on one page, page number apart; see [`page_number`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Lines of text, in reading order.
    pub texts: Vec<Text>,
    /// Ruled lines, each drawn once, however many cells share it.
    pub rules: Vec<Rule>,
    /// Coloured grounds of cells, below lines and texts.
    pub grounds: Vec<Ground>,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Left edge of the first character.
    pub x: Length,
    /// The line that the characters stand on.
    pub baseline: Length,
    /// Typeface.
    pub face: Face,
    /// Type size.
    pub size: Length,
    /// Colour; `None` for black.
    pub color: Option<Color>,
    /// The characters that are drawn, never empty.
    pub text: String,
}

/// A horizontal or vertical line between two points, the upper or left one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Left end.
    pub x: Length,
    /// Upper end.
    pub y: Length,
    /// Right end; equals `x` in a vertical line.
    pub to_x: Length,
    /// Lower end; equals `y` in a horizontal line.
    pub to_y: Length,
    /// How thick it is drawn.
    pub thickness: Length,
}

/// A coloured rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Left edge.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Right edge.
    pub to_x: Length,
    /// Lower edge.
    pub to_y: Length,
    /// Its colour.
    pub color: Color,
}

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
