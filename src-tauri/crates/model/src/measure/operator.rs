use std::fmt;

use serde::{Deserialize, Serialize};

/// How an actual value is held against a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// ≥, a positive indicator (正向指标).
    AtLeast,
    /// ≤, a reverse indicator (反向指标).
    AtMost,
    /// =.
    Equal,
    /// >.
    MoreThan,
    /// <.
    LessThan,
}

impl Operator {
    /// The sign as printed on the forms.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "=",
            Self::MoreThan => ">",
            Self::LessThan => "<",
        }
    }

    /// True when both cannot stand with one number: `≤…以上`. `不超过…以内` and `>…以上` say nothing contradictory.
    pub(super) const fn contradicts(self, other: Self) -> bool {
        self.direction() != other.direction()
    }

    const fn direction(self) -> i8 {
        match self {
            Self::AtLeast | Self::MoreThan => 1,
            Self::AtMost | Self::LessThan => -1,
            Self::Equal => 0,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sign())
    }
}

/// Spellings in front of a number; a spelling stands before those it begins with.
const PREFIXES: [(&str, Operator); 55] = [
    ("≥=", Operator::AtLeast),
    ("≥", Operator::AtLeast),
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("≤=", Operator::AtMost),
    ("≤", Operator::AtMost),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    ("==", Operator::Equal),
    ("=", Operator::Equal),
    (">", Operator::MoreThan),
    ("<", Operator::LessThan),
    ("大于或等于", Operator::AtLeast),
    ("大于等于", Operator::AtLeast),
    ("高于或等于", Operator::AtLeast),
    ("高于等于", Operator::AtLeast),
    ("不得低于", Operator::AtLeast),
    ("不得少于", Operator::AtLeast),
    ("不得小于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不少于", Operator::AtLeast),
    ("不小于", Operator::AtLeast),
    ("不短于", Operator::AtLeast),
    ("至少", Operator::AtLeast),
    ("最少", Operator::AtLeast),
    ("最低", Operator::AtLeast),
    ("小于或等于", Operator::AtMost),
    ("小于等于", Operator::AtMost),
    ("低于或等于", Operator::AtMost),
    ("低于等于", Operator::AtMost),
    ("最高不超过", Operator::AtMost),
    ("最多不超过", Operator::AtMost),
    ("不得超过", Operator::AtMost),
    ("不得高于", Operator::AtMost),
    ("不得多于", Operator::AtMost),
    ("不得大于", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不超过", Operator::AtMost),
    ("不大于", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("不长于", Operator::AtMost),
    ("不晚于", Operator::AtMost),
    ("不迟于", Operator::AtMost),
    ("至多", Operator::AtMost),
    ("最多", Operator::AtMost),
    ("等于", Operator::Equal),
    ("大于", Operator::MoreThan),
    ("高于", Operator::MoreThan),
    ("多于", Operator::MoreThan),
    ("超过", Operator::MoreThan),
    ("小于", Operator::LessThan),
    ("低于", Operator::LessThan),
    ("少于", Operator::LessThan),
    ("早于", Operator::LessThan),
    ("晚于", Operator::MoreThan),
];

/// Spellings behind a number. 以上, 以下 and 以内 include the number itself, as in Chinese law and in forms alike.
const SUFFIXES: [(&str, Operator); 9] = [
    ("及以上", Operator::AtLeast),
    ("或以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("及以下", Operator::AtMost),
    ("或以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("以内", Operator::AtMost),
    ("之内", Operator::AtMost),
    ("内", Operator::AtMost),
];

/// Splits the operator from the front; `达到`, which adds nothing, goes with it.
pub fn prefix(text: &str) -> (Option<Operator>, &str) {
    let text = ["控制在", "达到"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let found = PREFIXES.iter().find_map(|(word, operator)| Some((*operator, text.strip_prefix(word)?)));
    found.map_or((None, text), |(operator, rest)| (Some(operator), rest))
}

/// Splits the operator from the end; `(含)` in front of or behind it says what the rule says anyway.
pub fn suffix(text: &str) -> (&str, Option<Operator>) {
    let text = without_inclusion(text);
    let found = SUFFIXES.iter().find_map(|(word, operator)| Some((text.strip_suffix(word)?, *operator)));
    match found {
        Some((rest, operator)) => (without_inclusion(rest), Some(operator)),
        None => (text, None),
    }
}

fn without_inclusion(text: &str) -> &str {
    text.strip_suffix("(含)").unwrap_or(text)
}
