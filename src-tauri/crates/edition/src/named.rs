//! What a person says that labels mean: it wins over all lists and parts.

use std::collections::HashMap;

use jixiao_model::{FieldName, FundColumn, IndicatorColumn};

use crate::labels::key;
use crate::meaning::{GoalPart, Meaning};

/// What a label means by a person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A text of head or foot.
    Text(FieldName),
    /// A column of the funds table.
    Fund(FundColumn),
    /// A heading of the annual goal.
    Goal(GoalPart),
    /// A column of the indicator table.
    Indicator(IndicatorColumn),
    /// No field: what stands behind or below it is left out.
    Nothing,
}

impl Named {
    /// Its name in data files: `text.name`, `fund.initial`, `goal.expected`, `indicator.actual`, `nothing`.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Text(name) => format!("text.{name}"),
            Self::Fund(column) => format!("fund.{}", column.key()),
            Self::Goal(GoalPart::Expected) => "goal.expected".to_owned(),
            Self::Goal(GoalPart::Actual) => "goal.actual".to_owned(),
            Self::Indicator(column) => format!("indicator.{}", column.key()),
            Self::Nothing => "nothing".to_owned(),
        }
    }

    /// The meaning of this name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        if key == "nothing" {
            return Some(Self::Nothing);
        }
        match key.split_once('.')? {
            ("text", name) if !name.is_empty() => Some(Self::Text(FieldName::new(name))),
            ("fund", column) => FundColumn::of_key(column).map(Self::Fund),
            ("goal", "expected") => Some(Self::Goal(GoalPart::Expected)),
            ("goal", "actual") => Some(Self::Goal(GoalPart::Actual)),
            ("indicator", column) => IndicatorColumn::of_key(column).map(Self::Indicator),
            _ => None,
        }
    }

    fn meaning(&self) -> Meaning {
        match self.clone() {
            Self::Text(name) => Meaning { text: Some(name), ..Meaning::default() },
            Self::Fund(column) => Meaning { fund: Some(column), ..Meaning::default() },
            Self::Goal(part) => Meaning { goal: Some(part), ..Meaning::default() },
            Self::Indicator(column) => Meaning { indicator: Some(column), ..Meaning::default() },
            Self::Nothing => Meaning::default(),
        }
    }
}

/// The labels that a person has given a meaning, in the shape in which labels are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedLabels(HashMap<String, Meaning>);

impl NamedLabels {
    /// Those of `named`: labels as typed.
    pub fn new<'a>(named: impl IntoIterator<Item = (&'a str, &'a Named)>) -> Self {
        let named = named.into_iter().map(|(label, named)| (shape(&key(label)).to_owned(), named.meaning()));
        Self(named.collect())
    }

    /// What a label means by a person's word.
    pub fn meaning(&self, word: &str) -> Option<&Meaning> {
        if self.0.is_empty() { None } else { self.0.get(shape(word)) }
    }

    /// True for a label that names no field by a person's word.
    pub fn is_nothing(&self, word: &str) -> bool {
        self.meaning(word).is_some_and(|meaning| *meaning == Meaning::default())
    }
}

fn shape(word: &str) -> &str {
    word.trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_found_by_its_name() {
        let all = [
            Named::Text(FieldName::NAME),
            Named::Fund(FundColumn::Adjusted),
            Named::Goal(GoalPart::Expected),
            Named::Goal(GoalPart::Actual),
            Named::Indicator(IndicatorColumn::Reason),
            Named::Nothing,
        ];
        for named in all {
            assert_eq!(Named::of_key(&named.key()), Some(named));
        }
        for wrong in ["", "text.", "fund.colour", "goal", "indicator.name", "side.funds"] {
            assert_eq!(Named::of_key(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn labels_are_compared_folded() {
        let named = NamedLabels::new([
            ("实施 情况（Ａ）：", &Named::Indicator(IndicatorColumn::Actual)),
            ("备查", &Named::Nothing),
        ]);
        for same in ["实施情况(A)", "实施情况(A):"] {
            assert_eq!(
                named.meaning(same).and_then(|meaning| meaning.indicator),
                Some(IndicatorColumn::Actual)
            );
        }
        assert!(
            named.is_nothing("备查") && !named.is_nothing("实施情况(A)") && !named.is_nothing("实施情况")
        );
        assert!(named.meaning("实施情况").is_none());
    }
}
