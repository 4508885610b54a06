mod names;
mod page;
mod sheet;
mod style;
mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use jixiao_sheet::Sheet;

use crate::error::WriteError;

pub use names::safe_sheet_names;

/// What a workbook says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// 标题.
    pub title: String,
    /// 主题.
    pub subject: String,
    /// 作者.
    pub author: String,
    /// 单位.
    pub company: String,
    /// When it was made; given by the caller, so that the same input makes the same bytes.
    pub created: Moment,
}

/// A date and time of the civil calendar, without a zone; workbooks keep it as UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Year, 1900–9999.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
    /// Hour, 0–23.
    pub hour: u8,
    /// Minute, 0–59.
    pub minute: u8,
    /// Second, 0–59.
    pub second: u8,
}

impl Default for Moment {
    /// The first moment that every program can show: 2000-01-01 00:00.
    fn default() -> Self {
        Self { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
    }
}

/// Writes `sheets` as an .xlsx workbook. The same input gives the same bytes.
///
/// Texts are never formulas, whatever they begin with; characters that no workbook can hold (control characters other
/// than tab and line break) are left out. A number that Excel's fifteen digits cannot hold is written as the text that
/// it shows. A workbook repeats one band of rows only: that of the longest table of a sheet.
///
/// Widths count in digits of the default font in a workbook. That font is 宋体 12 here, whose digits are 8 pixels wide
/// in Excel, WPS and LibreOffice alike (宋体 11 is 8 pixels in one and 7.33 in another); widths and heights are rounded
/// up to whole pixels of 0.75 pt, so that no text that fitted is cut off.
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
    for sheet in sheets {
        sheet::write(sheet, workbook.add_worksheet())?;
        names::define_marks(sheet, &mut workbook)?;
    }
    workbook.save_to_buffer().map_err(whole)
}

fn document_properties(properties: &Properties) -> Result<DocProperties, XlsxError> {
    let made = properties.created;
    let created = ExcelDateTime::from_ymd(made.year, made.month, made.day)?.and_hms(
        u16::from(made.hour),
        made.minute,
        made.second,
    )?;
    Ok(DocProperties::new()
        .set_title(&properties.title)
        .set_subject(&properties.subject)
        .set_author(&properties.author)
        .set_company(&properties.company)
        .set_creation_datetime(&created))
}

/// What the writer says, where a layout breaks the rules of a workbook.
fn rejected(sheet: &str, error: &XlsxError) -> WriteError {
    let detail = match error {
        XlsxError::MergeRangeOverlaps(..) => "合并区域重叠".to_owned(),
        XlsxError::RowColumnOrderError => "区域的首尾颠倒".to_owned(),
        XlsxError::SheetnameReused(name) => format!("工作表名称“{name}”重复"),
        XlsxError::SheetnameCannotBeBlank(_)
        | XlsxError::SheetnameLengthExceeded(_)
        | XlsxError::SheetnameContainsInvalidCharacter(_)
        | XlsxError::SheetnameStartsOrEndsWithApostrophe(_) => "工作表名称不合规范".to_owned(),
        XlsxError::NameError(name, _) => format!("名称“{name}”不合规范"),
        other => format!("{other}"),
    };
    WriteError::Rejected { sheet: sheet.to_owned(), detail }
}
