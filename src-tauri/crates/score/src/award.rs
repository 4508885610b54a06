use jixiao_edition::{Method, RuleSet};
use jixiao_model::{Percent, share};
use rust_decimal::Decimal;

use crate::compare::Judged;
use crate::reason::Reason;

/// What a method gives: the points before rounding, and how they came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Award {
    pub points: Decimal,
    pub how: How,
    /// What the rule set takes away behind it.
    pub less: Option<Less>,
}

/// What a rule set takes away from points that a method gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Less {
    /// Below this share of the weight, in per cent, nothing is left.
    Floor(Percent),
    /// Above this completion, in per cent, so many per cent of the weight are deducted.
    Over { above: Percent, deduct: Percent },
}

/// How points came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Full,
    /// w × B ÷ A.
    Share,
    /// w × A ÷ B.
    Inverse,
    /// w × (2 − B ÷ A).
    Linear,
    /// So many days late, which leave so many per cent.
    Late {
        days: i64,
        share: Percent,
    },
    /// A band of satisfaction from so many per cent on, which earns so many.
    Band {
        from: Percent,
        share: Percent,
    },
    Zero,
}

/// What the rule set gives a row by its own clauses: bands and late days before the method, floors and deductions behind it.
pub(crate) fn by_rules(
    rules: &RuleSet,
    judged: &Judged,
    method: Method,
    weight: Decimal,
) -> Result<Award, Reason> {
    if let Some(award) = band(rules, judged, weight) {
        return award;
    }
    if let Some(award) = late(rules, judged, weight) {
        return award;
    }
    let award = award(method, judged.met, weight, judged.figures)?;
    Ok(with_floor(over(award, rules, judged, weight), rules, judged, weight))
}

/// A satisfaction rate goes by the bands of the rule set, whatever its target.
fn band(rules: &RuleSet, judged: &Judged, weight: Decimal) -> Option<Result<Award, Reason>> {
    let (_, actual) = judged.figures.filter(|_| judged.satisfaction)?;
    let band = rules.satisfaction.iter().find(|band| actual >= band.from.0)?;
    let how = How::Band { from: band.from, share: band.share };
    Some(part_of(weight, band.share, how))
}

/// The step that the days fall into; days that may fall into two are a person's to judge.
fn late(rules: &RuleSet, judged: &Judged, weight: Decimal) -> Option<Result<Award, Reason>> {
    let (least, most) = judged.late.filter(|_| !rules.late.is_empty())?;
    let step = |days: i64| rules.late.iter().position(|step| days <= i64::from(step.days));
    let at = step(least);
    if at != step(most) {
        return Some(Err(Reason::DateTooCoarse));
    }
    let share = at.and_then(|at| rules.late.get(at)).map_or(Percent(Decimal::ZERO), |step| step.share);
    Some(part_of(weight, share, How::Late { days: most, share }))
}

fn part_of(weight: Decimal, percent: Percent, how: How) -> Result<Award, Reason> {
    let points = share(weight, percent.0, Decimal::ONE_HUNDRED).ok_or(Reason::TooLarge)?;
    Ok(Award { points, how, less: None })
}

/// The highest limit that is passed takes its part of the weight.
fn over(award: Award, rules: &RuleSet, judged: &Judged, weight: Decimal) -> Award {
    let completion = judged.completion();
    let passed = |limit: Percent| completion.is_some_and(|completion| completion > limit.0);
    let step = rules.over_achievement.steps.iter().rev().find(|step| passed(step.above));
    let Some(step) = step.filter(|_| judged.met && award.points == weight) else { return award };
    let lost = share(weight, step.deduct.0, Decimal::ONE_HUNDRED).unwrap_or_default();
    let points = award.points.saturating_sub(lost).max(Decimal::ZERO);
    Award { points, less: Some(Less::Over { above: step.above, deduct: step.deduct }), ..award }
}

fn with_floor(award: Award, rules: &RuleSet, judged: &Judged, weight: Decimal) -> Award {
    let floor = rules.clause(judged.kind).and_then(|clause| clause.floor);
    let least = floor.and_then(|floor| share(weight, floor.0, Decimal::ONE_HUNDRED));
    match floor.zip(least) {
        Some((floor, least)) if award.points < least && !award.points.is_zero() => {
            Award { points: Decimal::ZERO, less: Some(Less::Floor(floor)), ..award }
        }
        _ => award,
    }
}

/// What `method` gives for a target that is met or not. `figures` are target and actual in one unit.
pub(crate) fn award(
    method: Method,
    met: bool,
    weight: Decimal,
    figures: Option<(Decimal, Decimal)>,
) -> Result<Award, Reason> {
    let full = Award { points: weight, how: How::Full, less: None };
    let zero = Award { points: Decimal::ZERO, how: How::Zero, less: None };
    // Without figures to divide (a date, words), being met is all that is known.
    let without_figures = if met { Ok(full) } else { Err(Reason::ByPerson) };
    match (method, met) {
        (Method::Manual, _) | (Method::FullOrManual, false) => Err(Reason::ByPerson),
        (
            Method::FullOrShare
            | Method::FullOrInverse
            | Method::FullOrLinear
            | Method::FullOrZero
            | Method::FullOrManual,
            true,
        ) => Ok(full),
        (Method::FullOrLinear, false) => match figures {
            Some((target, actual)) => linear(weight, target, actual),
            None => without_figures,
        },
        (Method::FullOrZero | Method::ShareOrZero, false) => Ok(zero),
        (Method::FullOrShare, false) | (Method::Share, _) | (Method::ShareOrZero, true) => match figures {
            Some((target, actual)) => part(weight, actual, target, How::Share),
            None => without_figures,
        },
        // Nothing spent, nothing wrong: A ÷ 0 has no value, and more than enough for w.
        (Method::Inverse, true) if figures.is_some_and(|(_, actual)| actual.is_zero()) => Ok(full),
        (Method::FullOrInverse, false) | (Method::Inverse, _) => match figures {
            Some((target, actual)) => part(weight, target, actual, How::Inverse),
            None => without_figures,
        },
    }
}

