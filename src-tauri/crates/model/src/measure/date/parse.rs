use rust_decimal::prelude::ToPrimitive as _;

use super::super::ambiguity::Ambiguity;
use super::super::meaning::Meaning;
use super::super::operator::Operator;
use super::{Date, Part, Third, Year, length};
use crate::numeral::chinese_numeral;

/// Words behind a date that make it a limit, and which; a word stands before those it ends with.
const LIMITS: [(&str, Operator); 7] = [
    ("之前", Operator::AtMost),
    ("以前", Operator::AtMost),
    ("前", Operator::AtMost),
    ("之后", Operator::MoreThan),
    ("以后", Operator::MoreThan),
    ("后", Operator::MoreThan),
    ("起", Operator::AtLeast),
];

/// Words around a date that say no more than that something is done by then.
const DONE_FRONT: [&str; 8] = ["已于", "已在", "截止到", "截至", "截止", "于", "在", "至"];
const DONE_BACK: [&str; 3] = ["已完成", "完成", "完毕"];

/// A date as it is said: what it means, and the limit that it names.
pub(in super::super) struct WrittenDate {
    pub meaning: Meaning,
    pub limit: Option<Operator>,
}

/// `None` when the text is no date.
pub(in super::super) fn parse(text: &str) -> Option<WrittenDate> {
    let text = DONE_FRONT.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = DONE_BACK.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let limit = LIMITS.iter().find_map(|(word, limit)| Some((text.strip_suffix(word)?, *limit)));
    let (core, limit) = limit.map_or((text, None), |(core, limit)| (core, Some(limit)));
    let meaning = written(core, limit.is_some()).map(Meaning::Date).or_else(|| numeric(core))?;
    let limit = limit.map(|limit| strict(limit, &meaning));
    Some(WrittenDate { meaning, limit })
}

/// `12月前` may leave December out.
const fn strict(limit: Operator, meaning: &Meaning) -> Operator {
    match (limit, meaning) {
        (Operator::AtMost, Meaning::Date(Date::In { part, .. })) if part.is_span() => Operator::LessThan,
        _ => limit,
    }
}

/// Dates written with 年, 月 and 日. `limited`: a word behind it makes `12月` a month and no number of months.
fn written(text: &str, limited: bool) -> Option<Date> {
    if let Some(rest) = text.strip_prefix("每月").or_else(|| text.strip_prefix("每个月")) {
        return every_month(rest);
    }
    let (year, rest) = year_of(text)?;
    let part = part(rest, year, limited)?;
    Some(Date::In { year, part })
}

fn every_month(text: &str) -> Option<Date> {
    if matches!(text, "底" | "末" | "月底" | "月末") {
        return Some(Date::EveryMonth(31));
    }
    let (day, rest) = small_number(text)?;
    let valid = matches!(rest, "日" | "号" | "日期") && (1..=31).contains(&day);
    valid.then_some(Date::EveryMonth(day))
}

/// Words for the year evaluated and its neighbours. 明年 and 去年 are said from the day of writing, and are not among them.
const YEARS: [(&str, Year); 11] = [
    ("当年度", Year::Current),
    ("当年", Year::Current),
    ("本年度", Year::Current),
    ("本年", Year::Current),
    ("次年", Year::Next),
    ("翌年", Year::Next),
    ("下一年", Year::Next),
    ("下年", Year::Next),
    ("第二年", Year::Next),
    ("上一年", Year::Previous),
    ("上年", Year::Previous),
];

/// The year at the front, and what follows it.
fn year_of(text: &str) -> Option<(Year, &str)> {
    if let Some(found) = YEARS.iter().find_map(|(word, year)| Some((*year, text.strip_prefix(word)?))) {
        return Some(found);
    }
    match text.split_once('年') {
        // 年底, 年内, 上半年: no year in front.
        Some(("" | "上半" | "下半", _)) | None => Some((Year::Unwritten, text)),
        Some((digits, rest)) => Some((Year::Of(year(digits)?), rest.strip_prefix("度").unwrap_or(rest))),
    }
}

fn part(text: &str, year: Year, limited: bool) -> Option<Part> {
    let has_year = year != Year::Unwritten;
    match text {
        "" | "内" if has_year => return Some(Part::Whole),
        "年内" => return Some(Part::Whole),
        "底" | "末" if has_year => return Some(Part::End),
        "年底" | "年末" => return Some(Part::End),
        "上半年" => return Some(Part::Half(1)),
        "下半年" => return Some(Part::Half(2)),
        _ => {}
    }
    quarter(text).or_else(|| month(text, year, limited))
}

