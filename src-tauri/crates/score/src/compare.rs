use std::cmp::Ordering;

use jixiao_edition::{Better, BetterRule, RuleKind, RuleSet, UnitKind};
use jixiao_model::{
    Date, Duration, Indicator, Meaning, Measure, Operator, Part, Quantity, TimeUnit, Unit, Year, fold, share,
    squeeze,
};
use rust_decimal::{Decimal, dec};

use crate::dates::{self, Dated};
use crate::direction::{Direction, direction, unit_kind};
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

/// A row with what its comparison goes by.
struct Compared<'a> {
    indicator: &'a Indicator,
    text: &'a str,
    target: &'a Measure,
    actual: &'a Measure,
    /// The form's.
    year: Option<u16>,
    /// Directions that the rule set has of its own.
    own: &'a [BetterRule],
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

impl Compared<'_> {
    fn is_same_text(&self) -> bool {
        squeeze(&fold(self.text)) == squeeze(&fold(&self.indicator.actual))
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

fn is_cost(indicator: &Indicator) -> bool {
    indicator.level1.contains("成本") || indicator.level2.contains("成本")
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

fn name_words() -> &'static jixiao_edition::NameWords {
    &jixiao_edition::words().names
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

/// The rule that two numbers fall under.
struct Rule {
    kind: RuleKind,
    /// The sign printed, or taken from the name.
    operator: Option<Operator>,
    open: Option<String>,
    note: Option<Note>,
}

fn rule(held: &Compared, target: Decimal, order: Ordering) -> Rule {
    let operator = held.target.operator();
    let plain = |kind: RuleKind| Rule { kind, operator, open: None, note: None };
    let kind = signed_kind(held.target, is_cost(held.indicator));
    if target.is_zero() {
        return plain(RuleKind::Zero);
    }
    let named = || direction(held.indicator, held.target, held.own);
    match operator {
        Some(Operator::AtLeast | Operator::MoreThan) => plain(kind),
        Some(Operator::AtMost | Operator::LessThan) => {
            let harm = is_count(held.target) && named().is_some_and(|direction| direction.harm);
            plain(if harm { RuleKind::AtMostHarm } else { kind })
        }
        None | Some(Operator::Equal) => match named().or_else(|| of_cost(held, kind)) {
            Some(direction) => undirected(held, kind, order, direction),
            None if order != Ordering::Equal && is_open(held, kind, order) => {
                let why = "名称看不出数值是多好还是少好".to_owned();
                Rule { kind, operator, open: Some(why), note: None }
            }
            None => plain(kind),
        },
    }
}

/// A target without a sign, or with `=`: the words of its name say which way it may be missed.
fn undirected(held: &Compared, kind: RuleKind, order: Ordering, direction: Direction) -> Rule {
    let operator = held.target.operator();
    let open = |why: String| Rule { kind, operator, open: Some(why), note: None };
    let plain = Rule { kind, operator, open: None, note: None };
    match direction.better {
        // What a cost comes to is judged by its own rule; with `=`, more than it is no achievement.
        Better::Cost if operator.is_none() => Rule { kind: RuleKind::UnmarkedCost, ..plain },
        _ if order == Ordering::Equal => plain,
        _ if kind == RuleKind::UnmarkedCost && direction.better != Better::Higher => plain,
        Better::Higher if operator.is_none() => {
            let note = Some(Note::DirectionTaken("≥", direction.why));
            Rule { kind: RuleKind::Unmarked, note, ..plain }
        }
        Better::Higher => plain,
        Better::Lower => Rule {
            kind: at_most(held.target, direction.harm),
            operator: Some(Operator::AtMost),
            open: None,
            note: Some(Note::DirectionTaken("≤", direction.why)),
        },
        // Less than planned falls short, or is a saving that no published form pays in full.
        Better::Cost | Better::Open if order == Ordering::Less && falls_short(held) => plain,
        Better::Cost | Better::Open => open(direction.why),
    }
}

/// Less than the target is less done: so many months of service, and with `=` what was to be paid.
fn falls_short(held: &Compared) -> bool {
    match held.target.meaning() {
        Meaning::Duration(duration) => {
            matches!(duration.unit(), TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)
        }
        _ => held.target.operator() == Some(Operator::Equal),
    }
}

/// Neither the name nor the class says which way is better. A target with `=` is missed by less, as published; a rate whose target is
/// at least a half is wanted.
fn is_open(held: &Compared, kind: RuleKind, order: Ordering) -> bool {
    let unsigned = held.target.operator().is_none();
    if kind == RuleKind::UnmarkedCost || !unsigned && order == Ordering::Less {
        return false;
    }
    if let Meaning::Quantity(quantity) = held.target.meaning() {
        match quantity.unit() {
            Unit::Percent => return quantity.value() < dec!(50),
            // 每周1次: nobody complains of twice.
            Unit::Named(name) if name.contains('/') => return false,
            Unit::Named(_) | Unit::None => {}
        }
    }
    let class = squeeze(&held.indicator.level2);
    let upward = name_words().upward.iter().any(|known| class.ends_with(known.as_str()));
    unsigned && !class.is_empty() && !upward
}

/// Money in the class of costs, whatever its name.
fn of_cost(held: &Compared, kind: RuleKind) -> Option<Direction> {
    let money = matches!(unit_kind(held.target), Some(UnitKind::Money | UnitKind::Price));
    let why = "成本越少越好，但省下的钱也可能是没有办的事".to_owned();
    (money && kind == RuleKind::Equal && is_cost(held.indicator)).then_some(Direction {
        better: Better::Cost,
        why,
        harm: false,
    })
}

fn is_count(target: &Measure) -> bool {
    matches!(target.meaning(), Meaning::Quantity(quantity) if *quantity.unit() != Unit::Percent)
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

/// The rule that the sign and the unit of a target name, whatever its name says.
fn signed_kind(target: &Measure, cost: bool) -> RuleKind {
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
        Some(Operator::AtMost) => at_most(target, false),
        Some(Operator::LessThan) => RuleKind::LessThan,
        Some(Operator::Equal) => RuleKind::Equal,
        None if cost => RuleKind::UnmarkedCost,
        None => RuleKind::Unmarked,
    }
}

fn at_most(target: &Measure, harm: bool) -> RuleKind {
    match target.meaning() {
        Meaning::Duration(_) => RuleKind::AtMostDuration,
        Meaning::Quantity(quantity) if *quantity.unit() == Unit::Percent => RuleKind::AtMostRate,
        _ if harm => RuleKind::AtMostHarm,
        _ => RuleKind::AtMost,
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