fn part(weight: Decimal, above: Decimal, below: Decimal, how: How) -> Result<Award, Reason> {
    if below.is_zero() {
        return Err(Reason::ZeroTarget);
    }
    if above.is_sign_negative() && !above.is_zero() || below.is_sign_negative() {
        return Err(Reason::Negative);
    }
    let points = share(weight, above, below).ok_or(Reason::TooLarge)?;
    Ok(Award { points: points.min(weight), how, less: None })
}

/// w × (2 − B ÷ A), never below nothing: twice the limit earns nothing.
fn linear(weight: Decimal, target: Decimal, actual: Decimal) -> Result<Award, Reason> {
    let exceeding = part(weight, actual, target, How::Linear)?;
    // `part` caps at the weight, and what is cut there is below nothing here.
    let whole = share(weight, actual, target).ok_or(Reason::TooLarge)?;
    let twice = weight.checked_mul(Decimal::TWO).ok_or(Reason::TooLarge)?;
    let points = twice.checked_sub(whole).ok_or(Reason::TooLarge)?.clamp(Decimal::ZERO, weight);
    Ok(Award { points, ..exceeding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn points(method: Method, met: bool, target: Decimal, actual: Decimal) -> Result<Decimal, Reason> {
        award(method, met, dec!(20), Some((target, actual))).map(|award| award.points)
    }

    #[test]
    fn each_method_met_and_missed() {
        let cases = [
            (Method::FullOrShare, true, dec!(2), dec!(3), Ok(dec!(20))),
            (Method::FullOrShare, false, dec!(4), dec!(3), Ok(dec!(15))),
            (Method::Share, true, dec!(2), dec!(3), Ok(dec!(20))),
            (Method::Share, false, dec!(4), dec!(3), Ok(dec!(15))),
            (Method::FullOrInverse, true, dec!(4), dec!(1), Ok(dec!(20))),
            (Method::FullOrInverse, false, dec!(4), dec!(5), Ok(dec!(16))),
            (Method::Inverse, true, dec!(4), dec!(0), Ok(dec!(20))),
            (Method::Inverse, false, dec!(4), dec!(5), Ok(dec!(16))),
            (Method::FullOrLinear, true, dec!(4), dec!(1), Ok(dec!(20))),
            (Method::FullOrLinear, false, dec!(4), dec!(5), Ok(dec!(15))),
            (Method::FullOrLinear, false, dec!(4), dec!(8), Ok(dec!(0))),
            (Method::FullOrLinear, false, dec!(4), dec!(80), Ok(dec!(0))),
            (Method::FullOrLinear, false, dec!(0), dec!(1), Err(Reason::ZeroTarget)),
            (Method::ShareOrZero, true, dec!(4), dec!(1), Ok(dec!(5))),
            (Method::ShareOrZero, false, dec!(4), dec!(5), Ok(dec!(0))),
            (Method::FullOrZero, true, dec!(4), dec!(1), Ok(dec!(20))),
            (Method::FullOrZero, false, dec!(4), dec!(5), Ok(dec!(0))),
            (Method::FullOrManual, true, dec!(4), dec!(1), Ok(dec!(20))),
            (Method::FullOrManual, false, dec!(4), dec!(5), Err(Reason::ByPerson)),
            (Method::Manual, true, dec!(4), dec!(1), Err(Reason::ByPerson)),
            (Method::Share, true, dec!(0), dec!(1), Err(Reason::ZeroTarget)),
            (Method::Share, false, dec!(4), dec!(-1), Err(Reason::Negative)),
            (Method::Share, true, dec!(1), Decimal::MAX, Err(Reason::TooLarge)),
        ];
        for (method, met, target, actual, expected) in cases {
            assert_eq!(points(method, met, target, actual), expected, "{method:?} {met} {target} {actual}");
        }
    }

    proptest! {
        #[test]
        fn points_stay_between_zero_and_the_weight(
            method in prop::sample::select(Method::ALL.to_vec()), met: bool, weight in 0_i64..10_000,
            target in -1000_i64..1_000_000, actual in -1000_i64..1_000_000,
        ) {
            let weight = Decimal::new(weight, 2);
            let figures = Some((Decimal::new(target, 2), Decimal::new(actual, 2)));
            if let Ok(award) = award(method, met, weight, figures) {
                prop_assert!(award.points >= Decimal::ZERO && award.points <= weight);
            }
        }

        #[test]
        fn a_positive_indicator_never_loses_by_doing_more(
            target in 1_i64..1_000_000, less in 0_i64..1_000_000, more in 0_i64..1_000_000,
        ) {
            let (less, more) = (less.min(more), less.max(more));
            let of = |actual: i64| {
                points(Method::FullOrShare, actual >= target, Decimal::from(target), Decimal::from(actual)).unwrap()
            };
            prop_assert!(of(less) <= of(more));
        }
    }
}
