//! The amounts of the funds table.

use jixiao_edition::{Field, words};
use jixiao_model::{Amount, Entry, Fund, FundColumn, fold, share};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Subject, differs, fund, sum};
use crate::text::plain;

/// The columns of amounts, with their names.
const COLUMNS: [(FundColumn, &str); 3] = [
    (FundColumn::Initial, "年初预算数"),
    (FundColumn::Adjusted, "全年预算数"),
    (FundColumn::Executed, "全年执行数"),
];

const fn amount(fund: &Fund, column: FundColumn) -> Option<&Entry<Amount>> {
    match column {
        FundColumn::Initial => Some(&fund.initial),
        FundColumn::Adjusted => Some(&fund.adjusted),
        FundColumn::Executed => Some(&fund.executed),
        FundColumn::Label | FundColumn::Weight | FundColumn::Rate | FundColumn::Score => None,
    }
}

fn figure(fund: &Fund, column: FundColumn) -> Option<Decimal> {
    amount(fund, column)?.value().map(|amount| amount.0)
}

/// C10: the sources of each column add up to its total.
pub(crate) fn sources(subject: &Subject) -> Vec<Finding> {
    COLUMNS.into_iter().filter_map(|(column, name)| column_sum(subject, column, name)).collect()
}

fn column_sum(subject: &Subject, column: FundColumn, name: &str) -> Option<Finding> {
    let (total, sources) = subject.form.funds.split_first()?;
    let entries: Vec<&Entry<Amount>> = sources.iter().filter_map(|fund| amount(fund, column)).collect();
    if let Some(row) = entries.iter().position(|entry| entry.is_unclear()) {
        let text = entries[row].text().trim();
        let message = format!("{name}“{text}”不是金额，请填数字，填好后再核对合计。");
        return Some(Finding::cannot_decide(CheckId::C10, fund(row + 1, column), "金额", text, message));
    }
    let filled: Vec<Decimal> =
        entries.iter().filter_map(|entry| entry.value()).map(|amount| amount.0).collect();
    let known = sum(filled.iter().copied());
    let open = entries.iter().any(|entry| entry.is_blank());
    let Some(whole) = figure(total, column) else {
        let message = format!("各来源{name}合计 {}，合计行还没有填写。", plain(known));
        let due = !filled.is_empty() && !known.is_zero();
        return due.then(|| Finding::cannot_decide(CheckId::C10, fund(0, column), plain(known), "", message));
    };
    if entries.is_empty() || !differs(whole, known, subject.limits().amount_tolerance.0) {
        return None;
    }
    let (whole, known) = (plain(whole), plain(known));
    if open && known < whole {
        let message = format!("{name}合计 {whole}，各来源现有 {known}，还有来源没有填写，填完应相等。");
        return Some(Finding::cannot_decide(CheckId::C10, fund(0, column), known, whole, message));
    }
    let message = format!("{name}合计 {whole}，各来源相加是 {known}，请核对合计与各来源。");
    Some(Finding::fails(CheckId::C10, fund(0, column), known, whole, message))
}

/// C12: nothing is negative, and no more is spent than was budgeted.
pub(crate) fn bounds(subject: &Subject) -> Vec<Finding> {
    let rows = subject.form.funds.iter().enumerate();
    rows.flat_map(|(row, funds)| {
        let negative =
            COLUMNS.into_iter().filter_map(move |(column, name)| negative(row, funds, column, name));
        let over = overspent(row, funds);
        // A negative amount is said once.
        let mut findings: Vec<Finding> = negative.collect();
        if findings.is_empty() {
            findings.extend(over);
        }
        findings
    })
    .collect()
}

fn negative(row: usize, funds: &Fund, column: FundColumn, name: &str) -> Option<Finding> {
    let figure = figure(funds, column).filter(|figure| *figure < Decimal::ZERO)?;
    let message = format!("{name} {} 是负数，请更正。", plain(figure));
    Some(Finding::fails(CheckId::C12, fund(row, column), "不小于 0", plain(figure), message))
}

fn overspent(row: usize, funds: &Fund) -> Option<Finding> {
    let executed = plain(figure(funds, FundColumn::Executed)?);
    let Some(adjusted) = figure(funds, FundColumn::Adjusted).map(plain) else {
        let due = row == 0 && funds.adjusted.is_blank();
        let message = format!("已填全年执行数 {executed}，还没有填全年预算数。");
        let field = fund(row, FundColumn::Adjusted);
        return due
            .then(|| Finding::cannot_decide(CheckId::C12, field, format!("不小于 {executed}"), "", message));
    };
    let message =
        format!("全年执行数 {executed} 大于全年预算数 {adjusted}，请核对；预算有追加的，请改全年预算数。");
    let field = fund(row, FundColumn::Executed);
    (executed > adjusted)
        .then(|| Finding::fails(CheckId::C12, field, format!("不大于 {adjusted}"), executed, message))
}

/// C14: a large change of the budget during the year is spoken of somewhere.
pub(crate) fn change(subject: &Subject) -> Vec<Finding> {
    budget_change(subject).into_iter().collect()
}

fn budget_change(subject: &Subject) -> Option<Finding> {
    let total = subject.form.funds.first().filter(|_| subject.prints(&Field::Fund(FundColumn::Initial)))?;
    let adjusted = figure(total, FundColumn::Adjusted).filter(|amount| *amount > Decimal::ZERO)?;
    let field = fund(0, FundColumn::Initial);
    let Some(initial) = figure(total, FundColumn::Initial) else {
        let due = total.initial.is_blank() && subject.is_finished();
        let message = "年初预算数没有填写，看不出预算有没有调整，请补填，没有的填 0。";
        return due.then(|| Finding::cannot_decide(CheckId::C14, field, "年初预算数", "", message));
    };
    let limit = subject.limits().budget_change.0;
    let percent = share(dec!(100), adjusted.checked_sub(initial)?, initial);
    let large = initial.is_zero() || percent.is_some_and(|percent| percent.abs() > limit);
    let explained = subject.explanations().any(speaks_of_change);
    let (initial, adjusted) = (plain(initial), plain(adjusted));
    let changed = if initial.is_zero() {
        "是年中追加的".to_owned()
    } else {
        format!("变动超过 {}%", plain(limit))
    };
    let message =
        format!("年初预算数 {initial}，全年预算数 {adjusted}，{changed}，请在实际完成情况中说明调整的依据。");
    (large && !explained).then(|| {
        Finding::fails(CheckId::C14, field, "预算调整的说明", format!("{initial} → {adjusted}"), message)
    })
}

fn speaks_of_change(text: &str) -> bool {
    words().texts.budget_change.iter().any(|word| text.contains(word.as_str()))
}

/// C17: an amount that names its unit names the edition's.
pub(crate) fn units(subject: &Subject) -> Vec<Finding> {
    let rows = subject.form.funds.iter().enumerate();
    rows.flat_map(|(row, funds)| {
        COLUMNS
            .into_iter()
            .filter_map(move |(column, _)| other_unit(subject, row, amount(funds, column)?, column))
    })
    .collect()
}

fn other_unit(subject: &Subject, row: usize, entry: &Entry<Amount>, column: FundColumn) -> Option<Finding> {
    entry.value()?;
    let text = fold(entry.text());
    let unit = ["万元", "元"].into_iter().find(|unit| text.trim().ends_with(unit))?;
    let expected = subject.edition.amount_unit.as_str();
    let message = format!("本表金额单位是{expected}，这里写的是{unit}，请换算成{expected}，不要带单位。");
    (unit != expected)
        .then(|| Finding::fails(CheckId::C17, fund(row, column), expected, entry.text(), message))
}
