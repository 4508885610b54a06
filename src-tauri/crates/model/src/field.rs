use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a text that a form holds once, in its head or its foot.
///
/// Open, so that an edition can add one (评价结论, 存在问题 …) without new code; the names below are the ones in use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldName(Cow<'static, str>);

impl FieldName {
    /// 项目名称, or a department's 单位名称.
    pub const NAME: Self = Self(Cow::Borrowed("name"));
    /// 主管部门.
    pub const COMPETENT_DEPARTMENT: Self = Self(Cow::Borrowed("competent_department"));
    /// 实施单位.
    pub const IMPLEMENTING_UNIT: Self = Self(Cow::Borrowed("implementing_unit"));
    /// The number of the annex, printed above the title (附件2).
    pub const ANNEX: Self = Self(Cow::Borrowed("annex"));
    /// 填报日期.
    pub const REPORTED_ON: Self = Self(Cow::Borrowed("reported_on"));
    /// 基本支出总额.
    pub const BASIC_EXPENDITURE: Self = Self(Cow::Borrowed("basic_expenditure"));
    /// 项目支出总额.
    pub const PROJECT_EXPENDITURE: Self = Self(Cow::Borrowed("project_expenditure"));
    /// 偏差大或目标未完成原因分析.
    pub const DEVIATION_ANALYSIS: Self = Self(Cow::Borrowed("deviation_analysis"));
    /// 改进措施及结果应用方案.
    pub const IMPROVEMENT: Self = Self(Cow::Borrowed("improvement"));
    /// 备注.
    pub const NOTES: Self = Self(Cow::Borrowed("notes"));

    /// A name that an edition file introduces.
    pub fn new(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// The name as written in edition files and JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A column of the funds table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundColumn {
    /// The fund source's name (年度资金总额, 其中：当年财政拨款 …).
    Label,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Adjusted,
    /// 全年执行数.
    Executed,
    /// 分值.
    Weight,
    /// 执行率.
    Rate,
    /// 得分.
    Score,
}

impl FundColumn {
    /// All columns, in the order of the forms.
    pub const ALL: [Self; 7] =
        [Self::Label, Self::Initial, Self::Adjusted, Self::Executed, Self::Weight, Self::Rate, Self::Score];
}

/// A column of the indicator table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorColumn {
    /// 一级指标, the class.
    Level1,
    /// 二级指标, the subclass.
    Level2,
    /// 三级指标, the indicator itself.
    Level3,
    /// 年度指标值.
    Target,
    /// 指标值设定依据.
    Basis,
    /// 实际完成值.
    Actual,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// 偏差原因分析及改进措施.
    Reason,
}

impl IndicatorColumn {
    /// All columns, in the order of the forms.
    pub const ALL: [Self; 9] = [
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::Target,
        Self::Basis,
        Self::Actual,
        Self::Weight,
        Self::Score,
        Self::Reason,
    ];
}

/// A column of the total row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalColumn {
    /// The sum of all weights.
    Weight,
    /// 总分.
    Score,
}

/// Which part of a form a cell shows. Indexes count from zero, in the form's own order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldRef {
    /// The title.
    Title,
    /// The year, as in （2023年度）.
    Year,
    /// A text of the head or foot.
    Text(FieldName),
    /// One cell of the funds table.
    Fund {
        /// Row of [`crate::Form::funds`].
        row: usize,
        /// Column.
        column: FundColumn,
    },
    /// The number of an annual goal.
    GoalNumber(usize),
    /// The points an annual goal promises.
    GoalPoints(usize),
    /// 预期目标, the expected goal.
    GoalExpected(usize),
    /// 实际完成情况, what became of it.
    GoalActual(usize),
    /// One cell of the indicator table.
    Indicator {
        /// Index of [`crate::Form::goals`].
        goal: usize,
        /// Row of [`crate::Goal::indicators`].
        row: usize,
        /// Column.
        column: IndicatorColumn,
    },
    /// One cell of the total row.
    Total(TotalColumn),
}
