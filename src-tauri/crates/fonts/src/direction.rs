//! Texts that run from right to left.

use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, HardcodedBidiData, Level};

/// A stretch of a line that runs in one direction.
pub struct Directed {
    pub range: std::ops::Range<usize>,
    pub is_right_to_left: bool,
}

/// A paragraph runs from right to left when its first letter and most of its letters do.
///
/// UAX #9 goes by the first letter alone (P2), but permits better knowledge (HL1): a Chinese text that begins with a Uyghur name is
/// still Chinese.
#[must_use]
pub fn is_right_to_left(paragraph: &str) -> bool {
    if is_one_way(paragraph) {
        return false;
    }
    let strong = |c| match HardcodedBidiData.bidi_class(c) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    };
    let letters: Vec<bool> = paragraph.chars().filter_map(strong).collect();
    let right = letters.iter().filter(|is_right| **is_right).count();
    letters.first() == Some(&true) && right * 2 > letters.len()
}

/// The stretches of a line, from left to right on paper.
pub fn directed(line: &str, is_right_to_left: bool) -> Vec<Directed> {
    let plain = || vec![Directed { range: 0..line.len(), is_right_to_left: false }];
    if !is_right_to_left && is_one_way(line) {
        return plain();
    }
    let level = if is_right_to_left { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(line, Some(level));
    let Some(paragraph) = info.paragraphs.first() else { return plain() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let run = |range: std::ops::Range<usize>| {
        let is_right_to_left = levels.get(range.start).is_some_and(Level::is_rtl);
        Directed { range, is_right_to_left }
    };
    runs.into_iter().map(run).collect()
}

/// No letter of the text runs from right to left: those that do begin with Hebrew, and all before are plain.
#[must_use]
pub fn is_one_way(text: &str) -> bool {
    text.chars().all(|c| {
        !matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}
