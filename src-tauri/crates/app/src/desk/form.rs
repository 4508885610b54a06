//! A form on screen: the sheet that is printed, with what a person may do in each cell.

use std::collections::BTreeMap;

use jixiao_edition::{Edition, RuleSet};
use jixiao_layout::{printed, sheet};
use jixiao_model::{FieldName, FieldRef, Form, FundColumn, IndicatorColumn, Points, TotalColumn, squeeze};
use jixiao_score::{Agreement, RowScore, Scored, TotalScore, missing};
use jixiao_sheet::{Borders, Cell, Face, Horizontal, Length};

use super::fund_sums::is_summed;
use super::prints::{numbers_goals, prints_sources};
use super::stale::Stale;
use super::view::{
    Align, CellKind, CellView, Counts, FindingLevel, FindingView, FormView, IndicatorRef, SectionView,
    StatusView, count,
};
use crate::json::points;
use crate::template::title_of;

/// A form and everything that its view is made of.
pub struct Shown<'a> {
    /// The form's number in the document.
    pub id: i64,
    /// The form as stored.
    pub form: &'a Form,
    /// The layout is the office's own.
    pub own_layout: bool,
    /// Its layout.
    pub edition: &'a Edition,
    /// Its rules.
    pub rules: &'a RuleSet,
    /// Its scores.
    pub scored: &'a Scored,
    /// The form with blank scores filled in.
    pub complete: &'a Form,
    /// The figures that no longer follow from what stands beside them.
    pub stale: Vec<Stale>,
    /// 涉密.
    pub classified: bool,
    /// Marked as done.
    pub done: bool,
    /// What was found.
    pub findings: Vec<FindingView>,
    /// Last year's text of a field.
    pub last_year: &'a dyn Fn(&FieldRef) -> Option<String>,
}

/// The field's name on the wire. The window sends it back and never looks inside.
#[must_use]
pub fn field_key(field: &FieldRef) -> String {
    serde_json::to_string(field).unwrap_or_default()
}

/// The field of a name on the wire; `None` for anything that [`field_key`] did not make.
#[must_use]
pub fn field_of(key: &str) -> Option<FieldRef> {
    serde_json::from_str(key).ok()
}

/// Makes the view of a form: blank scores show what the rules give, typed ones what was typed.
#[must_use]
pub fn form_view(shown: Shown) -> FormView {
    let (scored, complete) = (shown.scored, shown.complete);
    let page = sheet(complete, shown.edition);
    let levels = levels(&shown.findings);
    let (numbered, sourced) = (numbers_goals(shown.edition), prints_sources(shown.edition));
    let cells = page.cells.iter().map(|cell| CellView {
        goal: cell.field.as_ref().and_then(goal).filter(|_| numbered),
        fund: cell.field.as_ref().and_then(fund).filter(|_| sourced),
        ..cell_view(cell, &shown, scored, &levels)
    });
    let cells = cells.collect();
    FormView {
        id: shown.id,
        name: shown.form.name().to_owned(),
        edition: shown.edition.id.0.clone(),
        rules: shown.rules.id.0.clone(),
        classified: shown.classified,
        done: shown.done,
        columns: lengths(&page.columns),
        rows: lengths(&page.rows),
        cells,
        status: status(&shown),
        findings: shown.findings,
    }
}

fn lengths(lengths: &[Length]) -> Vec<i64> {
    lengths.iter().map(|length| length.0).collect()
}

/// The worst finding at each field, of those not waived.
fn levels(findings: &[FindingView]) -> BTreeMap<String, FindingLevel> {
    let mut levels = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        if let Some(field) = &finding.field {
            let level = levels.entry(field.clone()).or_insert(finding.level);
            *level = finding.level.min(*level);
        }
    }
    levels
}

fn cell_view(
    cell: &Cell,
    shown: &Shown,
    scored: &Scored,
    levels: &BTreeMap<String, FindingLevel>,
) -> CellView {
    let (first, last) = (cell.area.first, cell.area.last);
    let field = cell.field.as_ref().map(filled_field);
    let field = field.as_ref();
    let kind = field.map_or(CellKind::Label, |field| kind(field, shown));
    let key = field.filter(|field| !matches!(field, FieldRef::GoalNumber(_))).map(field_key);
    CellView {
        row: first.row,
        column: first.column,
        row_span: last.row - first.row + 1,
        column_span: last.column - first.column + 1,
        text: cell.value.shown(),
        raw: field.map(|field| shown.form.show(field)).unwrap_or_default(),
        kind,
        level: key.as_ref().and_then(|key| levels.get(key)).copied(),
        indicator: field.and_then(indicator),
        fund: None,
        goal: None,
        multiline: field.is_some_and(is_multiline),
        title: cell.style.face == Face::Title,
        size: cell.style.size.0,
        align: match cell.style.horizontal {
            Horizontal::Left => Align::Left,
            Horizontal::Center => Align::Center,
            Horizontal::Right => Align::Right,
        },
        bordered: cell.style.borders != Borders::NONE,
        explanation: field.and_then(|field| explanation(field, shown)),
        by_hand: field.is_some_and(|field| is_by_hand(field, scored)),
        outdated: field.and_then(|field| due(field, shown)),
        last_year: field.and_then(|field| (shown.last_year)(field)).filter(|text| !text.is_empty()),
        field: key,
    }
}

