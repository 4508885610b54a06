//! Chinese line breaking: where a text breaks in a column of a given width.
//!
//! UAX #14 with what Chinese typesetting asks for beyond it (GB/T 15834—2011, 5.1): no closing mark at a line's start, no
//! opening mark at its end, and quotation marks, which UAX #14 knows no side of, break on the outside only.

pub mod breaks;
pub mod marks;
mod words;

use jixiao_fonts::{Font, Measured, is_right_to_left, measure};
use jixiao_sheet::{Face, Length};

use breaks::{Break, Glyph, Squeeze, glyphs, is_label};

/// Space between a cell's left or right line and its text. Excel and WPS keep about 2.5 points.
pub const PADDING_X: Length = Length(3_000);

/// Space between a cell's upper or lower line and its text.
pub const PADDING_Y: Length = Length(2_000);

/// One line of a broken text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands in the line, without the white space at which it was broken.
    pub text: &'a str,
    /// The room that it needs.
    pub width: Length,
    /// It belongs to a paragraph that runs from right to left.
    pub is_right_to_left: bool,
}

/// A text broken into lines, and how high these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken<'a> {
    /// The lines, at least one.
    pub lines: Vec<Line<'a>>,
    /// From the top of a line down to its baseline.
    pub above: Length,
    /// From the baseline down to the bottom of the line.
    pub below: Length,
}

impl Broken<'_> {
    /// The height of a cell that shows all lines, with the space above and below them.
    #[must_use]
    pub fn height(&self) -> Length {
        (self.above + self.below) * i64::try_from(self.lines.len()).unwrap_or(i64::MAX) + PADDING_Y * 2
    }
}

/// Breaks a text into lines that are no wider than `width`, unless a single character is.
///
/// A word or number that is wider than a line is broken inside. `\n` and `\r\n` begin a new line; an empty text is one
/// empty line.
#[must_use]
pub fn lines(text: &str, face: Face, size: Length, width: Length) -> Vec<Line<'_>> {
    broken(text, face, size, width).lines
}

/// The same with the height of the lines, which letters of other scripts may need more of.
#[must_use]
pub fn broken(text: &str, face: Face, size: Length, width: Length) -> Broken<'_> {
    Breakable::new(text, face, size).broken(width)
}

/// A text measured once, to be broken at any width.
pub struct Breakable<'a> {
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
    /// From the top of a line down to its baseline.
    pub above: Length,
    /// From the baseline down to the bottom of the line.
    pub below: Length,
}

pub struct Paragraph<'a> {
    pub text: &'a str,
    pub glyphs: Vec<Glyph>,
    pub is_right_to_left: bool,
}

/// How well a text fits a width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// How many lines it takes.
    pub lines: usize,
    /// Numbers and words of other scripts that are broken inside.
    pub torn: usize,
    /// Words of labels that are broken inside.
    pub parted: usize,
    /// Lines of one character.
    pub single: usize,
}

impl<'a> Breakable<'a> {
    /// Measures a text with the room that any program that shows it may need.
    #[must_use]
    pub fn new(text: &'a str, face: Face, size: Length) -> Self {
        Self::measured(text, face, size, |measured| &measured.rooms)
    }

    /// Measures a text as it is printed.
    pub(crate) fn printed(text: &'a str, face: Face, size: Length) -> Self {
        Self::measured(text, face, size, |measured| &measured.advances)
    }

    fn measured(text: &'a str, face: Face, size: Length, widths: fn(&Measured) -> &[Length]) -> Self {
        let font = Font::of(face);
        let above = font.baseline(size);
        let below = font.line_height(size) - above;
        let mut breakable = Self { paragraphs: Vec::new(), above, below };
        for text in text.split('\n') {
            let text = text.strip_suffix('\r').unwrap_or(text);
            let measured = measure(text, face, size);
            breakable.above = breakable.above.max(measured.above);
            breakable.below = breakable.below.max(measured.below);
            let glyphs = glyphs(text, widths(&measured));
            let is_right_to_left = is_right_to_left(text);
            breakable.paragraphs.push(Paragraph { text, glyphs, is_right_to_left });
        }
        breakable
    }

    /// The lines at a width.
    #[must_use]
    pub fn broken(&self, width: Length) -> Broken<'a> {
        let mut lines = Vec::new();
        for paragraph in &self.paragraphs {
            let mut first = 0;
            for end in ends(paragraph, width) {
                lines.push(line(paragraph, first, end));
                first = end;
            }
        }
        Broken { lines, above: self.above, below: self.below }
    }

    /// How well it fits a width.
    #[must_use]
    pub fn fit(&self, width: Length) -> Fit {
        let mut fit = Fit::default();
        for paragraph in &self.paragraphs {
            let ends = ends(paragraph, width);
            fit.lines += ends.len();
            // A label that stands upright, a character on each line, is meant to.
            if ends.len() < paragraph.glyphs.len() {
                let parted = parted(&paragraph.glyphs, &ends);
                fit.parted += parted;
                fit.torn += torn(&paragraph.glyphs, &ends) - parted;
                fit.single += usize::from(has_single(&ends));
            }
        }
        fit
    }

    /// The height of a cell with so many of its lines, with the space above and below them.
    #[must_use]
    pub fn height(&self, lines: usize) -> Length {
        (self.above + self.below) * i64::try_from(lines).unwrap_or(i64::MAX) + PADDING_Y * 2
    }
}

