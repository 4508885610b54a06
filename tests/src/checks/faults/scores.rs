//! Faults in scores, reasons and texts.

#![expect(clippy::arithmetic_side_effects, reason = "figures of forms are small")]

use jixiao_model::{Form, Indicator, Measure, Operator, half_up};
use jixiao_score::{Computed, RowScore, Scored};
use rust_decimal::{Decimal, dec};

use super::find::{bare, counted, first, quantity, worded};

/// The first row whose score the rules know exactly, and that stands there as it should.
pub(super) fn exact<'a>(
    form: &'a mut Form,
    scored: &Scored,
    fits: fn(&RowScore, Decimal) -> bool,
) -> Option<(&'a mut Indicator, Decimal)> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    rows.zip(graded).find_map(|(row, score)| match score.computed {
        Computed::Exact(points) if score.printed == Some(points) && fits(score, points.0) => {
            Some((row, points.0))
        }
        _ => None,
    })
}

pub(super) fn score_off(form: &mut Form, scored: &Scored, more: Decimal) -> Option<()> {
    let (row, points) = exact(form, scored, |_, points| points > Decimal::TWO)?;
    row.score = (points + more).to_string().as_str().into();
    Some(())
}

pub(super) fn score_half(form: &mut Form, scored: &Scored) -> Option<()> {
    let (row, points) = exact(form, scored, |_, points| points > Decimal::TWO)?;
    row.score = (points / Decimal::TWO).to_string().as_str().into();
    Some(())
}

pub(super) fn missed_full(form: &mut Form, scored: &Scored) -> Option<()> {
    let at_least =
        |row: &Indicator| matches!(Measure::parse(&row.target).operator(), Some(Operator::AtLeast));
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    let (row, _) =
        rows.zip(graded).find(|(row, score)| counted(row) && at_least(row) && score.met == Some(true))?;
    let target = quantity(&row.target)?;
    row.actual = format!(
        "{}{}{}",
        half_up(target.number() * dec!(0.8), 2).normalize(),
        target.scale().name(),
        target.unit()
    );
    row.score = row.weight.text().into();
    Some(())
}

pub(super) fn outside_tier(form: &mut Form, scored: &Scored) -> Option<()> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    let (row, weight) = rows.zip(graded).find_map(|(row, score)| {
        let tier = row.actual.contains("达到预期") || row.actual.contains("达成预期");
        let known = matches!(score.computed, Computed::Within { .. } | Computed::Exact(_));
        (worded(row) && tier && known).then_some((row, score.weight?.0))
    })?;
    row.score = half_up(weight * dec!(0.3), 2).to_string().as_str().into();
    Some(())
}

pub(super) fn no_reason(form: &mut Form, scored: &Scored) -> Option<()> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    let (row, _) = rows.zip(graded).find(|(row, score)| {
        let lost = score
            .printed
            .zip(score.weight)
            .is_some_and(|(printed, weight)| printed.0 + dec!(0.05) < weight.0);
        lost && row.reason.chars().count() > 4
    })?;
    row.reason = String::new();
    Some(())
}

/// All rows that lose points say the same cause and no measure.
pub(super) fn reasons(form: &mut Form, scored: &Scored, reason: &str) -> Option<()> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    let (row, _) = rows.zip(graded).find(|(row, score)| {
        let lost = score.printed.zip(score.weight).is_some_and(|(printed, weight)| printed < weight);
        score.met == Some(false) && lost && row.reason.chars().count() > 4
    })?;
    reason.clone_into(&mut row.reason);
    Some(())
}

pub(super) fn wrong_figure(form: &mut Form, _: &Scored) -> Option<()> {
    let row = first(form, |row| {
        counted(row)
            && quantity(&row.actual).is_some_and(|actual| actual.value() >= dec!(20))
            && quantity(&row.target).is_some_and(|target| target.value() >= dec!(20))
    })?;
    let (target, actual) = (quantity(&row.target)?, quantity(&row.actual)?);
    (target.unit() == actual.unit() && target.number() != actual.number() + Decimal::ONE).then_some(())?;
    let figure = format!("{}{}{}", actual.number() + Decimal::ONE, actual.scale().name(), actual.unit());
    row.reason = format!("年初目标{}，实际完成{figure}，今后将合理设定目标。", bare(&row.target));
    Some(())
}

pub(super) fn opposite(form: &mut Form, scored: &Scored) -> Option<()> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let graded = scored.goals.iter().flat_map(|goal| &goal.rows);
    let (row, _) = rows.zip(graded).find(|(row, _)| {
        let more = quantity(&row.target).zip(quantity(&row.actual)).is_some_and(|(target, actual)| {
            actual.unit() == target.unit() && actual.value() > target.value()
        });
        counted(row) && more
    })?;
    "实际完成数低于年初目标，今后将加快进度。".clone_into(&mut row.reason);
    Some(())
}

pub(super) fn last_year(form: &mut Form) -> Option<()> {
    let year = form.year?;
    let goal = form
        .goals
        .first_mut()
        .filter(|goal| !goal.actual.trim().is_empty() && !goal.actual.contains('年'))?;
    goal.actual = format!("{}年，{}", year - 1, goal.actual);
    Some(())
}

/// In the first text of the form where the right words stand.
pub(super) fn typo(form: &mut Form, right: &str, wrong: &str) -> Option<()> {
    let texts = form.goals.iter_mut().flat_map(|goal| {
        let rows = goal.indicators.iter_mut().flat_map(|row| [&mut row.reason, &mut row.level3]);
        [&mut goal.expected, &mut goal.actual].into_iter().chain(rows).collect::<Vec<_>>()
    });
    let text = texts.into_iter().find(|text| text.contains(right))?;
    *text = text.replacen(right, wrong, 1);
    Some(())
}
