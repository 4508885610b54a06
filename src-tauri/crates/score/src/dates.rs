//! Whether a date keeps a deadline. Both are spans of days: only what holds for every day of them is decided, the rest is asked.

use jixiao_model::{Date, Day, Operator, Part, Year};

use crate::reason::{Note, Reason};

/// A year without any: forms that print none are compared within one. A leap year, so that every day exists in it.
const SOME_YEAR: u16 = 2000;

/// Forms are filled in within so many days behind the year: a date without a year may be one of them.
const FILLED_IN_WITHIN: i64 = 92;

/// How an actual date stands to its target.
pub(crate) struct Timing {
    pub met: bool,
    /// Days behind the deadline, at least and at most; `None` when the target is met or no deadline.
    pub late: Option<(i64, i64)>,
    pub note: Option<Note>,
}

/// A date with the operator in front of it or behind it.
#[derive(Clone, Copy)]
pub(crate) struct Dated {
    pub date: Date,
    pub operator: Option<Operator>,
}

/// Whether `actual` keeps the date `target`, which is a deadline unless it says ≥ or >. `year` is the form's.
pub(crate) fn meets_date(target: Dated, actual: Dated, year: Option<u16>) -> Result<Timing, Reason> {
    let strict = matches!(target.operator, Some(Operator::LessThan | Operator::MoreThan));
    let same = target.date == actual.date
        && (target.operator == actual.operator || !strict && !is_behind(actual.operator));
    match (target.date, actual.date) {
        _ if same => Ok(timing(true, None)),
        (Date::EveryMonth(limit), Date::EveryMonth(day)) => every_month(limit, day, actual.operator),
        (Date::EveryMonth(_), Date::In { .. }) | (Date::In { .. }, Date::EveryMonth(_)) => {
            Err(Reason::DifferentDates)
        }
        (Date::In { part: Part::Months { .. }, .. }, Date::In { part: Part::Months { .. }, .. }) => {
            // A span of work is kept by the same span only; less of it, a person judges.
            Ok(timing(false, None))
        }
        (Date::In { part: Part::Months { .. }, .. }, Date::In { .. }) => Err(Reason::DifferentDates),
        (Date::In { year: limit_year, part: limit }, Date::In { year: done_year, part: done }) => {
            let years = years(limit_year, done_year, year);
            in_years(&years, (limit, target.operator), (done, actual.operator))
        }
    }
}

const fn timing(met: bool, note: Option<Note>) -> Timing {
    Timing { met, late: None, note }
}

const fn is_behind(operator: Option<Operator>) -> bool {
    matches!(operator, Some(Operator::AtLeast | Operator::MoreThan))
}

fn every_month(limit: u8, day: u8, operator: Option<Operator>) -> Result<Timing, Reason> {
    match operator {
        Some(Operator::AtLeast | Operator::MoreThan) => Err(Reason::ActualIsBound),
        _ => Ok(timing(day <= limit, None)),
    }
}

/// The years that target and actual may be of, the likeliest first.
struct Years {
    pairs: Vec<(u16, u16)>,
    /// A year was taken that is not printed.
    taken: bool,
    /// The last pair takes the actual to be of the year behind, which only a date that is a little late can be.
    next: Option<(u16, u16)>,
}

