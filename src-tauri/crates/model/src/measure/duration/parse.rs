use rust_decimal::Decimal;

use super::super::meaning::Meaning;
use super::super::quantity;
use super::{Duration, TimeUnit};
use crate::numeral::chinese_numeral;

/// Spellings; one stands before those it begins with.
const SPELLINGS: [(&str, TimeUnit); 22] = [
    ("个工作日", TimeUnit::Workday),
    ("工作日", TimeUnit::Workday),
    ("个小时", TimeUnit::Hour),
    ("小时", TimeUnit::Hour),
    ("分钟", TimeUnit::Minute),
    ("秒钟", TimeUnit::Second),
    ("秒", TimeUnit::Second),
    ("个自然日", TimeUnit::Day),
    ("自然日", TimeUnit::Day),
    ("日历天", TimeUnit::Day),
    ("天", TimeUnit::Day),
    ("日", TimeUnit::Day),
    ("个星期", TimeUnit::Week),
    ("星期", TimeUnit::Week),
    ("个周", TimeUnit::Week),
    ("周", TimeUnit::Week),
    ("个季度", TimeUnit::Quarter),
    ("季度", TimeUnit::Quarter),
    ("个月", TimeUnit::Month),
    ("月", TimeUnit::Month),
    ("周年", TimeUnit::Year),
    ("年", TimeUnit::Year),
];

/// A duration, or a month that may be one. `None` when the text is neither.
pub(in super::super) fn parse(text: &str) -> Option<Meaning> {
    let (first, mut rest) = part(text)?;
    let mut whole = first;
    while !rest.is_empty() {
        let (next, tail) = part(rest).or_else(|| minutes_behind_hours(whole, rest))?;
        whole = join(whole, next)?;
        rest = tail;
    }
    let is_alone = whole == first;
    match first.month_name(text) {
        Some(month) if is_alone => Some(Meaning::MonthOrMonths(month)),
        _ => Some(Meaning::Duration(whole)),
    }
}

impl Duration {
    /// `12月`, not `12个月` and not `18月`.
    fn month_name(self, text: &str) -> Option<u8> {
        let whole = self.number.fract().is_zero() && !text.contains('个');
        let number = u8::try_from(self.number).ok().filter(|number| (1..=12).contains(number))?;
        (whole && self.unit == TimeUnit::Month).then_some(number)
    }
}

fn part(text: &str) -> Option<(Duration, &str)> {
    let (number, rest) = if text.starts_with(|c: char| c.is_ascii_digit()) {
        quantity::number(text)?.ok()?
    } else {
        chinese_numeral(text)?
    };
    let (unit, rest) = SPELLINGS.iter().find_map(|(word, unit)| Some((*unit, rest.strip_prefix(word)?)))?;
    // Nothing takes a thousand years: `2023年13月` is a date that does not exist.
    let is_calendar_year = unit == TimeUnit::Year && number >= Decimal::ONE_THOUSAND;
    Some((Duration::new(number, unit)?, rest)).filter(|_| !is_calendar_year)
}

/// `分` alone may be points; behind hours it is minutes.
fn minutes_behind_hours(before: Duration, text: &str) -> Option<(Duration, &str)> {
    let (number, rest) = quantity::number(text)?.ok()?;
    let rest = rest.strip_prefix('分')?;
    (before.unit == TimeUnit::Hour).then_some((Duration::new(number, TimeUnit::Minute)?, rest))
}

/// `12小时` and `28分` make 748 minutes; the second unit must be the smaller one of the same base.
fn join(whole: Duration, next: Duration) -> Option<Duration> {
    let ((base, factor), (next_base, next_factor)) = (whole.unit.base(), next.unit.base());
    if base != next_base || factor <= next_factor {
        return None;
    }
    let converted = whole.number.checked_mul(factor.checked_div(next_factor)?)?;
    Duration::new(converted.checked_add(next.number)?, next.unit)
}
