use jixiao_edition::{Edition, Field};
use jixiao_model::{Form, IndicatorColumn};
use rust_decimal::{Decimal, dec};

use crate::scored::{RowScore, Scored};

/// How many scores are missing before the form has a total: that of budget execution, and those of the rows that lack a score or,
/// where the edition prints weights, a weight. 0 when the form is complete.
///
/// Rows that nobody typed into are missing too, until the weights of the others add up to 100; a form without rows is never complete.
#[must_use]
pub fn missing(form: &Form, scored: &Scored, edition: &Edition) -> usize {
    let weighed = edition.prints(&Field::Indicator(IndicatorColumn::Weight));
    let rows = || scored.goals.iter().flat_map(|goal| &goal.rows);
    let lacks = |row: &&RowScore| row.used && (row.counted().is_none() || weighed && row.weight.is_none());
    let open = rows().filter(lacks).count();
    let budget = usize::from(scored.budget.counted().is_none());
    if !rows().any(|row| row.used) {
        return budget + untouched(form, scored).max(1);
    }
    let listed = !weighed || weights(scored) >= dec!(100);
    budget + open + if listed { 0 } else { untouched(form, scored) }
}

/// Rows that are neither used nor crossed out.
fn untouched(form: &Form, scored: &Scored) -> usize {
    let rows = form
        .goals
        .iter()
        .zip(&scored.goals)
        .flat_map(|(goal, scores)| goal.indicators.iter().zip(&scores.rows));
    rows.filter(|(indicator, row)| {
        !row.used && indicator.target.trim().is_empty() && !indicator.is_crossed_out()
    })
    .count()
}

/// Of budget execution and of all rows, as far as they are known.
fn weights(scored: &Scored) -> Decimal {
    let rows = scored.goals.iter().flat_map(|goal| &goal.rows).filter_map(|row| row.weight);
    rows.fold(scored.budget.points.0, |sum, weight| sum.saturating_add(weight.0))
}
