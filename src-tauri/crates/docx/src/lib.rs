//! Sheets → a Word document: each a table with real merges, on its own paper.
//!
//! Nothing is decided here but how Word says it (ECMA-376 Part 1, 17): widths, heights, lines and looks are those of the sheet, and the
//! lines of a text are as far apart as in print. No IO.

mod body;
mod error;
mod look;
mod package;
mod table;
mod xml;

pub use error::WriteError;

use jixiao_sheet::{Properties, Sheet};

/// Writes `sheets` as a .docx document, a section with pages of its own for each. The same input gives the same bytes.
///
/// Rows of one cell across the sheet without lines, at its head, are paragraphs above the table, as titles stand in published
/// documents. A table ends before the headings of another one, since Word repeats only rows at a table's head.
///
/// # Errors
/// Hardly ever; see [`WriteError`].
pub fn write(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>, WriteError> {
    package::pack(&body::parts(sheets)?, properties)
}
