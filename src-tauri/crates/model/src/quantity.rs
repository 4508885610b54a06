use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use crate::decimal::half_up;
use crate::entry::Figure;
use crate::numeral::parse_decimal;

/// Figures of forms are below this, in whatever unit: a hundred times what a country spends in a year, counted in 元. A greater one
/// is a slip of the keyboard, stays as it was typed and is told; what is calculated with leaves room for sums over any document
/// and for every unit of money.
pub const FIGURE_LIMIT: Decimal = dec!(10_000_000_000_000_000);

/// Declares a newtype over [`Decimal`] that knows which unit it may be printed with.
macro_rules! figure {
    ($(#[$doc:meta])* $name:ident, $units:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Decimal);

        impl Figure for $name {
            fn parse(text: &str) -> Option<Self> {
                parse_decimal(without_unit(text, $units)).filter(is_counted).map(Self)
            }

            fn is_too_large(text: &str) -> bool {
                is_number_beyond(without_unit(text, $units))
            }
        }
    };
}

fn without_unit<'t>(text: &'t str, units: &[&str]) -> &'t str {
    units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text)
}

fn is_counted(number: &Decimal) -> bool {
    number.abs() < FIGURE_LIMIT
}

/// A number that is no figure because of its size, however many digits it has.
fn is_number_beyond(text: &str) -> bool {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let digits = digits.strip_prefix('-').unwrap_or(&digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let limit = FIGURE_LIMIT.to_string();
    are_digits(whole) && are_digits(fraction) && whole.trim_start_matches('0').len() >= limit.len()
}

figure!(
    /// A sum of money as printed, in the unit of its form. Amounts of two forms are added up and compared as [`Money`].
    Amount,
    &["万元", "元"]
);
/// Money in 元, whatever unit it was printed in: what may be added up and compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub Decimal);

figure!(
    /// Points: a weight, a score or a total, 0–100. Printed with or without `分`; weights as shares of a hundred, too (20%).
    Points,
    &["分", "%"]
);
figure!(
    /// A percentage as printed: `98.94%` is 98.94. A rate may exceed 100.
    Percent,
    &["%"]
);

impl Percent {
    /// As the forms print it, rounded half up to two decimals: 98.937 is `98.94%`.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{}%", half_up(self.0, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Entry;

    #[test]
    fn a_percentage_is_shown_rounded_half_up() {
        let shown = |rate| Percent(rate).shown();
        assert_eq!(
            [dec!(98.937), dec!(98.935), dec!(98.9349), dec!(66.666_666), dec!(5)].map(shown),
            ["98.94%", "98.94%", "98.93%", "66.67%", "5.00%"]
        );
    }

    #[test]
    fn a_figure_has_its_limit() {
        let nines = "9".repeat(29);
        for (text, is_figure, is_too_large) in [
            ("9,999,999,999,999,999.99", true, false),
            ("-9999999999999999万元", true, false),
            ("10000000000000000", false, true),
            ("-10,000,000,000,000,000.00元", false, true),
            ("00000000000000000001", true, false),
            (nines.as_str(), false, true),
            (&"9".repeat(300), false, true),
            ("九百", false, false),
            ("2021-12-3100000000000000", false, false),
            ("", false, false),
        ] {
            let entry = Entry::<Amount>::new(text);
            assert_eq!((entry.value().is_some(), entry.is_too_large()), (is_figure, is_too_large), "{text}");
        }
        assert!(Entry::<Percent>::new(format!("{nines}%")).is_too_large());
        assert!(Entry::<Points>::new(format!("{nines}分")).is_too_large());
    }
}
