mod fill_in;
mod growing;
mod names;
mod page;
mod rejected;
mod sheet;
mod style;
mod text;

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use jixiao_sheet::{Properties, Sheet};

use crate::error::WriteError;

pub use names::safe_sheet_names;
use rejected::rejected;

/// The years 1970 to 9999, in seconds since 1970-01-01 00:00 UTC.
const FIRST_SECOND: i64 = 0;
const LAST_SECOND: i64 = 253_402_300_799;

/// Writes `sheets` as an .xlsx workbook. The same input gives the same bytes.
///
/// Texts are never formulas, whatever they begin with; characters that no workbook can hold (control characters other
/// than tab and line break) are left out. A number that Excel's fifteen digits cannot hold is written as the text that
/// it shows. A workbook repeats one band of rows only: that of the longest table of a sheet.
///
/// Widths count in digits of the default font in a workbook. That font is Times New Roman 12 here, whose digits are
/// half as wide as high, 8 pixels at 96 dpi, in Excel, WPS and LibreOffice alike, also where a substitute stands in
/// (宋体 11 is 8 pixels in Excel but 7.33 in LibreOffice, and wider still where 宋体 is missing). Cells name their own
/// fonts. A width of 60 pt is 80 pixels, hence 10 digits. Widths and heights are rounded up to whole pixels of 0.75 pt,
/// so that no text that fitted is cut off; a row is at most 409.5 pt high, Excel's limit.
///
/// What a sheet does in a workbook beside that ([`jixiao_sheet::Live`]) is written as well: formulas with their results, and a sheet to
/// fill in as one that is protected without a password.
///
/// # Errors
///
/// When there is no sheet, a text is too long for a cell, or a cell lies outside of what a workbook holds.
pub fn write(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>, WriteError> {
    if sheets.is_empty() {
        return Err(WriteError::NoSheets);
    }
    let mut workbook = Workbook::new();
    let whole = |error: XlsxError| rejected("", &error);
    workbook
        .set_default_format(&style::default_format(), style::DEFAULT_ROW_PIXELS, style::DEFAULT_COLUMN_PIXELS)
        .map_err(whole)?;
    workbook.set_properties(&document_properties(properties).map_err(whole)?);
    let written: Result<Vec<Worksheet>, WriteError> = sheets.par_iter().map(sheet::write).collect();
    for (sheet, worksheet) in sheets.iter().zip(written?) {
        workbook.push_worksheet(worksheet);
        names::define_marks(sheet, &mut workbook)?;
    }
    let written = workbook.save_to_buffer().map_err(whole)?;
    growing::set(written, sheets)
        .map_err(|error| WriteError::Rejected { sheet: String::new(), detail: error.to_string() })
}

/// The unit that hands the forms in is both the author and the company. Its time is kept as UTC.
fn document_properties(properties: &Properties) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_timestamp(properties.created.clamp(FIRST_SECOND, LAST_SECOND))?;
    Ok(DocProperties::new()
        .set_title(&properties.title)
        .set_author(&properties.author)
        .set_company(&properties.author)
        .set_creation_datetime(&created))
}
