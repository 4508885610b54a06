//! What a target is measured in, and in which unit figures compare.

use jixiao_edition::words;
use jixiao_model::{Meaning, Measure, Unit};
pub(crate) use jixiao_score::unit_kind as kind;
use rust_decimal::Decimal;

use crate::subject::Row;

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
