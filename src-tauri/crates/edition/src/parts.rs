//! What a label means by its parts, where no list has it.

use serde::Deserialize;

use jixiao_model::{FieldName, FormKind, FundColumn, IndicatorColumn};

use crate::meaning::{GoalPart, Meaning, Side, key};

/// Characters of the longest heading that is understood by its parts: longer texts are values.
const MAX_HEADING: usize = 28;

/// Characters of the longest label beside a value.
const MAX_LABEL: usize = 14;

/// Months that say the whole year: 1-12月执行数, 12月底执行数.
const WHOLE_YEAR: [&str; 6] = ["1-12月份", "1-12月", "1~12月", "1至12月", "12月底", "12月末"];

/// The rules of each place where labels stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Texts of head and foot.
    texts: Vec<Part<FieldName>>,
    /// Columns of the funds table.
    funds: Vec<Part<FundColumn>>,
    /// The two halves of the annual goal.
    goals: Vec<Part<GoalPart>>,
    /// Labels beside blocks.
    sides: Vec<Part<Side>>,
    /// Columns of the indicator table.
    indicators: Vec<Part<IndicatorColumn>>,
    /// Kinds of form by their titles.
    kinds: Vec<Part<FormKind>>,
    /// Kinds of form by a label of their head.
    heads: Vec<Part<FormKind>>,
}

/// A rule: the words that stand in a label and those that do not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part<T> {
    /// What a label that fits means.
    means: T,
    /// One of them stands in it.
    any: Vec<String>,
    /// And one of these, where there are some.
    #[serde(default)]
    also: Vec<String>,
    /// None of these does.
    #[serde(default)]
    none: Vec<String>,
}

impl Parts {
    /// What `word` means by the first rule of each place that fits. Compared in the shape that [`key`] gives.
    pub fn meaning(&self, word: &str) -> Meaning {
        let word = &WHOLE_YEAR.iter().fold(word.to_owned(), |word, months| word.replace(months, "全年"));
        let length = word.chars().count();
        if length > MAX_HEADING {
            return Meaning::default();
        }
        Meaning {
            text: if length <= MAX_LABEL { first(&self.texts, word) } else { None },
            fund: first(&self.funds, word),
            indicator: first(&self.indicators, word),
            goal: first(&self.goals, word),
            side: first(&self.sides, word),
        }
    }

    /// True when a rule says that a form of this title is of the kind.
    pub fn titles(&self, kind: FormKind, title: &str) -> bool {
        self.kinds.iter().any(|part| part.means == kind && part.fits(title))
    }

    /// The kind that a label of the head says.
    pub fn head_kind(&self, label: &str) -> Option<FormKind> {
        first(&self.heads, label)
    }

    /// Brings the words into the shape in which labels are compared.
    pub fn fold(&mut self) {
        self.texts.iter_mut().for_each(Part::fold);
        self.funds.iter_mut().for_each(Part::fold);
        self.goals.iter_mut().for_each(Part::fold);
        self.sides.iter_mut().for_each(Part::fold);
        self.indicators.iter_mut().for_each(Part::fold);
        self.kinds.iter_mut().for_each(Part::fold);
        self.heads.iter_mut().for_each(Part::fold);
    }
}

fn first<T: Clone>(parts: &[Part<T>], word: &str) -> Option<T> {
    parts.iter().find(|part| part.fits(word)).map(|part| part.means.clone())
}

impl<T> Part<T> {
    fn fits(&self, word: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|part| word.contains(part.as_str()));
        has(&self.any) && (self.also.is_empty() || has(&self.also)) && !has(&self.none)
    }

    fn fold(&mut self) {
        for word in self.any.iter_mut().chain(&mut self.also).chain(&mut self.none) {
            *word = key(word);
        }
    }
}
