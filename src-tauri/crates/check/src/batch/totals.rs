//! Sums over the batch against figures from outside.

use jixiao_model::{Amount, FieldRef, FormKind, FundColumn};
use rust_decimal::Decimal;

use super::form::BatchFinding;
use super::trace::{Amounts, Batch};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::money::department_total;
use crate::subject::{differs, fund, sum};
use crate::text::plain;

/// C53: the project forms add up to what was published. Said at the department form, or at the first.
pub(super) fn published(batch: &Batch) -> Vec<BatchFinding> {
    let Some(totals) = batch.facts.published else { return Vec::new() };
    let place = batch.traces().find(|(_, trace)| trace.amounts.kind == FormKind::Department);
    let Some((form, at)) = place.or_else(|| batch.traces().next()) else { return Vec::new() };
    let tolerance = at.amounts.tolerance;
    let adjusted: Vec<Option<Decimal>> = projects(batch).map(|project| project.adjusted).collect();
    let executed: Vec<Option<Decimal>> = projects(batch).map(|project| project.executed).collect();
    let count = totals.projects.and_then(|published| counted(adjusted.len(), published));
    let sums = [
        (FundColumn::Adjusted, "全年预算数", adjusted, totals.adjusted),
        (FundColumn::Executed, "全年执行数", executed, totals.executed),
    ];
    let amounts = sums.into_iter().filter_map(|(column, name, amounts, published)| {
        summed(&amounts, column, name, published?, tolerance)
    });
    amounts.chain(count).map(|finding| BatchFinding { form, finding }).collect()
}

fn counted(count: usize, published: usize) -> Option<Finding> {
    let message = format!("项目表共 {count} 张，公开的项目数是 {published} 个，请核对有没有漏填或多填。");
    (count != published).then(|| Finding::fails(CheckId::C53, FieldRef::Title, published, count, message))
}

fn summed(
    amounts: &[Option<Decimal>],
    column: FundColumn,
    name: &str,
    published: Amount,
    tolerance: Decimal,
) -> Option<Finding> {
    let field = fund(0, column);
    let missing = amounts.iter().filter(|amount| amount.is_none()).count();
    let total = plain(sum(amounts.iter().copied().flatten()));
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

fn projects<'a>(batch: &'a Batch<'a>) -> impl Iterator<Item = &'a Amounts> {
    batch.traces().map(|(_, trace)| &trace.amounts).filter(|amounts| amounts.kind.is_project())
}

/// C55: the department's budget is its basic expenditure and its projects'. A form that prints both checks itself.
pub(super) fn department(batch: &Batch) -> Vec<BatchFinding> {
    let Some(basic) = batch.facts.basic_expenditure else { return Vec::new() };
    let open = |amounts: &Amounts| amounts.kind == FormKind::Department && !amounts.prints_basic;
    let departments = batch.traces().filter(|(_, trace)| open(&trace.amounts));
    departments
        .filter_map(|(form, trace)| {
            Some(BatchFinding { form, finding: of_projects(batch, &trace.amounts, basic.0)? })
        })
        .collect()
}

fn of_projects(batch: &Batch, department: &Amounts, basic: Decimal) -> Option<Finding> {
    let total = department.adjusted?;
    let amounts: Vec<Option<Decimal>> = projects(batch).map(|project| project.adjusted).collect();
    let missing = amounts.iter().filter(|amount| amount.is_none()).count();
    let shown = plain(total);
    if missing > 0 || amounts.is_empty() {
        let message =
            format!("有 {missing} 张项目表没有全年预算数，或还没有项目表，无法与部门支出总额 {shown} 核对。");
        let field = fund(0, FundColumn::Adjusted);
        return Some(Finding::cannot_decide(CheckId::C55, field, "基本支出 + 项目支出", shown, message));
    }
    department_total(total, basic, sum(amounts.into_iter().flatten()), department.tolerance)
}
