//! Office Open XML workbooks (ECMA-376), read by calamine behind a guard.
//!
//! [`package`] unpacks the parts within limits, checks how they are built and packs them anew; calamine sees nothing
//! else. Of each sheet calamine gives the values, the number formats and the merged areas, [`survey`] where cells stand
//! and which of them are formulas.

mod package;
mod sheet;
mod styles;
mod survey;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

use super::archive::Archive;
use super::gather::{Budget, Gatherer};
use super::{Workbook, check_sheet_names, is_mark, reference, unless_panic, unreadable};
use crate::error::Fault;

/// A workbook in calamine's hands.
type Book = Xlsx<Cursor<Vec<u8>>>;

/// Reads all sheets of a workbook.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Workbook, Fault> {
    let mut budget = Budget::default();
    let package = package::build(archive, &mut budget)?;
    let mut book = open(package.bytes)?;
    let sheets = book.sheets_metadata().to_vec();
    check_sheet_names(&sheets)?;
    let from_1904 = book.has_1904_epoch();
    let mut formats = HashMap::new();
    let mut workbook = Workbook::default();
    for (entry, survey) in sheets.iter().zip(&package.sheets) {
        if entry.typ != SheetType::WorkSheet {
            workbook.report_other_kind(&entry.name);
            continue;
        }
        let missing = || Fault::damaged(format!("缺少工作表“{}”的内容", entry.name));
        let survey = survey.as_ref().ok_or_else(missing)?;
        let mut gatherer = Gatherer::new(&entry.name, from_1904, &mut budget);
        unless_panic(&format!("工作表“{}”", entry.name), || {
            sheet::read(&mut book, &entry.name, survey, &mut formats, &mut gatherer)
        })?;
        workbook.add(gatherer.finish());
        if entry.visible != SheetVisible::Visible {
            workbook.report_hidden(&entry.name);
        }
    }
    for (name, text) in book.defined_names().iter().filter(|(name, _)| is_mark(name)) {
        let place = reference::split_sheet(text, '!');
        let place = place.and_then(|(sheet, area)| Some((sheet, reference::area(area)?)));
        workbook.mark(name.clone(), place);
    }
    Ok(workbook)
}

fn open(bytes: Vec<u8>) -> Result<Book, Fault> {
    let what = "工作簿的目录、文字或样式";
    unless_panic(what, || Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable(what)))
}