fn years(target: Year, actual: Year, form: Option<u16>) -> Years {
    let written = |year: Year| if let Year::Of(year) = year { Some(year) } else { None };
    let base = form.or(written(target)).or(written(actual)).unwrap_or(SOME_YEAR);
    let of = |year: Year| match year {
        Year::Of(year) => Some(year),
        Year::Unwritten => None,
        Year::Current => Some(base),
        Year::Next => Some(base.saturating_add(1)),
        Year::Previous => Some(base.saturating_sub(1)),
    };
    match (of(target), of(actual)) {
        (Some(limit), Some(done)) => Years { pairs: vec![(limit, done)], taken: false, next: None },
        (None, Some(done)) if form.is_some() || written(actual).is_none() => {
            Years { pairs: vec![(base, done)], taken: true, next: None }
        }
        // Which year the deadline is of, only a date that is not early can tell.
        (None, Some(done)) => {
            Years { pairs: vec![(done, done)], taken: true, next: Some((done.saturating_sub(1), done)) }
        }
        (Some(limit), None) => {
            let mut pairs = vec![(limit, limit)];
            pairs.extend(form.filter(|year| *year != limit).map(|year| (limit, year)));
            Years { pairs, taken: true, next: Some((limit, limit.saturating_add(1))) }
        }
        (None, None) => {
            Years { pairs: vec![(base, base)], taken: false, next: Some((base, base.saturating_add(1))) }
        }
    }
}

/// Every year that the dates may be of must say the same.
fn in_years(
    years: &Years,
    (limit, target): (Part, Option<Operator>),
    (done, actual): (Part, Option<Operator>),
) -> Result<Timing, Reason> {
    let judge = |(limit_year, done_year): (u16, u16)| {
        in_one_year(limit.days(limit_year), (limit, target), done_span(done, done_year), actual)
    };
    let mut verdicts = Vec::new();
    for pair in &years.pairs {
        verdicts.push(judge(*pair)?);
    }
    if let Some(pair) = years.next
        && let Ok(verdict) = judge(pair)
        && verdict.late.is_some_and(|(least, _)| least <= FILLED_IN_WITHIN)
    {
        verdicts.push(verdict);
    }
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next().ok_or(Reason::DifferentDates)?;
    if verdicts.any(|other| other.met != first.met) {
        return Err(Reason::YearUnknown);
    }
    let note = years.taken.then_some(Note::YearTaken);
    Ok(Timing { note, ..first })
}

/// The days on which something that is said to be done may have been done: work over months is done in the last of them.
const fn done_span(done: Part, year: u16) -> (Day, Day) {
    match done {
        Part::Months { last, .. } => Part::Month(last).days(year),
        _ => done.days(year),
    }
}

fn in_one_year(
    (first, last): (Day, Day),
    (limit, target): (Part, Option<Operator>),
    (from, to): (Day, Day),
    actual: Option<Operator>,
) -> Result<Timing, Reason> {
    // 12月31日后 begins on the day behind; 12月前 has no beginning.
    let earliest = match actual {
        Some(Operator::MoreThan) => Some(to.number() + 1),
        Some(Operator::AtMost | Operator::LessThan) => None,
        Some(Operator::AtLeast | Operator::Equal) | None => Some(from.number()),
    };
    let latest = (!is_behind(actual)).then_some(to.number());
    let (first, last) = (first.number(), last.number());
    let met_by = |limit: i64| latest.is_some_and(|latest| latest <= limit);
    let met_from = |limit: i64| earliest.is_some_and(|earliest| earliest >= limit);
    let (met, missed) = match target {
        Some(Operator::AtLeast) => (met_from(first), met_by(first - 1)),
        Some(Operator::MoreThan) if limit.is_span() => (met_from(last + 1), met_by(first - 1)),
        Some(Operator::MoreThan) => (met_from(last + 1), met_by(last)),
        Some(Operator::LessThan) if limit.is_span() => (met_by(first - 1), met_from(last + 1)),
        Some(Operator::LessThan) => (met_by(last - 1), met_from(last)),
        Some(Operator::AtMost | Operator::Equal) | None => (met_by(last), met_from(last + 1)),
    };
    match (met, missed) {
        (true, _) => Ok(timing(true, None)),
        (_, true) => {
            let late = earliest.zip(latest).filter(|_| !is_behind(target));
            Ok(Timing { met: false, late: late.map(|(from, to)| (from - last, to - last)), note: None })
        }
        _ => Err(Reason::DateTooCoarse),
    }
}
