//! The words of the domain: forms, indicators, amounts, points, and what a target or an actual value means.
//!
//! A [`Form`] keeps every figure as it was printed *and* what was understood of it ([`Entry`]); nothing a person
//! typed is ever lost to parsing. This crate knows no edition, no rule and no file format, does no IO, and never
//! uses floating point.

mod columns;
mod decimal;
mod entry;
mod extra;
mod field;
mod form;
mod kind;
mod measure;
mod method;
mod numeral;
mod parts;
mod problem;
mod quantity;
mod rows;
mod sums;
mod text;

pub use columns::{FundColumn, IndicatorColumn, TotalColumn};
pub use decimal::{cut, half_up, share, sum};
pub use entry::{Entry, Figure, is_cross};
pub use extra::{ColumnName, ExtraTexts};
pub use field::{FieldName, FieldRef};
pub use form::{EditionId, Form, RuleSetId};
pub use kind::{AmountUnit, FormKind};
pub use measure::{
    Ambiguity, Date, Day, Duration, Meaning, Measure, Operator, Part, Quantity, Scale, Third, TimeBase,
    TimeUnit, Unit, Year,
};
pub use method::Method;
pub use numeral::parse_decimal;
pub use parts::{is_operator, is_sign, whole_target};
pub use problem::Problem;
pub use quantity::{Amount, FIGURE_LIMIT, Money, Percent, Points};
pub use rows::{Fund, Goal, Indicator, Manual, Total};
pub use sums::sum_of;
pub use text::{fold, is_direction, is_invisible, one_line, paragraphs, squeeze};
