//! The table of funds.

use jixiao_app::FileRead;
use jixiao_app::json::outcome;
use jixiao_model::{Amount, Entry, Fund, Points};
use jixiao_score::BudgetScore;
use rust_decimal::Decimal;

use crate::column::{Column, count, figure, flag, optional_text, records, text};
use crate::place::{FormPlace, OfForm, forms_of, of_form};

/// One row of the funds of a form.
pub struct FundRow<'f> {
    place: FormPlace<'f>,
    at: usize,
    fund: &'f Fund,
}

impl OfForm for FundRow<'_> {
    fn place(&self) -> FormPlace<'_> {
        self.place
    }
}

/// One row for each row of funds.
pub fn rows(file: &FileRead) -> Vec<FundRow<'_>> {
    forms_of(file).flat_map(rows_of).collect()
}

fn rows_of(place: FormPlace<'_>) -> impl Iterator<Item = FundRow<'_>> {
    place.form.form.funds.iter().enumerate().map(move |(at, fund)| FundRow { place, at, fund })
}

type Row<'f> = FundRow<'f>;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    [of_form(), amounts(), scores()].into_iter().flatten().collect()
}

fn amounts<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        count("row", "资金表的第几行，从 1 起", |row: &Row| row.at + 1),
        text("label", "资金来源的名称", |row: &Row| row.fund.label.as_str().into()),
        flag("is_total", "是年度资金总额一行：各表相加只取这一行", |row: &Row| {
            row.at == row.place.form.form.total_row()
        }),
        figure("initial", "年初预算数，元", |row: &Row| row.yuan(&row.fund.initial)),
        text("initial_text", "年初预算数，照录", |row: &Row| row.fund.initial.text().into()),
        figure("adjusted", "全年预算数，元", |row: &Row| row.yuan(&row.fund.adjusted)),
        text("adjusted_text", "全年预算数，照录", |row: &Row| row.fund.adjusted.text().into()),
        figure("executed", "全年执行数，元", |row: &Row| row.yuan(&row.fund.executed)),
        text("executed_text", "全年执行数，照录", |row: &Row| row.fund.executed.text().into()),
    ]
}

fn scores<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        figure("weight", "预算执行的分值，分", |row: &Row| points(&row.fund.weight)),
        text("weight_text", "预算执行的分值，照录", |row: &Row| row.fund.weight.text().into()),
        figure("rate", "表上所填的执行率，%（98.94 即 98.94%）", |row: &Row| {
            row.fund.rate.value().map(|percent| percent.0)
        }),
        text("rate_text", "执行率，照录", |row: &Row| row.fund.rate.text().into()),
        figure("score", "表上所填的预算执行得分，分", |row: &Row| points(&row.fund.score)),
        text("score_text", "预算执行得分，照录", |row: &Row| row.fund.score.text().into()),
        figure("computed_rate", "核算的执行率，%；只在核算所依据的一行", |row: &Row| {
            row.budget()?.rate.map(|percent| percent.0)
        }),
        figure("computed_score", "核算的预算执行得分，分", |row: &Row| {
            row.budget()?.score.map(|points| points.0)
        }),
        optional_text("outcome", OUTCOME, |row: &Row| Some(outcome(&row.budget()?.agreement).into())),
        optional_text("explanation", "得分怎么算的", |row: &Row| {
            row.budget().map(|budget| budget.explanation.as_str().into())
        }),
        records("extra", "单位自己加的列：列名和内容", &["label", "text"], |row: &Row| {
            row.fund.extra.iter().map(|(column, text)| vec![column.as_str().into(), text.into()]).collect()
        }),
    ]
}

/// What a column of outcomes holds.
pub const OUTCOME: &str =
    "表上所填的得分与核算的相比：agrees 相符，differs 不符，cannot-score 规则算不出，blank 没有填或不计分";

impl<'f> FundRow<'f> {
    fn yuan(&self, amount: &Entry<Amount>) -> Option<Decimal> {
        self.place.form.form.amount_unit.money(*amount.value()?).map(|money| money.0)
    }

    fn budget(&self) -> Option<&'f BudgetScore> {
        let scored = self.place.form.scored.as_ref()?;
        (scored.budget.row == self.at).then_some(&scored.budget)
    }
}

/// The points of an entry.
pub fn points(entry: &Entry<Points>) -> Option<Decimal> {
    entry.value().map(|points| points.0)
}
