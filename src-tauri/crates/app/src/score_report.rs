//! 得分说明: every score, printed and computed, with its explanation, as a table to print.

use jixiao_edition::RuleSet;
use jixiao_layout::{Column, Table, TableRow, table};
use jixiao_model::{Form, Points};
use jixiao_score::{Agreement, Cause, Scored};
use jixiao_sheet::{Horizontal, Number, Sheet, Value};

use crate::export::distinguished;
use crate::json::{computed, deviation, points};

/// The columns, 2670 tenths of a millimetre in all.
const COLUMNS: [Column; 10] = [
    Column::new("一级指标", 180, Horizontal::Center),
    Column::new("三级指标", 420, Horizontal::Left),
    Column::new("指标值", 250, Horizontal::Center),
    Column::new("实际完成值", 250, Horizontal::Center),
    Column::new("分值", 110, Horizontal::Right),
    Column::new("表上得分", 165, Horizontal::Right),
    Column::new("核算得分", 165, Horizontal::Right),
    Column::new("偏差率", 160, Horizontal::Right),
    Column::new("结论", 130, Horizontal::Center),
    Column::new("说明", 840, Horizontal::Left),
];

/// A form with its scores and the rules that they follow.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its scores.
    pub scored: &'a Scored,
    /// The rules.
    pub rules: &'a RuleSet,
}

/// The score report of these forms.
#[must_use]
pub fn score_report(title: &str, forms: &[Explained]) -> Sheet {
    table(&Table {
        name: "得分说明".to_owned(),
        title: title.to_owned(),
        remarks: vec![remark(forms)],
        columns: COLUMNS.to_vec(),
        rows: rows(forms),
    })
}

fn rows(forms: &[Explained]) -> Vec<TableRow> {
    let agency = |form: &Form| Some(form.implementing_unit().to_owned()).filter(|unit| !unit.is_empty());
    let called: Vec<_> = forms.iter().map(|of| (of.form.name().to_owned(), agency(of.form))).collect();
    forms.iter().zip(distinguished(&called)).flat_map(|(form, name)| form_rows(form, name)).collect()
}

/// Counts what the reader should look at.
fn remark(forms: &[Explained]) -> String {
    let tally = Tally::of(forms.iter().map(|of| of.scored));
    format!(
        "共{}张表，{}个评分行：{}行与规则一致，{}行不一致，{}行需人工评定，{}行未填。",
        forms.len(),
        tally.agrees + tally.differs + tally.cannot_score + tally.blank,
        tally.agrees,
        tally.differs,
        tally.cannot_score,
        tally.blank
    )
}

/// How many rows agree, differ, cannot be scored or are blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Printed score equals the computed one.
    pub agrees: usize,
    /// It does not.
    pub differs: usize,
    /// The rules give no score.
    pub cannot_score: usize,
    /// Nothing to score.
    pub blank: usize,
}

impl Tally {
    /// Counts the rows of these forms.
    pub fn of<'a>(scored: impl IntoIterator<Item = &'a Scored>) -> Self {
        let mut tally = Self::default();
        for row in scored.into_iter().flat_map(|scored| &scored.goals).flat_map(|goal| &goal.rows) {
            match row.agreement {
                Agreement::Agrees => tally.agrees += 1,
                Agreement::Differs(_) => tally.differs += 1,
                Agreement::CannotScore => tally.cannot_score += 1,
                Agreement::Blank => tally.blank += 1,
            }
        }
        tally
    }
}

/// The conclusion's word.
#[must_use]
pub const fn conclusion(agreement: &Agreement) -> &'static str {
    match agreement {
        Agreement::Agrees => "一致",
        Agreement::Differs(_) => "不一致",
        Agreement::CannotScore => "需人工评定",
        Agreement::Blank => "—",
    }
}

fn form_rows(of: &Explained, name: String) -> Vec<TableRow> {
    let Explained { form, scored, rules } = *of;
    // The heading says by which rules: that need not be said again in each row.
    let cited = format!("（{}）", rules.name);
    let explained = |explanation: &str| explanation.replace(&cited, "");
    let mut rows = vec![TableRow::Group(heading(form, rules), name), budget_row(form, scored, &explained)];
    for (goal, scores) in form.goals.iter().zip(&scored.goals) {
        for (indicator, score) in goal.indicators.iter().zip(&scores.rows) {
            rows.push(TableRow::Values(vec![
                text(&indicator.level1),
                text(&indicator.level3),
                text(&indicator.whole_target()),
                text(&indicator.actual),
                figure(indicator.weight.text()),
                figure(indicator.score.text()),
                figure(&computed(score).unwrap_or_default()),
                figure(&deviation(score).unwrap_or_default()),
                text(conclusion(&score.agreement)),
                text(&explained(&score.explanation)),
            ]));
        }
    }
    rows.push(total_row(form, scored, &explained));
    rows
}

/// The form's name and unit, as names alone repeat within a department, and the rules that its scores follow.
fn heading(form: &Form, rules: &RuleSet) -> String {
    let unit = match form.implementing_unit() {
        "" => String::new(),
        agency => format!("（{agency}）"),
    };
    format!("{}{unit}　　评分规则：{}", form.name(), rules.name)
}

fn budget_row(form: &Form, scored: &Scored, explained: &dyn Fn(&str) -> String) -> TableRow {
    let budget = &scored.budget;
    summary_row(
        "预算执行",
        &Summary {
            weight: budget.points.0.to_string(),
            printed: form.total_fund().map(|fund| fund.score.text().to_owned()).unwrap_or_default(),
            computed: budget.score,
            agreement: &budget.agreement,
            explanation: explained(&budget.explanation),
        },
    )
}

fn total_row(form: &Form, scored: &Scored, explained: &dyn Fn(&str) -> String) -> TableRow {
    let total = &scored.total;
    summary_row(
        "总分",
        &Summary {
            weight: form.total.weight.text().to_owned(),
            printed: form.total.score.text().to_owned(),
            computed: total.score,
            // Here the reader compares the two totals; whether the printed one is the sum of the printed scores is a check's business.
            agreement: &match (total.printed, total.score) {
                (Some(printed), Some(computed)) if printed == computed => Agreement::Agrees,
                (Some(_), Some(_)) => Agreement::Differs(Cause::Arithmetic),
                (_, None) => Agreement::CannotScore,
                (None, _) => Agreement::Blank,
            },
            explanation: explained(&total.explanation),
        },
    )
}

/// A row that is no indicator.
struct Summary<'a> {
    weight: String,
    printed: String,
    computed: Option<Points>,
    agreement: &'a Agreement,
    explanation: String,
}

fn summary_row(name: &str, summary: &Summary) -> TableRow {
    TableRow::Values(vec![
        text(name),
        text(""),
        text(""),
        text(""),
        figure(&summary.weight),
        figure(&summary.printed),
        figure(&summary.computed.map(points).unwrap_or_default()),
        text(""),
        text(conclusion(summary.agreement)),
        text(&summary.explanation),
    ])
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn figure(text: &str) -> Value {
    Number::showing(text).map_or_else(|| self::text(text), Value::Number)
}