/// 年度目标1:(10分) shows a number that the program gives and points that a person fills in.
fn filled_field(field: &FieldRef) -> FieldRef {
    match field {
        FieldRef::GoalNumber(goal) => FieldRef::GoalPoints(*goal),
        other => other.clone(),
    }
}

/// What a cell holds.
fn kind(field: &FieldRef, shown: &Shown) -> CellKind {
    let total = shown.scored.budget.row;
    match field {
        FieldRef::GoalNumber(_) => CellKind::Label,
        FieldRef::Title if is_official_title(shown) => CellKind::Label,
        FieldRef::Fund { row, column: FundColumn::Label } if is_official_fund(*row, shown) => CellKind::Label,
        FieldRef::Fund { row, column: FundColumn::Rate | FundColumn::Score } if *row == total => {
            CellKind::Computed
        }
        FieldRef::Indicator { column: IndicatorColumn::Score, .. }
        | FieldRef::Total(TotalColumn::Weight | TotalColumn::Score) => CellKind::Computed,
        FieldRef::Fund { .. } if is_summed(shown.form, field, shown.own_layout) => CellKind::Computed,
        FieldRef::Year
        | FieldRef::Fund { column: FundColumn::Weight | FundColumn::Rate | FundColumn::Score, .. } => {
            CellKind::Given
        }
        FieldRef::Indicator { column: IndicatorColumn::Level1 | IndicatorColumn::Level2, .. }
            if is_official_class(field, shown) =>
        {
            CellKind::Given
        }
        FieldRef::Title
        | FieldRef::Text(_)
        | FieldRef::Fund { .. }
        | FieldRef::FundExtra { .. }
        | FieldRef::IndicatorExtra { .. }
        | FieldRef::GoalPoints(_)
        | FieldRef::GoalExpected(_)
        | FieldRef::GoalActual(_)
        | FieldRef::Indicator { .. } => CellKind::Input,
    }
}

/// The title is the one that the layout gives: nobody has to write it.
fn is_official_title(shown: &Shown) -> bool {
    squeeze(&shown.form.title) == squeeze(&title_of(shown.form, shown.edition))
}

/// The layout prints this name of a source; one that the office gave itself is the office's to change.
fn is_official_fund(row: usize, shown: &Shown) -> bool {
    let label = shown.form.funds.get(row).map(|fund| squeeze(&fund.label)).unwrap_or_default();
    !label.is_empty() && shown.edition.funds.iter().any(|known| squeeze(known) == label)
}

/// A class or subclass of the layout; a row may be put into another one.
fn is_official_class(field: &FieldRef, shown: &Shown) -> bool {
    let name = squeeze(&shown.form.show(field));
    let classes = shown.edition.classes.iter();
    let mut names = classes.flat_map(|class| std::iter::once(&class.level1).chain(&class.level2));
    !name.is_empty() && names.any(|known| squeeze(known) == name)
}

fn indicator(field: &FieldRef) -> Option<IndicatorRef> {
    match field {
        FieldRef::Indicator { goal, row, .. } | FieldRef::IndicatorExtra { goal, row, .. } => {
            Some(IndicatorRef { goal: u32::try_from(*goal).ok()?, row: u32::try_from(*row).ok()? })
        }
        _ => None,
    }
}

fn fund(field: &FieldRef) -> Option<u32> {
    match field {
        FieldRef::Fund { row, .. } | FieldRef::FundExtra { row, .. } => u32::try_from(*row).ok(),
        _ => None,
    }
}

fn goal(field: &FieldRef) -> Option<u32> {
    match field {
        FieldRef::GoalNumber(goal)
        | FieldRef::GoalPoints(goal)
        | FieldRef::GoalExpected(goal)
        | FieldRef::GoalActual(goal) => u32::try_from(*goal).ok(),
        _ => None,
    }
}

