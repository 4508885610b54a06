use jixiao_edition::Method;
use jixiao_model::share;
use rust_decimal::Decimal;

use crate::reason::Reason;

/// What a method gives: the points before rounding, and how they came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Award {
    pub points: Decimal,
    pub how: How,
}

/// How points came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Full,
    /// w × B ÷ A.
    Share,
    /// w × A ÷ B.
    Inverse,
    Zero,
}

/// What `method` gives for a target that is met or not. `figures` are target and actual in one unit.
pub(crate) fn award(
    method: Method,
    met: bool,
    weight: Decimal,
    figures: Option<(Decimal, Decimal)>,
) -> Result<Award, Reason> {
    let full = Award { points: weight, how: How::Full };
    let zero = Award { points: Decimal::ZERO, how: How::Zero };
    // Without figures to divide (a date, words), being met is all that is known.
    let without_figures = if met { Ok(full) } else { Err(Reason::ByPerson) };
    match (method, met) {
        (Method::Manual, _) | (Method::FullOrManual, false) => Err(Reason::ByPerson),
        (Method::FullOrShare | Method::FullOrInverse | Method::FullOrZero | Method::FullOrManual, true) => {
            Ok(full)
        }
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
    Ok(Award { points: points.min(weight), how })
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
