//! Which rule two numbers fall under: by the sign and the unit of the target, or by the words of the name where there is no sign.

use std::cmp::Ordering;

use jixiao_edition::{Better, RuleKind, UnitKind};
use jixiao_model::{Meaning, Measure, Operator, TimeUnit, Unit, squeeze};
use rust_decimal::{Decimal, dec};

use crate::compared::{Compared, is_cost, name_words};
use crate::direction::{Direction, direction, unit_kind};
use crate::reason::Note;

/// The rule that two numbers fall under.
pub(crate) struct Rule {
    pub kind: RuleKind,
    /// The sign printed, or taken from the name.
    pub operator: Option<Operator>,
    /// Why nobody can tell which way is better.
    pub open: Option<String>,
    pub note: Option<Note>,
}

pub(crate) fn rule(held: &Compared, target: Decimal, order: Ordering) -> Rule {
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
            None if order != Ordering::Equal && is_open(held, kind) => {
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
        Better::Cost | Better::Open if order == Ordering::Less && falls_short(held, direction.better) => {
            plain
        }
        Better::Cost | Better::Open => open(direction.why),
    }
}

/// Less than the target is less done: so many months of service, and with `=` what was to be paid.
fn falls_short(held: &Compared, better: Better) -> bool {
    match held.target.meaning() {
        Meaning::Duration(duration) => {
            matches!(duration.unit(), TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)
        }
        _ => better == Better::Cost && held.target.operator() == Some(Operator::Equal),
    }
}

/// Neither the name nor the class says which way is better. A rate whose target is at least a half is wanted.
fn is_open(held: &Compared, kind: RuleKind) -> bool {
    if kind == RuleKind::UnmarkedCost {
        return false;
    }
    if let Meaning::Quantity(quantity) = held.target.meaning() {
        match quantity.unit() {
            Unit::Percent => return quantity.value() < dec!(50),
            // 每周1次: nobody complains of twice.
            Unit::Named(name) if is_frequency(name) => return false,
            Unit::Named(_) | Unit::None => {}
        }
    }
    let class = squeeze(&held.indicator.level2);
    let upward = name_words().upward.iter().any(|known| class.ends_with(known.as_str()));
    !class.is_empty() && !upward
}

/// Spans that something is counted in.
const SPANS: [&str; 7] = ["天", "日", "周", "月", "季度", "半年", "年"];

/// So many in each span of time.
fn is_frequency(unit: &str) -> bool {
    unit.split('/').skip(1).any(|per| SPANS.contains(&per))
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

/// Money that something unwanted costs is a cost like any other.
fn is_count(target: &Measure) -> bool {
    let money = matches!(unit_kind(target), Some(UnitKind::Money | UnitKind::Price));
    !money && matches!(target.meaning(), Meaning::Quantity(quantity) if *quantity.unit() != Unit::Percent)
}

pub(crate) fn is_met(operator: Option<Operator>, kind: RuleKind, order: Ordering) -> bool {
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

/// The rule that the sign and the unit of a target name, whatever its name says.
pub(crate) fn signed_kind(target: &Measure, cost: bool) -> RuleKind {
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
