//! Excel 97–2003 workbooks ([MS-XLS]), and those of Excel 5.0/95, read by calamine behind a guard.
//!
//! [`compound`] takes the records out of the file, [`book`] and [`sheet`] check them and keep those with values,
//! [`container`] wraps what is kept; calamine sees nothing else. The guard also knows the number formats, which
//! calamine loses.

mod beside;
mod book;
mod compound;
mod container;
mod look;
mod password;
mod record;
mod sheet;
mod strings;
mod tracks;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsOptions};
use jixiao_sheet::{Address, Area};

use super::builder::{Budget, SheetBuilder};
use super::cell_format::CellFormat;
use super::guard::{check_sheet_count, check_sheet_names, is_mark, unless_panic, unreadable};
use super::looks::dress;
use super::workbook::Workbook;
use super::{foreign, reference, value};
use crate::error::Fault;
use crate::limits;
use book::Book;
use compound::Compound;
use record::kind;
use sheet::{Allowance, Checked};

/// A workbook in calamine's hands.
type Read = Xls<Cursor<Vec<u8>>>;

/// True when `bytes` begin like a compound file ([MS-CFB] 2.2).
pub(crate) fn is_compound_file(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// True when `bytes` are the records of a workbook without a compound file around them.
pub(crate) fn is_bare_stream(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x09\x08")
}

/// Reads all sheets of a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Fault> {
    if is_bare_stream(bytes) {
        return read_stream(bytes);
    }
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Fault::Encrypted);
    }
    if let Some(stream) = file.stream("Workbook")?.or(file.stream("Book")?) {
        return read_stream(&stream);
    }
    let (found, advice) = if file.has("WordDocument") {
        foreign::DOCUMENT
    } else if file.has("PowerPoint Document") {
        foreign::SLIDES
    } else {
        foreign::OTHER_COMPOUND
    };
    Err(Fault::Foreign(found, advice))
}

fn read_stream(stream: &[u8]) -> Result<Workbook, Fault> {
    let (book, file, sheets) = check(&password::opened(stream))?;
    let mut read = open(file, book.strings.code_page())?;
    let entries = read.sheets_metadata().to_vec();
    check_sheet_names(&entries)?;
    let mut workbook = Workbook::default();
    let budget = Budget::default();
    let is_computed = sheets.iter().any(|sheet| sheet.beside.results > 0);
    for (entry, mut checked) in entries.iter().zip(sheets) {
        if entry.typ != SheetType::WorkSheet {
            workbook.report_other_kind(&entry.name);
            continue;
        }
        let mut builder = SheetBuilder::new(&entry.name, read.has_1904_epoch(), &budget);
        checked.left_out.iter().for_each(|(at, trouble)| trouble.tell(*at, &mut builder));
        gather(&mut read, &entry.name, &book, &checked, &mut builder)?;
        std::mem::take(&mut checked.beside).report(is_computed, &mut builder);
        let (mut sheet, problems) = builder.finish();
        if book.has_looks() {
            let blanks = budget.blanks(checked.blanks.len());
            dress::dress(&mut sheet, checked.styled(), blanks, &checked.tracks, &book.looks);
        }
        workbook.add((sheet, problems));
        if entry.visible != SheetVisible::Visible {
            workbook.report_hidden(&entry.name);
        }
    }
    for (name, text) in read.defined_names().iter().filter(|(name, _)| is_mark(name)) {
        let place = text.rsplit_once('!');
        let place = place.and_then(|(sheet, area)| Some((sheet.to_owned(), reference::area(area)?)));
        workbook.mark(name.clone(), place);
    }
    book.lost_names.into_iter().for_each(|name| workbook.mark(name, None));
    Ok(workbook)
}

/// Checks all records, and writes those that calamine is shown into a file of their own.
fn check(stream: &[u8]) -> Result<(Book, Vec<u8>, Vec<Checked>), Fault> {
    let mut allowance = Allowance { budget: Budget::default(), area: limits::AREA };
    let mut book = book::read(stream, &allowance.budget)?;
    check_sheet_count(book.entries.len())?;
    let mut kept = std::mem::take(&mut book.kept);
    let mut sheets = Vec::new();
    for entry in &book.entries {
        let start = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        kept[entry.link..entry.link + 4].copy_from_slice(&start.to_le_bytes());
        record::push(&mut kept, kind::BOF, &book.begin)?;
        sheets.push(if entry.has_cells {
            sheet::check(stream, entry.start, &book, &mut allowance, &mut kept)?
        } else {
            Checked::default()
        });
        record::push(&mut kept, kind::EOF, &[])?;
    }
    Ok((book, container::around(&kept), sheets))
}

fn open(file: Vec<u8>, code_page: u16) -> Result<Read, Fault> {
    let mut options = XlsOptions::default();
    options.force_codepage = Some(code_page);
    let what = "工作簿的记录";
    unless_panic(what, || Xls::new_with_options(Cursor::new(file), options).map_err(|_| unreadable(what)))
}

/// Puts the values and merged areas that calamine read into their sheet.
fn gather(
    read: &mut Read,
    name: &str,
    book: &Book,
    checked: &Checked,
    builder: &mut SheetBuilder<'_>,
) -> Result<(), Fault> {
    let broken = |_| unreadable(&format!("工作表“{name}”"));
    let general = CellFormat::default();
    let range = read.worksheet_range(name).map_err(broken)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let at = Address::new(top + number(row), left + number(column));
        let style = checked.styles.get(&at).copied();
        if style.is_some_and(|style| book.is_struck(style)) {
            builder.struck(at, &data.to_string());
            continue;
        }
        let format = style.and_then(|style| book.format(style));
        value::put(at, data, format.unwrap_or(&general), builder)?;
    }
    for area in read.merge_cells_by_sheet_name(name).map_err(broken)? {
        let corner = |(row, column)| Address::new(row, column);
        let Area { first, last } = reference::spanning(corner(area.start), corner(area.end));
        builder.merge(Area { first, last })?;
    }
    Ok(())
}
