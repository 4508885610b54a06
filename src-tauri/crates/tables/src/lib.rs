//! Forms of many files as tables, for whatever reads Arrow or Parquet: the schema, the rows, the parts of a folder.
//!
//! Each column is declared once, with its name, its kind, what it holds and how it is taken from a row (`column.rs`); the
//! schema, the arrays and docs/TABLES.md follow from that. Figures are decimals with eight places, money in 元; what is printed stands
//! beside as a text.

mod column;
mod counts;
mod files;
mod findings;
mod folder;
mod forms;
mod funds;
mod indicators;
mod nested;
mod part;
mod place;
mod problems;
mod summary;
mod table;

pub use counts::Counts;
pub use folder::{Survey, Totals, audit_folder, survey};
pub use nested::{nested, nested_schema};
pub use summary::{summary, summary_schema};
pub use table::{Described, Table, Tables, tables};
