//! Sheets → a Word document: each a table with real merges, on its own paper.
//!
//! Nothing is decided here but how Word says it (ECMA-376 Part 1, 17): widths, heights, lines and looks are those of the sheet, and the
//! lines of a text are as far apart as in print. No IO.

mod body;
mod look;
mod package;
mod table;
mod xml;

use jixiao_sheet::{Properties, Sheet};

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The archive cannot be packed, which does not happen in memory.
    #[error("没有生成 Word 文档，请再试一次")]
    Packing(#[from] zip::result::ZipError),
    /// A part cannot be written, which does not happen in memory.
    #[error("没有生成 Word 文档，请再试一次")]
    Writing(#[from] std::io::Error),
    /// The time of the properties is no date.
    #[error("文档的时间超出范围，请检查来源文件的修改时间")]
    Time,
}

/// Writes `sheets` as a .docx document, a section with pages of its own for each. The same input gives the same bytes.
///
/// Rows of one cell across the sheet without lines, at its head, are paragraphs above the table, as titles stand in published
/// documents. A table ends before the headings of another one, since Word repeats only rows at a table's head.
///
/// # Errors
/// Hardly ever; see [`WriteError`].
pub fn write(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>, WriteError> {
    package::pack(&body::document(sheets)?, properties)
}
