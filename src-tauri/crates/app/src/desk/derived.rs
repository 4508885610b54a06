//! Figures that stand in a form and only say what the rules give. When what they come from changes they give way, so that the rules
//! go on giving them; a figure that a person has judged, or that the rules do not give, stays.

use jixiao_model::{Amount, Entry, FieldRef, FundColumn, IndicatorColumn, TotalColumn};
use jixiao_score::{Agreement, Computed, Scored};
use jixiao_store::FieldText;

use super::assessed::Assessed;
use super::fund_sums::sum;

/// The fields that these texts make out of date, emptied. Fields that the texts fill themselves are left to them.
pub fn outdated(form: &Assessed, texts: &[FieldText]) -> Vec<FieldText> {
    let sums = texts.iter().filter_map(|text| fund_total(form, &text.field));
    let changed: Vec<FieldRef> = texts.iter().map(|text| text.field.clone()).chain(sums.clone()).collect();
    let mut fields: Vec<FieldRef> =
        changed.iter().flat_map(|field| dependents(&form.scored, field)).chain(sums).collect();
    let touches_total = !fields.is_empty() || texts.iter().any(|text| is_score(&text.field));
    // Blank scores stand in the total as the rules give them.
    if touches_total && form.complete_scored().total.agreement == Agreement::Agrees {
        fields.push(FieldRef::Total(TotalColumn::Score));
    }
    fields.sort();
    fields.dedup();
    fields.retain(|field| texts.iter().all(|text| text.field != *field));
    let form = form.stored.id;
    fields.into_iter().map(|field| FieldText { form, field, text: String::new() }).collect()
}

/// The total of a column of amounts, where it is what the sources add up to and one of them changes.
fn fund_total(form: &Assessed, changed: &FieldRef) -> Option<FieldRef> {
    let FieldRef::Fund { row, column } = changed else { return None };
    let (stored, total) = (&form.stored.form, form.scored.budget.row);
    let field = FieldRef::Fund { row: total, column: *column };
    if *row == total || !column.is_amount() {
        return None;
    }
    let typed = Entry::<Amount>::new(stored.show(&field));
    let sum = sum(stored, *column, form.stored.layout.is_some())?;
    typed.value().is_some_and(|typed| typed.0 == sum).then_some(field)
}

fn dependents(scored: &Scored, changed: &FieldRef) -> Vec<FieldRef> {
    match changed {
        FieldRef::Fund { row, column: FundColumn::Adjusted | FundColumn::Executed }
            if *row == scored.budget.row =>
        {
            budget(scored)
        }
        FieldRef::Indicator {
            goal,
            row,
            column: IndicatorColumn::Target | IndicatorColumn::Actual | IndicatorColumn::Weight,
        } if follows_rules(scored, *goal, *row) => {
            vec![FieldRef::Indicator { goal: *goal, row: *row, column: IndicatorColumn::Score }]
        }
        _ => Vec::new(),
    }
}

/// 执行率 and 得分 of the budget, where they are what the amounts give.
fn budget(scored: &Scored) -> Vec<FieldRef> {
    let found =
        [(FundColumn::Rate, &scored.budget.rate_agreement), (FundColumn::Score, &scored.budget.agreement)];
    let agreeing = found.into_iter().filter(|(_, agreement)| **agreement == Agreement::Agrees);
    agreeing.map(|(column, _)| FieldRef::Fund { row: scored.budget.row, column }).collect()
}

/// A score inside the range of a tier agrees, too, and is yet a person's judgement.
fn follows_rules(scored: &Scored, goal: usize, row: usize) -> bool {
    let row = scored.goals.get(goal).and_then(|goal| goal.rows.get(row));
    row.is_some_and(|row| row.agreement == Agreement::Agrees && matches!(row.computed, Computed::Exact(_)))
}

const fn is_score(field: &FieldRef) -> bool {
    matches!(
        field,
        FieldRef::Fund { column: FundColumn::Score, .. }
            | FieldRef::Indicator { column: IndicatorColumn::Score, .. }
    )
}
