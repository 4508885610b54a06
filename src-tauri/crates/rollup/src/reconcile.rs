use jixiao_model::{Amount, FieldName, Form, FundColumn};
use rust_decimal::Decimal;

use crate::summary::Sums;

/// A figure of the department's form that is not the projects' sum. The department's figures come from its accounts, so
/// that neither is put in the other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The column of the funds table.
    pub column: FundColumn,
    /// What the department's form says.
    pub department: Decimal,
    /// 基本支出 that the department's form names; zero where it names none.
    pub basic: Decimal,
    /// What the projects add up to.
    pub projects: Decimal,
    /// How many projects have no such figure.
    pub missing: usize,
}

impl Difference {
    /// Department − basic expenditure − projects.
    #[must_use]
    pub fn gap(&self) -> Decimal {
        self.department.saturating_sub(self.basic).saturating_sub(self.projects)
    }

    /// One line, in Chinese, amounts in the form's unit.
    #[must_use]
    pub fn text(&self) -> String {
        let what = match self.column {
            FundColumn::Initial => "年初预算数",
            FundColumn::Executed => "全年执行数",
            _ => "全年预算数",
        };
        let basic = if self.basic.is_zero() {
            String::new()
        } else {
            format!("（其中基本支出 {}）", self.basic)
        };
        let missing = if self.missing == 0 {
            String::new()
        } else {
            format!("，另有 {} 个项目没有填写", self.missing)
        };
        format!(
            "部门{what} {}{basic}，各项目合计 {}，相差 {}{missing}，请核对账目。",
            self.department,
            self.projects,
            self.gap()
        )
    }
}

/// Holds the department's budget figures against the projects' sums. A figure that the department's form lacks is not
/// compared; equal ones are not listed.
#[must_use]
pub fn reconcile(department: &Form, projects: &Sums) -> Vec<Difference> {
    let Some(total) = department.funds.first() else { return Vec::new() };
    let basic = department.text(&FieldName::BASIC_EXPENDITURE);
    let basic = jixiao_model::Entry::<Amount>::new(basic).value().map_or(Decimal::ZERO, |amount| amount.0);
    let columns = [
        (FundColumn::Initial, total.initial.value(), projects.initial),
        (FundColumn::Adjusted, total.adjusted.value(), projects.adjusted),
        (FundColumn::Executed, total.executed.value(), projects.executed),
    ];
    let difference = |(column, department, sum): (FundColumn, Option<&Amount>, crate::Sum)| {
        let department = department?.0;
        let found = Difference { column, department, basic, projects: sum.amount, missing: sum.missing };
        (!found.gap().is_zero() || found.missing > 0).then_some(found)
    };
    columns.into_iter().filter_map(difference).collect()
}
