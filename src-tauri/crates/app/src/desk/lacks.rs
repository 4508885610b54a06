//! What is still to be filled in in a form, as the list of forms is searched for it.

use jixiao_check::{CheckId, Finding, Outcome};
use jixiao_edition::{Edition, Field};
use jixiao_model::{Form, Indicator, IndicatorColumn};
use jixiao_score::{Scored, missing};

use super::view::Lack;

/// The checks that ask for a reason.
const ASK_FOR_REASONS: [CheckId; 3] = [CheckId::C15, CheckId::C30, CheckId::C40];

/// What is missing in a form with its blank scores filled in; `open` are its findings that nobody waived.
pub(super) fn lacks<'a>(
    form: &Form,
    scored: &Scored,
    edition: &Edition,
    open: impl Iterator<Item = &'a Finding>,
) -> Vec<Lack> {
    let is_scored = form.kind.is_scored();
    let asks =
        |finding: &Finding| finding.outcome == Outcome::Fails && ASK_FOR_REASONS.contains(&finding.check);
    let found = [
        (Lack::Amounts, is_scored && lacks_amounts(form)),
        (Lack::Actuals, lacks_actuals(form, scored, edition)),
        (Lack::Reasons, open.into_iter().any(asks)),
        (Lack::Scores, is_scored && form.total.score.is_blank() && missing(form, scored, edition) > 0),
    ];
    found.into_iter().filter_map(|(lack, is_missing)| is_missing.then_some(lack)).collect()
}

fn lacks_amounts(form: &Form) -> bool {
    form.total_fund().is_none_or(|total| total.adjusted.is_blank() || total.executed.is_blank())
}

fn lacks_actuals(form: &Form, scored: &Scored, edition: &Edition) -> bool {
    let rows = form
        .goals
        .iter()
        .zip(&scored.goals)
        .flat_map(|(goal, scores)| goal.indicators.iter().zip(&scores.rows));
    let blank = |row: &Indicator| row.actual.trim().is_empty() && !row.is_crossed_out();
    rows.into_iter().any(|(row, score)| score.used && blank(row))
        && edition.prints(&Field::Indicator(IndicatorColumn::Actual))
}
