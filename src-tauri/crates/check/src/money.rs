//! Money against what was done with it.

use jixiao_edition::{Field, UnitKind};
use jixiao_model::{
    Amount, Entry, FieldName, FieldRef, FormKind, FundColumn, IndicatorColumn, Meaning, half_up, share,
};
use rust_decimal::{Decimal, dec};

use crate::execution::{explains_money, low};
use crate::finding::{Finding, Outcome};
use crate::id::CheckId;
use crate::kind::kind;
use crate::subject::{Row, Subject, differs, fund, sum};
use crate::text::{plain, unless_too_large};

/// C16: results far better than the money spent on them. A cap on the total is C38's.
pub(crate) fn results(subject: &Subject) -> Vec<Finding> {
    outrun(subject).into_iter().collect()
}

fn outrun(subject: &Subject) -> Option<Finding> {
    let rate = subject.scored.budget.rate?.0;
    let rows: Vec<(Decimal, Decimal)> =
        subject.rows().map(|row| row.weight().zip(row.printed())).collect::<Option<_>>()?;
    let sound = rows.iter().all(|(weight, score)| *score >= Decimal::ZERO && score <= weight);
    let weights = sum(rows.iter().map(|(weight, _)| *weight));
    let percent = share(dec!(100), sum(rows.iter().map(|(_, score)| *score)), weights)?;
    let gap = percent.checked_sub(rate)?;
    let limit = subject.limits().results_gap.0;
    let low = low(subject);
    // Where nothing at all is explained, C15 asks first.
    let asked = low.iter().any(|finding| finding.outcome == Outcome::Fails);
    if gap <= limit
        || asked
        || !sound
        || subject.weights() != (0, Decimal::ONE_HUNDRED)
        || explains_money(subject)
    {
        return None;
    }
    let (percent, gap) = (plain(half_up(percent, 2)), plain(half_up(gap, 2)));
    let expected = format!("相差不超过 {} 个百分点", plain(limit));
    let (field, found) = (fund(subject.form.total_row(), FundColumn::Score), format!("{percent}%"));
    if subject.rows().any(|row| row.is_missed() && row.has_reason()) {
        let message = format!(
            "各项指标得分率 {percent}%，执行率 {rate}%，相差 {gap} 个百分点，看不出已写的原因是否说明了少用的资金，请核对。"
        );
        // C15 says as much already.
        return low.is_empty().then(|| Finding::cannot_decide(CheckId::C16, field, expected, found, message));
    }
    let message = format!(
        "各项指标得分率 {percent}%，执行率只有 {rate}%，高出 {gap} 个百分点，请写明少用资金怎样完成了任务，或核对得分。"
    );
    Some(Finding::fails(CheckId::C16, field, expected, found, message))
}

/// C18: the costs of a project are the money it spent.
pub(crate) fn costs(subject: &Subject) -> Vec<Finding> {
    reconciled(subject).into_iter().collect()
}

fn reconciled(subject: &Subject) -> Option<Finding> {
    if subject.edition.kind != FormKind::Project {
        return None;
    }
    let executed = subject.form.total_fund()?.executed.value()?.0;
    let factor = subject.form.amount_unit.yuan();
    let spent = executed.checked_mul(factor).filter(|spent| *spent > Decimal::ZERO)?;
    // Prices of one of something, and rates, don't add up to anything.
    let rows: Vec<&Row> = subject.rows().filter(|row| row.is_cost()).collect();
    let whole = |row: &&Row| kind(&row.target) == Some(UnitKind::Money) && !is_price(row);
    let costs: Vec<&Row> = rows.iter().filter(|row| whole(row)).copied().collect();
    let first = costs.first()?;
    if rows.iter().any(|row| !whole(row) && is_of_money(row)) {
        return None;
    }
    let field = first.field(IndicatorColumn::Actual);
    let shown = plain(executed);
    let Some(actuals) = costs.iter().map(|row| yuan(row)).collect::<Option<Vec<Decimal>>>() else {
        let open = costs.iter().find(|row| yuan(row).is_none() && row.printed().is_some())?;
        let found = open.indicator.actual.trim();
        let message =
            format!("成本指标的实际完成值“{found}”读不出金额，无法与全年执行数 {shown} 核对，请填金额。");
        let field = open.field(IndicatorColumn::Actual);
        return Some(Finding::cannot_decide(CheckId::C18, field, "金额", found, message));
    };
    let margin = share(subject.limits().cost_margin.0, spent, dec!(100))?;
    let agrees = |amount: Decimal| !differs(amount, spent, margin);
    let total = sum(actuals.iter().copied());
    // One cost may be all of it, and the others parts of that one.
    if agrees(total) || actuals.iter().any(|amount| agrees(*amount)) {
        return None;
    }
    let known = plain(total.checked_div(factor)?);
    let unit = subject.form.amount_unit;
    let message = format!(
        "成本指标的实际值合计 {known}{unit}，全年执行数是 {shown}{unit}，对不上，请核对，或补上没有列出的成本。"
    );
    Some(Finding::fails(CheckId::C18, field, format!("{shown}{unit}"), format!("{known}{unit}"), message))
}

