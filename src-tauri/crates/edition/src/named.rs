//! What a person says that labels mean: it wins over all lists and parts.

use std::collections::{BTreeMap, HashMap};

use jixiao_model::{FieldName, FundColumn, IndicatorColumn};

use crate::meaning::{GoalPart, Meaning, key};
use crate::mistake::{DataError, at_line, explained};
use crate::write::quoted;

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

/// Reads a file of labels and their meanings: `"完成说明" = "indicator.actual"`.
///
/// # Errors
/// It is no TOML of texts, or names a meaning that there is none of; the message names the line.
pub fn load_named(file: &str, text: &str) -> Result<BTreeMap<String, Named>, DataError> {
    let wrong = |what| DataError { file: file.to_owned(), what };
    let named: BTreeMap<String, toml::Spanned<String>> =
        toml::from_str(text).map_err(|error| wrong(explained(text, &error)))?;
    let one = |(label, means): (String, toml::Spanned<String>)| {
        let named = Named::of_key(means.get_ref()).ok_or_else(|| {
            let what = format!("“{label}”的含义“{}”不认识", means.get_ref());
            wrong(at_line(text, means.span().start, &what))
        })?;
        Ok((label, named))
    };
    named.into_iter().map(one).collect()
}

/// The same as a file.
#[must_use]
pub fn named_to_toml(named: &BTreeMap<String, Named>) -> String {
    let lines = named.iter().map(|(label, named)| format!("{} = {}\n", quoted(label), quoted(&named.key())));
    lines.collect()
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
    fn a_file_of_meanings_is_read_as_it_was_written() {
        let named = BTreeMap::from([
            ("完成“说明”（\"一\"）".to_owned(), Named::Indicator(IndicatorColumn::Actual)),
            ("备查\n数".to_owned(), Named::Nothing),
        ]);
        assert_eq!(load_named("labels.toml", &named_to_toml(&named)).unwrap(), named);
        for (text, why) in [
            ("\n'甲' = 'indicator.colour'", "第 2 行，“甲”的含义“indicator.colour”不认识"),
            ("'甲' = 3", "第 1 行"),
            ("甲", "第 1 行"),
        ] {
            let error = load_named("labels.toml", text).unwrap_err().to_string();
            assert!(error.contains("labels.toml") && error.contains(why), "{error}");
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
