//! Rows between the indicators that add up those of a class (小计).

use jixiao_edition::{Side, key};
use jixiao_model::{Entry as Cell, Indicator, IndicatorColumn, Points, TotalColumn, sum_of};

use crate::figure::is_figure;
use crate::grid::Entry;
use crate::header::Header;
use crate::label::{bare, unmarked};
use crate::reading::{Reading, excerpt};
use crate::total;

/// True when `row` adds up indicators: 小计, 产出指标小计.
pub fn is_subtotal(reading: &Reading, row: u32, header: &Header) -> bool {
    let is_sum = |entry: &Entry| entry.meaning().side != Some(Side::Total) && is_label(entry, header);
    reading.row(row).iter().any(is_sum)
}

fn is_label(entry: &Entry, header: &Header) -> bool {
    matches!(entry.meaning().side, Some(Side::Subtotal | Side::Total))
        || entry.column() < header.names() && entry.key().ends_with("小计")
}

/// True when `row` adds up a class in the words of a total (合计): the next indicator follows it, or, where others did so, the total.
pub fn is_class_total(reading: &Reading, row: u32, header: &Header) -> bool {
    let is_sum = |row: u32| {
        let label = reading.row(row).iter().find(|entry| entry.meaning().side == Some(Side::Total));
        label.is_some_and(|label| !label.key().contains('总')) && total::is_total(reading, row, Some(header))
    };
    let next = reading.rows(row + 1, reading.end).next();
    let Some(next) = next.filter(|_| !of_class(reading).is_empty() && is_sum(row)) else { return false };
    let has_others = || reading.subtotals.iter().any(|row| is_sum(*row));
    is_indicator(reading, next, header)
        || has_others()
            && reading.rows(next, reading.end).any(|row| total::is_total(reading, row, Some(header)))
}

/// True when `row` names an indicator and gives its points.
fn is_indicator(reading: &Reading, row: u32, header: &Header) -> bool {
    let text = |column: IndicatorColumn| {
        let entry = reading.grid.within(row, header.column(column)?)?;
        (entry.at().row == row).then(|| entry.key())
    };
    text(IndicatorColumn::Level3).is_some_and(|name| !is_figure(name))
        && text(IndicatorColumn::Weight).is_some_and(is_figure)
        && !total::is_total(reading, row, Some(header))
}

/// Reads a subtotal. It is no field, since it only follows: one that is not the sum of its class is reported, and so is whatever
/// else stands in the row.
pub fn read(reading: &mut Reading, row: u32, header: &Header) {
    if !follows(reading, row, header) {
        return;
    }
    reading.subtotals.push(row);
    for entry in reading.row(row) {
        if is_label(entry, header) {
            reading.using(*entry);
        }
    }
    let columns =
        [(IndicatorColumn::Weight, TotalColumn::Weight), (IndicatorColumn::Score, TotalColumn::Score)];
    for (column, summed) in columns {
        let span = header.column(column);
        let is_under = |entry: &&Entry| span.is_some_and(|span| span.meets(entry.columns()));
        let Some(entry) = reading.row(row).iter().find(is_under).copied() else { continue };
        let Some(shown) = Cell::<Points>::new(entry.shown()).value().map(|points| points.0) else { continue };
        reading.using(entry);
        let class = of_class(reading);
        let is_sum = [class, of_subclass(class)].iter().any(|rows| sum_of(rows, summed) == Some(shown));
        if let Some(total) = sum_of(class, summed).filter(|_| !is_sum) {
            let shown = excerpt(entry.shown());
            reading.report(
                entry.at(),
                format!("小计“{shown}”与本类各指标之和 {} 不符，请核对", total.normalize()),
            );
        }
    }
}

/// True when `row` stands below the class that it adds up: 效益指标小计 above the 效益指标 does not.
fn follows(reading: &Reading, row: u32, header: &Header) -> bool {
    let Some(last) = of_class(reading).last() else { return false };
    let levels = [&last.level1, &last.level2].map(|level| key(level));
    let is_other = |entry: &Entry| {
        let name = unmarked(entry.key()).strip_suffix("小计").unwrap_or_default();
        !name.is_empty() && !levels.iter().any(|level| bare(unmarked(level)) == bare(name))
    };
    !reading.row(row).iter().any(|entry| is_label(entry, header) && is_other(entry))
}

/// The indicators of the class that was read last.
fn of_class<'a>(reading: &'a Reading) -> &'a [Indicator] {
    let indicators = reading.form.goals.last().map_or(&[][..], |goal| goal.indicators.as_slice());
    indicators.chunk_by(|one, other| one.level1 == other.level1).next_back().unwrap_or_default()
}

/// Those of its last subclass.
fn of_subclass(class: &[Indicator]) -> &[Indicator] {
    class.chunk_by(|one, other| one.level2 == other.level2).next_back().unwrap_or_default()
}
