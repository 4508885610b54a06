use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::{FieldName, FieldRef};
use crate::kind::{AmountUnit, FormKind};
use crate::rows::{Fund, Goal, Total};
use crate::text::squeeze;

/// Names an official layout, such as `xinjiang-2023-project`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditionId(pub String);

impl From<&str> for EditionId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<&str> for RuleSetId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// Names a rule set, such as `national-2020`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleSetId(pub String);

/// One self-evaluation form, of a project or of a department, as printed.
///
/// The key of a project within a year is its name together with its implementing unit: two 业务楼运营费 exist in
/// one published book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: FormKind,
    /// The official layout it follows.
    pub edition: EditionId,
    /// The unit of its amounts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amount_unit: AmountUnit,
    /// The year evaluated (not the year of writing); `None` when the form does not say.
    pub year: Option<u16>,
    /// The printed title.
    pub title: String,
    /// Texts of head and foot that the edition knows; an absent name reads as an empty text.
    pub texts: BTreeMap<FieldName, String>,
    /// The funds table; the first row is the total.
    pub funds: Vec<Fund>,
    /// Annual goals with their indicators. Project forms have exactly one.
    pub goals: Vec<Goal>,
    /// The total row.
    pub total: Total,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Words of which one stands in the name of the row that adds up the funds.
const SUMS: [&str; 4] = ["合计", "总额", "总计", "总数"];

impl Form {
    /// The row of the funds that adds the others up: the first whose name says so, or else the first. Offices have it above the sources
    /// or below them.
    #[must_use]
    pub fn total_row(&self) -> usize {
        let is_named = |fund: &Fund| SUMS.iter().any(|word| squeeze(&fund.label).contains(word));
        self.funds.iter().position(is_named).unwrap_or_default()
    }

    /// The fund in [`Self::total_row`]; `None` when the form has no funds.
    #[must_use]
    pub fn total_fund(&self) -> Option<&Fund> {
        self.funds.get(self.total_row())
    }

    /// A text of head or foot; empty when the form has none of that name.
    #[must_use]
    pub fn text(&self, name: &FieldName) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Sets a text of head or foot; an empty one is removed, so that equal forms compare equal.
    pub fn set_text(&mut self, name: FieldName, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.texts.remove(&name);
        } else {
            self.texts.insert(name, text);
        }
    }

    /// 项目名称, or the department's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text(&FieldName::NAME)
    }

    /// 实施单位.
    #[must_use]
    pub fn implementing_unit(&self) -> &str {
        self.text(&FieldName::IMPLEMENTING_UNIT)
    }

    /// The text that `field` shows, as printed; empty when the form has no such row.
    #[must_use]
    pub fn show(&self, field: &FieldRef) -> String {
        match field {
            FieldRef::Title => self.title.clone(),
            FieldRef::Year => self.year.map(|year| year.to_string()).unwrap_or_default(),
            FieldRef::Text(name) => self.text(name).to_owned(),
            FieldRef::Fund { row, column } => {
                self.funds.get(*row).map(|fund| fund.show(*column).to_owned()).unwrap_or_default()
            }
            FieldRef::FundExtra { row, column } => {
                self.funds.get(*row).map(|fund| fund.extra.get(column).to_owned()).unwrap_or_default()
            }
            FieldRef::IndicatorExtra { goal, row, column } => self.goal(*goal, |goal| {
                goal.indicators.get(*row).map_or("", |indicator| indicator.extra.get(column))
            }),
            FieldRef::GoalNumber(goal) => (goal + 1).to_string(),
            FieldRef::GoalPoints(goal) => self.goal(*goal, |goal| goal.points.text()),
            FieldRef::GoalExpected(goal) => self.goal(*goal, |goal| &goal.expected),
            FieldRef::GoalActual(goal) => self.goal(*goal, |goal| &goal.actual),
            FieldRef::Indicator { goal, row, column } => self.goal(*goal, |goal| {
                goal.indicators.get(*row).map_or("", |indicator| indicator.show(*column))
            }),
            FieldRef::Total(column) => self.total.show(*column).to_owned(),
        }
    }

    fn goal<'a>(&'a self, index: usize, show: impl Fn(&'a Goal) -> &'a str) -> String {
        self.goals.get(index).map(show).unwrap_or_default().to_owned()
    }
}
