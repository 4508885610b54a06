use std::cmp::Ordering;

use jixiao_edition::{RuleKind, RuleSet};
use jixiao_model::{
    Date, Duration, Indicator, Meaning, Measure, Operator, Quantity, TimeUnit, Unit, fold, squeeze,
};
use rust_decimal::Decimal;

use crate::dates;
use crate::figures::{self, Pair};
use crate::reason::{Note, Reason};

/// What comes of holding an actual against its target.
pub(crate) enum Comparison {
    /// Nothing to score yet; why, in Chinese.
    Nothing(&'static str),
    /// Met or not, with or without numbers to divide.
    Judged(Judged),
    /// A tier of the rule set.
    Tier { index: usize, note: Option<Note> },
    /// Not comparable.
    Impossible(Reason),
}

pub(crate) struct Judged {
    pub kind: RuleKind,
    pub met: bool,
    /// Target and actual in one unit.
    pub figures: Option<(Decimal, Decimal)>,
    pub notes: Vec<Note>,
}

/// Holds the actual of a row against its target.
pub(crate) fn compare(indicator: &Indicator, rules: &RuleSet) -> Comparison {
    if indicator.is_crossed_out() {
        return Comparison::Nothing("该项未设指标，不计分");
    }
    let (target, actual) = (Measure::parse(&indicator.target), Measure::parse(&indicator.actual));
    match (target.meaning(), actual.meaning()) {
        (Meaning::CrossedOut, _) => Comparison::Nothing("目标值已划掉，不计分"),
        (Meaning::Blank, Meaning::Blank | Meaning::CrossedOut) => {
            Comparison::Nothing("没有填写目标值和实际完成值")
        }
        (_, Meaning::Blank) => Comparison::Nothing("尚未填写实际完成值"),
        (Meaning::Blank, _) => Comparison::Impossible(Reason::NoTarget),
        (_, Meaning::CrossedOut) => Comparison::Impossible(Reason::ActualCrossedOut),
        (Meaning::Words(_), answer) => words(indicator, answer, rules),
        (_, Meaning::Words(words)) => match rules.tier(&squeeze(words)) {
            Some((0, _)) => judged(kind(&target, is_cost(indicator)), true, Some(Note::TierWords)),
            _ => Comparison::Impossible(Reason::ActualIsWords),
        },
        (Meaning::Ambiguous(ambiguity), _) => {
            same_text(indicator).unwrap_or(Comparison::Impossible(Reason::UnclearTarget(*ambiguity)))
        }
        (_, Meaning::Ambiguous(ambiguity)) => Comparison::Impossible(Reason::UnclearActual(*ambiguity)),
        _ => comparable(&target, &actual, is_cost(indicator)).unwrap_or_else(Comparison::Impossible),
    }
}

/// A qualitative target: the tier that the answer names, or the target's own words.
fn words(indicator: &Indicator, answer: &Meaning, rules: &RuleSet) -> Comparison {
    if squeeze(&fold(&indicator.target)) == squeeze(&fold(&indicator.actual)) {
        return Comparison::Tier { index: 0, note: Some(Note::SameText) };
    }
    match answer {
        Meaning::Words(words) => match rules.tier(&squeeze(words)) {
            Some((index, _)) => Comparison::Tier { index, note: None },
            None => Comparison::Impossible(Reason::UnknownWords),
        },
        _ => Comparison::Impossible(Reason::TargetIsWords),
    }
}

/// Whatever an unclear target means, the same text meets it.
fn same_text(indicator: &Indicator) -> Option<Comparison> {
    let same = squeeze(&fold(&indicator.target)) == squeeze(&fold(&indicator.actual));
    same.then(|| judged(RuleKind::Equal, true, Some(Note::SameText)))
}

fn judged(kind: RuleKind, met: bool, note: Option<Note>) -> Comparison {
    Comparison::Judged(Judged { kind, met, figures: None, notes: note.into_iter().collect() })
}

fn is_cost(indicator: &Indicator) -> bool {
    indicator.level1.contains("成本") || indicator.level2.contains("成本")
}

/// Two measures that are neither blank, words nor unclear.
fn comparable(target: &Measure, actual: &Measure, cost: bool) -> Result<Comparison, Reason> {
    let operator = target.operator();
    match (target.meaning(), actual.meaning()) {
        (Meaning::MonthOrMonths(a), Meaning::MonthOrMonths(b)) => both_readings(*a, operator, *b),
        (Meaning::MonthOrMonths(a), Meaning::Quantity(b)) => both_readings(*a, operator, bare_month(b)?),
        (Meaning::MonthOrMonths(a), Meaning::Date(b)) => {
            date(month_end(*a), operator, *b, actual, Some(Note::AsMonth))
        }
        (Meaning::Date(a), Meaning::Date(b)) => date(*a, operator, *b, actual, None),
        (Meaning::Date(a), Meaning::MonthOrMonths(b)) => {
            date(*a, operator, month_end(*b), actual, Some(Note::AsMonth))
        }
        (Meaning::Date(a), Meaning::Quantity(b)) => {
            date(*a, operator, month_end(bare_month(b)?), actual, Some(Note::AsMonth))
        }
        (Meaning::Range { low, high }, Meaning::Quantity(b)) => range(low, high, b, actual),
        (Meaning::Range { low, high }, Meaning::Range { low: from, high: to }) => inside(low, from, high, to),
        (_, Meaning::Range { .. }) => Err(Reason::ActualIsBound),
        (a, b) => numbers(target, actual, in_one_unit(a, b)?, cost),
    }
}

/// Quantities and durations in one unit; anything else has no unit in common.
fn in_one_unit(target: &Meaning, actual: &Meaning) -> Result<Pair, Reason> {
    match (target, actual) {
        (Meaning::Quantity(a), Meaning::Quantity(b)) => figures::quantities(a, b),
        (Meaning::Duration(a), Meaning::Duration(b)) => figures::durations(*a, *b),
        (Meaning::Duration(a), Meaning::Quantity(b)) => {
            let (target, actual) = (a.number(), figures::bare(b, *a)?);
            Ok(Pair { target, actual, note: Some(Note::UnitTaken(a.unit().name().to_owned())) })
        }
        (Meaning::Quantity(a), Meaning::Duration(b)) => {
            let (target, actual) = (figures::bare(a, *b)?, b.number());
            Ok(Pair { target, actual, note: Some(Note::UnitTaken(b.unit().name().to_owned())) })
        }
        (Meaning::Duration(a), Meaning::MonthOrMonths(b)) => {
            Ok(Pair { note: Some(Note::AsDuration), ..figures::durations(*a, months(*b)?)? })
        }
        (Meaning::MonthOrMonths(a), Meaning::Duration(b)) => {
            Ok(Pair { note: Some(Note::AsDuration), ..figures::durations(months(*a)?, *b)? })
        }
        (a, b) => Err(Reason::DifferentUnits(unit_name(a), unit_name(b))),
    }
}

/// Two numbers in one unit, the target's operator between them.
fn numbers(target: &Measure, actual: &Measure, pair: Pair, cost: bool) -> Result<Comparison, Reason> {
    let kind = if pair.target.is_zero() { RuleKind::Zero } else { kind(target, cost) };
    let mut notes: Vec<Note> = pair.note.into_iter().collect();
    let exact = matches!(actual.operator(), None | Some(Operator::Equal));
    let met = if exact {
        is_met(target.operator(), kind, pair.actual.cmp(&pair.target))
    } else {
        notes.push(Note::Bound);
        // A bound shows that a target is met, never that it is missed.
        proves(target.operator(), actual.operator(), pair.actual.cmp(&pair.target))
            .then_some(true)
            .ok_or(Reason::ActualIsBound)?
    };
    Ok(Comparison::Judged(Judged { kind, met, figures: Some((pair.target, pair.actual)), notes }))
}

fn is_met(operator: Option<Operator>, kind: RuleKind, order: Ordering) -> bool {
    match (operator, kind) {
        // Without an operator a cost or a zero has no known direction: only the figure itself is surely met.
        (None, RuleKind::UnmarkedCost) | (None | Some(Operator::Equal), RuleKind::Zero) => {
            order == Ordering::Equal
        }
        (Some(Operator::AtLeast | Operator::Equal) | None, _) => order != Ordering::Less,
        (Some(Operator::AtMost), _) => order != Ordering::Greater,
        (Some(Operator::MoreThan), _) => order == Ordering::Greater,
        (Some(Operator::LessThan), _) => order == Ordering::Less,
    }
}

fn proves(target: Option<Operator>, actual: Option<Operator>, order: Ordering) -> bool {
    match (target, actual) {
        (Some(Operator::AtLeast), Some(Operator::AtLeast | Operator::MoreThan))
        | (Some(Operator::MoreThan), Some(Operator::MoreThan)) => order != Ordering::Less,
        (Some(Operator::MoreThan), Some(Operator::AtLeast)) => order == Ordering::Greater,
        (Some(Operator::AtMost), Some(Operator::AtMost | Operator::LessThan))
        | (Some(Operator::LessThan), Some(Operator::LessThan)) => order != Ordering::Greater,
        (Some(Operator::LessThan), Some(Operator::AtMost)) => order == Ordering::Less,
        _ => false,
    }
}

fn kind(target: &Measure, cost: bool) -> RuleKind {
    match target.meaning() {
        Meaning::Date(_) | Meaning::MonthOrMonths(_) => return RuleKind::Date,
        Meaning::Range { .. } => return RuleKind::Range,
        Meaning::Quantity(_)
        | Meaning::Duration(_)
        | Meaning::Blank
        | Meaning::CrossedOut
        | Meaning::Words(_)
        | Meaning::Ambiguous(_) => {}
    }
    match target.operator() {
        Some(Operator::AtLeast) => RuleKind::AtLeast,
        Some(Operator::MoreThan) => RuleKind::MoreThan,
        Some(Operator::AtMost) if matches!(target.meaning(), Meaning::Duration(_)) => {
            RuleKind::AtMostDuration
        }
        Some(Operator::AtMost) if is_rate(target.meaning()) => RuleKind::AtMostRate,
        Some(Operator::AtMost) => RuleKind::AtMost,
        Some(Operator::LessThan) => RuleKind::LessThan,
        Some(Operator::Equal) => RuleKind::Equal,
        None if cost => RuleKind::UnmarkedCost,
        None => RuleKind::Unmarked,
    }
}

fn is_rate(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Quantity(quantity) if *quantity.unit() == Unit::Percent)
}

