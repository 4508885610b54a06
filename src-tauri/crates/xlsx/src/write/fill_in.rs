//! A sheet to fill in: what may be changed, what is marked, and what a person is told.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Formula, ProtectionOptions,
    Worksheet, XlsxError,
};

use jixiao_sheet::{Area, Cell, Expected, FillIn, Open, Sheet};

use super::style;

/// The ground of a cell that waits for a person: a calm yellow that a grey printer leaves white.
const MARKED: u32 = 0x00FF_F8DC;

/// Keeps the first rows in sight, and makes the sheet one to fill in where it is one.
pub(super) fn set(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    if sheet.live.frozen_rows > 0 {
        worksheet.set_freeze_panes(sheet.live.frozen_rows, 0)?;
    }
    let Some(fill_in) = &sheet.live.fill_in else { return Ok(()) };
    for row in &fill_in.growing_rows {
        let least = sheet.rows.get(*row as usize).copied().unwrap_or_default();
        worksheet.set_row_format(*row, &style::strut(least))?;
    }
    worksheet.protect_with_options(&allowed());
    for open in &fill_in.open {
        mark(open, worksheet)?;
    }
    validate(fill_in, worksheet)
}

/// True for a cell that may be changed on a sheet to fill in.
pub(super) fn is_open(cell: &Cell, sheet: &Sheet) -> bool {
    let open = |fill_in: &FillIn| fill_in.open.iter().any(|open| open.area == cell.area);
    sheet.live.fill_in.as_ref().is_some_and(open)
}

/// Everything but changing cells that are not open: rows may be added, and widths, heights and looks set.
fn allowed() -> ProtectionOptions {
    ProtectionOptions {
        select_locked_cells: true,
        select_unlocked_cells: true,
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        insert_links: true,
        sort: true,
        use_autofilter: true,
        edit_objects: true,
        ..ProtectionOptions::default()
    }
}

fn mark(open: &Open, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(formula) = &open.marked_while else { return Ok(()) };
    let ground = Format::new().set_background_color(MARKED);
    let condition = ConditionalFormatFormula::new().set_rule(Formula::new(formula.text())).set_format(ground);
    let (first_row, first_column, last_row, last_column) = corners(open.area)?;
    worksheet.add_conditional_format(first_row, first_column, last_row, last_column, &condition)?;
    Ok(())
}

/// One validation for all cells that are told and asked the same.
fn validate(fill_in: &FillIn, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut alike: BTreeMap<String, Vec<&Open>> = BTreeMap::new();
    for open in fill_in.open.iter().filter(|open| open.hint.is_some() || open.expected.is_some()) {
        let expected = match &open.expected {
            Some(Expected::Holds(..)) => format!("{:?}", open.area),
            Some(Expected::Words(words)) => words.join(","),
            None => String::new(),
        };
        alike.entry(format!("{:?}{expected}", open.hint)).or_default().push(open);
    }
    for cells in alike.values() {
        let Some(first) = cells.first() else { continue };
        let (first_row, first_column, last_row, last_column) = corners(first.area)?;
        let ranges: Vec<String> = cells.iter().map(|open| open.area.to_string()).collect();
        let validation = validation(first)?.set_multi_range(ranges.join(" "));
        worksheet.add_data_validation(first_row, first_column, last_row, last_column, &validation)?;
    }
    Ok(())
}

/// What a person is told when a cell is chosen, and asked when something else was typed. Nothing is refused.
fn validation(open: &Open) -> Result<DataValidation, XlsxError> {
    let mut validation = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
    if let Some(hint) = &open.hint {
        validation = validation.set_input_title(&hint.title)?.set_input_message(&hint.text)?;
    }
    Ok(match &open.expected {
        None => validation.allow_any_value(),
        Some(Expected::Words(words)) => validation
            .allow_list_strings(words)?
            .set_error_title("请核对")?
            .set_error_message("这里一般从下拉列表里选一项。确实要写别的文字，请选“是”保留。")?,
        Some(Expected::Holds(formula, hint)) => validation
            .allow_custom(Formula::new(formula.text()))
            .set_error_title(&hint.title)?
            .set_error_message(&hint.text)?,
    })
}

fn corners(area: Area) -> Result<(u32, u16, u32, u16), XlsxError> {
    let column = |column: u32| u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError);
    Ok((area.first.row, column(area.first.column)?, area.last.row, column(area.last.column)?))
}
