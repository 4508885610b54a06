use jixiao_model::{Duration, Quantity, Unit};
use rust_decimal::Decimal;

use crate::reason::{Note, Reason};

/// Two numbers in one unit: target, actual, and what was assumed to bring them there.
pub(crate) struct Pair {
    pub target: Decimal,
    pub actual: Decimal,
    pub note: Option<Note>,
}

const fn pair(target: Decimal, actual: Decimal, note: Option<Note>) -> Pair {
    Pair { target, actual, note }
}

/// Words for people that forms use for one another.
const PEOPLE: [&str; 5] = ["人", "人次", "名", "位", "人数"];

/// Brings two quantities into one unit.
pub(crate) fn quantities(target: &Quantity, actual: &Quantity) -> Result<Pair, Reason> {
    match (target.unit(), actual.unit()) {
        (a, b) if a == b => Ok(as_typed(target, actual, None)),
        (_, Unit::None) => {
            let taken = taken(actual, target)?;
            Ok(as_typed(target, &taken, Some(Note::UnitTaken(unit_name(target)))))
        }
        (Unit::None, _) => {
            let taken = taken(target, actual)?;
            Ok(as_typed(&taken, actual, Some(Note::UnitTaken(unit_name(actual)))))
        }
        (Unit::Named(a), Unit::Named(b)) if PEOPLE.contains(&a.as_str()) && PEOPLE.contains(&b.as_str()) => {
            Ok(as_typed(target, actual, Some(Note::PeopleAlike(a.clone(), b.clone()))))
        }
        (a, b) => Err(Reason::DifferentUnits(a.to_string(), b.to_string())),
    }
}

/// Numbers as typed when both count in the same scale (14.33 and 13.60 of 万人次), else their values.
fn as_typed(target: &Quantity, actual: &Quantity, note: Option<Note>) -> Pair {
    if target.scale() == actual.scale() {
        pair(target.number(), actual.number(), note)
    } else {
        pair(target.value(), actual.value(), note)
    }
}

fn taken(bare: &Quantity, other: &Quantity) -> Result<Quantity, Reason> {
    let fraction = bare.value() > Decimal::ZERO && bare.value() <= Decimal::ONE;
    if *other.unit() == Unit::Percent && fraction {
        return Err(Reason::PercentOrFraction);
    }
    bare.with_unit_of(other).ok_or(Reason::TooLarge)
}

fn unit_name(quantity: &Quantity) -> String {
    format!("{}{}", quantity.scale().name(), quantity.unit())
}

/// Brings two durations into one unit.
pub(crate) fn durations(target: Duration, actual: Duration) -> Result<Pair, Reason> {
    let ((target_base, a), (actual_base, b)) = (target.in_base(), actual.in_base());
    if target.unit() == actual.unit() {
        Ok(pair(target.number(), actual.number(), None))
    } else if target_base == actual_base {
        Ok(pair(a, b, None))
    } else {
        Err(Reason::DifferentUnits(target.unit().name().to_owned(), actual.unit().name().to_owned()))
    }
}

/// A quantity beside a duration: only a number without a unit can be taken in the duration's.
pub(crate) fn bare(quantity: &Quantity, beside: Duration) -> Result<Decimal, Reason> {
    match quantity.unit() {
        Unit::None => Ok(quantity.value()),
        unit => Err(Reason::DifferentUnits(beside.unit().name().to_owned(), unit.to_string())),
    }
}
