//! How a learned layout writes the rates of the money.

use jixiao_edition::{Each, Edition, Field};
use jixiao_model::{FieldRef, FundColumn};
use jixiao_sheet::{Number, SharedText};
use rust_decimal::{Decimal, dec};

use crate::learn::identified;
use crate::rest::Rest;

/// The edition in which the format of rates says how they are written: 97.5 as a number, a share of one in percent.
pub fn with_rates(mut edition: Edition, rest: &Rest) -> Edition {
    let rates = rest.found.sources.iter().filter(|(field, _)| is_rate(field));
    let cells = rates.filter_map(|(_, at)| rest.sheet.cell(*at));
    let shown = cells.map(|cell| cell.value.shown());
    // As a number of percents; what shows its sign is a share of one.
    let size = |shown: &String| match Number::showing(shown.trim()) {
        Some(_) if shown.contains('%') => Some(Decimal::ONE),
        number => number.map(|number| number.value).filter(|value| !value.is_zero()),
    };
    let Some(largest) = shown.filter_map(|shown| size(&shown)).max() else { return edition };
    let field = Field::Fund(FundColumn::Rate);
    for cell in edition.sections.iter_mut().flat_map(|section| &mut section.blocks).flat_map(|block| {
        block.rows.iter_mut().filter(|row| row.each == Each::Fund).flat_map(|row| &mut row.cells)
    }) {
        let format = cell.style.format.as_ref().map_or("", SharedText::as_str);
        if cell.text.fields().any(|shown| *shown == field) && !format.contains('%') {
            let is_number = format.contains('0');
            if largest <= LARGEST_SHARE {
                cell.style.format = None;
            } else if !is_number {
                cell.style.format = Some(PERCENTS.into());
            }
        }
    }
    identified(edition)
}

fn is_rate(field: &FieldRef) -> bool {
    matches!(field, FieldRef::Fund { column: FundColumn::Rate, .. })
}

/// A larger rate is a number of percents.
const LARGEST_SHARE: Decimal = dec!(2);

/// The format of a number of percents.
const PERCENTS: &str = "0.00";
