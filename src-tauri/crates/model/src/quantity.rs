use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::entry::Figure;
use crate::numeral::parse_decimal;

/// Declares a newtype over [`Decimal`] that knows which unit it may be printed with.
macro_rules! figure {
    ($(#[$doc:meta])* $name:ident, $units:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Decimal);

        impl Figure for $name {
            fn parse(text: &str) -> Option<Self> {
                let units: &[&str] = $units;
                let number = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
                parse_decimal(number).map(Self)
            }
        }
    };
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
