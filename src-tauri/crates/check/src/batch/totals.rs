//! Sums over the batch against figures from outside.

use jixiao_edition::{Field, Kind};
use jixiao_model::{Amount, FieldName, FieldRef, Fund, FundColumn};
use rust_decimal::Decimal;

use super::{Batch, BatchFinding};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::money::department_total;
use crate::subject::{Subject, differs, fund, sum};
use crate::text::plain;

/// C53: the project forms add up to what was published. Said at the department form, or at the first.
pub(super) fn published(batch: &Batch) -> Vec<BatchFinding> {
    let Some(totals) = batch.facts.published else { return Vec::new() };
    let projects: Vec<&Subject> = projects(batch).collect();
    let place = batch.subjects().find(|(_, subject)| subject.edition.kind == Kind::Department);
    let Some((form, subject)) = place.or_else(|| batch.subjects().next()) else { return Vec::new() };
    let tolerance = subject.limits().amount_tolerance.0;
    let sums = [
        (FundColumn::Adjusted, "全年预算数", totals.adjusted),
        (FundColumn::Executed, "全年执行数", totals.executed),
    ];
    let amounts = sums
        .into_iter()
        .filter_map(|(column, name, published)| summed(&projects, column, name, published?, tolerance));
    let count = totals.projects.and_then(|published| counted(projects.len(), published));
    amounts.chain(count).map(|finding| BatchFinding { form, finding }).collect()
}

fn counted(count: usize, published: usize) -> Option<Finding> {
    let message = format!("项目表共 {count} 张，公开的项目数是 {published} 个，请核对有没有漏填或多填。");
    (count != published).then(|| Finding::fails(CheckId::C53, FieldRef::Title, published, count, message))
}

fn summed(
    projects: &[&Subject],
    column: FundColumn,
    name: &str,
    published: Amount,
    tolerance: Decimal,
) -> Option<Finding> {
    let field = fund(0, column);
    let amounts: Vec<Option<Decimal>> = projects
        .iter()
        .map(|subject| subject.form.funds.first().and_then(|total| amount(total, column)))
        .collect();
    let missing = amounts.iter().filter(|amount| amount.is_none()).count();
    let total = plain(sum(amounts.into_iter().flatten()));
    let expected = plain(published.0);
    if missing > 0 {
        let message =
            format!("还有 {missing} 张表没有填{name}，现有合计 {total}，填完才能与公开的 {expected} 核对。");
        return Some(Finding::cannot_decide(CheckId::C53, field, expected, total, message));
    }
    let apart = plain(total.saturating_sub(expected));
    let message =
        format!("各表{name}合计 {total}，公开的是 {expected}，相差 {apart}，请核对有没有漏表、重表或改动。");
    differs(total, expected, tolerance).then(|| Finding::fails(CheckId::C53, field, expected, total, message))
}

fn amount(total: &Fund, column: FundColumn) -> Option<Decimal> {
    let entry = match column {
        FundColumn::Adjusted => &total.adjusted,
        FundColumn::Executed => &total.executed,
        FundColumn::Initial
        | FundColumn::Label
        | FundColumn::Weight
        | FundColumn::Rate
        | FundColumn::Score => return None,
    };
    entry.value().map(|amount| amount.0)
}

fn projects<'a>(batch: &'a Batch<'a>) -> impl Iterator<Item = &'a Subject<'a>> {
    batch.subjects().map(|(_, subject)| subject).filter(|subject| subject.edition.kind == Kind::Project)
}

/// C55: the department's budget is its basic expenditure and its projects'. A form that prints both checks itself.
pub(super) fn department(batch: &Batch) -> Vec<BatchFinding> {
    let Some(basic) = batch.facts.basic_expenditure else { return Vec::new() };
    let prints = |subject: &Subject| subject.prints(&Field::Text(FieldName::BASIC_EXPENDITURE));
    let departments =
        batch.subjects().filter(|(_, subject)| subject.edition.kind == Kind::Department && !prints(subject));
    departments
        .filter_map(|(form, subject)| {
            Some(BatchFinding { form, finding: of_projects(batch, subject, basic.0)? })
        })
        .collect()
}

fn of_projects(batch: &Batch, subject: &Subject, basic: Decimal) -> Option<Finding> {
    let total = subject.form.funds.first()?.adjusted.value()?;
    let amounts: Vec<Option<Decimal>> = projects(batch)
        .map(|project| project.form.funds.first().and_then(|total| amount(total, FundColumn::Adjusted)))
        .collect();
    let missing = amounts.iter().filter(|amount| amount.is_none()).count();
    let shown = plain(total.0);
    if missing > 0 || amounts.is_empty() {
        let message =
            format!("有 {missing} 张项目表没有全年预算数，或还没有项目表，无法与部门支出总额 {shown} 核对。");
        let field = fund(0, FundColumn::Adjusted);
        return Some(Finding::cannot_decide(CheckId::C55, field, "基本支出 + 项目支出", shown, message));
    }
    department_total(subject, *total, basic, sum(amounts.into_iter().flatten()))
}
