//! Scores a form by a rule set: `(Form, RuleSet) → Scored`, every figure with one line that explains it.
//!
//! Nothing here fails and nothing is guessed: what cannot be scored says why ([`Reason`]), what was assumed on the way
//! is said in the explanation ([`Note`]). Printed scores are compared with, never replaced. This crate judges no form
//! (that is `check`), changes none, and rounds only by `jixiao_model::half_up`.

mod award;
mod budget;
mod cause;
mod compare;
mod dates;
mod explain;
mod figures;
mod reason;
mod row;
mod scored;
mod sum;

pub use cause::Cause;
pub use reason::{Note, Reason};
pub use row::score_row;
pub use scored::{
    Agreement, BudgetScore, ClassSum, Computed, Deviation, Effective, GoalScore, Origin, RowRef, RowScore,
    Scored, Sums, TotalScore,
};

use jixiao_edition::{Method, RuleSet};
use jixiao_model::{Form, Goal};

/// Scores a form. Never fails, on any form.
#[must_use]
pub fn score(form: &Form, rules: &RuleSet) -> Scored {
    score_with(form, rules, |_| None)
}

/// Scores a form, taking another method than the rule set's for the rows that `chosen` names one for.
#[must_use]
pub fn score_with(form: &Form, rules: &RuleSet, chosen: impl Fn(RowRef) -> Option<Method>) -> Scored {
    let budget = budget::score(form, rules);
    let goals: Vec<GoalScore> =
        form.goals.iter().enumerate().map(|(index, goal)| goal_score(index, goal, rules, &chosen)).collect();
    let total = sum::total(form, rules, &budget, &goals);
    Scored { rules: rules.id.clone(), budget, goals, total }
}

fn goal_score(
    index: usize,
    goal: &Goal,
    rules: &RuleSet,
    chosen: &impl Fn(RowRef) -> Option<Method>,
) -> GoalScore {
    let rows: Vec<RowScore> = goal
        .indicators
        .iter()
        .enumerate()
        .map(|(row, indicator)| score_row(indicator, rules, chosen(RowRef { goal: index, row })))
        .collect();
    GoalScore {
        promised: goal.points.value().copied(),
        classes: sum::classes(goal, &rows),
        sums: sum::sums(&rows),
        rows,
    }
}