fn is_multiline(field: &FieldRef) -> bool {
    match field {
        FieldRef::GoalExpected(_) | FieldRef::GoalActual(_) | FieldRef::IndicatorExtra { .. } => true,
        FieldRef::Indicator { column, .. } => {
            matches!(column, IndicatorColumn::Reason | IndicatorColumn::Basis)
        }
        FieldRef::Text(name) => {
            [FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT, FieldName::NOTES].contains(name)
        }
        _ => false,
    }
}

/// The score of an indicator row; `None` when there is no such row.
#[must_use]
pub fn row_score(scored: &Scored, goal: usize, row: usize) -> Option<&RowScore> {
    scored.goals.get(goal)?.rows.get(row)
}

fn explanation(field: &FieldRef, shown: &Shown) -> Option<String> {
    let scored = shown.scored;
    match field {
        _ if is_summed(shown.form, field, shown.own_layout) => Some(SUMMED.to_owned()),
        FieldRef::Fund { row, column: FundColumn::Rate | FundColumn::Score } if *row == scored.budget.row => {
            Some(scored.budget.explanation.clone())
        }
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Score } => {
            row_score(scored, *goal, *row).map(|row| row.explanation.clone())
        }
        FieldRef::Total(TotalColumn::Score) => Some(total_explanation(&scored.total)),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// Why a total of the funds that nobody typed says what it says.
const SUMMED: &str = "各来源相加，没有另填合计";

/// What the rules give in the place of a figure that is out of date.
fn due(field: &FieldRef, shown: &Shown) -> Option<String> {
    shown.stale.iter().find(|stale| stale.field == *field).map(|stale| stale.due.clone())
}

/// A total of typed scores says what the rules would give.
fn total_explanation(total: &TotalScore) -> String {
    match (total.so_far, total.score) {
        (Some(counted), Some(computed)) if counted != computed && total.capped_at.is_none() => {
            format!("{} = 表上各项得分之和。按规则计算：{}", points(counted), total.explanation)
        }
        _ => total.explanation.clone(),
    }
}

/// A score that the person set, or typed otherwise than the rules give it.
fn is_by_hand(field: &FieldRef, scored: &Scored) -> bool {
    match field {
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Score } => row_score(scored, *goal, *row)
            .is_some_and(|row| row.manual.is_some() || matches!(row.agreement, Agreement::Differs(_))),
        _ => false,
    }
}

fn status(shown: &Shown) -> StatusView {
    let (complete, scored) = (shown.complete, shown.scored);
    let figure = |field: FieldRef| printed(&complete.show(&field), &field, shown.edition);
    let total = figure(FieldRef::Total(TotalColumn::Score));
    let so_far = scored.total.so_far.map(points).unwrap_or_default();
    let or_dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    // A total that the person typed stands, whatever is missing.
    let open = if total.is_empty() { missing(shown.form, scored, shown.edition) } else { 0 };
    StatusView {
        missing: count(open),
        total: or_dash(if total.is_empty() { so_far } else { total }),
        grade: grade(complete, shown.rules),
        rate: or_dash(figure(FieldRef::Fund { row: scored.budget.row, column: FundColumn::Rate })),
        sections: sections(scored),
        outdated: count(shown.stale.len()),
        findings: counts(&shown.findings),
    }
}

/// 等次 of the total that stands in the form; empty when there is none.
#[must_use]
pub fn grade(complete: &Form, rules: &RuleSet) -> String {
    let total = complete.total.score.value();
    total.and_then(|Points(total)| rules.grade(*total)).unwrap_or_default().to_owned()
}

/// Sums by level-1 class over all goals.
fn sections(scored: &Scored) -> Vec<SectionView> {
    let shown = |figure: Option<_>| figure.map_or_else(|| "—".to_owned(), points);
    let classes = scored.goals.iter().flat_map(|goal| &goal.classes);
    let one_goal = scored.goals.len() == 1;
    let section = |class: &jixiao_score::ClassSum| SectionView {
        name: class.level1.clone(),
        score: shown(class.sums.so_far),
        // A class in which nothing is used is worth nothing yet.
        weight: shown(class.sums.weight.filter(|weight| !weight.0.is_zero())),
    };
    if one_goal { classes.map(section).collect() } else { Vec::new() }
}

/// Counts findings by level, without those waived.
fn counts(findings: &[FindingView]) -> Counts {
    let mut counts = Counts::default();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        match finding.level {
            FindingLevel::Error => counts.errors += 1,
            FindingLevel::Warning => counts.warnings += 1,
            FindingLevel::Hint => counts.hints += 1,
        }
    }
    counts
}
