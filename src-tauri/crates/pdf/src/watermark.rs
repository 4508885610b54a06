//! Words across a page.

use jixiao_fonts::Font;
use jixiao_layout::Text;
use jixiao_sheet::{Face, Length, Page};

use crate::texts::Writer;

/// How much of the page's diagonal the words take, in percent, and what they are never larger than.
const SHARE: i64 = 45;
const LARGEST: Length = Length::points(150);

/// The words upwards from left to right through the middle of the page.
pub fn across(writer: &mut Writer<'_>, words: &str, paper: &Page) {
    let em = Length::points(100);
    let wide = Font::of(Face::Title).width(words, em).0.max(1);
    let room = paper.width.min(paper.height).0 * 141 / 100 * SHARE / 100;
    let size = Length(em.0 * room / wide).min(LARGEST);
    let half = Length(wide * size.0 / em.0 / 2);
    // From the middle of the page back by half of the words, and down by a third of their height, both turned by 45°.
    let turned = |length: Length| Length(length.0 * 707 / 1000);
    let (back, down) = (turned(half), turned(Length(size.0 * 36 / 100)));
    let text = Text {
        x: Length(paper.width.0 / 2) - back + down,
        baseline: Length(paper.height.0 / 2) + back + down,
        face: Face::Title,
        size,
        color: None,
        text: words.to_owned(),
        moves: Vec::new(),
        is_right_to_left: false,
    };
    writer.turned(&text);
}
