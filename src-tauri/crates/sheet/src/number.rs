use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use jixiao_model::half_up;

/// Decimals that a person types at the most: 万元 down to the cent.
const TYPED_DECIMALS: u32 = 6;
/// The same for percents.
const TYPED_PERCENT_DECIMALS: u32 = 4;

/// How a number is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NumberFormat {
    /// Decimals shown; `None` shows the number's own digits (Excel's General).
    pub decimals: Option<u32>,
    /// Thousands separators.
    pub grouped: bool,
    /// The number is shown a hundred times as large, with `%`.
    pub percent: bool,
    /// A text behind the number, such as `分`.
    pub suffix: String,
}

/// A numeric cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number {
    /// The value stored; 0.9894 for a shown `98.94%`.
    pub value: Decimal,
    /// How it is shown.
    pub format: NumberFormat,
}

impl Number {
    /// The text that a reader sees.
    #[must_use]
    pub fn shown(&self) -> String {
        let scaled =
            if self.format.percent { self.value.checked_mul(Decimal::ONE_HUNDRED) } else { Some(self.value) };
        let digits = match (scaled, self.format.decimals) {
            // A hundred times a number of 27 digits has no place in a decimal; its digits have.
            (None, _) => format!("{}00", half_up(self.value, 0)),
            (Some(scaled), Some(decimals)) => with_decimals(scaled, decimals),
            (Some(scaled), None) => scaled.normalize().to_string(),
        };
        let digits = if self.format.grouped { group(&digits) } else { digits };
        let percent = if self.format.percent { "%" } else { "" };
        format!("{digits}{percent}{}", self.format.suffix)
    }

    /// The text with all digits that someone may have typed: 89.974 where `#,##0` shows 90. A number of more digits was computed, and
    /// counts as shown.
    #[must_use]
    pub fn exact(&self) -> String {
        let most = if self.format.percent { TYPED_PERCENT_DECIMALS } else { TYPED_DECIMALS };
        let scale = self.value.normalize().scale();
        let own = if self.format.percent { scale.saturating_sub(2) } else { scale };
        let is_rounded = self.format.decimals.is_some_and(|decimals| decimals < own);
        if !is_rounded || own > most {
            return self.shown();
        }
        let format = NumberFormat { decimals: Some(own), ..self.format.clone() };
        Self { value: self.value, format }.shown()
    }

    /// The number that shows exactly as `text`, or `None` when no number does (`007`, `1 314`, words). The only unit taken into the format is `分`.
    #[must_use]
    pub fn showing(text: &str) -> Option<Self> {
        let is_digit = |c: char| matches!(c, '0'..='9' | '.' | ',' | '-');
        let digits_end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
        Self::showing_parts(&text[..digits_end], &text[digits_end..]).filter(|number| number.shown() == text)
    }

    fn showing_parts(digits: &str, tail: &str) -> Option<Self> {
        let value: Decimal = digits.replace(',', "").parse().ok()?;
        let suffix = tail.strip_prefix('%').unwrap_or(tail);
        let percent = suffix.len() < tail.len();
        if !matches!(suffix, "" | "分") {
            return None;
        }
        let format = NumberFormat {
            decimals: Some(value.scale()),
            grouped: digits.contains(','),
            percent,
            suffix: suffix.to_owned(),
        };
        let value = if percent { value.checked_div(Decimal::ONE_HUNDRED)? } else { value };
        Some(Self { value, format })
    }
}

/// The digits of a number rounded half up to so many decimals, with zeros where a decimal has no place for more.
fn with_decimals(value: Decimal, decimals: u32) -> String {
    let rounded = half_up(value, decimals.min(Decimal::MAX_SCALE));
    let mut digits = rounded.to_string();
    if decimals > 0 && rounded.scale() == 0 {
        digits.push('.');
    }
    let missing = decimals.min(Decimal::MAX_SCALE).saturating_sub(rounded.scale());
    digits.extend(std::iter::repeat_n('0', missing as usize));
    digits
}

/// Puts a comma between each three digits of the whole part.
fn group(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map(|f| format!(".{f}")).unwrap_or_default();
    format!("{sign}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_number_shows_as_the_text_it_came_from() {
        for text in ["20", "20.00", "36,751.12", "98.94%", "10.00分", "0", "-3.5", "100%", "1,000"] {
            assert_eq!(Number::showing(text).map(|n| n.shown()).as_deref(), Some(text), "{text}");
        }
        assert_eq!(Number::showing("98.94%").unwrap().value, dec!(0.9894));
    }

    #[test]
    fn digits_that_someone_typed_are_not_rounded_away() {
        let number = |value, decimals, percent| {
            let format =
                NumberFormat { decimals: Some(decimals), grouped: true, percent, suffix: String::new() };
            Number { value, format }.exact()
        };
        assert_eq!(number(dec!(89.974), 0, false), "89.974");
        assert_eq!(number(dec!(1234.5), 2, false), "1,234.50");
        assert_eq!(number(dec!(33.333333333333), 2, false), "33.33");
        assert_eq!(number(dec!(0.996), 0, true), "99.6%");
        assert_eq!(number(dec!(0.9894736842), 2, true), "98.95%");
    }

    #[test]
    fn no_number_is_too_large_to_show() {
        let cases = [
            (Decimal::MAX, Some(28), false, "79228162514264337593543950335.0000000000000000000000000000"),
            (dec!(12.5), Some(27), false, "12.500000000000000000000000000"),
            (dec!(1000000000000000000000000000), Some(2), true, "100000000000000000000000000000%"),
            (Decimal::MIN, None, true, "-7922816251426433759354395033500%"),
            (dec!(1.5), Some(99), false, "1.5000000000000000000000000000"),
        ];
        for (value, decimals, percent, expected) in cases {
            let format = NumberFormat { decimals, percent, ..NumberFormat::default() };
            assert_eq!(Number { value, format }.shown(), expected);
        }
    }

    #[test]
    fn other_texts_stay_texts() {
        for text in ["", "/", "007", "1 314", "1,31", "5.", "+5", "—", "--1", "104家", "12月"] {
            assert_eq!(Number::showing(text), None, "{text}");
        }
    }
}
