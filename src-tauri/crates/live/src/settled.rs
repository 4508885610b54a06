//! Whether a program that counts with floating point rounds to the same figure.

use jixiao_edition::{RoundingMode, RuleSet};
use jixiao_model::{cut, half_up};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

/// How a score is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    pub mode: RoundingMode,
    pub digits: u32,
}

impl Rounding {
    pub fn of(rules: &RuleSet) -> Self {
        Self { mode: rules.rounding.mode, digits: rules.rounding.digits }
    }

    pub const fn half_up(digits: u32) -> Self {
        Self { mode: RoundingMode::HalfUp, digits }
    }

    pub fn apply(self, value: Decimal) -> Decimal {
        match self.mode {
            RoundingMode::HalfUp => half_up(value, self.digits),
            RoundingMode::Cut => cut(value, self.digits),
        }
    }

    /// The function of a workbook that does the same to `inner`.
    pub fn formula(self, inner: &str) -> String {
        let name = match self.mode {
            RoundingMode::HalfUp => "ROUND",
            RoundingMode::Cut => "ROUNDDOWN",
        };
        format!("{name}({inner},{})", self.digits)
    }

    /// True when `float`, which is `exact` as a workbook counts it, is rounded as `exact` is. Away from an edge of rounding any error of
    /// floating point is too small to matter; on the edge the workbook has to hit the very number, which programs then round half up.
    pub fn is_settled(self, exact: Decimal, float: Option<f64>) -> bool {
        let nearby = |by: Decimal| exact.checked_add(by).map(|near| self.apply(near));
        let slip = exact.abs().max(Decimal::ONE).checked_mul(dec!(0.0000000001)).unwrap_or(dec!(0.001));
        let rounded = Some(self.apply(exact));
        let is_clear = nearby(slip) == rounded && nearby(-slip) == rounded;
        let is_edge = exact.normalize().scale() <= self.digits + 1;
        is_clear || (is_edge && float.is_some() && float == exact.to_f64())
    }
}

/// `weight × part ÷ whole` as a workbook counts it.
#[expect(clippy::float_arithmetic, reason = "what a workbook makes of the formula")]
pub fn float_share(weight: Decimal, part: Decimal, whole: Decimal) -> Option<f64> {
    Some(weight.to_f64()? * part.to_f64()? / whole.to_f64()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_has_to_be_hit() {
        let two = Rounding::half_up(2);
        assert!(two.is_settled(dec!(9.8249), None));
        assert!(!two.is_settled(dec!(9.825), None));
        assert!(two.is_settled(dec!(9.825), float_share(dec!(10), dec!(98.25), dec!(100))));
        assert!(!two.is_settled(dec!(9.8249999999999999), Some(9.825)));
        let cut = Rounding { mode: RoundingMode::Cut, digits: 2 };
        assert!(cut.is_settled(dec!(9.825), None) && !cut.is_settled(dec!(9.82), None));
        assert!(cut.is_settled(dec!(9.82), Some(9.82)));
    }
}
