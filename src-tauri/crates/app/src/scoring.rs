//! Which rules score a form, and a form with its scores filled in.

use std::sync::Arc;

use anyhow::Result;

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::{Entry, Form, Points, RuleSetId};
use jixiao_score::{Computed, RowScore, Scored, missing, score};

use crate::catalogue::Catalogue;

/// What happens to scores that stand in a form already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// They stay; only blank ones are filled.
    Keep,
    /// They give way to the computed ones.
    Recompute,
}

/// The rule set a form is scored by: the one chosen, or its edition's.
///
/// # Errors
/// There is no rule set of that name; the message lists those there are.
pub fn rules_for<'a>(
    form: &Form,
    chosen: Option<&RuleSetId>,
    catalogue: &'a Catalogue,
) -> Result<&'a Arc<RuleSet>> {
    match chosen {
        Some(id) => catalogue.rules(id),
        None => catalogue.rules(&catalogue.edition_of(form)?.rules),
    }
}

/// The same for a form that may come from another machine, which has other rule sets: where the chosen one is missing its edition's
/// stands in, and else the national one, the first.
///
/// # Errors
/// The edition is not known.
pub fn rules_at_hand<'a>(
    form: &Form,
    chosen: Option<&RuleSetId>,
    catalogue: &'a Catalogue,
) -> Result<&'a Arc<RuleSet>> {
    let of_edition = || rules_for(form, None, catalogue);
    let found = rules_for(form, chosen, catalogue).or_else(|_| of_edition());
    found.or_else(|error| catalogue.rule_sets.first().ok_or(error))
}

/// The form with its rate and scores filled in, and its total where nothing is missing. What the rules cannot score stays as it is.
#[must_use]
pub fn filled(form: &Form, edition: &Edition, rules: &RuleSet, how: Filled) -> Form {
    let mut form = form.clone();
    let scored = score(&form, rules);
    fill_budget(&mut form, &scored, rules, how);
    for (goal, scores) in form.goals.iter_mut().zip(&scored.goals) {
        for (row, score) in goal.indicators.iter_mut().zip(&scores.rows) {
            if let Some(points) = row_points(score)
                && replaces(&row.score, how)
            {
                row.score = shown(points, rules);
            }
        }
    }
    if replaces(&form.total.score, how) {
        fill_total(&mut form, edition, rules);
    }
    form
}

/// The printed total is the sum of the printed scores, whoever filled them in.
fn fill_total(form: &mut Form, edition: &Edition, rules: &RuleSet) {
    let scored = score(form, rules);
    if let Some(total) = scored.total.printed_sum.filter(|_| missing(form, &scored, edition) == 0) {
        form.total.score = shown(total, rules);
    }
}

fn fill_budget(form: &mut Form, scored: &Scored, rules: &RuleSet, how: Filled) {
    let Some(total) = form.funds.get_mut(scored.budget.row) else { return };
    if let Some(rate) = scored.budget.rate
        && (how == Filled::Recompute || total.rate.is_blank())
    {
        total.rate = Entry::new(rate.shown());
    }
    if let Some(points) = scored.budget.score
        && replaces(&total.score, how)
    {
        total.score = shown(points, rules);
    }
}

/// A score set by hand, or an exact one; a tier's range leaves the choice to the person.
fn row_points(score: &RowScore) -> Option<Points> {
    if let Some(manual) = &score.manual {
        return Some(manual.score);
    }
    match score.computed {
        Computed::Exact(points) => Some(points),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

fn replaces(entry: &Entry<Points>, how: Filled) -> bool {
    how == Filled::Recompute || entry.is_blank()
}

fn shown(points: Points, rules: &RuleSet) -> Entry<Points> {
    let digits = usize::try_from(rules.rounding.digits).unwrap_or(2);
    Entry::new(format!("{:.digits$}", points.0))
}