fn date(
    target: Date,
    operator: Option<Operator>,
    done: Date,
    actual: &Measure,
    read: Option<Note>,
) -> Result<Comparison, Reason> {
    if matches!(actual.operator(), Some(Operator::AtLeast | Operator::MoreThan)) {
        return Err(Reason::ActualIsBound);
    }
    let (met, note) = dates::meets_date(target, operator, done)?;
    let notes = read.into_iter().chain(note).collect();
    Ok(Comparison::Judged(Judged { kind: RuleKind::Date, met, figures: None, notes }))
}

/// `<=12月` against `12`: December against December, and twelve months against twelve months.
fn both_readings(target: u8, operator: Option<Operator>, actual: u8) -> Result<Comparison, Reason> {
    let (as_date, _) = dates::meets_date(month_end(target), operator, month_end(actual))?;
    let as_duration = is_met(operator, RuleKind::AtLeast, actual.cmp(&target));
    if as_date == as_duration {
        Ok(judged(RuleKind::Date, as_date, Some(Note::BothReadings)))
    } else {
        Err(Reason::MonthOrMonths)
    }
}

const fn month_end(month: u8) -> Date {
    Date::MonthEnd { year: None, month }
}

fn months(number: u8) -> Result<Duration, Reason> {
    Duration::new(Decimal::from(number), TimeUnit::Month).ok_or(Reason::TooLarge)
}

