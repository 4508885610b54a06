//! What stands on paper, and where.

use jixiao_sheet::{Color, Face, Length, Page};

/// A sheet laid out on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The paper; all pages have the same.
    pub paper: Page,
    /// What is printed on each page, at least one.
    pub pages: Vec<Printed>,
    /// Where bookmarks within the sheet lead to: pages from 0, and what each says.
    pub bookmarks: Vec<(usize, String)>,
}

/// What is printed on one page, page number apart; see [`crate::page_number`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// In the margins: what the office's own file says there, page numbers apart.
    pub margins: Vec<Text>,
    /// Above the table: the name of the form that the page goes on with.
    pub continued: Option<Text>,
    /// Lines of text of the cells, in reading order.
    pub texts: Vec<Text>,
    /// Ruled lines, each drawn once, however many cells share it.
    pub rules: Vec<Rule>,
    /// Coloured grounds of cells, below lines and texts.
    pub grounds: Vec<Ground>,
}

impl Printed {
    /// All lines of text, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &Text> {
        self.margins.iter().chain(&self.continued).chain(&self.texts)
    }
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where the first character begins, unless it is moved.
    pub x: Length,
    /// The line that the characters stand on.
    pub baseline: Length,
    /// Typeface.
    pub face: Face,
    /// Type size.
    pub size: Length,
    /// Colour; `None` for black.
    pub color: Option<Color>,
    /// The characters that are drawn, in the order in which they are read; never empty.
    pub text: String,
    /// How far characters, by their places in `text`, stand to the right of where those before them end; to the left where negative.
    pub moves: Vec<(usize, Length)>,
    /// It belongs to a paragraph that runs from right to left.
    pub is_right_to_left: bool,
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
