//! Which rows, and which parts of rows, stand on which page.

use jixiao_sheet::Length;

use super::grid::Grid;

/// A row, or a part of one, on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    pub row: usize,
    /// Below the upper edge of the page's first row.
    pub top: Length,
    pub height: Length,
    /// Not a part: the row is neither continued from the page before nor on the next one.
    pub whole: bool,
}

/// A part of a split row holds at least two lines, like a paragraph split between pages.
const FEWEST_LINES: usize = 2;

/// The last page shows so many rows.
const FEWEST_ROWS: usize = 3;

/// Which rows may be split between two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splits {
    /// Those that leave much of a page empty, or are taller than one.
    Roomy,
    /// Only those that are taller than a page, as a workbook does it.
    TooTall,
}

/// Distributes all rows over pages. Rows become higher where a page break takes room away from a merged cell's text.
pub fn flow(grid: &mut Grid<'_>, splits: Splits) -> Vec<Vec<Slice>> {
    let mut flow = Flow::new(grid, splits);
    while flow.row < flow.grid.heights.len() {
        flow.step();
    }
    flow.pages.push(flow.page);
    flow.pages
}

struct Flow<'g, 'a> {
    grid: &'g mut Grid<'a>,
    splits: Splits,
    pages: Vec<Vec<Slice>>,
    page: Vec<Slice>,
    /// How many of the page's slices are repeated header rows.
    repeated: usize,
    row: usize,
    /// What is left of the row when it began on an earlier page.
    rest: Option<Rest>,
    /// Cells that lie in one row alone, by row. A sheet may have thousands of rows.
    single: Vec<Vec<usize>>,
    /// Cells over several rows.
    spanning: Vec<usize>,
}

struct Rest {
    height: Length,
    /// Lines shown so far of each cell of the row, in the order of `row_blocks`.
    shown: Vec<usize>,
}

impl<'g, 'a> Flow<'g, 'a> {
    fn new(grid: &'g mut Grid<'a>, splits: Splits) -> Self {
        let mut single = vec![Vec::new(); grid.heights.len()];
        let mut spanning = Vec::new();
        for (index, block) in grid.blocks.iter().enumerate() {
            match single.get_mut(block.first_row()) {
                Some(row) if !block.spans_rows() => row.push(index),
                _ => spanning.push(index),
            }
        }
        let (pages, page) = (Vec::new(), Vec::new());
        Self { grid, splits, pages, page, repeated: 0, row: 0, rest: None, single, spanning }
    }

    fn step(&mut self) {
        if self.page.len() > self.repeated && self.rest.is_none() && self.is_break() {
            self.turn();
        }
        let height = self.rest.as_ref().map_or(self.grid.heights[self.row], |rest| rest.height);
        let left = self.grid.body - self.used();
        if height <= left {
            self.put(height, self.rest.is_none());
            self.rest = None;
            self.row += 1;
        } else if !self.split(height, left) {
            if self.page.len() > self.repeated {
                self.turn_between_rows();
            } else {
                // A page too low for a single line: nothing better can be done than to let it stand out.
                self.put(height, self.rest.is_none());
                self.rest = None;
                self.row += 1;
            }
        }
    }

    /// The sheet wants a new page before the current row.
    fn is_break(&self) -> bool {
        u32::try_from(self.row).is_ok_and(|row| self.grid.breaks.contains(&row))
    }

    fn used(&self) -> Length {
        self.page.last().map_or(Length::ZERO, |slice| slice.top + slice.height)
    }

    fn put(&mut self, height: Length, whole: bool) {
        let slice = Slice { row: self.row, top: self.used(), height, whole };
        self.page.push(slice);
    }

    /// Begins the next page with the header rows that belong above its first row.
    fn turn(&mut self) {
        self.make_room();
        self.pages.push(std::mem::take(&mut self.page));
        for row in self.grid.header_above(self.row).into_iter().flatten() {
            let slice = Slice { row, top: self.used(), height: self.grid.heights[row], whole: true };
            self.page.push(slice);
        }
        self.repeated = self.page.len();
    }

    /// Cells that lie in the current row alone, and may be split with it.
    fn row_blocks(&self) -> Vec<usize> {
        self.single.get(self.row).cloned().unwrap_or_default()
    }

    /// Puts as many lines of the row as fit on this page and turns it. False when the row had better stay in one piece.
    fn split(&mut self, height: Length, left: Length) -> bool {
        let fresh = self.page.len() == self.repeated;
        let header: Length =
            self.grid.header_above(self.row).map_or(Length::ZERO, |rows| self.grid.height(rows));
        if height <= self.grid.body - header && self.stays_whole(height, left) {
            return false;
        }
        let blocks = self.row_blocks();
        let shown = self.rest.as_ref().map_or_else(|| vec![0; blocks.len()], |rest| rest.shown.clone());
        let fewest = if fresh { 1 } else { FEWEST_LINES };
        let Some(shown) = self.lines_that_fit(&blocks, &shown, left, fewest) else {
            return false;
        };
        let (part, rest) =
            if blocks.iter().zip(&shown).any(|(&index, s)| s.1 < self.grid.blocks[index].lines.len()) {
                self.heights_of_parts(&blocks, &shown)
            } else if height > self.grid.body - header {
                // The row is that high for a merged cell's sake only.
                (left, Length::ZERO)
            } else {
                return false;
            };
        self.put(part, false);
        self.rest =
            Some(Rest { height: rest.max(height - part), shown: shown.into_iter().map(|s| s.1).collect() });
        self.turn();
        true
    }

