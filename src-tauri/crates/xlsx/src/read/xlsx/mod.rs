//! Office Open XML workbooks (ECMA-376), read by calamine behind a guard.
//!
//! [`package`] unpacks the parts within limits, checks how they are built and packs them anew; calamine sees nothing
//! else. Of each sheet calamine gives the values, the number formats and the merged areas, [`cell_index`] where cells stand
//! and which of them are formulas.

mod beside;
mod cell_index;
mod color;
mod lengths;
mod look;
mod package;
mod relations;
mod rich;
mod setup;
mod sheet;
mod styles;

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, Sheet as SheetEntry, SheetType, SheetVisible, Xlsx};
use rayon::prelude::*;

use jixiao_model::Problem;
use jixiao_sheet::{Header, Sheet};

use super::archive::Archive;
use super::builder::{Budget, SheetBuilder};
use super::guard::{check_sheet_names, is_mark, unless_panic, unreadable};
use super::looks::{Looks, dress};
use super::reference;
use super::workbook::Workbook;
use crate::error::Fault;
use cell_index::CellIndex;
use sheet::Book;

/// A sheet and its problems; `None` for one of another kind.
type Found = Option<(Sheet, Vec<Problem>)>;

/// Each further reader takes memory for all texts of the workbook once more, so that there are few of them, and one for
/// a workbook that is larger than any with a thousand forms.
const READERS: usize = 4;
const SHARED_BYTES: usize = 16 << 20;

/// Reads all sheets of a workbook.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Workbook, Fault> {
    let budget = Budget::default();
    let package = package::build(archive, &budget)?;
    let bytes: Arc<[u8]> = package.bytes.into();
    let book = open(&bytes)?;
    let entries = book.sheets_metadata().to_vec();
    check_sheet_names(&entries)?;
    let names = book.defined_names().to_vec();
    let sheets: Vec<_> = entries.iter().zip(&package.sheets).collect();
    let mut workbook = Workbook::default();
    for (entry, found) in entries.iter().zip(read_sheets(book, &bytes, &sheets, &package.looks, &budget)?) {
        match found {
            None => workbook.report_other_kind(&entry.name),
            Some(found) => {
                workbook.add(found);
                if entry.visible != SheetVisible::Visible {
                    workbook.report_hidden(&entry.name);
                }
            }
        }
    }
    for (_, text) in names.iter().filter(|(name, _)| name.ends_with("Print_Titles")) {
        repeat_rows(&mut workbook, text);
    }
    for (name, text) in names.iter().filter(|(name, _)| is_mark(name)) {
        let place = reference::split_sheet(text, '!');
        let place = place.and_then(|(sheet, area)| Some((sheet, reference::area(area)?)));
        workbook.mark(name.clone(), place);
    }
    Ok(workbook)
}

/// Takes the print titles `表!$A:$B,表!$1:$3` of a sheet: rows 1 to 3 stand on each page.
fn repeat_rows(workbook: &mut Workbook, text: &str) {
    for piece in text.split(',') {
        let Some((name, rows)) = reference::split_sheet(piece, '!') else { continue };
        let row = |text: &str| text.strip_prefix('$')?.parse::<u32>().ok()?.checked_sub(1);
        let rows = rows.split_once(':').and_then(|(first, last)| Some((row(first)?, row(last)?)));
        let sheet = workbook.sheets.iter_mut().find(|sheet| sheet.name == name);
        if let (Some((first, last)), Some(sheet)) = (rows, sheet) {
            let until = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
            if first <= last && last < until {
                sheet.headers.push(Header { first, last, until });
            }
        }
    }
}

/// Shares the sheets among several readers of the same bytes; what they find comes in the workbook's order.
fn read_sheets(
    book: Book,
    bytes: &Arc<[u8]>,
    sheets: &[(&SheetEntry, &Option<CellIndex>)],
    looks: &Looks,
    budget: &Budget,
) -> Result<Vec<Found>, Fault> {
    let readers = if bytes.len() > SHARED_BYTES { 1 } else { rayon::current_num_threads().min(READERS) };
    let share = sheets.len().div_ceil(readers).max(1);
    let others = (1..sheets.len().div_ceil(share)).into_par_iter().map(|_| open(bytes));
    let mut books = others.collect::<Result<Vec<Book>, Fault>>()?;
    books.push(book);
    let work = books.par_iter_mut().zip(sheets.par_chunks(share));
    let shares: Vec<Result<Vec<Found>, Fault>> =
        work.map(|(book, sheets)| read_share(book, sheets, looks, budget)).collect();
    // Of several faults, the first one in the workbook's order.
    let shares: Result<Vec<Vec<Found>>, Fault> = shares.into_iter().collect();
    Ok(shares?.into_iter().flatten().collect())
}

fn read_share(
    book: &mut Book,
    sheets: &[(&SheetEntry, &Option<CellIndex>)],
    looks: &Looks,
    budget: &Budget,
) -> Result<Vec<Found>, Fault> {
    let mut formats = HashMap::new();
    let mut found = Vec::with_capacity(sheets.len());
    for (entry, index) in sheets {
        if entry.typ != SheetType::WorkSheet {
            found.push(None);
            continue;
        }
        let missing = || Fault::damaged(format!("缺少工作表“{}”的内容", entry.name));
        let index = index.as_ref().ok_or_else(missing)?;
        let mut builder = SheetBuilder::new(&entry.name, book.has_1904_epoch(), budget);
        unless_panic(&format!("工作表“{}”", entry.name), || {
            sheet::read(book, &entry.name, index, &mut formats, &mut builder)
        })?;
        let (mut sheet, problems) = builder.finish();
        dress::dress(&mut sheet, index.styled(), index.blanks, &index.setup, looks);
        found.push(Some((sheet, problems)));
    }
    Ok(found)
}

fn open(bytes: &Arc<[u8]>) -> Result<Book, Fault> {
    let what = "工作簿的目录、文字或样式";
    unless_panic(what, || Xlsx::new(Cursor::new(Arc::clone(bytes))).map_err(|_| unreadable(what)))
}
