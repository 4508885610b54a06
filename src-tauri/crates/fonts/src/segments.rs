//! Which font draws which stretch of a text.

use std::ops::Range;

use jixiao_sheet::Face;

use crate::installed::{FontId, font_for};
use crate::visible::{shapes_others, visible};

/// What a character that no font has is drawn with: the text face has it.
pub const BOX: char = '□';

/// A stretch of a text that one font draws, or that is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// `None` for signs without a shape.
    pub font: Option<FontId>,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// The stretches of a text, in its order. Signs that change the shapes beside them belong to the font before them.
pub fn segments(text: &str, face: Face) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let before = segments.last().and_then(|segment| segment.font);
        let font = if joins(before, c) { before } else { font_of(face, c) };
        match segments.last_mut() {
            Some(segment) if segment.font == font => segment.range.end = end,
            _ => segments.push(Segment { font, range: at..end }),
        }
    }
    segments
}

/// The sign belongs to the stretch before it, which a face of the installation shapes.
fn joins(before: Option<FontId>, c: char) -> bool {
    shapes_others(c) && matches!(before, Some(id @ FontId::Installed(_)) if id.font().has(c))
}

/// The font of a character, or `None` when nothing is drawn for it.
fn font_of(face: Face, c: char) -> Option<FontId> {
    visible(c).map(|shown| font_for(face, shown).unwrap_or(FontId::Embedded(Face::Text)))
}

/// The text as it is drawn: without signs that have no shape and change none, and with plain spaces.
#[must_use]
pub fn drawn(text: &str, face: Face) -> String {
    drawn_characters(text, face).into_iter().map(|(_, c)| c).collect()
}

/// The same by character, each with the place in the text where what it shows stands.
#[must_use]
pub fn drawn_characters(text: &str, face: Face) -> Vec<(usize, char)> {
    let mut drawn = Vec::with_capacity(text.len() / 2);
    for segment in segments(text, face) {
        let start = segment.range.start;
        let stretch = text[segment.range].char_indices().map(|(at, c)| (start + at, c));
        match segment.font {
            Some(FontId::Installed(_)) => drawn.extend(stretch),
            Some(FontId::Embedded(_)) => drawn.extend(stretch.filter_map(|(at, c)| Some((at, visible(c)?)))),
            None => {}
        }
    }
    drawn
}

/// The characters of a text that no font has, each once, in the text's order. They are printed as boxes.
#[must_use]
pub fn missing(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars().filter_map(visible) {
        if !found.contains(&c) && font_for(Face::Text, c).is_none() {
            found.push(c);
        }
    }
    found
}
