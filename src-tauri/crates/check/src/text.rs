use jixiao_edition::words;
use jixiao_model::{Entry, Figure, fold, is_cross, squeeze};
use rust_decimal::Decimal;

/// Characters of a placeholder with the marks behind it.
const LONGEST_PLACEHOLDER: usize = 8;

pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// `无`, `暂无。`, `×××`: typed, but nothing said.
pub(crate) fn is_placeholder(text: &str) -> bool {
    // Most texts say something; there is no need to fold them.
    if text.chars().filter(|c| !c.is_whitespace()).nth(LONGEST_PLACEHOLDER).is_some() {
        return false;
    }
    let plain = squeeze(&fold(text)).to_lowercase().replace('×', "x");
    let bare = plain.trim_end_matches(['。', '.', ',', '，', ';', '；']);
    words().texts.placeholders.iter().any(|word| word == bare)
}

/// Blank, crossed out or a placeholder.
pub(crate) fn says_nothing(text: &str) -> bool {
    is_blank(text) || is_cross(text.trim()) || is_placeholder(text)
}

/// A name as it is compared: half width, no white space, without a unit or points in brackets behind it.
pub(crate) fn bare_name(text: &str) -> String {
    let plain = squeeze(&fold(text));
    match plain.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((name, _)) if !name.is_empty() => name.to_owned(),
        _ => plain,
    }
}

/// What stands in brackets behind a name: `元` of `培训成本（元）`.
pub(crate) fn bracketed(text: &str) -> Option<String> {
    let plain = squeeze(&fold(text));
    plain.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inner)| inner.to_owned())
}

/// The clauses of a text, between its marks.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', ',', '。', '；', ';', '！', '!', '？', '?', '\n'])
        .filter(|clause| !clause.trim().is_empty())
}

/// One of the words stands in the text.
pub(crate) fn has_one(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Years written as `2022年`, in the order of the text.
pub(crate) fn years(text: &str) -> Vec<u16> {
    let mut years = Vec::new();
    if !text.contains('年') {
        return years;
    }
    let folded = fold(text);
    for (at, _) in folded.match_indices('年') {
        let before = &folded[..at];
        let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
        let year = digits.chars().rev().collect::<String>().parse().ok();
        if let Some(year) = year.filter(|year| digits.len() == 4 && (1900..=2100).contains(year)) {
            years.push(year);
        }
    }
    years
}

/// What is said of a text that should be a figure: `otherwise`, unless it is a number that nobody can have meant.
pub(crate) fn unless_too_large<T: Figure>(name: &str, entry: &Entry<T>, otherwise: String) -> String {
    if !entry.is_too_large() {
        return otherwise;
    }
    format!("{name}“{}”过大，无法计算，请核对位数和单位。", entry.text().trim())
}

/// A figure without needless zeros.
pub(crate) fn plain(value: Decimal) -> Decimal {
    value.normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_words() {
        for text in ["无", " 暂 无。", "ＸＸＸ", "×××", "略", "/", "——", ""] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["无故障", "没有偏差", "0", "完成", "略有不足"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn every_placeholder_is_short_enough_to_be_looked_at() {
        let long =
            words().texts.placeholders.iter().filter(|word| word.chars().count() + 2 > LONGEST_PLACEHOLDER);
        assert_eq!(long.count(), 0);
    }

    #[test]
    fn names_and_brackets() {
        assert_eq!(bare_name("审计 报告（个）"), "审计报告");
        assert_eq!(bracketed("审计报告（个）").as_deref(), Some("个"));
        assert_eq!(bare_name("（一）"), "(一)");
        assert_eq!(bracketed("（一）审计"), None);
    }

    #[test]
    fn years_have_four_digits() {
        assert_eq!(years("2022年与２０２３年，1年，12022年，2022-2023"), [2022, 2023]);
    }
}
