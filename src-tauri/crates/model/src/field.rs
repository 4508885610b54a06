use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::columns::{FundColumn, IndicatorColumn, TotalColumn};
use crate::extra::ColumnName;

impl FundColumn {
    /// The columns of amounts.
    pub const AMOUNTS: [Self; 3] = [Self::Initial, Self::Adjusted, Self::Executed];

    /// True for a column of amounts.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Initial | Self::Adjusted | Self::Executed)
    }
}

/// The name of a text that a form holds once, in its head or its foot.
///
/// Open: a text that has no name here goes by its label as printed (评价结论, 存在问题 …), without white space. The names below are
/// those that mean something to the program.
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

    /// The names that mean something to the program.
    pub const KNOWN: [Self; 10] = [
        Self::NAME,
        Self::COMPETENT_DEPARTMENT,
        Self::IMPLEMENTING_UNIT,
        Self::ANNEX,
        Self::REPORTED_ON,
        Self::BASIC_EXPENDITURE,
        Self::PROJECT_EXPENDITURE,
        Self::DEVIATION_ANALYSIS,
        Self::IMPROVEMENT,
        Self::NOTES,
    ];

    /// A name that an edition file introduces.
    pub fn new(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// The name of a text that goes by its label. Braces, which mark placeholders in editions, become brackets.
    #[must_use]
    pub fn of_label(label: &str) -> Self {
        Self::new(crate::squeeze(label).replace('{', "（").replace('}', "）"))
    }

    /// True for a text that goes by its label.
    #[must_use]
    pub fn is_label(&self) -> bool {
        !self.0.is_ascii()
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
    /// One cell of the funds table in a column of the office's own.
    FundExtra {
        /// Row of [`crate::Form::funds`].
        row: usize,
        /// Column.
        column: ColumnName,
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
    /// One cell of the indicator table in a column of the office's own.
    IndicatorExtra {
        /// Index of [`crate::Form::goals`].
        goal: usize,
        /// Row of [`crate::Goal::indicators`].
        row: usize,
        /// Column.
        column: ColumnName,
    },
    /// One cell of the total row.
    Total(TotalColumn),
}