/// `第三季度`, `三季度末`, `3季度`. Three quarters of a year are written `三个季度`.
fn quarter(text: &str) -> Option<Part> {
    let (number, rest) = small_number(text.strip_prefix('第').unwrap_or(text))?;
    let behind = rest.strip_prefix("季度")?;
    let valid = (1..=4).contains(&number);
    match behind {
        "" | "内" if valid => Some(Part::Quarter(number)),
        "末" | "底" if valid => Some(Part::Third { month: number * 3, third: Third::End }),
        _ => None,
    }
}

fn month(text: &str, year: Year, limited: bool) -> Option<Part> {
    let (month, rest) = small_number(text).filter(|(month, _)| (1..=12).contains(month))?;
    if let Some(last) = rest.strip_prefix('月').unwrap_or(rest).strip_prefix(['-', '~', '至', '到']) {
        return span(month, last);
    }
    let third = |third: Third| Some(Part::Third { month, third });
    match rest.strip_prefix('月')? {
        // Without a year, `12月` may be twelve months: see `Meaning::MonthOrMonths`.
        "" if year != Year::Unwritten || limited => Some(Part::Month(month)),
        "内" if year != Year::Unwritten => Some(Part::Month(month)),
        "份" | "份内" => Some(Part::Month(month)),
        "初" | "上旬" => third(Third::Early),
        "中" | "中旬" => third(Third::Middle),
        "下旬" => third(Third::Late),
        "底" | "末" | "份底" | "份末" => third(Third::End),
        rest => day(year, month, rest.strip_suffix(['日', '号'])?),
    }
}

fn span(first: u8, text: &str) -> Option<Part> {
    let (last, rest) = small_number(text)?;
    let valid = matches!(rest, "月" | "月份" | "月底") && (first..=12).contains(&last);
    valid.then_some(Part::Months { first, last })
}

fn day(year: Year, month: u8, digits: &str) -> Option<Part> {
    let (day, rest) = small_number(digits)?;
    let written = match year {
        Year::Of(year) => Some(year),
        Year::Unwritten | Year::Current | Year::Next | Year::Previous => None,
    };
    let valid = rest.is_empty() && (1..=length(written, month)).contains(&day);
    valid.then_some(Part::Day { month, day })
}

/// `2021-12-31`, `2021/12/31`, `2021.12.31`, `2021-12`; `2021.12` may be a number. A time of day behind it says nothing more.
fn numeric(text: &str) -> Option<Meaning> {
    let text = text.split_once(' ').filter(|(_, time)| is_time(time)).map_or(text, |(date, _)| date);
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator);
    let first = Year::Of(year(parts.next()?)?);
    let (month, rest) = small_number(parts.next()?).filter(|(month, _)| (1..=12).contains(month))?;
    if !rest.is_empty() {
        return None;
    }
    let date = |part| Meaning::Date(Date::In { year: first, part });
    match (parts.next(), parts.next()) {
        (None, _) if separator == '-' => Some(date(Part::Month(month))),
        (None, _) => Some(Meaning::Ambiguous(Ambiguity::DateOrNumber)),
        (Some(digits), None) => day(first, month, digits).map(date),
        (Some(_), Some(_)) => None,
    }
}

/// `00:00:00`, `9:30`.
fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// A year of four digits between 1990 and 2100, `二〇二三` too; anything else behind 年 counts years.
fn year(digits: &str) -> Option<u16> {
    if digits.chars().count() != 4 {
        return None;
    }
    let number = if digits.bytes().all(|c| c.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        chinese_numeral(digits).filter(|(_, rest)| rest.is_empty()).and_then(|(number, _)| number.to_u16())
    };
    number.filter(|year| (1990..=2100).contains(year))
}

/// One or two digits at the front, or a Chinese numeral below a hundred.
fn small_number(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if (1..=2).contains(&digits.len()) {
        return Some((digits.parse().ok()?, rest));
    }
    let (number, rest) = chinese_numeral(text).filter(|_| digits.is_empty())?;
    number.to_u8().filter(|number| *number < 100).map(|number| (number, rest))
}