/// The price of one of something.
pub(crate) fn is_price(row: &Row) -> bool {
    jixiao_edition::words().names.price.iter().any(|word| row.name.contains(word.as_str()))
}

fn is_of_money(row: &Row) -> bool {
    is_price(row) || matches!(kind(&row.target), Some(UnitKind::Price | UnitKind::Money) | None)
}

/// The actual in 元; a bare number counts as its target does.
fn yuan(row: &Row) -> Option<Decimal> {
    match (row.target.meaning(), row.actual.meaning()) {
        (Meaning::Quantity(target), Meaning::Quantity(actual)) => match kind(&row.actual) {
            Some(UnitKind::Money) => Some(actual.value()),
            _ => actual.with_unit_of(target).map(|actual| actual.value()),
        },
        _ => None,
    }
}

/// C55: a department's total is its basic and its project expenditure, and each of them is an amount.
pub(crate) fn department(subject: &Subject) -> Vec<Finding> {
    if !subject.prints(&Field::Text(FieldName::BASIC_EXPENDITURE)) {
        return Vec::new();
    }
    let parts =
        [(FieldName::BASIC_EXPENDITURE, "基本支出总额"), (FieldName::PROJECT_EXPENDITURE, "项目支出总额")]
            .map(|(name, title)| (Entry::<Amount>::new(subject.form.text(&name)), name, title));
    let wrong: Vec<Finding> =
        parts.iter().filter_map(|(entry, name, title)| no_expenditure(entry, name, title)).collect();
    if !wrong.is_empty() {
        return wrong;
    }
    let Some(total) = subject.form.total_fund().and_then(|total| total.adjusted.value()) else {
        return Vec::new();
    };
    let field = fund(subject.form.total_row(), FundColumn::Adjusted);
    let [Some(basic), Some(project)] = parts.each_ref().map(|(entry, ..)| entry.value()) else {
        let message = "基本支出总额或项目支出总额没有填写，无法与部门支出总额核对，请补填。";
        let shown = plain(total.0);
        return vec![Finding::cannot_decide(CheckId::C55, field, "基本支出 + 项目支出", shown, message)];
    };
    department_total(total.0, basic.0, project.0, subject.limits().amount_tolerance.0).into_iter().collect()
}

/// What was typed is no amount that can be spent; the sum is not looked at before that is mended.
fn no_expenditure(entry: &Entry<Amount>, name: &FieldName, title: &str) -> Option<Finding> {
    let text = entry.text().trim();
    let message = match entry.value() {
        Some(amount) if amount.0 < Decimal::ZERO => {
            format!("{title} {text} 是负数，支出不会小于零，请填零或正数，如 1,025.68。")
        }
        None if entry.is_unclear() => {
            let message = format!("{title}“{text}”不是金额，请填数字，如 1,025.68。");
            unless_too_large(title, entry, message)
        }
        Some(_) | None => return None,
    };
    Some(Finding::fails(CheckId::C55, FieldRef::Text(name.clone()), "零或正数", text, message))
}

/// The finding when the total is not the sum of both.
pub(crate) fn department_total(
    total: Decimal,
    basic: Decimal,
    project: Decimal,
    tolerance: Decimal,
) -> Option<Finding> {
    let expected = basic.checked_add(project)?;
    if !differs(total, expected, tolerance) {
        return None;
    }
    let (basic, project, expected, total) = (plain(basic), plain(project), plain(expected), plain(total));
    let left_out = if total == project { "漏了基本支出，" } else { "" };
    let message = format!(
        "部门支出总额 {total}，{left_out}基本支出 {basic} + 项目支出 {project} = {expected}，请更正，或说明口径。"
    );
    Some(Finding::fails(CheckId::C55, fund(0, FundColumn::Adjusted), expected, total, message))
}