/// A bare whole number from 1 to 12 can stand for a month.
fn bare_month(quantity: &Quantity) -> Result<u8, Reason> {
    let whole = *quantity.unit() == Unit::None && quantity.value().fract().is_zero();
    let month = u8::try_from(quantity.value()).ok().filter(|month| whole && (1..=12).contains(month));
    month.ok_or_else(|| Reason::DifferentUnits("日期".to_owned(), quantity.to_string()))
}

fn range(
    low: &Quantity,
    high: &Quantity,
    actual: &Quantity,
    measure: &Measure,
) -> Result<Comparison, Reason> {
    if !matches!(measure.operator(), None | Some(Operator::Equal)) {
        return Err(Reason::ActualIsBound);
    }
    inside(low, actual, high, actual)
}

fn inside(low: &Quantity, from: &Quantity, high: &Quantity, to: &Quantity) -> Result<Comparison, Reason> {
    let (least, most) = (figures::quantities(low, from)?, figures::quantities(high, to)?);
    let met = least.actual >= least.target && most.actual <= most.target;
    Ok(judged(RuleKind::Range, met, least.note))
}

fn unit_name(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Quantity(quantity) | Meaning::Range { low: quantity, .. } => quantity.unit().to_string(),
        Meaning::Duration(duration) => duration.unit().name().to_owned(),
        Meaning::Date(_) => "日期".to_owned(),
        Meaning::MonthOrMonths(_) => "月".to_owned(),
        Meaning::Blank | Meaning::CrossedOut | Meaning::Words(_) | Meaning::Ambiguous(_) => String::new(),
    }
}
