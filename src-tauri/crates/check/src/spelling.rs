//! C50: what is never right, whatever the text is about.

use jixiao_edition::words;
use jixiao_model::{FieldName, FieldRef, IndicatorColumn, squeeze};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::Subject;

/// Longest run of characters that is looked for twice.
const LONGEST_DOUBLE: usize = 4;

/// Slips that are mended in one text.
const MOST_SLIPS: usize = 16;

/// C50: doubled words, marks that never meet, open quotation marks, texts cut off, and a list of wrong words.
pub(crate) fn slips(subject: &Subject) -> Vec<Finding> {
    let texts = texts(subject).into_iter().filter(|(_, text)| !text.is_empty());
    texts
        .filter_map(|(field, text)| slip(text).map(|(found, expected)| finding(field, &found, &expected)))
        .collect()
}

fn finding(field: FieldRef, found: &str, expected: &str) -> Finding {
    let message = if expected.is_empty() {
        format!("“{found}”处像是没有写完，或标点不成对，请核对。")
    } else {
        format!("“{found}”像是笔误，应为“{expected}”，请核对。")
    };
    Finding::fails(CheckId::C50, field, expected, found, message)
}

/// The texts that are read for slips.
pub(crate) fn texts<'a>(subject: &Subject<'a>) -> Vec<(FieldRef, &'a str)> {
    let form = subject.form;
    let names = [
        FieldName::NAME,
        FieldName::COMPETENT_DEPARTMENT,
        FieldName::IMPLEMENTING_UNIT,
        FieldName::DEVIATION_ANALYSIS,
        FieldName::IMPROVEMENT,
    ];
    let mut texts: Vec<(FieldRef, &str)> =
        names.into_iter().map(|name| (FieldRef::Text(name.clone()), form.text(&name))).collect();
    for (index, goal) in form.goals.iter().enumerate() {
        texts.push((FieldRef::GoalExpected(index), &goal.expected));
        texts.push((FieldRef::GoalActual(index), &goal.actual));
    }
    for row in subject.rows() {
        for column in [IndicatorColumn::Level3, IndicatorColumn::Reason] {
            texts.push((row.field(column), row.indicator.show(column)));
        }
    }
    texts
}

/// The first slip of a text, and what should stand there where that is known.
fn slip(text: &str) -> Option<(String, String)> {
    let plain = squeeze(text);
    wrong_word(&plain).or_else(|| doubled(&plain)).or_else(|| marks(&plain)).or_else(|| open_end(&plain))
}

/// A text without the slips that are known to be some, and what became of them: `应讼 → 应诉`. `None` where there are none, or where
/// one stands within other words that may be right.
pub(crate) fn mended(text: &str) -> Option<(String, String)> {
    let mut changes: Vec<String> = Vec::new();
    let mut mended = text.to_owned();
    while let Some((found, expected)) = slip(&mended).filter(|(_, expected)| !expected.is_empty()) {
        let once = mended.matches(&found).count() == 1;
        let listed = words().spelling.words.iter().any(|(wrong, _)| *wrong == found);
        let next = mended.replace(&found, &expected);
        // A text that does not get shorter or better would be mended for ever.
        if !once && !listed || next == mended || changes.len() == MOST_SLIPS {
            break;
        }
        changes.push(format!("{found} → {expected}"));
        mended = next;
    }
    (!changes.is_empty()).then(|| (changes.join("，"), mended))
}

fn wrong_word(text: &str) -> Option<(String, String)> {
    let mut wrong = words().spelling.words.iter();
    wrong
        .find(|(wrong, _)| text.contains(wrong.as_str()))
        .map(|(wrong, right)| (wrong.clone(), right.clone()))
}

/// 保障保障, 的的.
fn doubled(text: &str) -> Option<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    for start in 0..chars.len() {
        for length in (1..=LONGEST_DOUBLE).rev() {
            // Most characters differ from what follows them: one look is enough.
            if chars.get(start + length) == chars.get(start)
                && let Some(once) = double_at(&chars, start, length)
            {
                return Some((once.repeat(2), once));
            }
        }
    }
    None
}

