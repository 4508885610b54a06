use jixiao_fonts::drawn_characters;
use jixiao_model::{FieldRef, IndicatorColumn};
use jixiao_sheet::{Cell, Face, Header, Horizontal, Length, Page, Sheet};

use crate::lines::{PADDING_X, PADDING_Y};
use crate::set::{Set, SetLine, set};

/// Width of a column that the sheet gives no width for.
const COLUMN: Length = Length::points(60);

/// The least height of a row that is as high as its text.
const ROW: Length = Length::points(15);

/// A cell with its text broken into lines.
pub struct Block<'a> {
    pub cell: &'a Cell,
    pub lines: Vec<DrawnLine>,
    pub line_height: Length,
    /// From the top of a line down to its baseline.
    pub baseline: Length,
}

/// A line of a cell's text.
pub struct DrawnLine {
    /// The characters that are drawn.
    pub text: String,
    pub width: Length,
    /// How far characters, by their places in `text`, are moved to the right, or to the left where negative.
    pub moves: Vec<(usize, Length)>,
    /// It belongs to a paragraph that runs from right to left.
    pub is_right_to_left: bool,
}

/// A sheet measured for printing.
pub struct Grid<'a> {
    /// Left edge of each column, and the right edge of the last.
    pub edges: Vec<Length>,
    /// Row heights, none too low for the text of its cells.
    pub heights: Vec<Length>,
    pub blocks: Vec<Block<'a>>,
    pub headers: &'a [Header],
    /// Rows that begin a new page, by hand.
    pub breaks: Vec<u32>,
    /// The upper edge of the first row on a page.
    pub top: Length,
    /// The height that the rows of a page may take.
    pub body: Length,
}

impl Block<'_> {
    /// The height of `count` lines with the space around them.
    pub fn height(&self, count: usize) -> Length {
        self.line_height * i64::try_from(count).unwrap_or(i64::MAX) + PADDING_Y * 2
    }

    /// How many lines fit into a height.
    pub fn capacity(&self, height: Length) -> usize {
        usize::try_from((height - PADDING_Y * 2).0 / self.line_height.0.max(1)).unwrap_or(0)
    }

    /// All lines fit into a height.
    pub fn fits(&self, height: Length) -> bool {
        self.lines.len() <= self.capacity(height)
    }

    pub fn first_row(&self) -> usize {
        self.cell.area.first.row as usize
    }

    pub fn last_row(&self) -> usize {
        self.cell.area.last.row as usize
    }

    pub fn spans_rows(&self) -> bool {
        self.first_row() < self.last_row()
    }

    pub fn covers(&self, row: usize) -> bool {
        (self.first_row()..=self.last_row()).contains(&row)
    }

    /// Shown again on each page that it reaches: labels, merged cells, and the names of classes and indicators, so that a
    /// reader knows whose text goes on; not the figures and texts of a single row.
    pub fn repeats(&self) -> bool {
        use IndicatorColumn::{Level1, Level2, Level3};
        self.spans_rows()
            || matches!(
                self.cell.field,
                None | Some(FieldRef::Indicator { column: Level1 | Level2 | Level3, .. })
            )
    }
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet, paper: &Page) -> Self {
        let edges = edges(sheet, paper);
        // A hidden column has no width, and what stands in it is not printed.
        let is_shown =
            |cell: &&Cell| edges[cell.area.first.column as usize] < edges[cell.area.last.column as usize + 1];
        let blocks: Vec<Block<'_>> =
            sheet.cells.iter().filter(is_shown).map(|cell| block(cell, &edges)).collect();
        let rows = blocks.iter().map(|block| block.last_row() + 1).max().unwrap_or(0);
        let mut heights = sheet.rows.clone();
        heights.iter_mut().filter(|height| **height == Length::ZERO).for_each(|height| *height = ROW);
        heights.resize(rows.max(sheet.rows.len()), Length::ZERO);
        let body = paper.height - paper.top_margin - paper.bottom_margin;
        let breaks = paper.breaks.clone();
        let (headers, top) = (sheet.headers.as_slice(), paper.top_margin);
        let mut grid = Self { edges, heights, blocks, headers, breaks, top, body };
        grid.grow();
        grid
    }

    /// The height of some rows together.
    pub fn height(&self, rows: impl IntoIterator<Item = usize>) -> Length {
        rows.into_iter().map(|row| self.heights[row]).sum()
    }

    /// The header rows that are repeated above a row, or none.
    pub fn header_above(&self, row: usize) -> Option<std::ops::RangeInclusive<usize>> {
        let heads = |header: &&Header| (header.last as usize) < row && row <= header.until as usize;
        let header = self.headers.iter().filter(heads).max_by_key(|header| header.first)?;
        let rows = header.first as usize..=header.last as usize;
        (self.height(rows.clone()) * 2 < self.body).then_some(rows)
    }

    /// Makes rows high enough for their text: cells of one row first, then what merged cells still lack.
    fn grow(&mut self) {
        for spanning in [false, true] {
            for block in self.blocks.iter().filter(|block| block.spans_rows() == spanning) {
                let have: Length = self.heights[block.first_row()..=block.last_row()].iter().copied().sum();
                let missing = block.height(block.lines.len()) - have;
                self.heights[block.last_row()] += missing.max(Length::ZERO);
            }
        }
    }
}

/// The columns' edges; a table narrower than the paper stands in its middle.
fn edges(sheet: &Sheet, paper: &Page) -> Vec<Length> {
    let count = sheet.cells.iter().map(|cell| cell.area.last.column as usize + 1).max().unwrap_or(0);
    let mut widths = sheet.columns.clone();
    widths.resize(count.max(widths.len()), COLUMN);
    let total: Length = widths.iter().copied().sum();
    let free = paper.width + paper.left_margin - paper.right_margin - total;
    let mut edge = if paper.flush_left { paper.left_margin } else { Length(free.0 / 2) };
    let mut edges = vec![edge];
    for width in widths {
        edge += width;
        edges.push(edge);
    }
    edges
}

fn block<'a>(cell: &'a Cell, edges: &[Length]) -> Block<'a> {
    let style = &cell.style;
    let face = style.printed_face();
    let width = edges[cell.area.last.column as usize + 1] - edges[cell.area.first.column as usize];
    let text = cell.value.shown();
    let justified = style.horizontal == Horizontal::Left;
    let Set { lines, above, below } = set(&text, face, style.size, width - PADDING_X * 2, justified);
    let lines = lines.iter().map(|line| drawn(line, face)).collect();
    Block { cell, lines, line_height: above + below, baseline: above }
}

fn drawn(line: &SetLine<'_>, face: Face) -> DrawnLine {
    let (mut text, mut moves) = (String::with_capacity(line.text.len()), Vec::new());
    for (at, c) in drawn_characters(line.text, face) {
        if let Ok(found) = line.moves.binary_search_by_key(&at, |(place, _)| *place) {
            moves.push((text.len(), line.moves[found].1));
        }
        text.push(c);
    }
    DrawnLine { text, width: line.width, moves, is_right_to_left: line.is_right_to_left }
}
