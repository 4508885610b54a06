//! Lengths in edition files.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use jixiao_sheet::Length;

/// A length as a file has it: a whole number in the unit of its key, or a text with its own unit, `"10.5pt"`, `"12.5mm"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Without a unit.
    Plain(i64),
    /// With one.
    Exact(Length),
}

impl Measure {
    /// The length, where plain numbers count points.
    pub const fn points(self) -> Length {
        match self {
            Self::Plain(points) => Length::points(points),
            Self::Exact(length) => length,
        }
    }

    /// The length, where plain numbers count tenths of a millimetre.
    pub const fn tenth_mm(self) -> Length {
        match self {
            Self::Plain(tenths) => Length::tenth_mm(tenths),
            Self::Exact(length) => length,
        }
    }
}

/// `10.5pt`: thousandths of a point to the last digit.
pub fn shown(length: Length) -> String {
    format!("{}pt", Decimal::new(length.0, 3).normalize())
}

fn exact(text: &str) -> Option<Length> {
    let (digits, unit) = match (text.strip_suffix("pt"), text.strip_suffix("mm")) {
        (Some(digits), _) => (digits, Decimal::ONE_THOUSAND),
        (None, Some(digits)) => (digits, Decimal::new(720_000, 0).checked_div(Decimal::new(254, 0))?),
        (None, None) => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let length: Decimal = digits.parse().ok()?;
    let thousandths = length.checked_mul(unit)?.trunc();
    i64::try_from(thousandths).ok().filter(|thousandths| (0..=LONGEST).contains(thousandths)).map(Length)
}

/// No paper and no column is longer than ten metres.
const LONGEST: i64 = 30_000_000;

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Measure;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("长度，写作整数或“10.5pt”“12.5mm”")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Measure, E> {
        if (0..=LONGEST).contains(&number) {
            Ok(Measure::Plain(number))
        } else {
            Err(E::custom("长度应为正数"))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Measure, E> {
        exact(text)
            .map(Measure::Exact)
            .ok_or_else(|| E::custom(format!("长度“{text}”应写作“10.5pt”或“12.5mm”")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_come_back_to_the_last_digit() {
        for thousandths in [0, 1, 500, 10_500, 595_276, 64_125] {
            assert_eq!(exact(&shown(Length(thousandths))), Some(Length(thousandths)));
        }
        assert_eq!(exact("210mm"), Some(Length::tenth_mm(2100)));
        assert_eq!(exact("297mm"), Some(Length::tenth_mm(2970)));
        for wrong in ["", "pt", "10", "-1pt", "1e3pt", "10 cm", "99999999pt"] {
            assert_eq!(exact(wrong), None, "{wrong}");
        }
    }
}
