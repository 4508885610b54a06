//! Punctuation marks that take half of their square: at the ends of a line (GB/T 15834—2011, 5.1.10), and where two of them meet (5.1.11).

use jixiao_sheet::Length;

use super::breaks::{Glyph, Squeeze};

/// Marks whose right half is empty.
const CLOSING: &[char] = &[
    '，', '。', '、', '；', '：', '？', '！', '．', '）', '》', '〉', '」', '』', '】', '〕', '］', '｝',
    '〗', '’', '”',
];

/// Marks whose left half is empty.
const OPENING: &[char] = &['（', '《', '〈', '「', '『', '【', '〔', '［', '｛', '〖', '‘', '“'];

/// Squeezes the marks of a paragraph set in a type size.
pub fn squeeze(paragraph: &str, glyphs: &mut [Glyph], size: Length) {
    let half = Length(size.0 / 2);
    let of = |is_so: bool| if is_so { half } else { Length::ZERO };
    // What stands before the glyph: a mark with its right half empty, or any mark.
    let (mut has_room, mut is_mark) = (false, false);
    for (c, glyph) in paragraph.chars().zip(glyphs) {
        let (opens, closes) = (OPENING.contains(&c), CLOSING.contains(&c));
        let joint = of((has_room && (opens || closes)) || (opens && is_mark));
        let empty = of(has_room) + of(opens) - joint;
        let spare = Length(empty.0 / 2);
        glyph.squeeze = Squeeze { joint, start: of(opens), end: of(closes), spare };
        (has_room, is_mark) = (closes, opens || closes);
    }
}
