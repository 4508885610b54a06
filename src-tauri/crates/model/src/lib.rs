//! The words of the domain: forms, indicators, amounts, points, and what a target or an actual value means.
//!
//! A [`Form`] keeps every figure as it was printed *and* what was understood of it ([`Entry`]); nothing a person
//! typed is ever lost to parsing. This crate knows no edition, no rule and no file format, does no IO, and never
//! uses floating point.

mod decimal;
mod entry;
mod field;
mod form;
mod measure;
mod method;
mod numeral;
mod problem;
mod quantity;
mod text;

pub use decimal::{half_up, share};
pub use entry::{Entry, Figure, is_cross};
pub use field::{FieldName, FieldRef, FundColumn, IndicatorColumn, TotalColumn};
pub use form::{EditionId, Form, Fund, Goal, Indicator, Manual, RuleSetId, Total};
pub use measure::{
    Ambiguity, Date, Duration, Meaning, Measure, Operator, Quantity, Scale, TimeBase, TimeUnit, Unit,
};
pub use method::Method;
pub use numeral::parse_decimal;
pub use problem::Problem;
pub use quantity::{Amount, Percent, Points};
pub use text::{fold, one_line, paragraphs, squeeze};
