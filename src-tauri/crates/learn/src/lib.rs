//! The layout of an office, learned from a form that it has filled in: a sheet and what was found on it → an edition.
//!
//! Labels become words, values placeholders, a run of funds or indicators one row of the layout. What is learned is printed again and
//! compared with the sheet, cell by cell: [`proven`] gives only layouts that lose nothing, [`nearly`] tells what they lose,
//! and keeps nothing of the one form that no field of it holds. No IO.

mod again;
mod cells;
mod classes;
mod cut;
mod error;
mod funds;
mod kinds;
mod learn;
mod lost;
mod nearly;
mod rates;
mod rest;
mod run;
mod source;
mod stray;
mod subtotals;
mod text;

pub use again::{proven, reproduces};
pub use error::CannotLearn;
pub use learn::About;
pub use lost::Lost;
pub use nearly::{Nearly, nearly};
