//! One sheet of a workbook.

use std::collections::HashMap;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ColNum, Format, IgnoreError, Worksheet, XlsxError};

use jixiao_sheet::{Area, Cell, Formula, Length, Number, SharedText, Sheet, Style, Value};

use super::rejected::rejected;
use super::{fill_in, page, style, text};
use crate::error::WriteError;
use crate::limits;
use crate::read::{CellFormat, decimal_of};

/// Writes tracks, cells and page set-up.
pub(super) fn write(sheet: &Sheet) -> Result<Worksheet, WriteError> {
    let mut worksheet = Worksheet::new();
    let fault = |error: XlsxError| rejected(&sheet.name, &error);
    // Without a default format of its own a worksheet counts seven pixels a digit, an eighth less than the digits are wide.
    worksheet
        .set_default_format(&style::default_format(), style::SHEET_ROW_PIXELS, style::DEFAULT_COLUMN_PIXELS)
        .map_err(fault)?;
    worksheet.set_name(&sheet.name).map_err(fault)?;
    let last = last_cell(sheet)?;
    write_tracks(sheet, &mut worksheet).map_err(fault)?;
    // A formula that shows nothing yet: the writer would put a zero in its place.
    worksheet.set_formula_result_default("");
    let mut formats = Formats::default();
    for cell in &sheet.cells {
        write_cell(cell, sheet, &mut formats, &mut worksheet)?;
    }
    page::set(sheet, last, &mut worksheet).map_err(fault)?;
    fill_in::set(sheet, &mut worksheet).map_err(fault)?;
    // 得分 such as 10.00 may be texts on purpose; Excel would mark each with a green corner.
    worksheet.ignore_error_range(0, 0, last.0, last.1, IgnoreError::NumberStoredAsText).map_err(fault)?;
    Ok(worksheet)
}

fn write_tracks(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let blank = style::blank_format();
    for (column, width) in (0..).zip(&sheet.columns) {
        if *width == Length::ZERO {
            worksheet.set_column_hidden(column)?;
        } else {
            worksheet.set_column_width_pixels(column, style::column_pixels(*width))?;
        }
        worksheet.set_column_format(column, &blank)?;
    }
    for (row, height) in (0..).zip(&sheet.rows) {
        // A row without a height is as high as its text.
        if *height > Length::ZERO {
            let height =
                sheet.live.fill_in.as_ref().and_then(|rows| rows.roomy_rows.get(&row)).unwrap_or(height);
            worksheet.set_row_height_pixels(row, style::row_pixels(*height))?;
        }
    }
    Ok(())
}

/// The last row and column of the sheet's cells and tracks. What could not be read again is not written.
fn last_cell(sheet: &Sheet) -> Result<(u32, ColNum), WriteError> {
    let (mut row, mut column) = (sheet.rows.len().saturating_sub(1), sheet.columns.len().saturating_sub(1));
    for Cell { area, .. } in &sheet.cells {
        check_area(*area, sheet)?;
        row = row.max(area.last.row as usize);
        column = column.max(area.last.column as usize);
    }
    let most = (limits::ROWS as usize, limits::COLUMNS as usize);
    match (u32::try_from(row), ColNum::try_from(column)) {
        (Ok(last_row), Ok(last_column)) if row < most.0 && column < most.1 => Ok((last_row, last_column)),
        _ => Err(out_of_range(sheet, format!("第 {} 行第 {} 列", row + 1, column + 1))),
    }
}

fn check_area(area: Area, sheet: &Sheet) -> Result<(), WriteError> {
    let in_order = area.first.row <= area.last.row && area.first.column <= area.last.column;
    if in_order && area.last.row < limits::ROWS && area.last.column < limits::COLUMNS {
        Ok(())
    } else {
        Err(out_of_range(sheet, area.to_string()))
    }
}

fn out_of_range(sheet: &Sheet, cell: String) -> WriteError {
    WriteError::OutOfRange { sheet: sheet.name.clone(), cell }
}

