//! Scores, rates and totals that stand in a form and no longer follow from what stands beside them.

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, FundColumn, IndicatorColumn, Points, TotalColumn};
use jixiao_score::{Agreement, BudgetScore, Computed, RowScore, Scored, TotalScore};
use rust_decimal::Decimal;

use crate::json::points;

/// A figure that does not follow from what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Where it stands.
    pub field: FieldRef,
    /// What the rules give instead; empty where they give nothing yet.
    pub due: String,
}

/// The figures of a form that are out of date, in the order of its cells. A score that a person set and gave a reason for, a
/// point within its tier, and what the rules leave open are none. `scored` are the scores of the form with its blanks filled in.
#[must_use]
pub fn stale(scored: &Scored, rules: &RuleSet) -> Vec<Stale> {
    let mut stale = budget(&scored.budget);
    for (goal, scores) in scored.goals.iter().enumerate() {
        let rows = scores.rows.iter().enumerate();
        stale.extend(rows.filter_map(|(row, score)| {
            let field = FieldRef::Indicator { goal, row, column: IndicatorColumn::Score };
            Some(Stale { field, due: due(score, rules)? })
        }));
    }
    stale.extend(total(&scored.total));
    stale
}

fn budget(budget: &BudgetScore) -> Vec<Stale> {
    let field = |column| FieldRef::Fund { row: budget.row, column };
    let mut stale = Vec::new();
    if let (Agreement::Differs(_), Some(rate)) = (budget.rate_agreement, budget.rate) {
        stale.push(Stale { field: field(FundColumn::Rate), due: rate.shown() });
    }
    if let (Agreement::Differs(_), Some(score)) = (budget.agreement, budget.score) {
        stale.push(Stale { field: field(FundColumn::Score), due: points(score) });
    }
    stale
}

fn due(row: &RowScore, rules: &RuleSet) -> Option<String> {
    let printed = row.printed.filter(|_| row.used && row.manual.is_none())?;
    match row.computed {
        Computed::Exact(exact) => {
            (row.agreement != Agreement::Agrees && differs(printed, exact, rules)).then(|| points(exact))
        }
        Computed::Blank => Some(String::new()),
        Computed::Within { .. } | Computed::CannotScore(_) => None,
    }
}

fn differs(one: Points, other: Points, rules: &RuleSet) -> bool {
    let tolerance: Decimal = rules.checks.score_tolerance.0;
    one.0.checked_sub(other.0).is_none_or(|difference| difference.abs() > tolerance)
}

/// A total that the execution rate caps is not the sum of its parts.
fn total(total: &TotalScore) -> Option<Stale> {
    let capped = total.capped_at.is_some() && total.printed == total.score;
    let due = total.printed_sum.filter(|_| matches!(total.agreement, Agreement::Differs(_)) && !capped)?;
    Some(Stale { field: FieldRef::Total(TotalColumn::Score), due: points(due) })
}
