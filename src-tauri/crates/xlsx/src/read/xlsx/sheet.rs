//! One sheet: its cells as calamine reads them, in their places.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Dimensions, Xlsx, XlsxError};
use jixiao_sheet::{Address, Area};

use super::cell_index::{CellIndex, Place};
use super::styles;
use crate::error::Fault;
use crate::read::builder::SheetBuilder;
use crate::read::cell_format::CellFormat;
use crate::read::guard::unreadable;
use crate::read::value;

/// A workbook in calamine's hands.
pub(super) type Book = Xlsx<Cursor<Arc<[u8]>>>;

/// Number formats by style, read when first used.
pub(super) type Formats = HashMap<usize, CellFormat>;

/// Reads the cells and merged areas of the sheet called `name`.
pub(super) fn read(
    book: &mut Book,
    name: &str,
    index: &CellIndex,
    formats: &mut Formats,
    builder: &mut SheetBuilder<'_>,
) -> Result<(), Fault> {
    let broken = || unreadable(&format!("工作表“{name}”"));
    let general = CellFormat::default();
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| broken())?;
    for place in &index.places {
        match cells.next_cell_with_style_id() {
            Ok(Some((cell, _))) if place.is_named && cell.get_position() != position(place) => {
                return Err(broken());
            }
            Ok(Some((cell, style))) => {
                let data = Data::from(cell.get_value().clone());
                if data == Data::Empty && place.has_formula {
                    builder.uncomputed(place.at);
                }
                let known = cells.styles().get(style);
                if put_instead(place, &data, known.is_some_and(styles::is_struck), index.is_stale, builder)? {
                    continue;
                }
                let format =
                    known.map(|known| &*formats.entry(style).or_insert_with(|| styles::number_format(known)));
                value::put(place.at, &data, format.unwrap_or(&general), builder)?;
            }
            Ok(None) => return Err(broken()),
            Err(error) => tell(place.at, &error, builder)?,
        }
    }
    report_beside(index, builder);
    if !matches!(cells.next_cell(), Ok(None)) {
        return Err(broken());
    }
    drop(cells);
    let merges = book.merge_cells_by_sheet_name(name).map_err(|_| broken())?;
    if merges.len() != index.merges {
        let text = || "有的合并区域不在文件中应有的位置，没有读入。请核对。".to_owned();
        builder.problem(None, text);
    }
    merges.into_iter().try_for_each(|area| builder.merge(area_of(area)))
}

/// Reports a value that is crossed out or was never computed, and puts what is left of it. False for any other value.
fn put_instead(
    place: &Place,
    data: &Data,
    is_struck: bool,
    is_stale: bool,
    builder: &mut SheetBuilder<'_>,
) -> Result<bool, Fault> {
    let is_zero = matches!(data, Data::Int(0)) || matches!(data, Data::Float(number) if *number == 0.0);
    if is_struck && *data != Data::Empty {
        builder.struck(place.at, &data.to_string());
    } else if let Some(rich) = &place.rich {
        builder.struck(place.at, &rich.struck);
        builder.text(place.at, &rich.plain)?;
    } else if is_stale && place.has_formula && is_zero {
        builder.dummy_result(place.at);
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Hidden rows and columns, page headers, comments and drawings.
fn report_beside(index: &CellIndex, builder: &mut SheetBuilder<'_>) {
    for row in &index.hidden_rows {
        builder.hide_row(*row);
    }
    for (first, last) in &index.hidden_columns {
        builder.hide_columns(*first, *last);
    }
    for text in &index.page_texts {
        builder.page_text(text);
    }
    index.beside.report(builder);
}

fn position(place: &Place) -> (u32, u32) {
    (place.at.row, place.at.column)
}

fn area_of(area: Dimensions) -> Area {
    Area { first: Address::new(area.start.0, area.start.1), last: Address::new(area.end.0, area.end.1) }
}

/// A value that calamine does not know. The part is well-formed, so that reading goes on with the next cell.
fn tell(at: Address, error: &XlsxError, builder: &mut SheetBuilder<'_>) -> Result<(), Fault> {
    match error {
        // Errors that Excel knows since calamine's list was written.
        XlsxError::CellError(text) => return builder.error(at, text),
        XlsxError::Unexpected(_) => builder.lost_text(at),
        _ => builder.problem(Some(at), || {
            "单元格的内容无法识别，没有读入。请在 Excel 或 WPS 中打开并另存后再导入。".to_owned()
        }),
    }
    Ok(())
}
