//! The rows of a form's tables.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, is_cross};
use crate::extra::ExtraTexts;
use crate::method::Method;
use crate::parts::whole_target;
use crate::quantity::{Amount, Percent, Points};

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
        is_cross(self.level3.trim()) || (self.level3.trim().is_empty() && is_cross(self.target.trim()))
    }
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
