//! The boundary to calamine: what a cell holds becomes what a sheet shows.

use calamine::{CellErrorType, Data};
use jixiao_sheet::Address;

use super::builder::SheetBuilder;
use super::cell_format::CellFormat;
use crate::error::Fault;

/// Puts a value of calamine's at `at`. Dates come as the numbers they are stored as, so that their format counts.
pub(crate) fn put(
    at: Address,
    data: &Data,
    format: &CellFormat,
    builder: &mut SheetBuilder<'_>,
) -> Result<(), Fault> {
    match data {
        Data::Empty => Ok(()),
        Data::String(text) | Data::DurationIso(text) => builder.text(at, text),
        // With or without a time.
        Data::DateTimeIso(text) => builder.text(at, text.split_once('T').map_or(text, |(date, _)| date)),
        Data::Bool(truth) => builder.truth(at, *truth),
        Data::Float(number) => builder.number(at, *number, format),
        Data::Int(number) => builder.number(at, whole(*number), format),
        Data::DateTime(moment) => builder.number(at, moment.as_f64(), format),
        Data::Error(CellErrorType::GettingData) => builder.error(at, "#GETTING_DATA"),
        Data::Error(error) => builder.error(at, &error.to_string()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "whole numbers come from thirty bits of an .xls file")]
fn whole(number: i64) -> f64 {
    number as f64
}
