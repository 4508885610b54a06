use jixiao_model::{Amount, Entry, FieldName, FieldRef, Form, FundColumn};
use rust_decimal::Decimal;

use crate::summary::{Sum, Sums};

/// A figure of the department's form beside the projects' sum. The department's figures come from its accounts, so that neither
/// is put in the other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The figure of the department's form: a column of its funds' total, or 项目支出总额.
    pub field: FieldRef,
    /// What the department's form says.
    pub department: Decimal,
    /// 基本支出 that the figure includes, as the department's form names it; zero where it names none.
    pub basic: Decimal,
    /// What the projects add up to.
    pub projects: Decimal,
    /// How many projects have no such figure.
    pub missing: usize,
}

impl Comparison {
    /// Department − basic expenditure − projects.
    #[must_use]
    pub fn gap(&self) -> Decimal {
        self.department.saturating_sub(self.basic).saturating_sub(self.projects)
    }

    /// There is no gap, and no project lacks the figure.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.gap().is_zero() && self.missing == 0
    }

    /// 年初预算数, 全年预算数, 全年执行数 or 项目支出总额.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.field {
            FieldRef::Fund { column: FundColumn::Initial, .. } => "年初预算数",
            FieldRef::Fund { column: FundColumn::Executed, .. } => "全年执行数",
            FieldRef::Fund { .. } => "全年预算数",
            _ => "项目支出总额",
        }
    }

    /// One line, in Chinese, amounts in the form's unit.
    #[must_use]
    pub fn text(&self) -> String {
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
        let (name, department, projects) = (self.name(), self.department, self.projects);
        if self.agrees() {
            return format!("部门{name} {department}{basic}，与各项目合计 {projects} 相符。");
        }
        let gap = self.gap();
        format!("部门{name} {department}{basic}，各项目合计 {projects}，相差 {gap}{missing}，请核对账目。")
    }
}

/// Holds the department's budget figures against the projects' sums, column by column, and 项目支出总额, where the form prints it,
/// against the sum of 全年预算数. A figure that the department's form lacks is not compared.
#[must_use]
pub fn compare(department: &Form, projects: &Sums) -> Vec<Comparison> {
    let total = department.funds.first();
    let basic = named(department, &FieldName::BASIC_EXPENDITURE).unwrap_or_default();
    let column = |column, figure: fn(&jixiao_model::Fund) -> &Entry<Amount>, sum: Sum| {
        let figure = total.and_then(|total| figure(total).value())?;
        Some(comparison(FieldRef::Fund { row: 0, column }, figure.0, basic, sum))
    };
    let named_total = named(department, &FieldName::PROJECT_EXPENDITURE);
    let of_projects = FieldRef::Text(FieldName::PROJECT_EXPENDITURE);
    [
        column(FundColumn::Initial, |total| &total.initial, projects.initial),
        column(FundColumn::Adjusted, |total| &total.adjusted, projects.adjusted),
        column(FundColumn::Executed, |total| &total.executed, projects.executed),
        named_total.map(|figure| comparison(of_projects, figure, Decimal::ZERO, projects.adjusted)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Those of [`compare`] that do not agree.
#[must_use]
pub fn reconcile(department: &Form, projects: &Sums) -> Vec<Comparison> {
    compare(department, projects).into_iter().filter(|found| !found.agrees()).collect()
}

fn comparison(field: FieldRef, department: Decimal, basic: Decimal, sum: Sum) -> Comparison {
    Comparison { field, department, basic, projects: sum.amount, missing: sum.missing }
}

/// A figure in the head of the form.
fn named(department: &Form, name: &FieldName) -> Option<Decimal> {
    Entry::<Amount>::new(department.text(name)).value().map(|amount| amount.0)
}
