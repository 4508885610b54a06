use std::collections::BTreeMap;

use serde::Deserialize;

use jixiao_model::{FieldName, FormKind, FundColumn, IndicatorColumn};

use crate::meaning::{GoalPart, Index, Meaning, Side, key};
use crate::mistake::{DataError, explained};
use crate::named::{Named, NamedLabels};
use crate::parts::Parts;

/// The words by which fields are recognised in workbooks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Texts of head and foot.
    pub texts: BTreeMap<FieldName, Vec<String>>,
    /// Columns of the funds table.
    pub funds: BTreeMap<FundColumn, Vec<String>>,
    /// 预期目标 and 实际完成情况.
    pub goals: GoalLabels,
    /// Columns of the indicator table.
    pub indicators: BTreeMap<IndicatorColumn, Vec<String>>,
    /// Labels beside blocks.
    pub sides: SideLabels,
    /// What labels mean by their parts.
    parts: Parts,
    #[serde(skip)]
    index: Index,
    #[serde(skip)]
    named: NamedLabels,
}

/// The two headings of the annual goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalLabels {
    /// 预期目标.
    pub expected: Vec<String>,
    /// 实际完成情况.
    pub actual: Vec<String>,
}

/// Labels that stand beside a block and name no field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideLabels {
    /// Beside the funds table.
    pub funds: Vec<String>,
    /// Beside the sources of the funds, below the total.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Beside the annual goal.
    pub goal: Vec<String>,
    /// Beside the indicator table.
    pub indicators: Vec<String>,
    /// At the left of the total row.
    pub total: Vec<String>,
    /// In a row that adds up some of the indicators.
    #[serde(default)]
    pub subtotal: Vec<String>,
    /// The headings of a sum under a wider heading: 小计 of 预算数 over 小计, 财政拨款, 其他资金.
    #[serde(default)]
    pub sums: Vec<String>,
    /// The heading of a column of row numbers.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Headings under which reasons stand where no other heading names them: 备注.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// Labels that only forms of transfers have.
    #[serde(default)]
    pub transfers: Vec<String>,
    /// Labels of the form's year.
    #[serde(default)]
    pub years: Vec<String>,
    /// Labels of the agency that fills the form in, the likeliest first.
    #[serde(default)]
    pub filled_by: Vec<String>,
    /// Labels of the agency where nothing else names it.
    #[serde(default)]
    pub assessed: Vec<String>,
    /// Headings of tables of the office's own, such as one of tasks.
    #[serde(default)]
    pub tables: Vec<String>,
    /// Words beside goals and indicators of several years.
    #[serde(default)]
    pub long_term: Vec<String>,
    /// Names of provinces and of their cities, prefectures and leagues.
    #[serde(default)]
    pub places: Vec<String>,
    /// Words over columns that show years before the form's.
    #[serde(default)]
    pub earlier: Vec<String>,
    /// Labels of fields that no edition has: what stands behind one is no value of the label before it.
    #[serde(default)]
    pub other: Vec<String>,
}

impl Labels {
    /// Reads a labels file.
    ///
    /// # Errors
    /// Unknown or missing keys.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let mut labels: Self = toml::from_str(text)
            .map_err(|error| DataError { file: file.to_owned(), what: explained(text, &error) })?;
        for words in labels.lists() {
            for word in words {
                *word = key(word);
            }
        }
        labels.parts.fold();
        labels.index = index(&labels);
        Ok(labels)
    }

    /// The same labels, and those that a person has given a meaning, which wins over all others.
    #[must_use]
    pub fn with_named<'a>(&self, named: impl IntoIterator<Item = (&'a str, &'a Named)>) -> Self {
        Self { named: NamedLabels::new(named), ..self.clone() }
    }

    /// What a person says that `word` means; `None` when nobody has said it. Compared whole, in the shape that [`key`] gives.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&Meaning> {
        self.named.meaning(word)
    }

    /// True when a person says that `word` names no field.
    #[must_use]
    pub fn is_nothing(&self, word: &str) -> bool {
        self.named.is_nothing(word)
    }

    /// What `word` means as a label; `None` when it is no known word. Compared in the shape that [`key`] gives.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Option<&Meaning> {
        self.index.meaning(word)
    }

    /// What `word` means by its parts, for each place where a label may stand: a guess, which counts only where the place says that
    /// it is a label and no list has it.
    #[must_use]
    pub fn guess(&self, word: &str) -> Meaning {
        self.parts.meaning(word)
    }

    /// True when a form of this title may be of the kind, by the words of the title alone.
    #[must_use]
    pub fn titles(&self, kind: FormKind, title: &str) -> bool {
        self.parts.titles(kind, title)
    }

    /// The kind of form that a label of its head says (地方财政部门 stands on forms of transfers only).
    #[must_use]
    pub fn head_kind(&self, label: &str) -> Option<FormKind> {
        self.parts.head_kind(label)
    }

    /// True when a heading of a column begins with `word` and goes on: 年度 of 年度指标值.
    #[must_use]
    pub fn begins_heading(&self, word: &str) -> bool {
        self.index.begins(word)
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        let goals = [&mut self.goals.expected, &mut self.goals.actual];
        let sides = &mut self.sides;
        let sides = [
            &mut sides.funds,
            &mut sides.sources,
            &mut sides.goal,
            &mut sides.indicators,
            &mut sides.total,
            &mut sides.subtotal,
            &mut sides.sums,
            &mut sides.numbers,
            &mut sides.remarks,
            &mut sides.years,
            &mut sides.filled_by,
            &mut sides.assessed,
            &mut sides.transfers,
            &mut sides.tables,
            &mut sides.long_term,
            &mut sides.earlier,
            &mut sides.places,
            &mut sides.other,
        ];
        self.texts
            .values_mut()
            .chain(self.funds.values_mut())
            .chain(self.indicators.values_mut())
            .chain(goals)
            .chain(sides)
    }
}

impl SideLabels {
    /// Each list with what its words stand beside.
    pub(crate) fn lists(&self) -> [(Side, &[String]); 7] {
        [
            (Side::Funds, &self.funds),
            (Side::Sources, &self.sources),
            (Side::Goal, &self.goal),
            (Side::Indicators, &self.indicators),
            (Side::Total, &self.total),
            (Side::Subtotal, &self.subtotal),
            (Side::Other, &self.other),
        ]
    }
}

fn index(labels: &Labels) -> Index {
    let mut index = Index::default();
    for (name, words) in &labels.texts {
        index.add(words, |meaning| meaning.text = meaning.text.take().or_else(|| Some(name.clone())));
    }
    for (column, words) in &labels.funds {
        index.add(words, |meaning| meaning.fund = meaning.fund.or(Some(*column)));
        index.add_beginnings(words);
    }
    for (column, words) in &labels.indicators {
        index.add(words, |meaning| meaning.indicator = meaning.indicator.or(Some(*column)));
        index.add_beginnings(words);
    }
    let goals = [(GoalPart::Expected, &labels.goals.expected), (GoalPart::Actual, &labels.goals.actual)];
    for (part, words) in goals {
        index.add(words, |meaning| meaning.goal = meaning.goal.or(Some(part)));
    }
    for (side, words) in labels.sides.lists() {
        index.add(words, |meaning| meaning.side = meaning.side.or(Some(side)));
    }
    index
}
