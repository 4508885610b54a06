//! Sums over rows of a form.

use rust_decimal::Decimal;

use crate::columns::TotalColumn;
use crate::decimal::sum;
use crate::rows::Indicator;

/// The sum of the points or scores of `indicators` that are figures; `None` where none is, or the sum fits no decimal.
#[must_use]
pub fn sum_of(indicators: &[Indicator], column: TotalColumn) -> Option<Decimal> {
    let figure = |indicator: &Indicator| {
        let entry = match column {
            TotalColumn::Weight => &indicator.weight,
            TotalColumn::Score => &indicator.score,
        };
        entry.value().map(|points| points.0)
    };
    let figures: Vec<Decimal> = indicators.iter().filter_map(figure).collect();
    if figures.is_empty() { None } else { sum(figures) }
}
