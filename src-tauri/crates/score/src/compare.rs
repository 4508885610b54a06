use std::cmp::Ordering;

use jixiao_edition::{RuleKind, RuleSet, UnitKind};
use jixiao_model::{
    Date, Duration, Indicator, Meaning, Measure, Operator, Part, Quantity, TimeUnit, Unit, Year, fold, share,
    squeeze,
};
use rust_decimal::Decimal;

use crate::compared::{Compared, is_cost, name_words};
use crate::dates::{self, Dated};
use crate::direction::unit_kind;
use crate::figures::{self, Pair};
use crate::kind::{is_met, rule, signed_kind};
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
    /// Why nobody but a person can say whether the target is met: which way is better is not known. Empty when there is no more to say.
    pub open: Option<String>,
    /// Target and actual in one unit.
    pub figures: Option<(Decimal, Decimal)>,
    /// Days behind a deadline, at least and at most.
    pub late: Option<(i64, i64)>,
    /// The figures are rates of satisfaction, which some rule sets score by bands.
    pub satisfaction: bool,
    pub notes: Vec<Note>,
}

impl Judged {
    /// Actual ÷ target in per cent, where more is better.
    pub fn completion(&self) -> Option<Decimal> {
        let upwards = matches!(
            self.kind,
            RuleKind::AtLeast | RuleKind::MoreThan | RuleKind::Equal | RuleKind::Unmarked
        );
        let (target, actual) = self.figures.filter(|_| upwards)?;
        share(Decimal::ONE_HUNDRED, actual, target)
    }

    /// Less than the target is better than more.
    pub const fn is_downwards(&self) -> bool {
        matches!(
            self.kind,
            RuleKind::AtMost
                | RuleKind::AtMostRate
                | RuleKind::AtMostDuration
                | RuleKind::AtMostHarm
                | RuleKind::LessThan
                | RuleKind::UnmarkedCost
        )
    }
}

/// Holds the actual of a row against its target; `year` is the form's.
pub(crate) fn compare(indicator: &Indicator, rules: &RuleSet, year: Option<u16>) -> Comparison {
    if indicator.is_crossed_out() {
        return Comparison::Nothing("该项未设指标，不计分");
    }
    let text = &*indicator.whole_target();
    let (target, actual) = (&Measure::parse(text), &Measure::parse(&indicator.actual));
    let held = Compared { indicator, text, target, actual, year, own: &rules.better };
    match (target.meaning(), actual.meaning()) {
        (Meaning::CrossedOut, _) => Comparison::Nothing("目标值已划掉，不计分"),
        (Meaning::Blank, Meaning::Blank | Meaning::CrossedOut) => {
            Comparison::Nothing("没有填写目标值和实际完成值")
        }
        (_, Meaning::Blank) => Comparison::Nothing("尚未填写实际完成值"),
        (Meaning::Blank, _) => Comparison::Impossible(Reason::NoTarget),
        (_, Meaning::CrossedOut) => Comparison::Impossible(Reason::ActualCrossedOut),
        (Meaning::Words(_), answer) => words(&held, answer, rules),
        (_, Meaning::Words(words)) => match rules.tier(&squeeze(words)) {
            Some((0, _)) => judged(signed_kind(target, is_cost(indicator)), true, Some(Note::TierWords)),
            _ => Comparison::Impossible(Reason::ActualIsWords),
        },
        (Meaning::Ambiguous(ambiguity), _) => {
            same_text(&held).unwrap_or(Comparison::Impossible(Reason::UnclearTarget(*ambiguity)))
        }
        (_, Meaning::Ambiguous(ambiguity)) => Comparison::Impossible(Reason::UnclearActual(*ambiguity)),
        _ => comparable(&held).unwrap_or_else(Comparison::Impossible),
    }
}

