//! Cells of fund sources in which the edition prints a dash: points, rate and score belong to the total alone.

use jixiao_edition::Field;
use jixiao_model::{Fund, FundColumn};

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
    let typed = sources.filter(|(_, source)| !says_nothing(text(source)));
    typed
        .filter_map(|(row, source)| {
            let dash = dash(subject, row, column)?;
            let (label, found) = (source.label.trim(), text(source).trim());
            let message = format!("“{label}”的{name}不用填，表上印“{dash}”，现在是“{found}”，请清空。");
            Some(Finding::fails(check, fund(row, column), dash, found, message).at_most(Level::Warning))
        })
        .collect()
}

/// What the edition prints in an empty cell of this source.
fn dash<'a>(subject: &Subject<'a>, row: usize, column: FundColumn) -> Option<&'a str> {
    let mut cells = subject.edition.fund_row(row)?.cells.iter();
    cells.find(|cell| cell.text.fields().any(|field| *field == Field::Fund(column)))?.blank.as_deref()
}
