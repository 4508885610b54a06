//! What a target is measured in, and in which unit figures compare.

use jixiao_edition::{UnitKind, words};
use jixiao_model::{Meaning, Measure, Quantity, Scale, Unit};
use rust_decimal::Decimal;

use crate::subject::Row;

/// The kind of a target or an actual; `None` for words and for numbers of nobody knows what.
pub(crate) fn kind(measure: &Measure) -> Option<UnitKind> {
    match measure.meaning() {
        Meaning::Quantity(quantity) | Meaning::Range { low: quantity, .. } => of_quantity(quantity),
        Meaning::Duration(_) => Some(UnitKind::Time),
        Meaning::Date(_) => Some(UnitKind::Date),
        Meaning::MonthOrMonths(_)
        | Meaning::Blank
        | Meaning::CrossedOut
        | Meaning::Words(_)
        | Meaning::Ambiguous(_) => None,
    }
}

fn of_quantity(quantity: &Quantity) -> Option<UnitKind> {
    let name = match quantity.unit() {
        Unit::Percent => return Some(UnitKind::Percent),
        Unit::None => return None,
        Unit::Named(name) => name.as_str(),
    };
    let units = &words().units;
    match name.split_once('/') {
        Some(("元", _)) => Some(UnitKind::Price),
        // `6.6万/人/年`: of money, since nothing else is counted in ten thousands for each person.
        Some(("", _)) if quantity.scale() != Scale::One => Some(UnitKind::Price),
        None if name == "元" => Some(UnitKind::Money),
        None if units.people.iter().any(|unit| unit == name) => Some(UnitKind::People),
        None if units.counts.iter().any(|unit| unit == name) => Some(UnitKind::Count),
        Some(_) | None => None,
    }
}

/// The unit in which a figure of a sentence and one of a cell are the same: 名 and 人次 are 人, 万元 is 元.
pub(crate) fn unit_key(name: &str) -> &str {
    match name {
        _ if words().units.people.iter().any(|unit| unit == name) => "人",
        "个工作日" => "工作日",
        _ => name,
    }
}

/// A cell's figure in full, with its unit's key. Figures for each of something don't compare with sentences.
pub(crate) fn figure(measure: &Measure) -> Option<(&str, Decimal)> {
    match measure.meaning() {
        Meaning::Quantity(quantity) => match quantity.unit() {
            Unit::Percent => Some(("%", quantity.value())),
            Unit::Named(name) if !name.contains('/') => Some((unit_key(name), quantity.value())),
            Unit::Named(_) | Unit::None => None,
        },
        Meaning::Duration(duration) => Some((duration.unit().name(), duration.number())),
        _ => None,
    }
}

/// The actual, a bare one in the unit of its target.
pub(crate) fn actual_figure<'a>(row: &'a Row) -> Option<(&'a str, Decimal)> {
    let (target, actual) = (row.target.meaning(), row.actual.meaning());
    match (target, actual) {
        (Meaning::Quantity(target), Meaning::Quantity(bare)) if *bare.unit() == Unit::None => {
            let (unit, _) = figure(&row.target)?;
            Some((unit, bare.with_unit_of(target)?.value()))
        }
        (Meaning::Duration(target), Meaning::Quantity(bare)) if *bare.unit() == Unit::None => {
            Some((target.unit().name(), bare.value()))
        }
        _ => figure(&row.actual),
    }
}
