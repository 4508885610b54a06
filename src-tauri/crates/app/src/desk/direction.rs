//! Which way an indicator is better, where neither a sign nor its name says it: the person says it once, for all rows of that name.
//! It is kept as the rows' method, which the explanation tells and the person may take back.

use anyhow::{Context, Result};

use jixiao_edition::key;
use jixiao_model::{FieldRef, Measure, Method, Operator};
use jixiao_score::{Computed, Reason, RowScore};
use jixiao_store::{Change, FormId, RowPlace};

use super::assessed::Assessed;
use super::view::{Choice, IndicatorRef, NewIndicator};

/// What may be said, with the method that follows from it.
const DIRECTIONS: [(&str, &str, Method); 3] = [
    ("higher", "越高越好", Method::FullOrShare),
    ("lower", "越低越好", Method::FullOrInverse),
    ("equal", "等于才算达标", Method::FullOrManual),
];

/// The directions to choose from; none where the direction is known.
pub fn directions(score: &RowScore) -> Vec<Choice> {
    let choice = |(id, name, _): (&str, &str, Method)| Choice { id: id.to_owned(), name: name.to_owned() };
    if waits(score) { DIRECTIONS.into_iter().map(choice).collect() } else { Vec::new() }
}

/// Only the direction is missing for its score.
fn waits(score: &RowScore) -> bool {
    matches!(score.computed, Computed::CannotScore(Reason::DirectionUnknown(_)))
}

/// The method of a direction for the row and for all rows of its name in the document that wait for one, as one step.
///
/// # Errors
/// No such row or direction.
pub fn chosen(forms: &[&Assessed], form: &Assessed, at: IndicatorRef, better: &str) -> Result<Change> {
    let direction = DIRECTIONS.iter().find(|(id, ..)| *id == better);
    let (_, _, method) = direction.with_context(|| format!("没有“{better}”这种方向"))?;
    let goals = &form.stored.form.goals;
    let row = goals.get(at.goal as usize).and_then(|goal| goal.indicators.get(at.row as usize));
    let name = key(&row.with_context(|| "这一行已不在表中")?.level3);
    let rows = forms.iter().flat_map(|form| like(form, &name));
    Ok(Change::Together(
        rows.map(|(form, at)| Change::SetMethod { form, at, method: Some(*method) }).collect(),
    ))
}

fn like(form: &Assessed, name: &str) -> Vec<(FormId, RowPlace)> {
    let goals = form.stored.form.goals.iter().zip(&form.scored.goals).enumerate();
    let rows = goals.flat_map(|(goal, (typed, scored))| {
        let rows = typed.indicators.iter().zip(&scored.rows).enumerate();
        rows.map(move |(row, (indicator, score))| (RowPlace { goal, row }, indicator, score))
    });
    let of_name = rows.filter(|(_, indicator, score)| key(&indicator.level3) == name && waits(score));
    of_name.map(|(at, ..)| (form.stored.id, at)).collect()
}

/// The change that inserts a row, with what was said of rows of its name.
pub fn with_remembered(forms: &[&Assessed], change: Change, field: &FieldRef, new: &NewIndicator) -> Change {
    let form = match &change {
        Change::InsertIndicator { form, .. } => Some(*form),
        Change::SetTexts(texts) => texts.first().map(|text| text.form),
        _ => None,
    };
    match (form, field, remembered(forms, new)) {
        (Some(form), FieldRef::Indicator { goal, row, .. }, Some(method)) => {
            let at = RowPlace { goal: *goal, row: *row };
            Change::Together(vec![change, Change::SetMethod { form, at, method: Some(method) }])
        }
        _ => change,
    }
}

/// What a person said of rows of this name, in any form: a new row of the name, whose target does not say it, begins with it.
fn remembered(forms: &[&Assessed], new: &NewIndicator) -> Option<Method> {
    let name = key(&new.level3);
    if name.is_empty() || !matches!(Measure::parse(&new.target).operator(), None | Some(Operator::Equal)) {
        return None;
    }
    let goals = forms.iter().flat_map(|form| &form.stored.form.goals);
    let like = goals.flat_map(|goal| &goal.indicators).filter(|row| key(&row.level3) == name);
    let mut methods = like.filter_map(|row| row.method);
    methods.rfind(|method| DIRECTIONS.iter().any(|(.., known)| known == method))
}
