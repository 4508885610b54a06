//! Chinese line breaking: where a text breaks in a column of a given width.
//!
//! UAX #14 with what Chinese typesetting asks for beyond it (GB/T 15834—2011, 5.1): no closing mark at a line's start, no
//! opening mark at its end, and quotation marks, which UAX #14 knows no side of, break on the outside only.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use jixiao_fonts::{Font, visible};
use jixiao_sheet::{Face, Length};

/// Space between a cell's left or right line and its text. Excel and WPS keep about 2.5 points.
pub const PADDING_X: Length = Length(3_000);

/// Space between a cell's upper or lower line and its text.
pub const PADDING_Y: Length = Length(2_000);

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

/// One line of a broken text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands in the line, without the white space at which it was broken.
    pub text: &'a str,
    /// How wide that is.
    pub width: Length,
}

/// Breaks a text into lines that are no wider than `width`, unless a single character is.
///
/// A word or number that is wider than a line is broken inside. `\n` and `\r\n` begin a new line; an empty text is one
/// empty line.
#[must_use]
pub fn lines(text: &str, face: Face, size: Length, width: Length) -> Vec<Line<'_>> {
    let font = Font::of(face);
    let mut found = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        let glyphs = glyphs(paragraph, font, size);
        let mut first = 0;
        loop {
            let next = line_end(&glyphs, first, width);
            found.push(line(paragraph, &glyphs, first, next));
            first = next;
            if first >= glyphs.len() {
                break;
            }
        }
    }
    found
}

/// The height of a cell that shows `count` lines, with the space above and below them.
#[must_use]
pub fn text_height(count: usize, face: Face, size: Length) -> Length {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Font::of(face).line_height(size) * count + PADDING_Y * 2
}

/// How a line may be broken before a character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// Only when not a single character would fit otherwise: `100` and `%`, `（` and what follows it.
    Never,
    /// Only within a word or number that is wider than the line.
    InWord,
    /// Here.
    Allowed,
    /// The line must end here.
    Must,
}

struct Glyph {
    /// Where the character begins in the paragraph.
    at: usize,
    width: Length,
    /// White space, which vanishes at a line's end.
    blank: bool,
    before: Break,
}

fn glyphs(paragraph: &str, font: &Font, size: Length) -> Vec<Glyph> {
    let mut opportunities = linebreaks(paragraph).peekable();
    let mut previous = None;
    let mut glyphs = Vec::with_capacity(paragraph.len() / 2);
    for (at, c) in paragraph.char_indices() {
        while opportunities.next_if(|&(place, _)| place < at).is_some() {}
        let opportunity = opportunities.next_if(|&(place, _)| place == at).map(|(_, kind)| kind);
        let before = previous.map_or(Break::Never, |previous| before(previous, c, opportunity));
        let blank = c.is_whitespace();
        glyphs.push(Glyph { at, width: font.advance(c, size), blank, before });
        previous = Some(c);
    }
    glyphs
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
    let outside_quotes = (matches!(b, '“' | '‘') && is_wide(a)) || (matches!(a, '”' | '’') && is_wide(b));
    if opportunity.is_some() || outside_quotes { Break::Allowed } else { Break::InWord }
}

fn is_not_first(c: char) -> bool {
    NOT_FIRST.contains(&c)
}

fn is_not_last(c: char) -> bool {
    NOT_LAST.contains(&c)
}

