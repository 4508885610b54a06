//! Numbers and dates of a table: the value counts, and the paragraph tells the format.

use jixiao_sheet::{Number, NumberFormat, Value};
use rust_decimal::Decimal;

use crate::read::cell_format::general;
use crate::read::decimal_of;

/// The number `float` that a reader sees as `shown`; a text where no number format shows that; `None` when the number
/// does not fit.
pub(super) fn of(float: f64, shown: &str) -> Option<Value> {
    let value = decimal_of(float)?;
    let shown = shown.trim().trim_start_matches(['¥', '￥', '$', '€', '£']).trim();
    // Accountants write negative numbers in brackets.
    let inside = shown.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let negative = inside.filter(|_| value < Decimal::ZERO).map(|inside| format!("-{}", inside.trim()));
    let shown = negative.as_deref().unwrap_or(shown);
    let plain = general(value, "");
    if shown.is_empty() || plain.shown() == shown || value.is_zero() && shown == "-" {
        return Some(plain);
    }
    if shown == "%" {
        let format = NumberFormat { percent: true, ..NumberFormat::default() };
        return Some(Value::Number(Number { value, format }));
    }
    let number = Number { value, format: format_of(shown) };
    let is_shown = number.shown() == shown;
    Some(if is_shown { Value::Number(number) } else { Value::Text(shown.to_owned()) })
}

/// The format that a text such as `36,751.12`, `98.94%` or `10.00分` suggests.
fn format_of(shown: &str) -> NumberFormat {
    let digits = shown.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '-')).unwrap_or(shown.len());
    let (digits, tail) = shown.split_at(digits);
    let suffix = tail.strip_prefix('%').unwrap_or(tail);
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    NumberFormat {
        decimals: Some(u32::try_from(decimals).unwrap_or_default().min(Decimal::MAX_SCALE)),
        grouped: digits.contains(','),
        percent: suffix.len() < tail.len(),
        suffix: suffix.to_owned(),
    }
}

/// A date as shown where it is Chinese, else as `2021-12-31`, with the time where one is shown.
pub(super) fn date(value: &str, shown: &str) -> String {
    if shown.contains(['年', '月']) || value.is_empty() {
        return shown.to_owned();
    }
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    match time.get(..5) {
        Some(time) if shown.contains(':') => format!("{date} {time}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_in_the_file() {
        let cases = [
            (0.9894, "98.94%", "98.94%"),
            (36751.12, "36,751.12", "36,751.12"),
            (36751.12, " 36,751.12 ", "36,751.12"),
            (10.0, "10.00分", "10.00分"),
            (10.0, "10", "10"),
            (0.5, "%", "50%"),
            (0.0, "-", "0"),
            (95.0, "≥95", "≥95"),
            (12.0, "¥12.00", "12.00"),
            (3.5, "", "3.5"),
            (-12.5, "(12.50)", "-12.50"),
            (12.5, "(12.50)", "(12.50)"),
            (1.0 / 3.0, "0.3333333333", "0.3333333333"),
        ];
        for (value, shown, expected) in cases {
            assert_eq!(of(value, shown).unwrap().shown(), expected, "{shown}");
        }
        assert_eq!(of(1e300, "1E+300"), None);
        assert_eq!(date("2021-12-31", "12/31/21"), "2021-12-31");
        assert_eq!(date("2021-12-31", "2021年12月31日"), "2021年12月31日");
        assert_eq!(date("2021-12-31T08:30:00", "12/31/21 08:30"), "2021-12-31 08:30");
    }
}
