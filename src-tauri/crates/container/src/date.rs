//! Dates as the numbers that number formats show.

/// The days since the end of 1899 of `2021-12-31T12:00:00.000`; `None` for what is no date from 1900-03-01 on.
pub(crate) fn serial(text: &str) -> Option<f64> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if parts.next().is_some()
        || !(1900..=9999).contains(&year)
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
    {
        return None;
    }
    let mut clock = time.trim_end_matches('Z').split(':').map(|part| part.split('.').next().unwrap_or(part));
    let mut next = || clock.next().and_then(|part| part.parse::<i64>().ok()).unwrap_or_default();
    let seconds = next().clamp(0, 23) * 3600 + next().clamp(0, 59) * 60 + next().clamp(0, 59);
    let days = days(year, month, day);
    (days >= FIRST).then(|| fraction(days * DAY + seconds))
}

/// 1900-03-01; Excel believes that there was a 29th of February before it.
const FIRST: i64 = 61;
const DAY: i64 = 86_400;

/// Days since 1899-12-30, by counting years from March as calendars are computed.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_1899_12_30 = 693_899;
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - before_1899_12_30
}

#[expect(
    clippy::cast_precision_loss,
    clippy::float_arithmetic,
    reason = "a cell's date is a floating point number"
)]
fn fraction(seconds: i64) -> f64 {
    seconds as f64 / DAY as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days() {
        let cases = [
            ("2021-12-31T00:00:00.000", Some(44561.0)),
            ("2021-12-31T12:00:00", Some(44561.5)),
            ("1900-03-01", Some(61.0)),
            ("2024-02-29", Some(45351.0)),
            ("1899-12-31", None),
            ("2021-13-01", None),
            ("甲", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(serial(text), expected, "{text}");
        }
    }
}