    /// A row that fits on the next page is not split for little room or when it is low, and never leaves its end there with the total
    /// alone.
    fn stays_whole(&self, height: Length, left: Length) -> bool {
        let body = self.grid.body;
        let is_low = height * 4 <= body && left * 3 <= body;
        self.splits == Splits::TooTall
            || is_low
            || left * 8 <= body
            || self.row + FEWEST_ROWS > self.grid.heights.len()
    }

    /// For each cell the lines shown before this page and after it, or none when some cell would show too few.
    fn lines_that_fit(
        &self,
        blocks: &[usize],
        shown: &[usize],
        left: Length,
        fewest: usize,
    ) -> Option<Vec<(usize, usize)>> {
        let mut result = Vec::new();
        for (&index, &shown) in blocks.iter().zip(shown) {
            let block = &self.grid.blocks[index];
            let remaining = block.lines.len() - shown;
            let count = remaining.min(block.capacity(left));
            if count < remaining.min(fewest) {
                return None;
            }
            result.push((shown, shown + count));
        }
        Some(result)
    }

    /// The heights of the part with the given lines and of what remains.
    fn heights_of_parts(&self, blocks: &[usize], shown: &[(usize, usize)]) -> (Length, Length) {
        let tallest = |count: &dyn Fn(usize, (usize, usize)) -> usize| {
            let heights = blocks.iter().zip(shown).map(|(&index, &shown)| {
                let block = &self.grid.blocks[index];
                block.height(count(block.lines.len(), shown))
            });
            heights.max().unwrap_or(Length::ZERO)
        };
        (tallest(&|_, (before, after)| after - before), tallest(&|all, (_, after)| all - after))
    }

    /// Turns the page before the current row, or before an earlier one where that breaks less.
    fn turn_between_rows(&mut self) {
        let first = self.page[self.repeated].row;
        // The last row, which is the total, does not stand on a page alone, nor with one other row.
        let rows = self.grid.heights.len();
        let allowed = |row: &usize| *row + FEWEST_ROWS <= rows && !self.ends_with_header(*row);
        let candidates: Vec<usize> = (first + 1..=self.row).rev().filter(allowed).collect();
        let good = candidates.iter().copied().find(|&row| self.breaks_well(row));
        let row = good.or_else(|| candidates.first().copied()).unwrap_or(self.row);
        self.page.retain(|slice| slice.row < row);
        self.row = row;
        self.turn();
    }

    /// A page that ends before this row would end with header rows.
    fn ends_with_header(&self, row: usize) -> bool {
        let inside = |header: &jixiao_sheet::Header| {
            (header.first as usize) < row && row <= header.last as usize + 1 && row <= header.until as usize
        };
        self.grid.headers.iter().any(inside)
    }

    /// The page stays two thirds full, and merged cells that are cut have room for their text on both sides.
    fn breaks_well(&self, row: usize) -> bool {
        let used = self.height_on_page(0..row);
        let spanning = self.spanning.iter().map(|&index| &self.grid.blocks[index]);
        let cut = spanning.filter(|block| block.first_row() < row && row <= block.last_row());
        used * 3 >= self.grid.body * 2
            && cut.into_iter().all(|block| {
                let above = self.height_on_page(block.first_row()..row);
                let below = self.grid.height(row..=block.last_row()).min(self.grid.body);
                block.fits(above) && block.fits(below)
            })
    }

    fn height_on_page(&self, rows: std::ops::Range<usize>) -> Length {
        self.page.iter().filter(|slice| rows.contains(&slice.row)).map(|slice| slice.height).sum()
    }

    /// Makes what is left of merged cells on the next page high enough, when their text fits on neither side.
    fn make_room(&mut self) {
        for &index in &self.spanning {
            let block = &self.grid.blocks[index];
            let last = block.last_row();
            let begun = block.first_row() < self.row || self.rest.is_some();
            if !block.spans_rows() || !block.covers(self.row) || !begun {
                continue;
            }
            let above = self.height_on_page(block.first_row()..last + 1);
            let of_row = self.rest.as_ref().map_or(self.grid.heights[self.row], |rest| rest.height);
            let below = of_row + self.grid.height(self.row + 1..=last);
            if block.fits(above) || block.fits(below) {
                continue;
            }
            let needed = block.height(block.lines.len());
            let more = if needed <= self.grid.body { needed - below } else { block.height(1) };
            match &mut self.rest {
                Some(rest) if last == self.row => rest.height += more,
                _ => self.grid.heights[last] += more,
            }
        }
    }
}
