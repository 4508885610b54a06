use std::fmt;

use super::{Ambiguity, Meaning};

/// A point in the calendar. The year is absent where the form does not print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// `2021年12月31日`, `12月31日`.
    Day {
        /// The year.
        year: Option<u16>,
        /// 1–12.
        month: u8,
        /// 1–31, never past the month's end.
        day: u8,
    },
    /// The end of a month: `12月底`, `2021年12月`.
    MonthEnd {
        /// The year.
        year: Option<u16>,
        /// 1–12.
        month: u8,
    },
    /// The end of a year: `2021年`, `2021年底`; without a number, `年底`.
    YearEnd(Option<u16>),
    /// Every month on this day: `每月25日`; 31 for `每月底`.
    EveryMonth(u8),
    /// `2021年1月-12月`.
    Months {
        /// The year.
        year: Option<u16>,
        /// First month, 1–12.
        first: u8,
        /// Last month, 1–12, not before the first.
        last: u8,
    },
}

impl Date {
    /// The last day that it covers, as (year, month, day); `None` for a day of every month.
    #[must_use]
    pub const fn end(self) -> Option<(Option<u16>, u8, u8)> {
        match self {
            Self::Day { year, month, day } => Some((year, month, day)),
            Self::MonthEnd { year, month } | Self::Months { year, last: month, .. } => {
                Some((year, month, days(year, month)))
            }
            Self::YearEnd(year) => Some((year, 12, 31)),
            Self::EveryMonth(_) => None,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: &Option<u16>| year.map(|year| format!("{year}年")).unwrap_or_default();
        match self {
            Self::Day { year: y, month, day } => write!(f, "{}{month}月{day}日", year(y)),
            Self::MonthEnd { year: y, month } => write!(f, "{}{month}月底", year(y)),
            Self::YearEnd(None) => f.write_str("年底"),
            Self::YearEnd(y) => write!(f, "{}底", year(y)),
            Self::EveryMonth(31) => f.write_str("每月底"),
            Self::EveryMonth(day) => write!(f, "每月{day}日"),
            Self::Months { year: y, first, last } => write!(f, "{}{first}月-{last}月", year(y)),
        }
    }
}

/// A date and whether `前` makes it a limit. `None` when the text is no date.
pub(super) fn parse(text: &str) -> Option<(Meaning, bool)> {
    let limit = ["之前", "以前", "前"].iter().find_map(|word| text.strip_suffix(word));
    let core = limit.unwrap_or(text);
    let date = written(core).or_else(|| numeric(core))?;
    Some((date, limit.is_some()))
}

/// Dates written with 年, 月 and 日.
fn written(text: &str) -> Option<Meaning> {
    let date = match text.strip_prefix("每月").or_else(|| text.strip_prefix("每个月")) {
        Some(rest) => every_month(rest)?,
        None => in_year(text)?,
    };
    Some(Meaning::Date(date))
}

fn every_month(text: &str) -> Option<Date> {
    if matches!(text, "底" | "末" | "月底" | "月末") {
        return Some(Date::EveryMonth(31));
    }
    let (day, rest) = small_number(text)?;
    let valid = matches!(rest, "日" | "号" | "日期") && (1..=31).contains(&day);
    valid.then_some(Date::EveryMonth(day))
}

fn in_year(text: &str) -> Option<Date> {
    if matches!(text, "年底" | "年末" | "当年底" | "当年年底") {
        return Some(Date::YearEnd(None));
    }
    let (year, rest) = match text.split_once('年') {
        Some((digits, rest)) => (Some(year(digits)?), rest.strip_prefix("度").unwrap_or(rest)),
        None => (text.strip_prefix("当年").and(None), text.strip_prefix("当年").unwrap_or(text)),
    };
    if year.is_some() && matches!(rest, "" | "底" | "末" | "年底" | "年末") {
        return Some(Date::YearEnd(year));
    }
    in_month(year, rest)
}

fn in_month(year: Option<u16>, text: &str) -> Option<Date> {
    let (month, rest) = small_number(text).filter(|(month, _)| (1..=12).contains(month))?;
    if let Some(last) = rest.strip_prefix("月").unwrap_or(rest).strip_prefix(['-', '~', '至', '到']) {
        return months(year, month, last);
    }
    match rest.strip_prefix('月')? {
        // Without a year, `12月` may be twelve months: see `Meaning::MonthOrMonths`.
        "" if year.is_some() => Some(Date::MonthEnd { year, month }),
        "底" | "末" | "份底" | "份" => Some(Date::MonthEnd { year, month }),
        rest => day(year, month, rest.strip_suffix(['日', '号'])?),
    }
}

fn months(year: Option<u16>, first: u8, text: &str) -> Option<Date> {
    let (last, rest) = small_number(text)?;
    let valid = matches!(rest, "月" | "月份" | "月底") && (first..=12).contains(&last);
    valid.then_some(Date::Months { year, first, last })
}

fn day(year: Option<u16>, month: u8, digits: &str) -> Option<Date> {
    let (day, rest) = small_number(digits)?;
    let valid = rest.is_empty() && (1..=days(year, month)).contains(&day);
    valid.then_some(Date::Day { year, month, day })
}

/// `2021-12-31`, `2021/12/31`, `2021.12.31`, `2021-12`; `2021.12` may be a number.
fn numeric(text: &str) -> Option<Meaning> {
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator);
    let first = year(parts.next()?)?;
    let (month, rest) = small_number(parts.next()?).filter(|(month, _)| (1..=12).contains(month))?;
    if !rest.is_empty() {
        return None;
    }
    match (parts.next(), parts.next()) {
        (None, _) if separator == '-' => Some(Meaning::Date(Date::MonthEnd { year: Some(first), month })),
        (None, _) => Some(Meaning::Ambiguous(Ambiguity::DateOrNumber)),
        (Some(digits), None) => day(Some(first), month, digits).map(Meaning::Date),
        (Some(_), Some(_)) => None,
    }
}

/// A year of four digits between 1900 and 2100; anything else behind 年 counts years.
fn year(digits: &str) -> Option<u16> {
    let four = digits.len() == 4 && digits.bytes().all(|c| c.is_ascii_digit());
    four.then(|| digits.parse().ok())?.filter(|year| (1900..=2100).contains(year))
}

/// One or two digits at the front.
fn small_number(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if (1..=2).contains(&digits.len()) { Some((digits.parse().ok()?, rest)) } else { None }
}

/// Days of a month; 29 in February when the year is not known.
const fn days(year: Option<u16>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(year) if !is_leap(year) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}