/// The characters from `start` on, when they stand there twice and should not.
fn double_at(chars: &[char], start: usize, length: usize) -> Option<String> {
    let once = chars.get(start..start + length)?;
    let twice = chars.get(start + length..start + 2 * length)?;
    let slip = once == twice && is_double(once) && !is_in_word(chars, start);
    slip.then(|| once.iter().collect())
}

/// Single characters are doubled in many a good word (刚刚); three in a row are digits or marks.
fn is_double(once: &[char]) -> bool {
    let spelling = &words().spelling;
    let word: String = once.iter().collect();
    let han = once.iter().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let listed = |list: &[String]| list.contains(&word);
    let same = once.iter().all(|c| *c == once[0]);
    han && match once.len() {
        1 => listed(&spelling.doubled_characters),
        _ => !same && !listed(&spelling.doubled_allowed),
    }
}

/// 目的的 and its like.
fn is_in_word(chars: &[char], start: usize) -> bool {
    let around: String = chars.iter().skip(start.saturating_sub(1)).take(3).collect();
    words().spelling.doubled_in_words.contains(&around)
}

fn marks(text: &str) -> Option<(String, String)> {
    let listed = &words().spelling.marks;
    let mut before = None;
    for (at, mark) in text.char_indices() {
        let now = is_mark(mark).then_some(at);
        if let Some((first, _)) = before.zip(now) {
            let pair = &text[first..at + mark.len_utf8()];
            if listed.iter().any(|known| known == pair) {
                return Some((pair.to_owned(), mark.to_string()));
            }
        }
        before = now;
    }
    None
}

const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '：' | '！' | '？')
}

/// A quotation mark that is never closed, or a text that ends in the middle.
fn open_end(text: &str) -> Option<(String, String)> {
    let (mut opened, mut closed, mut straight) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '“' => opened += 1,
            '”' => closed += 1,
            '"' | '＂' => straight += 1,
            _ => {}
        }
    }
    let open = opened != closed || straight % 2 == 1;
    let cut = words().spelling.cut_off.iter().any(|end| text.ends_with(end.as_str()));
    let tail = || text.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    if cut {
        return Some((tail(), String::new()));
    }
    let at = text.rfind(['“', '”', '"']).unwrap_or(0);
    let from = text[..at].char_indices().rev().nth(5).map_or(0, |(from, _)| from);
    open.then(|| (text[from..].chars().take(12).collect(), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_good_words() {
        for (text, expected) in [
            ("人力资源和社会保障保障局", Some("保障保障")),
            ("提高的的水平", Some("的的")),
            ("维护50次，、软件", Some("，、")),
            ("检查；。目标", Some("；。")),
            ("实际完成目标：", Some("际完成目标：")),
            ("完成“三支一扶", Some("完成“三支一扶")),
            ("依法办理应讼案件", Some("应讼")),
            ("达到目的的办法，为了了解情况，刚刚开始，逐步逐项落实，研究研究", None),
            ("2000元、3000元，100%……", None),
            ("“访惠聚”工作", None),
        ] {
            assert_eq!(slip(text).map(|(found, _)| found).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn slips_are_mended() {
        for (text, expected) in [
            ("依法办理应讼案件，应讼12件", Some(("应讼 → 应诉", "依法办理应诉案件，应诉12件"))),
            ("社会保障保障局；。", Some(("保障保障 → 保障，；。 → 。", "社会保障局。"))),
            // Which of two stands where is not known.
            ("提高的的水平，目的的", None),
            ("完成“三支一扶", None),
            ("按时完成", None),
        ] {
            let expected = expected.map(|(what, after)| (what.to_owned(), after.to_owned()));
            assert_eq!(mended(text), expected, "{text}");
        }
    }
}
