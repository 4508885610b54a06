//! Lengths in attributes.

use jixiao_sheet::Length;
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::read::looks::measure;
use crate::read::xml::attribute;

/// An attribute in points.
pub(super) fn points(element: &BytesStart<'_>, name: &str) -> Option<Length> {
    measure::points(value(element, name)?)
}

/// An attribute in inches.
pub(super) fn inches(element: &BytesStart<'_>, name: &str) -> Option<Length> {
    measure::inches(value(element, name)?)
}

/// An attribute in digits of the default font, each `digit` pixels wide.
pub(super) fn digits(element: &BytesStart<'_>, name: &str, digit: i64) -> Option<Length> {
    measure::digits(value(element, name)?, digit)
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<Decimal> {
    attribute(element, name)?.trim().parse().ok()
}