fn write_cell(
    cell: &Cell,
    sheet: &Sheet,
    formats: &mut Formats,
    worksheet: &mut Worksheet,
) -> Result<(), WriteError> {
    let number = match &cell.value {
        Value::Number(number) => float(number).map(|float| (float, number_code(number, &cell.style))),
        Value::Text(text) => day(text, &cell.style),
    };
    let text = if number.is_some() { String::new() } else { text::clean(&cell.value.shown()) };
    text::check(&text, &sheet.name, cell.area.first)?;
    let look = Look {
        style: cell.style.clone(),
        code: match &number {
            Some((_, code)) => code.clone(),
            None => cell.style.format.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default(),
        },
        quoted: text::looks_like_formula(&text),
        open: fill_in::is_open(cell, sheet),
    };
    let formula = sheet.live.formulas.get(&cell.area.first);
    let content = match (number, formula) {
        (Some((float, _)), None) => Content::Number(float),
        (None, None) => Content::Text(&text),
        (Some((float, _)), Some(formula)) => Content::Formula(formula, float.to_string()),
        (None, Some(formula)) => Content::Formula(formula, text.clone()),
    };
    put(cell.area, &content, formats.get(look), worksheet).map_err(|error| rejected(&sheet.name, &error))
}

/// A date is a text that a cell's own format shows for a day: it is written as that day, as it stood in the file.
fn day(text: &str, style: &Style) -> Option<(f64, String)> {
    let code = style.format.as_ref()?.as_str();
    let day = CellFormat::new(code).day(text)?;
    Some((i32::try_from(day).ok()?.into(), code.to_owned()))
}

/// The code of the cell's own style where it shows the number as everybody else shows it, else one that does.
fn number_code(number: &Number, style: &Style) -> String {
    let own = style.format.as_ref().map(SharedText::as_str);
    let same = |code: &&str| {
        let shown = float(number).map(|float| CellFormat::new(code).show(float, false).value.shown());
        shown == Some(number.shown())
    };
    own.filter(same).map_or_else(|| style::code(number), str::to_owned)
}

/// The float that comes back as the same decimal; `None` for numbers of more than fifteen digits.
fn float(number: &Number) -> Option<f64> {
    let float = number.value.to_f64()?;
    (decimal_of(float)? == number.value).then_some(float)
}

enum Content<'a> {
    Number(f64),
    Text(&'a str),
    /// A formula and its result.
    Formula(&'a Formula, String),
}

fn put(
    area: Area,
    content: &Content<'_>,
    format: &Format,
    worksheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (row, column) = (area.first.row, column(area.first.column)?);
    if area.first != area.last {
        // All cells of the area get the format: programs draw the border of each.
        let last = self::column(area.last.column)?;
        worksheet.merge_range(row, column, area.last.row, last, "", format)?;
    }
    match content {
        Content::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
        Content::Formula(formula, result) => {
            let formula = rust_xlsxwriter::Formula::new(formula.text()).set_result(result);
            worksheet.write_formula_with_format(row, column, formula, format)?
        }
        // The writer takes such a text for one that it formatted itself.
        Content::Text(text) if text.starts_with("<r>") && text.ends_with("</r>") => {
            worksheet.write_rich_string_with_format(row, column, &[(format, text)], format)?
        }
        Content::Text(text) => worksheet.write_string_with_format(row, column, *text, format)?,
    };
    Ok(())
}

fn column(column: u32) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// What tells two formats apart.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    style: Style,
    /// Number format code; empty for texts.
    code: String,
    /// The text is shown to be one by a leading apostrophe.
    quoted: bool,
    /// The cell may be changed on a protected sheet.
    open: bool,
}

/// Formats made so far: a form has a dozen looks and hundreds of cells.
#[derive(Default)]
struct Formats(HashMap<Look, Format>);

impl Formats {
    fn get(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with_key(|look| {
            let mut format = style::format(&look.style);
            if look.style.format.is_some() {
                format = format.set_num_format(&look.code);
            } else if !look.code.is_empty() {
                // A number cannot be wrapped: where another typeface makes it too wide it would show as ###.
                format = format.set_num_format(&look.code).unset_text_wrap().set_shrink();
            }
            let format = if look.open { format.set_unlocked() } else { format };
            if look.quoted { format.set_quote_prefix() } else { format }
        })
    }
}
