use std::collections::BTreeMap;

use serde::Deserialize;

use jixiao_model::{FieldName, FundColumn, IndicatorColumn, fold, squeeze};

use crate::load::DataError;

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
    /// Beside the annual goal.
    pub goal: Vec<String>,
    /// Beside the indicator table.
    pub indicators: Vec<String>,
    /// At the left of the total row.
    pub total: Vec<String>,
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
            .map_err(|error| DataError { file: file.to_owned(), what: error.to_string() })?;
        for words in labels.lists() {
            for word in words {
                *word = key(word);
            }
        }
        Ok(labels)
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        let goals = [&mut self.goals.expected, &mut self.goals.actual];
        let sides = &mut self.sides;
        let sides =
            [&mut sides.funds, &mut sides.goal, &mut sides.indicators, &mut sides.total, &mut sides.other];
        self.texts
            .values_mut()
            .chain(self.funds.values_mut())
            .chain(self.indicators.values_mut())
            .chain(goals)
            .chain(sides)
    }
}

/// The shape in which labels are compared: folded to half width, without white space.
#[must_use]
pub fn key(label: &str) -> String {
    squeeze(&fold(label))
}
