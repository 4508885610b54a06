//! Scores, rates and totals that stand in a form and no longer follow from what stands beside them, and the way back to the rules.

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, FundColumn, IndicatorColumn, Points, TotalColumn};
use jixiao_score::{Agreement, BudgetScore, Computed, RowScore, Scored, TotalScore};
use jixiao_store::{Change, FieldText, RowPlace};
use rust_decimal::Decimal;

use super::assessed::Assessed;
use super::derived::outdated;
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
        stale.push(Stale { field: field(FundColumn::Rate), due: format!("{:.2}%", rate.0) });
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

/// 按规则重算 of a whole form: what is out of date gives way to the rules; `None` when nothing is.
#[must_use]
pub fn recalculation(form: &Assessed) -> Option<Change> {
    let id = form.stored.id;
    let emptied = |stale: Stale| FieldText { form: id, field: stale.field, text: String::new() };
    let mut texts: Vec<FieldText> = form.stale().into_iter().map(emptied).collect();
    texts.extend(total_of(form, &texts));
    (!texts.is_empty()).then_some(Change::SetTexts(texts))
}

/// The same for one row, whose score set by hand goes, too.
#[must_use]
pub fn row_recalculation(form: &Assessed, at: RowPlace) -> Change {
    let by_hand = Change::SetManual { form: form.stored.id, at, manual: None };
    Change::Together(vec![by_hand, without_score(form, at)])
}

/// The row's typed score goes, and with it a total that it was part of.
#[must_use]
pub fn without_score(form: &Assessed, at: RowPlace) -> Change {
    let field = FieldRef::Indicator { goal: at.goal, row: at.row, column: IndicatorColumn::Score };
    let mut texts = vec![FieldText { form: form.stored.id, field, text: String::new() }];
    texts.extend(total_of(form, &texts));
    Change::SetTexts(texts)
}

/// The typed total, emptied where it is the sum of its parts or was once: beside new parts it would be out of date.
#[must_use]
pub fn total_of(form: &Assessed, texts: &[FieldText]) -> Vec<FieldText> {
    let field = FieldRef::Total(TotalColumn::Score);
    let is_sum = form.stale().iter().any(|stale| stale.field == field);
    let mut fields = outdated(form, texts);
    if is_sum && !texts.is_empty() {
        fields.push(FieldText { form: form.stored.id, field: field.clone(), text: String::new() });
    }
    fields.retain(|text| text.field == field && texts.iter().all(|known| known.field != field));
    fields.truncate(1);
    fields
}
