//! Forms that are never scored: targets of a year that lies ahead, and figures half-way through it.

use jixiao_edition::RuleSet;
use jixiao_model::{Form, Goal, Points};

use crate::row;
use crate::scored::{Agreement, BudgetScore, GoalScore, Scored, Sums, TotalScore};

/// The form without any score; what is printed is kept beside.
pub(crate) fn unscored(form: &Form, rules: &RuleSet) -> Scored {
    let why = format!("{}不计分", form.kind.label());
    let fund = form.total_fund();
    let budget = BudgetScore {
        row: form.total_row(),
        points: fund.and_then(|fund| fund.weight.value().copied()).unwrap_or(rules.budget.points),
        rate: None,
        printed_rate: fund.and_then(|fund| fund.rate.value().copied()),
        rate_agreement: Agreement::Blank,
        score: None,
        waits: true,
        printed: fund.and_then(|fund| fund.score.value().copied()),
        agreement: Agreement::Blank,
        explanation: why.clone(),
    };
    let goals = form.goals.iter().map(|goal| goal_without_scores(goal, &why)).collect();
    let total = TotalScore {
        score: None,
        so_far: None,
        capped_at: None,
        grade: None,
        printed_sum: None,
        printed: form.total.score.value().copied(),
        agreement: Agreement::Blank,
        taken_printed: Vec::new(),
        by_hand: Vec::new(),
        missing: Vec::new(),
        explanation: why,
    };
    Scored { rules: rules.id.clone(), budget, goals, total }
}

fn goal_without_scores(goal: &Goal, why: &str) -> GoalScore {
    let rows = goal.indicators.iter().map(|indicator| row::unscored(indicator, why)).collect();
    let none: Option<Points> = None;
    let sums = Sums { weight: none, effective: none, so_far: none, printed: none };
    GoalScore { promised: goal.points.value().copied(), rows, classes: Vec::new(), sums }
}
