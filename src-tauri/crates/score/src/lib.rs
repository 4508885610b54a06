//! Scores a form by a rule set: `(Form, RuleSet) → Scored`, every figure with one line that explains it.
//!
//! Nothing here fails and nothing is guessed: what cannot be scored says why ([`Reason`]), what was assumed on the way
//! is said in the explanation ([`Note`]). Printed scores are compared with, never replaced. This crate judges no form
//! (that is `check`), changes none, and rounds only by `jixiao_model::half_up`.

mod award;
mod budget;
mod cause;
mod compare;
mod compared;
mod dates;
mod direction;
mod explain;
mod figures;
mod kind;
mod missing;
mod reason;
mod row;
mod scored;
mod sum;
mod unscored;

pub use cause::Cause;
pub use direction::{advised_signs, unit_kind};
pub use missing::missing;
pub use reason::{Note, Reason};
pub use row::score_row;
pub use scored::{
    Agreement, BudgetScore, ClassSum, Computed, Deviation, Effective, GoalScore, RowRef, RowScore,
    ScoreOrigin, Scored, Sums, TotalScore,
};

use jixiao_edition::RuleSet;
use jixiao_model::{Form, Goal};

/// Scores a form. Never fails, on any form. One that is filled in before the year is over ([`FormKind::is_scored`]) gets no score:
/// every row is blank and says why.
///
/// [`FormKind::is_scored`]: jixiao_model::FormKind::is_scored
#[must_use]
pub fn score(form: &Form, rules: &RuleSet) -> Scored {
    if !form.kind.is_scored() {
        return unscored::unscored(form, rules);
    }
    let budget = budget::score(form, rules);
    let goals: Vec<GoalScore> = form.goals.iter().map(|goal| goal_score(goal, rules, form.year)).collect();
    let total = sum::total(form, rules, &budget, &goals);
    Scored { rules: rules.id.clone(), budget, goals, total }
}

fn goal_score(goal: &Goal, rules: &RuleSet, year: Option<u16>) -> GoalScore {
    let rows: Vec<RowScore> =
        goal.indicators.iter().map(|indicator| score_row(indicator, rules, year)).collect();
    GoalScore {
        promised: goal.points.value().copied(),
        classes: sum::classes(goal, &rows),
        sums: sum::sums(&rows),
        rows,
    }
}