fn is_before_number(c: char) -> bool {
    is_digit(c) || BEFORE_NUMBER.contains(&c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Han characters and full-width punctuation; between them a line breaks anywhere.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// The glyph after the last one of the line that begins at `first`.
fn line_end(glyphs: &[Glyph], first: usize, width: Length) -> usize {
    let mut used = Length::ZERO;
    let mut best: Option<(Break, usize)> = None;
    for (index, glyph) in glyphs.iter().enumerate().skip(first) {
        if index > first {
            if glyph.before == Break::Must {
                return index;
            }
            // The rightmost of the best places: a break between words wins over one within a word, and so on.
            if !glyph.blank && best.is_none_or(|(kind, _)| glyph.before >= kind) {
                best = Some((glyph.before, index));
            }
        }
        used += glyph.width;
        if used > width && !glyph.blank && index > first {
            return best.map_or(index, |(_, place)| place);
        }
    }
    glyphs.len()
}

fn line<'a>(paragraph: &'a str, glyphs: &[Glyph], first: usize, next: usize) -> Line<'a> {
    let mut end = next;
    while end > first && glyphs[end - 1].blank {
        end -= 1;
    }
    let place = |index: usize| glyphs.get(index).map_or(paragraph.len(), |glyph| glyph.at);
    Line {
        text: &paragraph[place(first)..place(end)],
        width: glyphs[first..end].iter().map(|glyph| glyph.width).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: Length = Length(10_000);

    fn broken(text: &str, ems: i64) -> String {
        let found = lines(text, Face::Text, SIZE, SIZE * ems);
        found.iter().map(|line| line.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lines_break_as_chinese_asks() {
        for (ems, text, expected) in [
            (4, "", ""),
            (4, "绩效自评", "绩效自评"),
            (4, "绩效自评表", "绩效自评|表"),
            (4, "绩效自评。", "绩效自|评。"),
            (4, "绩效（自评）表", "绩效（自|评）表"),
            (4, "一二三“四五”六", "一二三|“四五”|六"),
            (5, "一二三四“五六”七", "一二三四|“五六”七"),
            (4, "一二三……四", "一二|三……四"),
            (4, "一二——三四", "一二——|三四"),
            (4, "一二三——四", "一二三|——四"),
            (4, "第一行\n第二行", "第一行|第二行"),
            (4, "第一行\r\n\n第二行\n", "第一行||第二行|"),
            (4, "完成率95.5%", "完成率|95.5%"),
            (4, "完成率95.5％", "完成率|95.5％"),
            (4, "气温三38℃", "气温三|38℃"),
            (4, "指标值≥95%", "指标值|≥95%"),
            (4, "一二三＞９５％", "一二三|＞９５％"),
            (4, "共104家单位", "共104家|单位"),
            (4, "word and word", "word and|word"),
            (4, "1234567890123", "12345678|90123"),
            (4, "见https://abc.cn/def", "见|https://|abc.cn/|def"),
            (4, "don't stop", "don't|stop"),
            (4, "　　缩进的段落", "　　缩进|的段落"),
            (4, "一二三四 五六", "一二三四|五六"),
            (4, "第3、4季度，第5季度", "第3、4季|度，第5|季度"),
            (1, "￥1", "￥|1"),
            (1, "一二", "一|二"),
            (0, "一二", "一|二"),
            (4, "一\u{200b}二三四五", "一\u{200b}二三四|五"),
        ] {
            assert_eq!(broken(text, ems), expected, "{text:?} in {ems} em");
        }
    }

    #[test]
    fn heights_come_from_the_font() {
        assert_eq!(text_height(1, Face::Text, SIZE), Length(18_370));
        assert_eq!(text_height(3, Face::Text, SIZE), Length(47_110));
    }

    /// Texts of the sort that forms hold, with no two marks next to each other.
    fn prose() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => "[一-十绩效自评表项目资金]{1,5}",
            2 => "[绩效]{1,2}[，。、；：？！]",
            1 => "“[绩效自评]{1,4}”",
            1 => "（[绩效]{1,3}）",
            1 => "[≥≤=]?[0-9]{1,3}(\\.[0-9])?[%元天]",
            1 => " ?[a-zA-Z]{1,12} ",
            1 => "\n",
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    fn without_blanks(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in prop_oneof![prose(), ".{0,60}"], ems in 1..30i64) {
            let joined = broken(&text.replace('|', ""), ems).replace('|', "");
            prop_assert_eq!(without_blanks(&joined), without_blanks(&text.replace('|', "")));
        }

        #[test]
        fn no_line_is_too_wide(text in prop_oneof![prose(), ".{0,60}"], ems in 1..30i64) {
            for line in lines(&text, Face::Text, SIZE, SIZE * ems) {
                let single = line.text.chars().filter(|&c| visible(c).is_some()).count() <= 1;
                prop_assert!(line.width <= SIZE * ems || single, "{line:?}");
                prop_assert_eq!(line.width, Font::of(Face::Text).width(line.text, SIZE));
            }
        }

        #[test]
        fn no_line_begins_or_ends_with_the_wrong_mark(text in prose(), ems in 5..30i64) {
            for line in lines(&text, Face::Text, SIZE, SIZE * ems) {
                prop_assert!(!line.text.starts_with(is_not_first), "{line:?}");
                prop_assert!(!line.text.ends_with(is_not_last), "{line:?}");
            }
        }

        #[test]
        fn a_line_is_as_full_as_it_can_be(text in "[一-十]{1,80}", ems in 1..30i64) {
            let found = lines(&text, Face::Text, SIZE, SIZE * ems);
            for line in &found[..found.len() - 1] {
                prop_assert_eq!(line.width, SIZE * ems);
            }
        }
    }
}
