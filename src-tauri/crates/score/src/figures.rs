use jixiao_model::{Duration, Quantity, Scale, Unit};
use rust_decimal::{Decimal, dec};

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
        (a, b) if a == b => bare_alike(target, actual).map(|()| as_typed(target, actual, None)),
        (_, Unit::None) => {
            let taken = taken(actual, target)?;
            Ok(as_typed(target, &taken, Some(Note::UnitTaken(unit_name(target)))))
        }
        (Unit::None, Unit::Percent) => Err(Reason::DifferentUnits("没有写".to_owned(), "%".to_owned())),
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

/// A rate that is written without `%` beside one with it: the name says that it is one.
pub(crate) fn rates(target: &Quantity, actual: &Quantity) -> Result<Pair, Reason> {
    let taken = taken(target, actual)?;
    Ok(as_typed(&taken, actual, Some(Note::UnitTaken(unit_name(actual)))))
}

/// Numbers as typed when both count in the same scale (14.33 and 13.60 of 万人次), else their values.
fn as_typed(target: &Quantity, actual: &Quantity, note: Option<Note>) -> Pair {
    if target.scale() == actual.scale() {
        pair(target.number(), actual.number(), note)
    } else {
        pair(target.value(), actual.value(), note)
    }
}

/// From how many times the other's number on a number without a scale is likelier to count ones than the other's ten thousands …
const MANY_TIMES: Decimal = Decimal::TEN;
/// … and a number without a scale, hundreds of millions than the other's ten thousands, or ten thousands than ones; a zero is a zero in
/// any unit.
const PART: Decimal = dec!(0.01);
/// Rates lie closer together: `940`, `9.4` and `1.2` beside 95 % have lost a point or are no per cent.
const MANY_TIMES_PERCENT: Decimal = dec!(5);
/// As above, below.
const PART_OF_PERCENT: Decimal = dec!(0.1);

/// A number without a unit, taken in the other's.
fn taken(bare: &Quantity, other: &Quantity) -> Result<Quantity, Reason> {
    let fraction = bare.value() > Decimal::ZERO && bare.value() <= Decimal::ONE;
    if *other.unit() == Unit::Percent && fraction {
        return Err(Reason::PercentOrFraction);
    }
    let taken = bare.with_unit_of(other).ok_or(Reason::TooLarge)?;
    let times = times(taken.value(), other.value());
    if times.is_some_and(|times| is_apart(bare, other, times)) {
        return Err(Reason::FarApart(bare.to_string(), other.to_string()));
    }
    Ok(taken)
}

/// How many times the other one a number is; `None` where one is zero, which is zero in any unit.
fn times(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_div(other).map(|times| times.abs()).filter(|times| !times.is_zero())
}

/// So far from the other that it may well be in another unit: `793500` beside 80万元, `0.48` beside 5000元, `9500` beside 95%.
fn is_apart(bare: &Quantity, other: &Quantity, times: Decimal) -> bool {
    let scaled = bare.scale() == Scale::One && other.scale() != Scale::One;
    match other.unit() {
        Unit::Percent => times >= MANY_TIMES_PERCENT || times <= PART_OF_PERCENT,
        _ if scaled => times >= MANY_TIMES || times <= PART,
        _ => is_large(other) && times <= PART,
    }
}

/// Large enough that ten thousands of it are counted.
fn is_large(quantity: &Quantity) -> bool {
    quantity.scale() == Scale::One && quantity.value().abs() >= TEN_THOUSANDS_FROM
}

/// A number below is counted in ones.
const TEN_THOUSANDS_FROM: Decimal = dec!(1000);

/// From how many times the other on two numbers without any unit count different things: 15000 beside 1.45 …
const MANY_TIMES_BARE: Decimal = dec!(1000);
/// … or as little of it.
const PART_BARE: Decimal = dec!(0.001);

/// Two numbers without a unit. One with a scale, `100万`, counts what `950000` counts, and may not count what `95` does; a fraction
/// beside a whole number may be a share of it.
fn bare_alike(target: &Quantity, actual: &Quantity) -> Result<(), Reason> {
    if *target.unit() != Unit::None {
        return Ok(());
    }
    let (bare, other) = if target.scale() == Scale::One { (target, actual) } else { (actual, target) };
    let (many, part) = match (bare.scale(), other.scale()) {
        (Scale::One, Scale::One) => (MANY_TIMES_BARE, PART_BARE),
        (Scale::One, _) => (Decimal::ONE_HUNDRED, PART),
        _ => return Ok(()),
    };
    let apart = times(bare.value(), other.value()).is_some_and(|times| times >= many || times <= part);
    if apart || is_share(bare, other) || is_share(other, bare) {
        return Err(Reason::FarApart(actual.to_string(), target.to_string()));
    }
    Ok(())
}

/// `0.94` beside 95.
fn is_share(one: &Quantity, whole: &Quantity) -> bool {
    let fraction = one.value() > Decimal::ZERO && one.value() < Decimal::ONE;
    fraction && whole.value() >= Decimal::TEN && whole.value() <= Decimal::ONE_HUNDRED
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

/// A quantity beside a duration: only a number without a unit can be taken in the duration's, unless it is far more.
pub(crate) fn bare(quantity: &Quantity, beside: Duration) -> Result<Decimal, Reason> {
    match quantity.unit() {
        Unit::None => match times(quantity.value(), beside.number()) {
            Some(times) if times >= MANY_TIMES => {
                Err(Reason::FarApart(quantity.to_string(), beside.to_string()))
            }
            _ => Ok(quantity.value()),
        },
        unit => Err(Reason::DifferentUnits(beside.unit().name().to_owned(), unit.to_string())),
    }
}
