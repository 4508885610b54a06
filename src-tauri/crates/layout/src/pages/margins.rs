//! What stands in the margins of a page: its number, the form that it goes on with, the header and footer of an office's own file.

use jixiao_fonts::{Font, drawn, is_right_to_left, measure};
use jixiao_sheet::{Face, Horizontal, Length, Page, placed_texts};

use super::printed::Text;
use crate::lines::lines;

/// Type size of the page number.
const NUMBER_SIZE: Length = Length::points(9);

/// From the table up to the line that names the form that it goes on with.
const CONTINUED_ABOVE: Length = Length::points(2);

/// The texts in the margins of each page.
pub fn margins(paper: &Page) -> Vec<Text> {
    let font = Font::of(Face::Text);
    let line = font.line_height(NUMBER_SIZE);
    let above = placed(paper, paper.header.as_deref());
    let most = most_lines(&above);
    // Between the header and the table there is room for the line that says what a page goes on with.
    let lowest = paper.top_margin - CONTINUED_ABOVE - line * (most + 1);
    let own = paper.header_margin.unwrap_or(Length(paper.top_margin.0 / 2));
    let top = own.min(lowest).max(Length::ZERO) + font.baseline(NUMBER_SIZE);
    let below = placed(paper, paper.footer.as_deref());
    let header = above.into_iter().map(|(row, _, text)| Text { baseline: top + line * row, ..text });
    let number = page_number(paper, 1, 1);
    let rows = footer_rows(&below, &number, paper);
    let footer = below
        .iter()
        .zip(rows)
        .map(|((.., text), row)| Text { baseline: number.baseline + line * row, ..text.clone() });
    header.chain(footer).collect()
}

/// The rows of a footer's lines, counted from that of the page number in the middle of the lower margin: short texts on its sides stand
/// beside it, those in the middle above it. Where a side needs more room, both sides stand above it, too, and the middle above them.
fn footer_rows(below: &[(i64, Horizontal, Text)], number: &Text, paper: &Page) -> Vec<i64> {
    let font = Font::of(Face::Text);
    let beside = number.x - paper.left_margin.max(paper.right_margin) - NUMBER_SIZE;
    let is_centred = |side: Horizontal| side == Horizontal::Center;
    let (centred, sides): (Vec<_>, Vec<_>) = below.iter().partition(|(_, side, _)| is_centred(*side));
    let is_wide = sides.iter().any(|(.., text)| font.width(&text.text, NUMBER_SIZE) > beside);
    let most = sides.iter().map(|(row, ..)| row + 1).max().unwrap_or_default();
    let raised = if is_wide { most } else { 0 };
    let middle = raised + i64::try_from(centred.len()).unwrap_or_default();
    below.iter().map(|(row, side, _)| row - if is_centred(*side) { middle } else { raised }).collect()
}

/// The lines of a code, each with its number on its side of the page.
fn placed(paper: &Page, code: Option<&str>) -> Vec<(i64, Horizontal, Text)> {
    let room = paper.width - paper.left_margin - paper.right_margin;
    let mut found: Vec<(i64, Horizontal, Text)> = Vec::new();
    for (side, text) in code.map(placed_texts).unwrap_or_default() {
        for broken in lines(&text, Face::Text, NUMBER_SIZE, room) {
            let row = found.iter().filter(|(_, other, _)| *other == side).count();
            let text = drawn(broken.text, Face::Text);
            let free = room - measure(&text, Face::Text, NUMBER_SIZE).advances.into_iter().sum();
            let x = match side {
                Horizontal::Left => Length::ZERO,
                Horizontal::Center => Length(free.0 / 2),
                Horizontal::Right => free,
            };
            let text = Text {
                x: paper.left_margin + x,
                baseline: Length::ZERO,
                face: Face::Text,
                size: NUMBER_SIZE,
                color: None,
                text,
                moves: Vec::new(),
                is_right_to_left: is_right_to_left(broken.text),
            };
            found.push((i64::try_from(row).unwrap_or_default(), side, text));
        }
    }
    found.retain(|(.., text)| !text.text.trim().is_empty());
    found
}

/// How many lines stand on the side that has most.
fn most_lines(placed: &[(i64, Horizontal, Text)]) -> i64 {
    placed.iter().map(|(row, ..)| row + 1).max().unwrap_or_default()
}

/// `业务楼运营费（续）`, above the table of a page that goes on with a form.
pub fn continued(name: &str, x: Length, paper: &Page) -> Text {
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
        moves: Vec::new(),
        is_right_to_left: false,
    }
}

/// `第 2 页 共 5 页`, in the middle of the bottom margin.
///
/// Numbers count from 1 and run through a whole file, which may hold many sheets; so they are not part of [`Printed`](crate::Printed).
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
        moves: Vec::new(),
        is_right_to_left: false,
    }
}
