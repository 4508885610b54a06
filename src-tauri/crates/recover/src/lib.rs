//! Sheet → forms, and whatever was not understood, cell by cell.
//!
//! The inverse of `layout::sheet`, and more tolerant: fields are found by their labels wherever they stand (merged, unmerged or
//! filled-down classes, headers split over rows, line breaks inside labels, columns in another order, many forms on one sheet).
//! A cell is either understood or reported; nothing is dropped and nothing is guessed silently. No IO.

mod agency;
mod amount_unit;
mod bands;
mod book;
mod choice;
mod edition;
mod figure;
mod foot;
mod fund_pairs;
mod fund_table;
mod funds;
mod funds_across;
mod goals;
mod grid;
mod head;
mod header;
mod heading;
mod indicators;
mod label;
mod labelled;
mod list;
mod mapping;
mod normal;
mod own_table;
mod reading;
mod rivals;
mod segment;
mod subtotals;
mod total;
mod unit;
mod word;

pub use book::{Catalogue, Recovered, RecoveredForm, recover, recover_with};
pub use mapping::{Mapping, SourceColumn};
