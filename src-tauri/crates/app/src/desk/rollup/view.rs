use jixiao_model::{
    Amount, Entry, FieldName, FieldRef, FormKind, Indicator, IndicatorColumn, Meaning, Measure, Points,
    Quantity, Unit, squeeze,
};
use jixiao_rollup::{Aggregate, Comparison, How, IndicatorAt, compare, summary};
use jixiao_score::RowRef;
use jixiao_store::Links;

use super::batch::{Batch, Linked};
use crate::desk::assessed::{Assessed, grouped};
use crate::desk::form::{field_key, row_score};
use crate::desk::view::{
    BudgetLine, BudgetVerdict, DepartmentRollup, IndicatorRef, RollupPart, RollupRow, RollupState,
    RollupView, count,
};
use crate::json::points;

/// Parts that are told of one row: of thousands of projects nobody reads all, and the page need not carry them.
const PARTS: usize = 200;

/// The department forms among these beside what the projects add up to.
#[must_use]
pub fn rollup(forms: &[&Assessed], links: &Links) -> RollupView {
    let batch = Batch::of(forms);
    let departments = forms.iter().filter(|form| form.stored.form.kind == FormKind::Department);
    let classified = batch.projects.iter().filter(|project| project.classified).count();
    RollupView {
        departments: departments.map(|form| department(form, &batch, links)).collect(),
        projects: count(batch.projects.len()),
        classified: count(classified),
    }
}

fn department(form: &Assessed, batch: &Batch, links: &Links) -> DepartmentRollup {
    let rows: Vec<RollupRow> =
        batch.linked(form, links).iter().map(|linked| row(form, linked, batch)).collect();
    let of_state = |state: RollupState| rows.iter().filter(move |row: &&RollupRow| row.state == state);
    let sums = summary(&batch.projects).total;
    let basic = form.stored.form.text(&FieldName::BASIC_EXPENDITURE);
    DepartmentRollup {
        id: form.stored.id.0,
        name: form.stored.form.name().to_owned(),
        budget: compare(&form.stored.form, &sums)
            .iter()
            .map(|found| budget_line(found, batch.projects.is_empty()))
            .collect(),
        basic: basic.to_owned(),
        basic_unclear: is_no_expenditure(basic),
        basic_field: field_key(&FieldRef::Text(FieldName::BASIC_EXPENDITURE)),
        suggested: count(of_state(RollupState::Suggested).filter(|row| !row.repeated).count()),
        differing: count(of_state(RollupState::Confirmed).filter(|row| row.differs).count()),
        rows,
    }
}

fn is_no_expenditure(text: &str) -> bool {
    let amount = Entry::<Amount>::new(text);
    amount.is_unclear() || amount.value().is_some_and(|amount| amount.0.is_sign_negative())
}

fn budget_line(found: &Comparison, is_alone: bool) -> BudgetLine {
    let verdict = match (is_alone, found.open, found.agrees()) {
        (true, ..) => BudgetVerdict::NoProjects,
        (_, true, _) => BudgetVerdict::BasicIncluded,
        (_, _, true) => BudgetVerdict::Agrees,
        _ => BudgetVerdict::Apart,
    };
    BudgetLine {
        name: found.name().to_owned(),
        department: grouped(found.department),
        basic: if found.basic.is_zero() { String::new() } else { grouped(found.basic) },
        projects: grouped(found.projects),
        gap: grouped(found.gap()),
        verdict,
        text: if is_alone { "还没有项目表，不能核对。".to_owned() } else { found.text() },
        field: field_key(&found.field),
    }
}

fn row(department: &Assessed, linked: &Linked, batch: &Batch) -> RollupRow {
    let at = linked.link.department;
    let found = batch.put_together(&department.stored.form, linked);
    let indicator = linked.indicator;
    let is_linked = !linked.link.sources.is_empty();
    RollupRow {
        at: indicator_ref(at),
        field: field_key(&field(at, result_column(&found, linked))),
        class: with_goal(department, at, class(&indicator.level1, &indicator.level2)),
        name: indicator.level3.trim().to_owned(),
        target: indicator.target.clone(),
        present: present(department, linked, &found),
        result: result(&found.how),
        explanation: explanation(linked.state, &found),
        state: linked.state,
        open: is_linked && found.how == How::Open,
        differs: is_linked && differs(department, linked, &found.how),
        unscored: indicator.weight.value().is_none() && found.how != How::Open,
        repeated: is_repeated(department, at, indicator),
        sources: count(found.parts.len()),
        parts: found.parts.iter().take(PARTS).filter_map(|part| one_part(part.source, batch)).collect(),
    }
}

/// 服务对象满意度 of one goal has other sources than that of another; names alone cannot tell which.
fn is_repeated(department: &Assessed, at: RowRef, indicator: &Indicator) -> bool {
    let goals = department.stored.form.goals.iter().enumerate().filter(|(goal, _)| *goal != at.goal);
    let name = squeeze(&indicator.level3);
    goals.flat_map(|(_, goal)| &goal.indicators).any(|other| squeeze(&other.level3) == name)
}

