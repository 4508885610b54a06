use jixiao_model::{Amount, Entry, FieldName, FieldRef, Form, FundColumn};
use rust_decimal::Decimal;

use crate::project::in_unit;
use crate::summary::{Sum, Sums};

/// A figure of the department's form beside the projects' sum. The department's figures come from its accounts, so that neither
/// is put in the other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The figure of the department's form: a column of its funds' total, or 项目支出总额.
    pub field: FieldRef,
    /// What the department's form says.
    pub department: Decimal,
    /// 基本支出 that is taken off the figure; zero where the form names none, or where it is not known to belong to this column.
    pub basic: Decimal,
    /// The form names 基本支出, and whether it is this column's is not known: the gap is no disagreement.
    pub open: bool,
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

    /// There is no gap, and no project lacks the figure. What is [`Comparison::open`] neither agrees nor disagrees.
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
        if self.open {
            return format!(
                "部门{name} {department}，各项目合计 {projects}，相差 {gap}{missing}。未扣除基本支出：表中只有一个基本支出数，按全年预算数核对。"
            );
        }
        format!("部门{name} {department}{basic}，各项目合计 {projects}，相差 {gap}{missing}，请核对账目。")
    }
}

/// Holds the department's budget figures against the projects' sums, column by column, and 项目支出总额, where the form prints it,
/// against the sum of 全年预算数. A figure that the department's form lacks is not compared.
///
/// The form names one 基本支出 for three columns. It is taken off 全年预算数, and off another column only where it is all that
/// keeps that column from the projects' sum.
#[must_use]
pub fn compare(department: &Form, projects: &Sums) -> Vec<Comparison> {
    let total = department.total_fund();
    let basic = named(department, &FieldName::BASIC_EXPENDITURE);
    let basic = basic.filter(|basic| !basic.is_sign_negative()).unwrap_or_default();
    let column = |column, figure: fn(&jixiao_model::Fund) -> &Entry<Amount>, sum: Sum| {
        let figure = in_unit(department, *total.and_then(|total| figure(total).value())?)?;
        Some(with_basic(column, figure.0, basic, sum))
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

/// Those of [`compare`] that disagree.
#[must_use]
pub fn reconcile(department: &Form, projects: &Sums) -> Vec<Comparison> {
    compare(department, projects).into_iter().filter(|found| !found.open && !found.agrees()).collect()
}

fn with_basic(column: FundColumn, figure: Decimal, basic: Decimal, sum: Sum) -> Comparison {
    let field = FieldRef::Fund { row: 0, column };
    let without = comparison(field.clone(), figure, basic, sum);
    if column == FundColumn::Adjusted || without.gap().is_zero() {
        return without;
    }
    let plain = comparison(field, figure, Decimal::ZERO, sum);
    let open = !basic.is_zero() && !plain.gap().is_zero();
    Comparison { open, ..plain }
}

fn comparison(field: FieldRef, department: Decimal, basic: Decimal, sum: Sum) -> Comparison {
    Comparison { field, department, basic, open: false, projects: sum.amount, missing: sum.missing }
}

/// A figure in the head of the form.
fn named(department: &Form, name: &FieldName) -> Option<Decimal> {
    let figure = Entry::<Amount>::new(department.text(name));
    in_unit(department, *figure.value()?).map(|amount| amount.0)
}
