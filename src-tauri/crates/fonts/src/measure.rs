//! How much room a text takes.

use jixiao_sheet::{Face, Length};

use crate::direction::directed;
use crate::font::Font;
use crate::installed::FontId;
use crate::segments::segments;
use crate::shape::{Run, shape_segment};

/// The room that a text takes, character by character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The width of each character; of characters that are drawn together the first has all of it.
    pub advances: Vec<Length>,
    /// The same with at least half an em for each character of ASCII, which is how wide 宋体 has it: a workbook is shown in that.
    pub rooms: Vec<Length>,
    /// From the top of a line down to its baseline.
    pub above: Length,
    /// From the baseline down to the bottom of a line.
    pub below: Length,
}

impl Measured {
    /// The height of a line.
    #[must_use]
    pub fn line_height(&self) -> Length {
        self.above + self.below
    }
}

/// Measures a text. Its lines are as high as those of the face, or higher where letters of other scripts reach further up or down.
#[must_use]
pub fn measure(text: &str, face: Face, size: Length) -> Measured {
    let own = Font::of(face);
    let (above, half) = (own.baseline(size), Length(size.0 / 2));
    let mut measured = Measured {
        advances: Vec::with_capacity(text.len() / 2),
        rooms: Vec::new(),
        above,
        below: own.line_height(size) - above,
    };
    for segment in segments(text, face) {
        let stretch = &text[segment.range.clone()];
        match segment.font {
            None => measured.advances.extend(stretch.chars().map(|_| Length::ZERO)),
            Some(id @ FontId::Embedded(_)) => {
                let font = id.font();
                measured.advances.extend(stretch.chars().map(|c| font.advance(c, size)));
            }
            Some(FontId::Installed(_)) => {
                let is_right_to_left =
                    directed(stretch, false).first().is_some_and(|part| part.is_right_to_left);
                if let Some(run) = shape_segment(text, &segment, is_right_to_left) {
                    add_shaped(&mut measured, stretch, segment.range.start, &run, size);
                }
            }
        }
    }
    let room = |(c, advance): (char, &Length)| if is_half(c) { (*advance).max(half) } else { *advance };
    measured.rooms = text.chars().zip(&measured.advances).map(room).collect();
    measured
}

/// 宋体 has it half an em wide.
const fn is_half(c: char) -> bool {
    matches!(c, ' '..='~')
}

fn add_shaped(measured: &mut Measured, stretch: &str, start: usize, run: &Run, size: Length) {
    let font = run.font.font();
    for (at, _) in stretch.char_indices() {
        let of_character = run.glyphs.iter().filter(|glyph| glyph.text.start == start + at);
        let units: i64 = of_character.map(|glyph| glyph.advance).sum();
        measured.advances.push(font.scaled(units, size));
    }
    for glyph in &run.glyphs {
        let id = ttf_parser::GlyphId(glyph.id);
        let Some(extent) = font.shaper().and_then(|face| face.glyph_bounding_box(id)) else { continue };
        measured.above = measured.above.max(font.scaled(i64::from(extent.y_max) + glyph.up, size));
        measured.below = measured.below.max(font.scaled(-i64::from(extent.y_min) - glyph.up, size));
    }
}
