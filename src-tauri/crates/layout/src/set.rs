//! Lines as they are printed: marks squeezed, long texts justified.
//!
//! Rows are as high as [`broken`](crate::lines::broken) says, because no workbook squeezes marks; within them print sets the text.

use jixiao_fonts::{is_one_way, visible};
use jixiao_sheet::{Face, Length};

use crate::lines::breaks::{Break, Glyph, is_label, is_wide};
use crate::lines::marks::squeeze;
use crate::lines::{Breakable, Paragraph, ends, without_blanks};

/// Glyphs are moved apart by less than a tenth of an em: readers of the file take more for a space.
const WIDEST_GAP: i64 = 11;

/// A last line of so many characters is taken up into the line before, where its marks have room.
const FEW: usize = 2;

/// A text set in lines.
pub struct Set<'a> {
    pub lines: Vec<SetLine<'a>>,
    /// From the top of a line down to its baseline.
    pub above: Length,
    /// From the baseline down to the bottom of the line.
    pub below: Length,
}

/// A line as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLine<'a> {
    /// What stands in the line, without the white space at which it was broken.
    pub text: &'a str,
    /// How wide that is.
    pub width: Length,
    /// How far characters, by their places in `text`, stand to the right of where the line's characters would put them; to the left where
    /// negative.
    pub moves: Vec<(usize, Length)>,
    /// It belongs to a paragraph that runs from right to left.
    pub is_right_to_left: bool,
}

/// Sets a text in lines of a width. A justified text fills each line but the last of a paragraph, unless it is a label.
pub fn set(text: &str, face: Face, size: Length, width: Length, justified: bool) -> Set<'_> {
    let Breakable { mut paragraphs, above, below } = Breakable::printed(text, face, size);
    let mut lines = Vec::new();
    for paragraph in &mut paragraphs {
        if is_one_way(paragraph.text) {
            squeeze(paragraph.text, &mut paragraph.glyphs, size);
        }
        let ends = taken_up(&paragraph.glyphs, ends(paragraph, width), width);
        let widest = (justified && !is_label(paragraph.text)).then_some(Length(size.0 / WIDEST_GAP));
        let mut first = 0;
        for (index, &end) in ends.iter().enumerate() {
            let gap = widest.filter(|_| index + 1 < ends.len()).unwrap_or_default();
            lines.push(line(paragraph, (first, end), width, gap));
            first = end;
        }
    }
    Set { lines, above, below }
}

/// A paragraph's last characters go up into the line before, where its marks can make room (GB/T 15834—2011, 5.1.11).
fn taken_up(glyphs: &[Glyph], mut ends: Vec<usize>, width: Length) -> Vec<usize> {
    let [.., before, last] = ends.as_slice() else { return ends };
    let first = ends.len().checked_sub(3).map_or(0, |line| ends[line]);
    let is_short =
        last - before <= FEW && glyphs.get(*before).is_none_or(|glyph| glyph.before != Break::Must);
    let whole = &glyphs[first..*last];
    let spare: Length = whole.iter().skip(1).map(|glyph| glyph.squeeze.spare).sum();
    if is_short && natural(whole) - spare <= width {
        ends.remove(ends.len() - 2);
    }
    ends
}

/// How wide glyphs are in a line of their own.
fn natural(glyphs: &[Glyph]) -> Length {
    let first = glyphs.first().map_or(Length::ZERO, |glyph| glyph.squeeze.start);
    let last = glyphs.last().map_or(Length::ZERO, |glyph| glyph.squeeze.end);
    let rest: Length = glyphs.iter().skip(1).map(|glyph| glyph.width - glyph.squeeze.joint).sum();
    glyphs.first().map_or(Length::ZERO, |glyph| glyph.width) + rest - first - last
}

fn line<'a>(
    paragraph: &Paragraph<'a>,
    (first, next): (usize, usize),
    width: Length,
    gap: Length,
) -> SetLine<'a> {
    let Paragraph { text, glyphs, is_right_to_left } = paragraph;
    let end = without_blanks(glyphs, first, next);
    let place = |index: usize| glyphs.get(index).map_or(text.len(), |glyph| glyph.at);
    let start = place(first);
    let (text, glyphs) = (&text[start..place(end)], &glyphs[first..end]);
    let natural = natural(glyphs);
    let given = given(text, glyphs, width - natural, gap);
    let joints = glyphs.iter().enumerate().map(|(index, glyph)| {
        let squeezed = if index == 0 { glyph.squeeze.start } else { glyph.squeeze.joint };
        (glyph.at - start, given[index] - squeezed)
    });
    let moves = joints.filter(|(_, by)| *by != Length::ZERO).collect();
    let width = natural + given.iter().copied().sum();
    SetLine { text, width, moves, is_right_to_left: *is_right_to_left }
}

/// What each glyph is moved away from the one before it, so that the line is wider by `free`: no more than `gap`, and between Chinese
/// characters and beside them only. What is too wide gives up room beside its marks.
fn given(text: &str, glyphs: &[Glyph], free: Length, gap: Length) -> Vec<Length> {
    let weights: Vec<i64> = if free < Length::ZERO {
        glyphs.iter().map(|glyph| glyph.squeeze.spare.0).collect()
    } else {
        let wide = text.chars().map(is_wide).collect::<Vec<_>>();
        let is_open = |index: usize, c: char| visible(c).is_some() && (wide[index] || wide[index - 1]);
        text.chars().enumerate().map(|(index, c)| i64::from(index > 0 && is_open(index, c))).collect()
    };
    let total: i64 = weights.iter().skip(1).sum();
    let most = if free < Length::ZERO { total } else { gap.0 * total };
    if total == 0 || free.0.abs() > most {
        return vec![Length::ZERO; glyphs.len()];
    }
    let (mut done, mut given) = (0, 0);
    let share = |(index, weight): (usize, &i64)| {
        done += if index == 0 { 0 } else { *weight };
        let until = free.0 * done / total;
        let mine = until - given;
        given = until;
        Length(mine)
    };
    weights.iter().enumerate().map(share).collect()
}
