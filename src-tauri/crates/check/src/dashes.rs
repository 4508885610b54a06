//! Cells of fund sources in which the edition prints a dash: points, rate and score belong to the total alone.

use jixiao_edition::Field;
use jixiao_model::{Fund, FundColumn, half_up, share};
use rust_decimal::Decimal;

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Subject, fund};
use crate::text::says_nothing;

/// C04: points.
pub(crate) fn weights(subject: &Subject) -> Vec<Finding> {
    filled(subject, CheckId::C04, FundColumn::Weight, "分值", |fund| fund.weight.text())
}

/// C11: a rate.
pub(crate) fn rates(subject: &Subject) -> Vec<Finding> {
    filled(subject, CheckId::C11, FundColumn::Rate, "执行率", |fund| fund.rate.text())
}

/// C13: a score.
pub(crate) fn scores(subject: &Subject) -> Vec<Finding> {
    filled(subject, CheckId::C13, FundColumn::Score, "得分", |fund| fund.score.text())
}

fn filled(
    subject: &Subject,
    check: CheckId,
    column: FundColumn,
    name: &str,
    text: fn(&Fund) -> &str,
) -> Vec<Finding> {
    let total = subject.form.total_row();
    let sources = subject.form.funds.iter().enumerate().filter(move |(row, _)| *row != total);
    let of_total = subject.form.funds.get(total).map(text).unwrap_or_default().trim();
    let typed = sources.filter(|(_, source)| !says_nothing(text(source)));
    // What is right, or says the same as the total, or stands there in its place, does no harm.
    let typed = typed.filter(move |(_, source)| {
        let is_rate = column == FundColumn::Rate && is_own_rate(source);
        !of_total.is_empty() && text(source).trim() != of_total && !is_rate
    });
    typed
        .filter_map(|(row, source)| {
            let dash = dash(subject, row, column)?;
            let (label, found) = (source.label.trim(), text(source).trim());
            let message = format!("“{label}”的{name}不用填，表上印“{dash}”，现在是“{found}”，请清空。");
            Some(Finding::fails(check, fund(row, column), dash, found, message).at_most(Level::Warning))
        })
        .collect()
}

/// Its amounts give this rate, at the digits that are printed.
fn is_own_rate(source: &Fund) -> bool {
    let Some(rate) = source.rate.value().map(|rate| rate.0) else { return false };
    let amounts = source.executed.value().zip(source.adjusted.value());
    let due = amounts.and_then(|(executed, adjusted)| share(Decimal::ONE_HUNDRED, executed.0, adjusted.0));
    due.map_or(rate.is_zero(), |due| half_up(due, rate.scale()) == rate)
}

/// What the edition prints in an empty cell of this source.
fn dash<'a>(subject: &Subject<'a>, row: usize, column: FundColumn) -> Option<&'a str> {
    let mut cells = subject.edition.fund_row(row)?.cells.iter();
    cells.find(|cell| cell.text.fields().any(|field| *field == Field::Fund(column)))?.blank.as_deref()
}
