use jixiao_edition::{RateDigits, RuleSet};
use jixiao_model::{Amount, Entry, Form, Fund, Percent, Points, half_up, share};
use rust_decimal::{Decimal, dec};

use crate::cause::Cause;
use crate::explain;
use crate::scored::{Agreement, BudgetScore};

/// Scores budget execution from the first row of the funds table.
pub(crate) fn score(form: &Form, rules: &RuleSet) -> BudgetScore {
    let none = Fund::default();
    let fund = form.total_fund().unwrap_or(&none);
    let points = fund.weight.value().copied().unwrap_or_else(|| unnamed_points(form, rules));
    let amounts = amounts(fund);
    let waits = amounts.is_none() && !is_nothing_budgeted(fund);
    let rate = amounts.and_then(rate);
    let score = amounts.zip(rate).and_then(|(amounts, rate)| execution_score(points, amounts, rate, rules));
    let (printed_rate, printed) = (fund.rate.value().copied(), fund.score.value().copied());
    BudgetScore {
        row: form.total_row(),
        points,
        rate,
        printed_rate,
        rate_agreement: agreement(printed_rate.map(|rate| rate.0), rate.map(|rate| rate.0)),
        score,
        waits,
        printed,
        agreement: agreement(printed.map(|points| points.0), score.map(|points| points.0)),
        explanation: explanation(points, amounts, rate, score, printed, rules),
    }
}

/// The points of a budget that names none: those of the rules, unless the indicators have all points of the form among them (a form
/// that has 预算执行率 as an indicator).
fn unnamed_points(form: &Form, rules: &RuleSet) -> Points {
    let weights = form.goals.iter().flat_map(|goal| &goal.indicators).map(|row| row.weight.value());
    let of_goals = form.goals.iter().filter_map(|goal| goal.points.value()).map(|points| points.0);
    let weights = weights.flatten().map(|points| points.0);
    let all = form.total.weight.value().map_or(dec!(100), |points| points.0);
    let known = weights.chain(of_goals).try_fold(Decimal::ZERO, Decimal::checked_add);
    if known.is_some_and(|known| known >= all) { Points(Decimal::ZERO) } else { rules.budget.points }
}

/// adjusted and executed, when both are figures and something was budgeted.
fn amounts(fund: &Fund) -> Option<(Decimal, Decimal)> {
    let (adjusted, executed) = (fund.adjusted.value()?.0, fund.executed.value()?.0);
    (adjusted > Decimal::ZERO && executed >= Decimal::ZERO).then_some((adjusted, executed))
}

/// Nothing was budgeted and nothing was spent: a rate there never will be, and a person judges.
fn is_nothing_budgeted(fund: &Fund) -> bool {
    let is_zero = |entry: &Entry<Amount>| entry.value().is_some_and(|amount| amount.0.is_zero());
    is_zero(&fund.adjusted) && is_zero(&fund.executed)
}

fn rate((adjusted, executed): (Decimal, Decimal)) -> Option<Percent> {
    share(dec!(100), executed, adjusted).map(|rate| Percent(half_up(rate, 2)))
}

fn execution_score(
    points: Points,
    (adjusted, executed): (Decimal, Decimal),
    rate: Percent,
    rules: &RuleSet,
) -> Option<Points> {
    let raw = match rules.budget.rate {
        RateDigits::Exact => share(points.0, executed, adjusted),
        RateDigits::AsPrinted => share(points.0, rate.0, dec!(100)),
    }?;
    Some(Points(rules.rounded(raw.min(points.0))))
}

pub(crate) fn agreement(printed: Option<Decimal>, computed: Option<Decimal>) -> Agreement {
    match (printed, computed) {
        (None, _) => Agreement::Blank,
        (Some(_), None) => Agreement::CannotScore,
        (Some(printed), Some(computed)) if printed == computed => Agreement::Agrees,
        (Some(_), Some(_)) => Agreement::Differs(Cause::Arithmetic),
    }
}

fn explanation(
    points: Points,
    amounts: Option<(Decimal, Decimal)>,
    rate: Option<Percent>,
    score: Option<Points>,
    printed: Option<Points>,
    rules: &RuleSet,
) -> String {
    let (Some((adjusted, executed)), Some(score)) = (amounts, score) else {
        return "不能计算执行率：全年预算数或全年执行数没有填写、不是数、为零或为负".to_owned();
    };
    let over = if executed > adjusted { "，执行数大于预算数，至多满分" } else { "" };
    let (points, rate) = (explain::plain(points.0), explain::percent(rate));
    let (executed, adjusted) = (explain::plain(executed), explain::plain(adjusted));
    let arithmetic = match rules.budget.rate {
        RateDigits::Exact => format!("{points} × {executed} ÷ {adjusted}，执行率 {rate}"),
        RateDigits::AsPrinted => format!("{points} × {rate}，执行率 {rate} = {executed} ÷ {adjusted}"),
    };
    let line = format!("{} = {arithmetic}{over}{}", explain::plain(score.0), explain::cited(rules));
    match printed {
        Some(printed) if printed != score => {
            explain::difference(printed.0, &explain::plain(score.0).to_string(), Cause::Arithmetic, &line)
        }
        _ => line,
    }
}
