use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use jixiao_model::{FieldName, FundColumn, IndicatorColumn, fold, squeeze};

/// What a word says where it stands as a label. A word may head a column of one table and name a text elsewhere (备注).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// A text of head or foot.
    pub text: Option<FieldName>,
    /// A column of the funds table.
    pub fund: Option<FundColumn>,
    /// A column of the indicator table.
    pub indicator: Option<IndicatorColumn>,
    /// A heading of the annual goal.
    pub goal: Option<GoalPart>,
    /// A label beside a block.
    pub side: Option<Side>,
}

impl Meaning {
    /// This meaning, and the other's for every place where this one says nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            text: self.text.or(other.text),
            fund: self.fund.or(other.fund),
            indicator: self.indicator.or(other.indicator),
            goal: self.goal.or(other.goal),
            side: self.side.or(other.side),
        }
    }
}

/// The two halves of an annual goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalPart {
    /// 预期目标.
    Expected,
    /// 实际完成情况.
    Actual,
}

/// What a label that names no field stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The funds table.
    Funds,
    /// The sources of the funds (其中).
    Sources,
    /// The annual goal.
    Goal,
    /// The indicator table.
    Indicators,
    /// The total.
    Total,
    /// A subtotal of a class.
    Subtotal,
    /// A field that no edition has.
    Other,
}

/// Every known word with its meaning, so that a cell is looked up once and not compared with list after list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    meanings: HashMap<String, Meaning>,
    /// The beginnings of the words that head columns.
    beginnings: HashSet<String>,
    /// Bytes of the longest word: longer texts are no label.
    longest: usize,
}

impl Index {
    pub fn add(&mut self, words: &[String], enter: impl Fn(&mut Meaning)) {
        for word in words {
            enter(self.meanings.entry(word.clone()).or_default());
            self.longest = self.longest.max(word.len());
        }
    }

    pub fn add_beginnings(&mut self, words: &[String]) {
        for word in words {
            let ends = word.char_indices().skip(1).map(|(at, _)| &word[..at]);
            self.beginnings.extend(ends.map(str::to_owned));
        }
    }

    pub fn meaning(&self, word: &str) -> Option<&Meaning> {
        if word.len() > self.longest { None } else { self.meanings.get(word) }
    }

    pub fn begins(&self, word: &str) -> bool {
        word.len() < self.longest && self.beginnings.contains(word)
    }
}

/// The shape in which labels are compared: folded to half width, without white space, and in Chinese alone where they stand in
/// another script, too.
#[must_use]
pub fn key(label: &str) -> String {
    squeeze(&fold(&in_chinese(label)))
}

/// A label in Chinese and the script of a minority (项目名称 and the same in Mongolian) without the latter, whose words go with the digits
/// in them: `2019-يىل（2019年度）` is 2019年度.
fn in_chinese(label: &str) -> Cow<'_, str> {
    if !label.chars().any(is_minority_script) || !label.chars().any(is_han) {
        return Cow::Borrowed(label);
    }
    let is_between = |c: char| c.is_whitespace() || "()（）:：、/".contains(c);
    let words = label.split_inclusive(is_between).map(|word| {
        let own = word.trim_end_matches(is_between);
        let is_other = own.chars().any(is_minority_script) && !own.chars().any(is_han);
        if is_other { word[own.len()..].trim_matches(|c| !"()（）".contains(c)) } else { word }
    });
    Cow::Owned(words.flat_map(str::chars).filter(|c| !is_minority_script(*c)).collect())
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Scripts in which the forms of autonomous places are printed besides Chinese: Arabic letters (Uyghur, Kazakh), Tibetan, Hangul,
/// Mongolian, Yi.
const fn is_minority_script(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{F00}'..='\u{FFF}'
        | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{1800}'..='\u{18AF}'
        | '\u{A000}'..='\u{A4CF}')
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn labels_in_two_scripts_are_compared_in_chinese() {
        for (label, expected) in [
            ("تۈر نامى\n项目名称", "项目名称"),
            ("ᠲᠥᠰᠥᠯ ᠦᠨ ᠨᠡᠷ᠎ᠡ\n项目名称", "项目名称"),
            ("单位名称 སྡེ་ཚན་གྱི་མིང་།", "单位名称"),
            ("항목명칭/项目名称", "项目名称"),
            ("2019-يىل（2019年度）", "(2019年度)"),
            ("（2023년도 2023年度）", "(2023年度)"),
            ("总分ئومۇمىي", "总分"),
            ("تۈر نامى", "تۈرنامى"),
        ] {
            assert_eq!(key(label), expected);
        }
    }
}
