//! 得分说明: every score, printed and computed, with its explanation, as a table to print.

use jixiao_layout::{Column, Table, table};
use jixiao_model::{Entry, Form, Points};
use jixiao_score::{Agreement, RowScore, Scored};
use jixiao_sheet::{Horizontal, Number, Sheet, Value};

use crate::wire::{computed, deviation, points};

/// Heading, width in tenths of a millimetre and alignment of each column; 2670 in all.
const COLUMNS: [(&str, i64, Horizontal); 10] = [
    ("项目（单位）", 330, Horizontal::Left),
    ("一级指标", 190, Horizontal::Center),
    ("三级指标", 370, Horizontal::Left),
    ("指标值", 240, Horizontal::Center),
    ("实际完成值", 240, Horizontal::Center),
    ("分值", 120, Horizontal::Right),
    ("表上得分", 150, Horizontal::Right),
    ("核算得分", 150, Horizontal::Right),
    ("结论", 150, Horizontal::Center),
    ("说明", 730, Horizontal::Left),
];

/// The score report of these forms.
#[must_use]
pub fn score_report(title: &str, forms: &[(&Form, &Scored)]) -> Sheet {
    let columns = COLUMNS
        .iter()
        .map(|(heading, width, horizontal)| Column { heading: (*heading).to_owned(), width: *width, horizontal: *horizontal })
        .collect();
    table(&Table {
        name: "得分说明".to_owned(),
        title: title.to_owned(),
        remarks: vec![remark(forms)],
        columns,
        rows: forms.iter().flat_map(|(form, scored)| form_rows(form, scored)).collect(),
    })
}

/// Counts what the reader should look at.
fn remark(forms: &[(&Form, &Scored)]) -> String {
    let tally = Tally::of(forms.iter().map(|(_, scored)| *scored));
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

fn form_rows(form: &Form, scored: &Scored) -> Vec<Vec<Value>> {
    let mut rows = vec![budget_row(form, scored)];
    for (goal, scores) in form.goals.iter().zip(&scored.goals) {
        for (indicator, score) in goal.indicators.iter().zip(&scores.rows) {
            rows.push(vec![
                text(form.name()),
                text(&indicator.level1),
                text(&indicator.level3),
                text(&indicator.target),
                text(&indicator.actual),
                figure(indicator.weight.text()),
                figure(indicator.score.text()),
                figure(&computed(score).unwrap_or_default()),
                text(conclusion(&score.agreement)),
                text(&explanation(score)),
            ]);
        }
    }
    rows.push(total_row(form, scored));
    rows
}

fn explanation(score: &RowScore) -> String {
    match deviation(score) {
        Some(rate) if score.agreement != Agreement::Blank => format!("{}；偏差率{rate}", score.explanation),
        _ => score.explanation.clone(),
    }
}

fn budget_row(form: &Form, scored: &Scored) -> Vec<Value> {
    let printed = form.funds.first().map(|fund| &fund.score);
    summary_row(
        form,
        "预算执行",
        scored.budget.points.0.to_string().as_str(),
        printed,
        scored.budget.score,
        &scored.budget.agreement,
        &scored.budget.explanation,
    )
}

fn total_row(form: &Form, scored: &Scored) -> Vec<Value> {
    let total = &scored.total;
    let weight = form.total.weight.text();
    summary_row(form, "总分", weight, Some(&form.total.score), total.score, &total.agreement, &total.explanation)
}

fn summary_row(
    form: &Form,
    name: &str,
    weight: &str,
    printed: Option<&Entry<Points>>,
    computed: Option<Points>,
    agreement: &Agreement,
    explanation: &str,
) -> Vec<Value> {
    vec![
        text(form.name()),
        text(name),
        text(""),
        text(""),
        text(""),
        figure(weight),
        figure(printed.map_or("", Entry::text)),
        figure(&computed.map(points).unwrap_or_default()),
        text(conclusion(agreement)),
        text(explanation),
    ]
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn figure(text: &str) -> Value {
    Number::showing(text).map_or_else(|| self::text(text), Value::Number)
}
