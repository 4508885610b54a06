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
mod missing;
mod reason;
mod row;
mod scored;
mod sum;

pub use cause::Cause;
pub use missing::missing;
pub use reason::{Note, Reason};
pub use row::score_row;
pub use scored::{
    Agreement, BudgetScore, ClassSum, Computed, Deviation, Effective, GoalScore, RowRef, RowScore,
    ScoreOrigin, Scored, Sums, TotalScore,
};

use jixiao_edition::RuleSet;
use jixiao_model::{Form, Goal};

/// Scores a form. Never fails, on any form.
#[must_use]
pub fn score(form: &Form, rules: &RuleSet) -> Scored {
    let budget = budget::score(form, rules);
    let goals: Vec<GoalScore> = form.goals.iter().map(|goal| goal_score(goal, rules)).collect();
    let total = sum::total(form, rules, &budget, &goals);
    Scored { rules: rules.id.clone(), budget, goals, total }
}

fn goal_score(goal: &Goal, rules: &RuleSet) -> GoalScore {
    let rows: Vec<RowScore> = goal.indicators.iter().map(|indicator| score_row(indicator, rules)).collect();
    GoalScore {
        promised: goal.points.value().copied(),
        classes: sum::classes(goal, &rows),
        sums: sum::sums(&rows),
        rows,
    }
}
