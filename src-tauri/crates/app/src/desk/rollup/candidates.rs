use std::cmp::Reverse;
use std::collections::HashSet;

use anyhow::{Context, Result};

use jixiao_model::{Indicator, fold, squeeze};
use jixiao_rollup::{IndicatorAt, counts_alike, likeness};
use jixiao_score::RowRef;
use jixiao_store::Links;

use super::batch::{Batch, Linked, rows};
use super::view::{class, indicator_ref};
use crate::desk::assessed::Assessed;
use crate::desk::view::{CandidateRow, Candidates, IndicatorRef, count};

/// More than these at once nobody reads through, and the page need not carry.
const MAX_CANDIDATES: usize = 1000;

/// From this likeness on, in per cent, a name stands before those that are only in order.
const NEAR: usize = 30;

/// Indicators of projects that one of the department's may be put together from: those linked already or suggested, then those of
/// like names, then all others in order; those that count something else come last.
///
/// # Errors
/// The row is not there.
pub fn candidates(
    department: &Assessed,
    at: IndicatorRef,
    search: &str,
    forms: &[&Assessed],
    links: &Links,
) -> Result<Candidates> {
    let batch = Batch::of(forms);
    let linked = batch.linked(department, links);
    let of_row = |linked: &&Linked| indicator_ref(linked.link.department) == at;
    let linked = linked.iter().find(of_row).with_context(|| "这一行已不在表中，请刷新后再试")?;
    let first: HashSet<IndicatorAt> = linked.link.sources.iter().copied().collect();
    let words: Vec<String> = fold(search).split_whitespace().map(squeeze).collect();
    let mut others: Vec<IndicatorAt> = all(&batch).filter(|place| !first.contains(place)).collect();
    let wanted = linked.indicator;
    others.sort_by_cached_key(|place| {
        (is_unlike(wanted, *place, &batch), Reverse(nearness(wanted, *place, &batch)))
    });
    let others = others.into_iter().filter_map(|place| row(&batch, wanted, place, false));
    let others = others.filter(|row| holds(row, &words));
    let mut found: Vec<CandidateRow> =
        linked.link.sources.iter().filter_map(|place| row(&batch, wanted, *place, true)).collect();
    let mut left = 0;
    for candidate in others {
        if found.len() < MAX_CANDIDATES {
            found.push(candidate);
        } else {
            left += 1;
        }
    }
    Ok(Candidates { rows: found, left: count(left) })
}

fn all<'b>(batch: &'b Batch) -> impl Iterator<Item = IndicatorAt> + 'b {
    let forms = batch.forms.iter().enumerate();
    forms.flat_map(|(project, form)| rows(form).into_iter().map(move |(at, ..)| IndicatorAt { project, at }))
}

fn indicator<'a>(batch: &Batch<'a>, IndicatorAt { project, at }: IndicatorAt) -> Option<&'a Indicator> {
    let form = &batch.forms.get(project)?.stored.form;
    form.goals.get(at.goal)?.indicators.get(at.row)
}

/// It counts persons where per cents are wanted; without a target nothing is known of what is wanted.
fn is_unlike(wanted: &Indicator, place: IndicatorAt, batch: &Batch) -> bool {
    let found = indicator(batch, place);
    let is_known = !wanted.target.trim().is_empty();
    is_known && found.is_some_and(|found| !counts_alike(&wanted.target, &found.target))
}

fn nearness(wanted: &Indicator, place: IndicatorAt, batch: &Batch) -> usize {
    indicator(batch, place)
        .map(|found| likeness(wanted, found))
        .filter(|likeness| *likeness >= NEAR)
        .unwrap_or(0)
}

fn row(batch: &Batch, wanted: &Indicator, place: IndicatorAt, linked: bool) -> Option<CandidateRow> {
    let form = &batch.forms.get(place.project)?.stored.form;
    let RowRef { goal, row } = place.at;
    let indicator = form.goals.get(goal)?.indicators.get(row)?;
    Some(CandidateRow {
        row: batch.row_id(place)?.0,
        linked,
        unlike: is_unlike(wanted, place, batch),
        project: form.name().to_owned(),
        agency: form.implementing_unit().to_owned(),
        class: class(&indicator.level1, &indicator.level2),
        name: indicator.level3.trim().to_owned(),
        target: indicator.target.clone(),
        actual: indicator.actual.clone(),
    })
}

/// Every word stands somewhere in the row.
fn holds(row: &CandidateRow, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = [&row.project, &row.agency, &row.class, &row.name, &row.target, &row.actual];
    let text = squeeze(&fold(&text.map(String::as_str).join("\n")));
    words.iter().all(|word| text.contains(word.as_str()))
}