/// The height of a cell that shows `count` lines, with the space above and below them.
#[must_use]
pub fn text_height(count: usize, face: Face, size: Length) -> Length {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Font::of(face).line_height(size) * count + PADDING_Y * 2
}

/// Where the lines of a paragraph end. A label is broken between its words where that takes no more lines, or one more where
/// otherwise a word would be torn.
pub fn ends(paragraph: &Paragraph<'_>, width: Length) -> Vec<usize> {
    let glyphs = &paragraph.glyphs;
    let anywhere = greedy(glyphs, width, |glyph| glyph.before);
    if anywhere.len() == 1 || !is_label(paragraph.text) {
        return without_single(glyphs, anywhere, width, |_| false);
    }
    let between = |glyph: &Glyph| if glyph.in_word { glyph.before.min(Break::InWord) } else { glyph.before };
    let words = without_single(glyphs, greedy(glyphs, width, between), width, |glyph| glyph.in_word);
    let is_better = torn(glyphs, &words) == 0 && torn(glyphs, &anywhere) > 0 && !has_single(&words);
    if words.len() == anywhere.len() || (is_better && words.len() == anywhere.len() + 1) {
        words
    } else {
        without_single(glyphs, anywhere, width, |_| false)
    }
}

/// Some line but the first has one character.
fn has_single(ends: &[usize]) -> bool {
    ends.windows(2).any(|pair| pair[1] - pair[0] == 1)
}

/// Fills one line after the other.
fn greedy(glyphs: &[Glyph], width: Length, before: impl Fn(&Glyph) -> Break) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut first = 0;
    loop {
        first = line_end(glyphs, first, width, &before);
        ends.push(first);
        if first >= glyphs.len() {
            return ends;
        }
    }
}

/// The last line gets a second character from the line before it, where that keeps two.
fn without_single(
    glyphs: &[Glyph],
    mut ends: Vec<usize>,
    width: Length,
    keeps: impl Fn(&Glyph) -> bool,
) -> Vec<usize> {
    let [.., before, last] = ends.as_mut_slice() else { return ends };
    if *last - *before != 1 {
        return ends;
    }
    let (end, last) = (*before, *last);
    let first = ends.len().checked_sub(3).map_or(0, |line| ends[line]);
    let is_good = |&at: &usize| {
        let rest: Length = glyphs[at..last].iter().map(|glyph| glyph.width).sum();
        matches!(glyphs[at].before, Break::BeforeUnit | Break::Allowed)
            && !keeps(&glyphs[at])
            && rest <= width
    };
    if let Some(at) = (first + 2..end).rev().find(is_good)
        && end - at <= 3
    {
        let line = ends.len() - 2;
        ends[line] = at;
    }
    ends
}

/// Words and numbers that are broken inside.
fn torn(glyphs: &[Glyph], ends: &[usize]) -> usize {
    let begins = ends.iter().filter_map(|&end| glyphs.get(end));
    begins.filter(|glyph| glyph.in_word || glyph.before < Break::BeforeUnit).count()
}

/// Words of labels that are broken inside.
fn parted(glyphs: &[Glyph], ends: &[usize]) -> usize {
    ends.iter().filter_map(|&end| glyphs.get(end)).filter(|glyph| glyph.in_word).count()
}

/// The glyph after the last one of the line that begins at `first`.
fn line_end(glyphs: &[Glyph], first: usize, width: Length, before: impl Fn(&Glyph) -> Break) -> usize {
    let mut used = Length::ZERO;
    let mut best: Option<(Break, usize)> = None;
    for (index, glyph) in glyphs.iter().enumerate().skip(first) {
        if index > first {
            let kind = before(glyph);
            if kind == Break::Must {
                return index;
            }
            // The rightmost of the best places: a break between words wins over one within a word, and so on.
            if !glyph.blank && best.is_none_or(|(best, _)| kind >= best) {
                best = Some((kind, index));
            }
        }
        let Squeeze { joint, start, end, .. } = glyph.squeeze;
        used += glyph.width - if index > first { joint } else { start };
        if used - end > width && !glyph.blank && index > first {
            return best.map_or(index, |(_, place)| place);
        }
    }
    glyphs.len()
}

fn line<'a>(paragraph: &Paragraph<'a>, first: usize, next: usize) -> Line<'a> {
    let Paragraph { text, glyphs, is_right_to_left } = paragraph;
    let end = without_blanks(glyphs, first, next);
    let place = |index: usize| glyphs.get(index).map_or(text.len(), |glyph| glyph.at);
    Line {
        text: &text[place(first)..place(end)],
        width: glyphs[first..end].iter().map(|glyph| glyph.width).sum(),
        is_right_to_left: *is_right_to_left,
    }
}

/// The end of a line without the white space at which it was broken.
pub fn without_blanks(glyphs: &[Glyph], first: usize, next: usize) -> usize {
    (first..next).rev().find(|&index| !glyphs[index].blank).map_or(first, |index| index + 1)
}

#[cfg(test)]
mod tests;