/// Words go by points, everything else by the actual value.
fn result_column(found: &Aggregate, linked: &Linked) -> IndicatorColumn {
    let is_words = matches!(Measure::parse(&linked.indicator.target).meaning(), Meaning::Words(_));
    match found.how {
        How::Scored(_) => IndicatorColumn::Score,
        How::Open if is_words => IndicatorColumn::Score,
        How::Added(_) | How::Averaged(_) | How::Open => IndicatorColumn::Actual,
    }
}

fn present(department: &Assessed, linked: &Linked, found: &Aggregate) -> String {
    match result_column(found, linked) {
        IndicatorColumn::Score => present_points(department, linked.link.department)
            .map_or_else(|| linked.indicator.actual.clone(), |found| format!("{} 分", points(found))),
        _ => linked.indicator.actual.clone(),
    }
}

fn present_points(department: &Assessed, at: RowRef) -> Option<Points> {
    let score = row_score(&department.scored, at.goal, at.row)?;
    score.counted()
}

fn result(how: &How) -> String {
    match how {
        How::Added(quantity) | How::Averaged(quantity) => quantity.to_string(),
        How::Scored(found) => format!("{} 分", points(*found)),
        How::Open => String::new(),
    }
}

fn explanation(state: RollupState, found: &Aggregate) -> String {
    match state {
        RollupState::Unfed => "已确认：这项指标不由项目汇总，直接填写。".to_owned(),
        RollupState::Changed if found.parts.is_empty() => {
            "关联的项目已变化，请重新确认：原来关联的项目指标都已不在，请重新选择，或者确认不由项目汇总。"
                .to_owned()
        }
        RollupState::Changed => {
            format!(
                "关联的项目已变化，请重新确认：有原来关联的项目指标已不在。现在的结果：{}",
                found.explanation
            )
        }
        RollupState::Confirmed | RollupState::Suggested | RollupState::Undecided => found.explanation.clone(),
    }
}

/// The form says something else than what the projects come to; what cannot be read is something else.
pub(super) fn differs(department: &Assessed, linked: &Linked, how: &How) -> bool {
    match how {
        How::Added(wanted) | How::Averaged(wanted) => !says(&linked.indicator.actual, wanted),
        How::Scored(wanted) => present_points(department, linked.link.department) != Some(*wanted),
        How::Open => false,
    }
}

/// The same quantity, however it is written; a number without a unit counts in that of the target.
fn says(actual: &str, wanted: &Quantity) -> bool {
    match Measure::parse(actual).meaning() {
        Meaning::Quantity(found) => {
            let found = match found.unit() {
                Unit::None => found.with_unit_of(wanted),
                _ => Some(found.clone()),
            };
            found.is_some_and(|found| found.unit() == wanted.unit() && found.value() == wanted.value())
        }
        _ => false,
    }
}

fn one_part(source: IndicatorAt, batch: &Batch) -> Option<RollupPart> {
    let form = batch.forms.get(source.project)?;
    let RowRef { goal, row } = source.at;
    let indicator = form.complete().goals.get(goal)?.indicators.get(row)?;
    let score = row_score(&form.scored, goal, row)?;
    let gained = score.counted();
    let shown = |figure: Option<Points>| figure.map_or_else(|| "—".to_owned(), points);
    let funds = form.complete().total_fund().and_then(|fund| fund.adjusted.value());
    Some(RollupPart {
        form: form.stored.id.0,
        row: batch.row_id(source)?.0,
        field: field_key(&field(source.at, IndicatorColumn::Actual)),
        project: form.stored.form.name().to_owned(),
        agency: form.stored.form.implementing_unit().to_owned(),
        classified: form.stored.classified,
        indicator: indicator.level3.clone(),
        target: indicator.target.clone(),
        actual: indicator.actual.clone(),
        funds: funds.map(|amount| grouped(amount.0)).unwrap_or_default(),
        score: format!("{}/{}", shown(gained), shown(score.weight)),
    })
}

/// `年度目标2 · 产出指标 · 数量指标` in a form that has several goals.
fn with_goal(department: &Assessed, at: RowRef, class: String) -> String {
    match department.stored.form.goals.len() {
        0 | 1 => class,
        _ => format!("年度目标{} · {class}", at.goal + 1),
    }
}

/// `产出指标 · 数量指标`.
pub(super) fn class(level1: &str, level2: &str) -> String {
    let both = [level1.trim(), level2.trim()];
    both.into_iter().filter(|level| !level.is_empty()).collect::<Vec<_>>().join(" · ")
}

pub(super) const fn field(RowRef { goal, row }: RowRef, column: IndicatorColumn) -> FieldRef {
    FieldRef::Indicator { goal, row, column }
}

pub(super) fn indicator_ref(RowRef { goal, row }: RowRef) -> IndicatorRef {
    IndicatorRef { goal: count(goal), row: count(row) }
}
