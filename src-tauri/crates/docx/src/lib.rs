//! Sheets → a Word document: each a table with real merges, on its own paper; and a text as official documents are set.
//!
//! Nothing is decided here but how Word says it (ECMA-376 Part 1, 17): widths, heights, lines and looks are those of the sheet, and the
//! lines of a text are as far apart as in print. No IO.

mod body;
mod error;
mod look;
mod package;
mod prose;
mod table;
mod xml;

pub use error::WriteError;
pub use prose::{Passage, Prose, Signature};

use jixiao_sheet::{Properties, Sheet};

/// Writes `sheets` as a .docx document, a section with pages of its own for each. The same input gives the same bytes.
///
/// Rows of one cell across the sheet without lines, at its head, are paragraphs above the table, as titles stand in published
/// documents. A table ends before the headings of another one, since Word repeats only rows at a table's head.
///
/// # Errors
/// Hardly ever; see [`WriteError`].
pub fn write(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let (document, parts) = body::parts(sheets)?;
    package::pack(&document, &parts, properties)
}

/// Writes a text as a .docx document, set as official documents are (GB/T 9704—2012). The same input gives the same bytes.
///
/// # Errors
/// Hardly ever; see [`WriteError`].
pub fn write_prose(prose: &Prose, properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let (document, parts) = prose::parts(prose)?;
    package::pack(&document, &parts, properties)
}
