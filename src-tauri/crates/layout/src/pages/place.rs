//! Where each line of text and each ruled line stands.

use std::collections::BTreeSet;

use jixiao_sheet::{Color, Horizontal, Length, Vertical};

use super::flow::Slice;
use super::grid::{Block, DrawnLine, Grid};
use super::printed::{Ground, Printed, Text};
use super::rules::{Frame, Rules};
use crate::lines::{PADDING_X, PADDING_Y};

/// The part of a cell that stands on one page.
struct Part {
    page: usize,
    top: Length,
    height: Length,
    /// All of the cell.
    whole: bool,
}

pub fn place(grid: &Grid<'_>, slices: &[Vec<Slice>]) -> Vec<Printed> {
    let mut printed = vec![Printed::default(); slices.len()];
    let mut rules = vec![Rules::default(); slices.len()];
    let shown = pages_of_rows(grid.heights.len(), slices);
    for block in &grid.blocks {
        let parts = parts(grid, block, slices, &shown);
        let left = grid.edges[block.cell.area.first.column as usize];
        let right = grid.edges[block.cell.area.last.column as usize + 1];
        for (part, lines) in parts.iter().zip(distribute(block, &parts)) {
            let frame = Frame { left, top: part.top, right, bottom: part.top + part.height };
            rules[part.page].frame(frame, block.cell.style.borders);
            if let Some(color) = block.cell.style.fill {
                printed[part.page].grounds.push(ground(frame, color));
            }
            printed[part.page].texts.extend(texts(block, &block.lines[lines], part, (left, right)));
        }
    }
    for (page, rules) in printed.iter_mut().zip(rules) {
        page.rules = rules.merged();
    }
    printed
}

/// The pages that show each row, in order. A sheet may have thousands of rows.
fn pages_of_rows(rows: usize, slices: &[Vec<Slice>]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = vec![Vec::new(); rows];
    for (page, slices) in slices.iter().enumerate() {
        for slice in slices {
            pages[slice.row].push(page);
        }
    }
    pages
}

fn parts(grid: &Grid<'_>, block: &Block<'_>, slices: &[Vec<Slice>], shown: &[Vec<usize>]) -> Vec<Part> {
    let rows = block.last_row() - block.first_row() + 1;
    let mut parts = Vec::new();
    let pages: BTreeSet<usize> =
        shown[block.first_row()..=block.last_row()].iter().flatten().copied().collect();
    for page in pages {
        let mine: Vec<&Slice> = slices[page].iter().filter(|slice| block.covers(slice.row)).collect();
        let (Some(first), Some(last)) = (mine.first(), mine.last()) else {
            continue;
        };
        parts.push(Part {
            page,
            top: grid.top + first.top,
            height: last.top + last.height - first.top,
            whole: mine.len() == rows && mine.iter().all(|slice| slice.whole),
        });
    }
    parts
}

/// Which lines each part shows: all of them where the cell is whole or may be repeated, else one after another.
fn distribute(block: &Block<'_>, parts: &[Part]) -> Vec<std::ops::Range<usize>> {
    let all = 0..block.lines.len();
    let repeated = block.repeats() && parts.iter().any(|part| !part.whole && block.fits(part.height));
    let mut next = 0;
    let mut ranges = Vec::new();
    for part in parts {
        let range = if part.whole || (repeated && block.fits(part.height)) {
            all.clone()
        } else if repeated {
            0..0
        } else {
            let first = next;
            next = all.end.min(first + block.capacity(part.height));
            first..next
        };
        ranges.push(range);
    }
    // Never lose a line: what fits nowhere stands out of the last part.
    if !repeated
        && let (Some(part), Some(range)) = (parts.last(), ranges.last_mut())
        && !part.whole
    {
        range.end = all.end;
    }
    ranges
}

fn texts<'b>(
    block: &'b Block<'_>,
    lines: &'b [DrawnLine],
    part: &Part,
    (left, right): (Length, Length),
) -> impl Iterator<Item = Text> + 'b {
    let style = &block.cell.style;
    let height = block.line_height * i64::try_from(lines.len()).unwrap_or(0);
    let free = part.height - height;
    let mut top = match style.vertical {
        Vertical::Top => part.top + PADDING_Y.min(free),
        Vertical::Center => part.top + Length(free.0 / 2),
        Vertical::Bottom => part.top + free - PADDING_Y.min(free.max(Length::ZERO)),
    };
    lines.iter().filter_map(move |line| {
        let baseline = top + block.baseline;
        top += block.line_height;
        let free = (right - left - line.width).max(Length::ZERO);
        let x = match aligned(style.horizontal, line.is_right_to_left) {
            Horizontal::Left => left + PADDING_X.min(free),
            Horizontal::Center => left + Length(free.0 / 2),
            Horizontal::Right => right - line.width - PADDING_X.min(free),
        };
        (!line.text.trim().is_empty()).then(|| Text {
            x,
            baseline,
            face: style.printed_face(),
            size: style.size,
            color: style.color,
            text: line.text.clone(),
            moves: line.moves.clone(),
            is_right_to_left: line.is_right_to_left,
        })
    })
}

/// A paragraph that runs from right to left begins on the right.
const fn aligned(horizontal: Horizontal, is_right_to_left: bool) -> Horizontal {
    match horizontal {
        Horizontal::Left if is_right_to_left => Horizontal::Right,
        _ => horizontal,
    }
}

fn ground(frame: Frame, color: Color) -> Ground {
    let Frame { left, top, right, bottom } = frame;
    Ground { x: left, y: top, to_x: right, to_y: bottom, color }
}
