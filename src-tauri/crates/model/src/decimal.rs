use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds to `digits` decimals, halves away from zero, and shows all of them: 9.825 → 9.83, 10 → 10.00.
///
/// The only rounding in this project. `Decimal::round_dp` rounds halves to even, which the forms do not.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one door to rounding")]
pub fn half_up(value: Decimal, digits: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    rounded
}

/// Drops what is behind `digits` decimals, and shows all of them: 9.829 → 9.82. For rule sets that say so.
#[must_use]
pub fn cut(value: Decimal, digits: u32) -> Decimal {
    let mut cut = value.trunc_with_scale(digits);
    cut.rescale(digits);
    cut
}

/// The sum of figures; `None` where it does not fit a decimal. What a person typed may be of any size: `+` and `sum()` panic on it.
#[must_use]
pub fn sum(figures: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    figures.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// `weight × part ÷ whole`, multiplied first so that no digit is lost to the division; `None` when `whole` is zero
/// or the product does not fit a decimal.
#[must_use]
pub fn share(weight: Decimal, part: Decimal, whole: Decimal) -> Option<Decimal> {
    weight.checked_mul(part)?.checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(half_up(dec!(9.825), 2), dec!(9.83));
        assert_eq!(half_up(dec!(9.835), 2), dec!(9.84));
        assert_eq!(half_up(dec!(-9.825), 2), dec!(-9.83));
        assert_eq!(half_up(dec!(10), 2).to_string(), "10.00");
    }

    #[test]
    fn what_is_cut_is_dropped() {
        assert_eq!(cut(dec!(9.829), 2).to_string(), "9.82");
        assert_eq!(cut(dec!(9.99), 0).to_string(), "9");
        assert_eq!(cut(dec!(10), 1).to_string(), "10.0");
    }

    #[test]
    fn a_sum_beyond_all_decimals_is_none() {
        assert_eq!(sum([dec!(0.1), dec!(-3), dec!(2)]), Some(dec!(-0.9)));
        assert_eq!(sum([]), Some(Decimal::ZERO));
        assert_eq!(sum([Decimal::MAX, dec!(1)]), None);
    }

    #[test]
    fn a_share_multiplies_before_it_divides() {
        assert_eq!(half_up(share(dec!(20), dec!(2), dec!(3)).unwrap(), 2), dec!(13.33));
        assert_eq!(share(dec!(3), dec!(1), dec!(3)), Some(dec!(1)));
        assert_eq!(share(dec!(10), dec!(1), dec!(0)), None);
        assert_eq!(share(Decimal::MAX, dec!(2), dec!(1)), None);
    }
}
