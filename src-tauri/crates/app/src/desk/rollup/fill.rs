use anyhow::{Result, anyhow};

use jixiao_model::{FieldRef, IndicatorColumn, Manual};
use jixiao_rollup::How;
use jixiao_score::RowRef;
use jixiao_store::{Change, FieldText, LinkChange, Links, RowPlace, ScoreChange};

use super::view::{differs, field, indicator_ref};
use super::{Batch, Linked};
use crate::desk::assessed::Assessed;
use crate::desk::recalculation::total_of;
use crate::desk::view::{IndicatorRef, RollupState};

/// The reason of a score that the projects give.
const REASON: &str = "按各项目全年预算数加权平均得分率汇总";

/// Confirms what is suggested for these rows of a department's form, or what is left of what was decided on.
///
/// # Errors
/// Nothing is suggested.
pub fn confirmation(
    department: &Assessed,
    rows: &[IndicatorRef],
    forms: &[&Assessed],
    links: &Links,
) -> Result<Change> {
    let batch = Batch::of(forms);
    let linked = batch.linked(department, links);
    let suggested = linked.iter().filter(|linked| {
        let is_open = matches!(linked.state, RollupState::Suggested | RollupState::Changed);
        let has_sources = !linked.link.sources.is_empty();
        is_open && has_sources && rows.contains(&indicator_ref(linked.link.department))
    });
    let changes: Vec<LinkChange> = suggested
        .map(|linked| LinkChange {
            form: department.stored.id,
            at: place(linked.link.department),
            sources: Some(linked.link.sources.iter().filter_map(|at| batch.row_id(*at)).collect()),
            lost: 0,
        })
        .collect();
    if changes.is_empty() {
        return Err(anyhow!("没有待确认的建议；没有关联的指标请用“修改关联”选择项目指标"));
    }
    Ok(Change::SetLinks(changes))
}

/// Puts what the projects come to into these rows of a department's form, where the links are confirmed and the form says
/// something else. A score typed before gives way where the row has a weight: what is put together is scored afresh.
///
/// # Errors
/// There is nothing to fill in.
pub fn filling(
    department: &Assessed,
    rows: &[IndicatorRef],
    forms: &[&Assessed],
    links: &Links,
) -> Result<Change> {
    let batch = Batch::of(forms);
    let linked = batch.linked(department, links);
    let wanted = linked.iter().filter(|linked| {
        linked.state == RollupState::Confirmed && rows.contains(&indicator_ref(linked.link.department))
    });
    let (mut texts, mut scores) = (Vec::new(), Vec::new());
    for linked in wanted {
        let how = batch.put_together(&department.stored.form, linked).how;
        if differs(department, linked, &how) {
            texts.extend(texts_of(department, linked, &how));
            scores.extend(score_of(department, linked, &how));
        }
    }
    if texts.is_empty() && scores.is_empty() {
        return Err(anyhow!(
            "没有可以填入的汇总结果：先确认关联；已与汇总结果一致的、还不能汇总的，都不会填入"
        ));
    }
    // A typed total would be older than the rows that it adds up.
    texts.extend(total_of(department, &texts));
    texts.extend(total_beside(department, &scores, &texts));
    Ok(Change::RollUp { texts, scores })
}

/// The same where nothing but scores is filled in.
fn total_beside(department: &Assessed, scores: &[ScoreChange], texts: &[FieldText]) -> Vec<FieldText> {
    if !texts.is_empty() {
        return Vec::new();
    }
    let blank = |score: &ScoreChange| {
        let at = RowRef { goal: score.at.goal, row: score.at.row };
        FieldText { form: score.form, field: field(at, IndicatorColumn::Score), text: String::new() }
    };
    total_of(department, &scores.iter().map(blank).collect::<Vec<_>>())
}

fn texts_of(department: &Assessed, linked: &Linked, how: &How) -> Vec<FieldText> {
    let text = |column, text: String| FieldText {
        form: department.stored.id,
        field: field(linked.link.department, column),
        text,
    };
    let mut texts = match how {
        How::Added(quantity) | How::Averaged(quantity) => {
            let sign = if writes_equals(department) { "=" } else { "" };
            vec![text(IndicatorColumn::Actual, format!("{sign}{quantity}"))]
        }
        How::Scored(_) | How::Open => Vec::new(),
    };
    // Without a weight no score can take its place.
    if linked.indicator.weight.value().is_some() && !linked.indicator.score.is_blank() {
        texts.push(text(IndicatorColumn::Score, String::new()));
    }
    texts
}

fn score_of(department: &Assessed, linked: &Linked, how: &How) -> Option<ScoreChange> {
    let How::Scored(score) = how else { return None };
    let manual = Manual { score: *score, reason: REASON.to_owned() };
    Some(ScoreChange { form: department.stored.id, at: place(linked.link.department), manual })
}

/// Whether the form writes its actual values as `=14390人`, this year or last.
fn writes_equals(department: &Assessed) -> bool {
    let goals = &department.stored.form.goals;
    let places = goals
        .iter()
        .enumerate()
        .flat_map(|(goal, of)| (0..of.indicators.len()).map(move |row| RowRef { goal, row }));
    let then = |at: &FieldRef| department.stored.last_year.as_ref().and_then(|last| last.show(at));
    let fields = places.map(|at| field(at, IndicatorColumn::Actual));
    let texts = fields.flat_map(|at| [Some(department.stored.form.show(&at)), then(&at)]).flatten();
    texts.into_iter().any(|text| text.trim().starts_with(['=', '＝']))
}

const fn place(RowRef { goal, row }: RowRef) -> RowPlace {
    RowPlace { goal, row }
}
