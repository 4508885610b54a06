use std::fmt;

/// What a quantity counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// No unit was entered.
    None,
    /// Per cent; ‰ is converted.
    Percent,
    /// A named unit in its normal spelling: `人`, `元/人/月` (also for `元/人·月` and `元每月每人`).
    Named(String),
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Percent => f.write_str("%"),
            Self::Named(name) => f.write_str(name),
        }
    }
}

/// Different spellings of one unit.
const SPELLINGS: [(&str, &str); 9] = [
    ("㎡", "平方米"),
    ("m²", "平方米"),
    ("m2", "平方米"),
    ("平米", "平方米"),
    ("公斤", "千克"),
    ("kg", "千克"),
    ("km", "公里"),
    ("千米", "公里"),
    ("人民币元", "元"),
];

/// Characters of sentences, not of units. `多` and `余` make a number approximate.
const SENTENCE: &str = "的了已未后前内完达提按率约余多并与和或及每为在至到是均无不";

/// The unit that a text names, or `None` when the text is no unit (too long, punctuation, a sentence).
pub(super) fn parse(text: &str) -> Option<Unit> {
    let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    match bare {
        "" => Some(Unit::None),
        "%" | "%百分比" | "%(百分比)" | "百分比" | "百分数" => Some(Unit::Percent),
        _ => named(bare),
    }
}

fn named(text: &str) -> Option<Unit> {
    let unified: String =
        text.chars().filter(|c| !matches!(c, '(' | ')')).map(|c| if is_per(c) { '/' } else { c }).collect();
    let mut parts = unified.split('/');
    let numerator = parts.next().unwrap_or_default();
    let mut denominators: Vec<&str> = parts.collect();
    denominators.sort_unstable();
    let valid = (numerator.is_empty() || is_name(numerator)) && denominators.iter().all(|part| is_name(part));
    if !valid || denominators.len() > 4 {
        return None;
    }
    let mut name = spelling(numerator).to_owned();
    for part in denominators {
        name.push('/');
        name.push_str(spelling(part));
    }
    Some(Unit::Named(name))
}

/// `元/人·月`, `元每人每月` and `元*人` all divide by what follows.
const fn is_per(c: char) -> bool {
    matches!(c, '·' | '每' | '*' | '×')
}

fn is_name(part: &str) -> bool {
    let length = part.chars().count();
    let time = part.len() > 3 && part.starts_with(['年', '月', '日']);
    (1..=6).contains(&length) && !time && part.chars().all(is_unit_char)
}

fn is_unit_char(c: char) -> bool {
    let ideograph = matches!(c, '\u{4E00}'..='\u{9FFF}') && !SENTENCE.contains(c);
    ideograph || c.is_ascii_alphabetic() || matches!(c, '%' | '㎡' | '㎥' | '²' | '³' | '°' | '℃') || c == '2'
}

fn spelling(part: &str) -> &str {
    SPELLINGS.iter().find_map(|(from, to)| (*from == part).then_some(*to)).unwrap_or(part)
}
