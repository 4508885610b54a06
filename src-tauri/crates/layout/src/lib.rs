//! Form → Sheet, Sheet → Pages: where everything stands, decided once, from font metrics.
//!
//! Back-ends (workbook, PDF, screen) translate units and decide nothing. No IO.

mod compact;
mod fill;
mod heights;
mod lines;
mod own;
mod padded;
mod pages;
mod set;
mod sheet;
mod table;
mod typed;
mod widths;
mod workbook;

pub use compact::compact;
pub use fill::{chinese_date, numbered, printed};
pub use lines::{Breakable, Broken, Fit, Line, PADDING_X, PADDING_Y, broken, lines, text_height};
pub use own::reprint;
pub use pages::{Ground, Pages, Printed, Rule, Text, fitted, form_agency, form_name, page_number, pages};
pub use sheet::sheet;
pub use table::{Column, Table, TableRow, table};
pub use workbook::for_workbook;
