use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::columns::ExtraTexts;
use crate::entry::Entry;
use crate::field::{FieldName, FieldRef};
use crate::kind::{AmountUnit, FormKind};
use crate::method::Method;
use crate::parts::whole_target;
use crate::quantity::{Amount, Percent, Points};

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

/// One row of the funds table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fund {
    /// The source's name, without 其中：.
    pub label: String,
    /// 年初预算数.
    pub initial: Entry<Amount>,
    /// 全年预算数.
    pub adjusted: Entry<Amount>,
    /// 全年执行数.
    pub executed: Entry<Amount>,
    /// Points for budget execution; on the total row only.
    pub weight: Entry<Points>,
    /// 执行率 = executed ÷ adjusted; on the total row only.
    pub rate: Entry<Percent>,
    /// Score for budget execution; on the total row only.
    pub score: Entry<Points>,
    /// Columns of the office's own.
    #[serde(default, skip_serializing_if = "ExtraTexts::is_empty")]
    pub extra: ExtraTexts,
}

/// An annual goal and the indicators that measure it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The points that the goal promises, where the edition prints them (年度目标1：(10分)).
    pub points: Entry<Points>,
    /// 预期目标.
    pub expected: String,
    /// 实际完成情况.
    pub actual: String,
    /// The indicators, in printed order.
    pub indicators: Vec<Indicator>,
}

/// One row of the indicator table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// 一级指标, the class.
    pub level1: String,
    /// 二级指标, the subclass.
    pub level2: String,
    /// 三级指标, the indicator itself; `/` when the subclass is not used.
    pub level3: String,
    /// 指标性质: the sign of a target that is printed in parts, blank where it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator: String,
    /// 年度指标值 as printed, or its value where it is printed in parts; see [`Indicator::whole_target`].
    pub target: String,
    /// 度量单位: the unit of a target that is printed in parts, blank where it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target_unit: String,
    /// 指标值设定依据.
    pub basis: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// 分值.
    pub weight: Entry<Points>,
    /// 得分 as printed.
    pub score: Entry<Points>,
    /// 偏差原因分析及改进措施.
    pub reason: String,
    /// Columns of the office's own.
    #[serde(default, skip_serializing_if = "ExtraTexts::is_empty")]
    pub extra: ExtraTexts,
    /// The scoring method that a person chose for this row against the rule set's; always said in its explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// A score that a person sets against the computed one; the computed one is kept beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<Manual>,
}

/// A score set by hand, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manual {
    /// The score.
    pub score: Points,
    /// The person's reason.
    pub reason: String,
}

/// The total row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The sum of the weights, where printed.
    pub weight: Entry<Points>,
    /// 总分.
    pub score: Entry<Points>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Words of which one stands in the name of the row that adds up the funds.
const SUMS: [&str; 4] = ["合计", "总额", "总计", "总数"];

impl Form {
    /// The row of the funds that adds the others up: one whose name says so, or else the one with points or a score, or else the
    /// first. Offices have it above the sources or below them.
    #[must_use]
    pub fn total_row(&self) -> usize {
        let is_scored = |fund: &Fund| !fund.weight.is_blank() || !fund.score.is_blank();
        let is_named = |fund: &Fund| SUMS.iter().any(|word| squeeze(&fund.label).contains(word));
        let named = self.funds.iter().position(is_named);
        named.or_else(|| self.funds.iter().position(is_scored)).unwrap_or_default()
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

impl Indicator {
    /// The target with its sign and unit, `≥90%`, whether it is printed in one cell or in three (`≥`, `90`, `%`).
    #[must_use]
    pub fn whole_target(&self) -> Cow<'_, str> {
        if self.operator.is_empty() && self.target_unit.is_empty() {
            return Cow::Borrowed(&self.target);
        }
        Cow::Owned(whole_target(&self.operator, &self.target, &self.target_unit))
    }

    /// The subclass is not used this year: `/` stands in place of an indicator.
    #[must_use]
    pub fn is_crossed_out(&self) -> bool {
        crate::entry::is_cross(self.level3.trim())
            || (self.level3.trim().is_empty() && crate::entry::is_cross(self.target.trim()))
    }
}
