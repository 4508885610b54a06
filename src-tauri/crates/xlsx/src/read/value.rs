//! The boundary to calamine: what a cell holds becomes what a sheet shows.

use calamine::{CellErrorType, Data};
use jixiao_sheet::Address;

use super::cell_format::CellFormat;
use super::gather::Gatherer;
use crate::error::Fault;

/// Puts a value of calamine's at `at`. Dates come as the numbers they are stored as, so that their format counts.
pub(crate) fn put(
    at: Address,
    data: &Data,
    format: &CellFormat,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), Fault> {
    match data {
        Data::Empty => Ok(()),
        Data::String(text) | Data::DurationIso(text) => gatherer.text(at, text),
        // With or without a time.
        Data::DateTimeIso(text) => gatherer.text(at, text.split_once('T').map_or(text, |(date, _)| date)),
        Data::Bool(truth) => gatherer.truth(at, *truth),
        Data::Float(number) => gatherer.number(at, *number, format),
        Data::Int(number) => gatherer.number(at, whole(*number), format),
        Data::DateTime(moment) => gatherer.number(at, moment.as_f64(), format),
        Data::Error(CellErrorType::GettingData) => gatherer.error(at, "#GETTING_DATA"),
        Data::Error(error) => gatherer.error(at, &error.to_string()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "whole numbers come from thirty bits of an .xls file")]
fn whole(number: i64) -> f64 {
    number as f64
}
