//! Where a line may be broken.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use jixiao_fonts::visible;
use jixiao_sheet::Length;

use super::words::{inside_words, is_unit};

/// A text of so many characters is a label or a name, and broken between words; a longer one is prose, which Chinese breaks anywhere.
const LABEL: usize = 20;

/// Characters that never start a line.
const NOT_FIRST: &[char] = &[
    '，', '。', '、', '；', '：', '？', '！', '．', '）', '》', '〉', '」', '』', '】', '〕', '］', '｝',
    '〗', '’', '”', '…', '‥', '·', '・', '～', '％', '‰', '‱', '℃', '℉', '°', '′', '″', '㎡', '㎥', '%', ',',
    '.', ';', ':', '?', '!', ')', ']', '}',
];

/// Characters that never end a line.
const NOT_LAST: &[char] = &[
    '（', '《', '〈', '「', '『', '【', '〔', '［', '｛', '〖', '‘', '“', '(', '[', '{', '№', '＃', '￥',
    '¥', '＄', '$',
];

/// Signs that stay with the number behind them.
const BEFORE_NUMBER: &[char] =
    &['．', '≥', '≤', '＞', '＜', '＝', '≈', '±', '＋', '－', '>', '=', '<', '+', '-'];

/// How a line may be broken before a character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Only when not a single character would fit otherwise: `100` and `%`, `（` and what follows it.
    Never,
    /// Only within a word or number that is wider than the line.
    InWord,
    /// Between a number and its unit: only rather than leave the unit's last character alone.
    BeforeUnit,
    /// Here.
    Allowed,
    /// The line must end here.
    Must,
}

/// A character and where it stands.
pub struct Glyph {
    /// Where the character begins in the paragraph.
    pub at: usize,
    pub width: Length,
    /// What it gives up of that; nothing until the paragraph is squeezed.
    pub squeeze: Squeeze,
    /// White space, which vanishes at a line's end.
    pub blank: bool,
    pub before: Break,
    /// It goes on a word of a label.
    pub in_word: bool,
}

/// What glyphs give up where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Squeeze {
    /// Between it and the one before.
    pub joint: Length,
    /// On its left, when it begins a line.
    pub start: Length,
    /// On its right, when it ends a line.
    pub end: Length,
    /// Of what is left between it and the one before, when a line needs it.
    pub spare: Length,
}

/// The characters of a paragraph, with their widths.
pub fn glyphs(paragraph: &str, advances: &[Length]) -> Vec<Glyph> {
    let inside = if is_label(paragraph) { inside_words(paragraph) } else { Vec::new() };
    let mut opportunities = linebreaks(paragraph).peekable();
    let mut previous = None;
    let mut glyphs = Vec::with_capacity(paragraph.len() / 2);
    for ((at, c), &width) in paragraph.char_indices().zip(advances) {
        while opportunities.next_if(|&(place, _)| place < at).is_some() {}
        let opportunity = opportunities.next_if(|&(place, _)| place == at).map(|(_, kind)| kind);
        let before = previous.map_or(Break::Never, |previous| before(previous, c, opportunity));
        let blank = c.is_whitespace();
        let in_word = inside.binary_search(&at).is_ok();
        let squeeze = Squeeze::default();
        glyphs.push(Glyph { at, width, squeeze, blank, before, in_word });
        previous = Some(c);
    }
    glyphs
}

/// A text so short that it is a label or a name.
pub fn is_label(paragraph: &str) -> bool {
    paragraph.chars().count() <= LABEL
}

fn before(a: char, b: char, opportunity: Option<BreakOpportunity>) -> Break {
    if opportunity == Some(BreakOpportunity::Mandatory) {
        return Break::Must;
    }
    if visible(b).is_none() || is_not_last(a) || is_not_first(b) {
        return Break::Never;
    }
    if is_before_number(a) && is_digit(b) {
        return Break::InWord;
    }
    if is_digit(a) && is_unit(b) {
        return Break::BeforeUnit;
    }
    let outside_quotes = (matches!(b, '“' | '‘') && is_wide(a)) || (matches!(a, '”' | '’') && is_wide(b));
    if opportunity.is_some() || outside_quotes { Break::Allowed } else { Break::InWord }
}

/// It never starts a line.
pub fn is_not_first(c: char) -> bool {
    NOT_FIRST.contains(&c)
}

/// It never ends a line.
pub fn is_not_last(c: char) -> bool {
    NOT_LAST.contains(&c)
}

fn is_before_number(c: char) -> bool {
    is_digit(c) || BEFORE_NUMBER.contains(&c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Han characters and full-width punctuation; between them a line breaks anywhere.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}
