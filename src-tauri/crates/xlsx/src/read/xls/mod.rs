//! Excel 97–2003 workbooks ([MS-XLS]), and those of Excel 5.0/95.

mod book;
mod compound;
mod record;
mod sheet;
mod unicode;

use super::gather::{Budget, Gatherer};
use super::{Workbook, foreign};
use crate::error::Fault;
use book::Kind;
use compound::Compound;

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
    let mut budget = Budget::default();
    let book = book::read(stream, &mut budget)?;
    super::check_sheet_count(book.entries.len())?;
    let mut workbook = Workbook::default();
    for entry in &book.entries {
        if entry.kind == Kind::Other {
            workbook.report_other_kind(&entry.name);
            continue;
        }
        let mut gatherer = Gatherer::new(&entry.name, book.from_1904, &mut budget);
        sheet::read(stream, entry.start, &book, &mut gatherer)?;
        workbook.add(gatherer.finish());
        if entry.is_hidden {
            workbook.report_hidden(&entry.name);
        }
    }
    for name in &book.names {
        let place = name.place.and_then(|(index, area)| Some((book.entries.get(index)?.name.clone(), area)));
        workbook.mark(name.name.clone(), place);
    }
    Ok(workbook)
}
