//! A line of text → glyphs, from left to right on paper.

use std::ops::Range;

use jixiao_sheet::{Face, Length};
use rustybuzz::UnicodeBuffer;
use unicode_bidi_mirroring::get_mirrored;

use crate::direction::directed;
use crate::font::Font;
use crate::installed::FontId;
use crate::segments::{BOX, Segment, segments};
use crate::visible::visible;

/// Glyphs of one font beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The font that has them.
    pub font: FontId,
    /// From left to right.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// How wide the glyphs are at a type size.
    #[must_use]
    pub fn width(&self, size: Length) -> Length {
        let font = self.font.font();
        self.glyphs.iter().map(|glyph| font.scaled(glyph.advance, size)).sum()
    }
}

/// One glyph. Lengths are in the font's own units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// The characters of the text that it shows, in bytes. Several glyphs may show the same characters together.
    pub text: Range<usize>,
    /// From its own place to that of the next glyph.
    pub advance: i64,
    /// How far to the right of its place it is drawn.
    pub right: i64,
    /// How far above its place it is drawn.
    pub up: i64,
}

/// The glyphs of a line. `is_right_to_left` is the direction of the paragraph that it belongs to.
#[must_use]
pub fn shape(line: &str, face: Face, is_right_to_left: bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for part in directed(line, is_right_to_left) {
        let mut stretches = segments(&line[part.range.clone()], face);
        if part.is_right_to_left {
            stretches.reverse();
        }
        for stretch in stretches {
            let range = part.range.start + stretch.range.start..part.range.start + stretch.range.end;
            let Some(run) = shape_segment(line, &Segment { range, ..stretch }, part.is_right_to_left) else {
                continue;
            };
            match runs.last_mut() {
                Some(last) if last.font == run.font => last.glyphs.extend(run.glyphs),
                _ => runs.push(run),
            }
        }
    }
    runs
}

/// The glyphs of a stretch that one font draws.
pub fn shape_segment(line: &str, segment: &Segment, is_right_to_left: bool) -> Option<Run> {
    let id = segment.font?;
    let (font, text) = (id.font(), &line[segment.range.clone()]);
    let glyphs = match id {
        FontId::Embedded(_) => one_by_one(text, font, segment.range.start, is_right_to_left),
        FontId::Installed(_) => joined(text, font, segment.range.start, is_right_to_left),
    };
    Some(Run { font: id, glyphs })
}

/// Characters that have one shape each.
fn one_by_one(text: &str, font: &Font, start: usize, is_right_to_left: bool) -> Vec<Glyph> {
    let glyph = |(at, c): (usize, char)| {
        let shown = visible(c)?;
        let shown = if is_right_to_left { get_mirrored(shown).unwrap_or(shown) } else { shown };
        let shape = font.shape(shown).or_else(|| font.shape(BOX))?;
        let text = start + at..start + at + c.len_utf8();
        Some(Glyph { id: shape.glyph, text, advance: i64::from(shape.advance), right: 0, up: 0 })
    };
    let mut glyphs: Vec<Glyph> = text.char_indices().filter_map(glyph).collect();
    if is_right_to_left {
        glyphs.reverse();
    }
    glyphs
}

/// Characters whose shapes depend on each other.
fn joined(text: &str, font: &Font, start: usize, is_right_to_left: bool) -> Vec<Glyph> {
    let Some(shaper) = font.shaper() else { return Vec::new() };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_right_to_left {
        rustybuzz::Direction::RightToLeft
    } else {
        rustybuzz::Direction::LeftToRight
    });
    let output = rustybuzz::shape(shaper, &[], buffer);
    let mut starts: Vec<usize> = output.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |cluster: usize| starts.iter().copied().find(|&next| next > cluster).unwrap_or(text.len());
    let glyphs = output.glyph_infos().iter().zip(output.glyph_positions()).map(|(info, position)| {
        let cluster = info.cluster as usize;
        Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            text: start + cluster..start + end(cluster),
            advance: i64::from(position.x_advance),
            right: i64::from(position.x_offset),
            up: i64::from(position.y_offset),
        }
    });
    glyphs.collect()
}
