use rust_decimal::Decimal;
use rust_decimal::prelude::Zero;

/// Excel keeps fifteen significant digits; what lies beyond is binary noise (0.30000000000000004 is 0.3).
const DIGITS_BEHIND_FIRST: usize = 14;

/// The one door from a workbook's floating point to a decimal: the number that Excel shows with all its digits.
///
/// `None` for what is no number and for what does not fit a decimal (beyond ±7.9 × 10²⁸).
#[must_use]
pub(crate) fn decimal_of(number: f64) -> Option<Decimal> {
    let text = format!("{number:.DIGITS_BEHIND_FIRST$e}");
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    if exponent < -20 {
        return Some(Decimal::zero());
    }
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    let decimal = Decimal::from_scientific(&format!("{mantissa}e{exponent}"))
        .or_else(|_| Decimal::from_scientific_lossy(&format!("{mantissa}e{exponent}")))
        .ok()?;
    Some(decimal.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn floats_become_the_decimals_that_were_typed() {
        let cases = [
            (0.1, Some(dec!(0.1))),
            (12.30, Some(dec!(12.3))),
            (0.300_000_000_000_000_04, Some(dec!(0.3))),
            (0.989_400_000_000_000_1, Some(dec!(0.9894))),
            (36751.12, Some(dec!(36751.12))),
            (-9.825, Some(dec!(-9.825))),
            (0.0, Some(dec!(0))),
            (-0.0, Some(dec!(0))),
            (100.0, Some(dec!(100))),
            (1e15, Some(dec!(1000000000000000))),
            (1e-15, Some(dec!(0.000000000000001))),
            (1.234_567_890_123_45e-18, Some(dec!(0.0000000000000000012345678901))),
            (1e-300, Some(dec!(0))),
            (1e28, Some(dec!(10000000000000000000000000000))),
            (1e29, None),
            (f64::MAX, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ];
        for (float, expected) in cases {
            assert_eq!(decimal_of(float), expected, "{float}");
        }
    }
}
