//! Points and spans of the calendar. What is coarser than a day is a span of days: `12月` may be any day of December.

mod parse;

use std::fmt;

pub(super) use parse::parse;

/// A point or a span in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// A day, a month, a year …
    In {
        /// The year, where it is printed.
        year: Year,
        /// What of the year.
        part: Part,
    },
    /// Every month on this day: `每月25日`; 31 for `每月底`.
    EveryMonth(u8),
}

/// The year of a date as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// None is printed: the form's, or that of the date beside it.
    Unwritten,
    /// `2023年`.
    Of(u16),
    /// `当年`, `本年`: the year evaluated.
    Current,
    /// `次年`, `翌年`: the year behind the one evaluated.
    Next,
    /// `上年`.
    Previous,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `12月31日`.
    Day {
        /// 1–12.
        month: u8,
        /// 1–31, never past the month's end.
        day: u8,
    },
    /// `12月上旬`, `12月底`.
    Third {
        /// 1–12.
        month: u8,
        /// Which.
        third: Third,
    },
    /// `12月`.
    Month(u8),
    /// `1月-12月`: the time that work takes, and no date by which it is done.
    Months {
        /// First month, 1–12.
        first: u8,
        /// Last month, 1–12, not before the first.
        last: u8,
    },
    /// `第三季度`, 1–4.
    Quarter(u8),
    /// `上半年` (1), `下半年` (2).
    Half(u8),
    /// `2023年`, `年内`: any day of the year.
    Whole,
    /// `年底`: a day of December.
    End,
}

/// A third of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Third {
    /// 上旬, 初: the 1st to the 10th.
    Early,
    /// 中旬, 中: the 11th to the 20th.
    Middle,
    /// 下旬: from the 21st on.
    Late,
    /// 底, 末: as 下旬.
    End,
}

/// A day of a known year; earlier days are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

impl Day {
    /// Its number in a count of days without gaps; the difference of two is the days between them.
    #[must_use]
    pub fn number(self) -> i64 {
        // Years that begin in March have their leap day at the end.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i64::from(self.day)
    }
}

impl Part {
    /// The first and the last day that it may mean, in `year`.
    #[must_use]
    pub const fn days(self, year: u16) -> (Day, Day) {
        match self {
            Self::Day { month, day } => {
                let day = Day { year, month, day };
                (day, day)
            }
            Self::Third { month, third } => {
                let (first, last) = match third {
                    Third::Early => (1, 10),
                    Third::Middle => (11, 20),
                    Third::Late | Third::End => (21, length(Some(year), month)),
                };
                (Day { year, month, day: first }, Day { year, month, day: last })
            }
            Self::Month(month) => months(year, month, month),
            Self::Months { first, last } => months(year, first, last),
            Self::Quarter(quarter) => months(year, quarter * 3 - 2, quarter * 3),
            Self::Half(half) => months(year, half * 6 - 5, half * 6),
            Self::Whole => months(year, 1, 12),
            Self::End => months(year, 12, 12),
        }
    }

    /// A span that `前` and `后` may leave in or out: `12月前` ends with November, or with December. `12月底前` ends with December.
    #[must_use]
    pub const fn is_span(self) -> bool {
        match self {
            Self::Month(_) | Self::Months { .. } | Self::Quarter(_) | Self::Half(_) | Self::Whole => true,
            Self::Day { .. } | Self::Third { .. } | Self::End => false,
        }
    }
}

/// From the first day of a month to the last of another.
const fn months(year: u16, first: u8, last: u8) -> (Day, Day) {
    (Day { year, month: first, day: 1 }, Day { year, month: last, day: length(Some(year), last) })
}

/// Days of a month; 29 in February when the year is not known.
const fn length(year: Option<u16>, month: u8) -> u8 {
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

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EveryMonth(31) => f.write_str("每月底"),
            Self::EveryMonth(day) => write!(f, "每月{day}日"),
            Self::In { year: Year::Of(year), part: Part::Whole } => write!(f, "{year}年"),
            Self::In { year: Year::Of(year), part: Part::End } => write!(f, "{year}年底"),
            Self::In { year, part } => write!(f, "{year}{part}"),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritten => Ok(()),
            Self::Of(year) => write!(f, "{year}年"),
            Self::Current => f.write_str("当年"),
            Self::Next => f.write_str("次年"),
            Self::Previous => f.write_str("上年"),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day { month, day } => write!(f, "{month}月{day}日"),
            Self::Third { month, third } => write!(f, "{month}月{}", third.name()),
            Self::Month(month) => write!(f, "{month}月"),
            Self::Months { first, last } => write!(f, "{first}月-{last}月"),
            Self::Quarter(quarter) => write!(f, "第{quarter}季度"),
            Self::Half(1) => f.write_str("上半年"),
            Self::Half(_) => f.write_str("下半年"),
            Self::Whole => f.write_str("年内"),
            Self::End => f.write_str("年底"),
        }
    }
}

impl Third {
    const fn name(self) -> &'static str {
        match self {
            Self::Early => "上旬",
            Self::Middle => "中旬",
            Self::Late => "下旬",
            Self::End => "底",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_without_gaps() {
        let day = |year, month, day| Day { year, month, day }.number();
        for (from, to, expected) in [
            (day(2023, 12, 31), day(2024, 1, 5), 5),
            (day(2024, 2, 28), day(2024, 3, 1), 2),
            (day(2023, 2, 28), day(2023, 3, 1), 1),
            (day(2023, 1, 1), day(2024, 1, 1), 365),
            (day(2024, 1, 1), day(2025, 1, 1), 366),
            (day(1900, 2, 28), day(1900, 3, 1), 1),
        ] {
            assert_eq!(to - from, expected);
        }
    }
}
