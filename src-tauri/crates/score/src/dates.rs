use std::cmp::Ordering;

use jixiao_model::{Date, Operator};

use crate::reason::{Note, Reason};

/// Whether `actual` keeps the date `target`. A date is a deadline unless the target says ≥ or >.
pub(crate) fn meets_date(
    target: Date,
    operator: Option<Operator>,
    actual: Date,
) -> Result<(bool, Option<Note>), Reason> {
    if target == actual {
        return Ok((!matches!(operator, Some(Operator::LessThan | Operator::MoreThan)), None));
    }
    let (order, note) = match (target, actual) {
        (Date::EveryMonth(limit), Date::EveryMonth(day)) => (day.cmp(&limit), None),
        // A span of work is kept by the same span only; less of it, a person judges.
        (Date::Months { .. }, Date::Months { .. }) => return Ok((false, None)),
        (Date::Months { .. } | Date::EveryMonth(_), _) | (_, Date::Months { .. } | Date::EveryMonth(_)) => {
            return Err(Reason::DifferentDates);
        }
        _ => order(target, actual)?,
    };
    let met = match operator {
        Some(Operator::AtLeast) => order != Ordering::Less,
        Some(Operator::MoreThan) => order == Ordering::Greater,
        Some(Operator::LessThan) => order == Ordering::Less,
        Some(Operator::AtMost | Operator::Equal) | None => order != Ordering::Greater,
    };
    Ok((met, note))
}

/// How `actual` stands to `target`; a missing year is the other one's.
fn order(target: Date, actual: Date) -> Result<(Ordering, Option<Note>), Reason> {
    let (Some((limit_year, limit_month, limit_day)), Some((year, month, day))) = (target.end(), actual.end())
    else {
        return Err(Reason::DifferentDates);
    };
    let days = (month, day).cmp(&(limit_month, limit_day));
    match (limit_year, year) {
        (Some(limit), Some(year)) => Ok((year.cmp(&limit).then(days), None)),
        (None, None) => Ok((days, None)),
        _ => Ok((days, Some(Note::YearTaken))),
    }
}
