//! Office Open XML workbooks (ECMA-376), read by calamine behind a guard.
//!
//! [`package`] unpacks the parts within limits, checks how they are built and packs them anew; calamine sees nothing
//! else. Of each sheet calamine gives the values, the number formats and the merged areas, [`cell_index`] where cells stand
//! and which of them are formulas.

mod beside;
mod cell_index;
mod package;
mod rich;
mod sheet;
mod styles;

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, Sheet as Entry, SheetType, SheetVisible, Xlsx};
use rayon::prelude::*;

use jixiao_model::Problem;
use jixiao_sheet::Sheet;

use super::archive::Archive;
use super::builder::{Budget, SheetBuilder};
use super::{Workbook, check_sheet_names, is_mark, reference, unless_panic, unreadable};
use crate::error::Fault;
use cell_index::CellIndex;

/// A workbook in calamine's hands.
type Book = Xlsx<Cursor<Arc<[u8]>>>;

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
    for (entry, found) in entries.iter().zip(read_sheets(book, &bytes, &sheets, &budget)?) {
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
    for (name, text) in names.iter().filter(|(name, _)| is_mark(name)) {
        let place = reference::split_sheet(text, '!');
        let place = place.and_then(|(sheet, area)| Some((sheet, reference::area(area)?)));
        workbook.mark(name.clone(), place);
    }
    Ok(workbook)
}

/// Shares the sheets among several readers of the same bytes; what they find comes in the workbook's order.
fn read_sheets(
    book: Book,
    bytes: &Arc<[u8]>,
    sheets: &[(&Entry, &Option<CellIndex>)],
    budget: &Budget,
) -> Result<Vec<Found>, Fault> {
    let readers = if bytes.len() > SHARED_BYTES { 1 } else { rayon::current_num_threads().min(READERS) };
    let share = sheets.len().div_ceil(readers).max(1);
    let others = (1..sheets.len().div_ceil(share)).into_par_iter().map(|_| open(bytes));
    let mut books = others.collect::<Result<Vec<Book>, Fault>>()?;
    books.push(book);
    let work = books.par_iter_mut().zip(sheets.par_chunks(share));
    let shares: Vec<Result<Vec<Found>, Fault>> =
        work.map(|(book, sheets)| read_share(book, sheets, budget)).collect();
    // Of several faults, the first one in the workbook's order.
    let shares: Result<Vec<Vec<Found>>, Fault> = shares.into_iter().collect();
    Ok(shares?.into_iter().flatten().collect())
}

fn read_share(
    book: &mut Book,
    sheets: &[(&Entry, &Option<CellIndex>)],
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
        found.push(Some(builder.finish()));
    }
    Ok(found)
}

fn open(bytes: &Arc<[u8]>) -> Result<Book, Fault> {
    let what = "工作簿的目录、文字或样式";
    unless_panic(what, || Xlsx::new(Cursor::new(Arc::clone(bytes))).map_err(|_| unreadable(what)))
}