/// A qualitative target: the tier that the answer names, or the target's own words.
fn words(held: &Compared, answer: &Meaning, rules: &RuleSet) -> Comparison {
    if held.is_same_text() {
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
fn same_text(held: &Compared) -> Option<Comparison> {
    held.is_same_text().then(|| judged(RuleKind::Equal, true, Some(Note::SameText)))
}

fn judged(kind: RuleKind, met: bool, note: Option<Note>) -> Comparison {
    let notes = note.into_iter().collect();
    let satisfaction = false;
    Comparison::Judged(Judged { kind, met, open: None, figures: None, late: None, satisfaction, notes })
}

/// Two measures that are neither blank, words nor unclear.
fn comparable(held: &Compared) -> Result<Comparison, Reason> {
    let as_month = || Some(Note::AsMonth);
    match (held.target.meaning(), held.actual.meaning()) {
        (Meaning::MonthOrMonths(a), Meaning::MonthOrMonths(b)) => both_readings(held, *a, *b),
        (Meaning::MonthOrMonths(a), Meaning::Quantity(b)) => both_readings(held, *a, bare_month(b)?),
        (Meaning::MonthOrMonths(a), Meaning::Date(b)) => date(held, month(*a), *b, as_month()),
        (Meaning::Date(a), Meaning::Date(b)) => date(held, *a, *b, None),
        (Meaning::Date(a), Meaning::MonthOrMonths(b)) => date(held, *a, month(*b), as_month()),
        (Meaning::Date(a), Meaning::Quantity(b)) => date(held, *a, month(bare_month(b)?), as_month()),
        (Meaning::Range { low, high }, Meaning::Quantity(b)) => range(low, high, b, held.actual),
        (Meaning::Range { low, high }, Meaning::Range { low: from, high: to }) => inside(low, from, high, to),
        (_, Meaning::Range { .. }) => Err(Reason::ActualIsBound),
        (Meaning::Quantity(a), Meaning::Quantity(b)) if is_bare_rate(held, a, b) => {
            numbers(held, figures::rates(a, b)?)
        }
        (a, b) => numbers(held, in_one_unit(a, b)?),
    }
}

/// `95` against `96%`, where the name says that it is a rate: no plain count.
fn is_bare_rate(held: &Compared, target: &Quantity, actual: &Quantity) -> bool {
    let name = squeeze(&fold(&held.indicator.level3));
    let names = &name_words().ratio;
    *target.unit() == Unit::None
        && *actual.unit() == Unit::Percent
        && names.iter().chain(&name_words().degrees).any(|word| name.ends_with(word.as_str()))
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
fn numbers(held: &Compared, pair: Pair) -> Result<Comparison, Reason> {
    let order = pair.actual.cmp(&pair.target);
    let rule = rule(held, pair.target, order);
    let mut notes: Vec<Note> = pair.note.into_iter().chain(rule.note).collect();
    let exact = matches!(held.actual.operator(), None | Some(Operator::Equal));
    let met = if exact {
        is_met(rule.operator, rule.kind, order)
    } else {
        notes.push(Note::Bound);
        // A bound shows that a target is met, never that it is missed.
        proves(rule.operator, held.actual.operator(), order).then_some(true).ok_or(Reason::ActualIsBound)?
    };
    let figures = Some((pair.target, pair.actual));
    let satisfaction = is_satisfaction(held);
    let (kind, open, late) = (rule.kind, rule.open, None);
    Ok(Comparison::Judged(Judged { kind, met, open, figures, late, satisfaction, notes }))
}

/// A rate of satisfaction in an exact figure.
fn is_satisfaction(held: &Compared) -> bool {
    let class =
        [&held.indicator.level1, &held.indicator.level2].into_iter().any(|class| class.contains("满意"));
    let exact = matches!(held.actual.operator(), None | Some(Operator::Equal));
    class && exact && unit_kind(held.target) == Some(UnitKind::Percent)
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

fn date(held: &Compared, target: Date, done: Date, read: Option<Note>) -> Result<Comparison, Reason> {
    let limit = Dated { date: target, operator: held.target.operator() };
    let done = Dated { date: done, operator: held.actual.operator() };
    let timing = dates::meets_date(limit, done, held.year)?;
    let notes = read.into_iter().chain(timing.note).collect();
    let (kind, met, late) = (RuleKind::Date, timing.met, timing.late);
    let satisfaction = false;
    Ok(Comparison::Judged(Judged { kind, met, open: None, figures: None, late, satisfaction, notes }))
}

/// `<=12月` against `12`: December against December, and twelve months against twelve months.
fn both_readings(held: &Compared, target: u8, actual: u8) -> Result<Comparison, Reason> {
    let operator = held.target.operator();
    let limit = Dated { date: month(target), operator };
    let done = Dated { date: month(actual), operator: held.actual.operator() };
    let as_date = dates::meets_date(limit, done, held.year)?.met;
    let as_duration = is_met(operator, RuleKind::AtLeast, actual.cmp(&target));
    if as_date == as_duration {
        Ok(judged(RuleKind::Date, as_date, Some(Note::BothReadings)))
    } else {
        Err(Reason::MonthOrMonths)
    }
}

const fn month(month: u8) -> Date {
    Date::In { year: Year::Unwritten, part: Part::Month(month) }
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
