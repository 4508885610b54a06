//! The globals of a workbook: sheets, formats, shared strings, defined names.

use std::collections::HashMap;

use jixiao_sheet::{Address, Area};

use super::compound::{u16_at, u32_at};
use super::record::{Record, Records, kind, too_short};
use super::unicode::{Pieces, Strings, shared_strings};
use crate::error::Fault;
use crate::read::cell_format::CellFormat;
use crate::read::gather::Budget;
use crate::read::reference::spanning;
use crate::read::texts::Texts;
use crate::read::{foreign, is_mark};

/// Excel 97 allows 4,050 cell styles; other programs write more.
const STYLES: usize = 65_536;

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Cells,
    /// A chart, a macro sheet or a module.
    Other,
}

/// A sheet as the workbook lists it.
pub(super) struct Entry {
    pub name: String,
    pub kind: Kind,
    pub is_hidden: bool,
    /// First byte of its records.
    pub start: usize,
}

/// A defined name that begins with `jixiao.`, with the index of its sheet.
pub(super) struct Name {
    pub name: String,
    pub place: Option<(usize, Area)>,
}

/// The globals.
pub(super) struct Book {
    pub entries: Vec<Entry>,
    pub names: Vec<Name>,
    pub from_1904: bool,
    pub strings: Strings,
    pub texts: Texts,
    styles: Vec<u16>,
    formats: HashMap<u16, CellFormat>,
}

impl Book {
    /// The format of a cell style.
    pub(super) fn format(&self, style: u16) -> Option<&CellFormat> {
        self.formats.get(self.styles.get(usize::from(style))?)
    }

    fn take(&mut self, record: &Record<'_>, sheets: &mut Vec<i16>) -> Result<(), Fault> {
        match record.kind {
            kind::FILE_PASS => return Err(Fault::Encrypted),
            kind::DATE_1904 => self.from_1904 = u16_at(record.data, 0) == Some(1),
            kind::CODE_PAGE if matches!(self.strings, Strings::Bytes(_)) => {
                self.strings = Strings::of_code_page(u16_at(record.data, 0).unwrap_or_default());
            }
            kind::FORMAT if self.formats.len() < STYLES => self.take_format(record)?,
            kind::CELL_STYLE if self.styles.len() < STYLES => {
                self.styles.push(u16_at(record.data, 2).ok_or_else(too_short)?);
            }
            kind::BOUND_SHEET => self.entries.push(entry(record, self.strings)?),
            kind::SHARED_STRINGS => self.texts = shared_strings(record)?,
            kind::EXTERN_SHEET => {
                let links = record.data.get(2..).unwrap_or_default().chunks_exact(6);
                sheets.extend(links.map(|link| i16::from_le_bytes([link[2], link[3]])));
            }
            kind::NAME if matches!(self.strings, Strings::Unicode) => {
                self.names.extend(name(record, sheets)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn take_format(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let id = u16_at(record.data, 0).ok_or_else(too_short)?;
        let code = match self.strings {
            Strings::Unicode => self.strings.long(record, 2)?,
            Strings::Bytes(_) => self.strings.short(record, 2)?,
        };
        self.formats.insert(id, CellFormat::new(&code));
        Ok(())
    }
}

/// Reads the globals, which stand at the head of the stream.
pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Book, Fault> {
    let mut records = Records::new(stream, 0)?;
    let mut book = Book {
        entries: Vec::new(),
        names: Vec::new(),
        from_1904: false,
        strings: version(&records.next()?.ok_or_else(too_short)?)?,
        texts: Texts::default(),
        styles: Vec::new(),
        formats: HashMap::new(),
    };
    let mut sheets = Vec::new();
    while let Some(record) = records.next()?.filter(|record| record.kind != kind::EOF) {
        budget.step()?;
        book.take(&record, &mut sheets)?;
    }
    for id in &book.styles {
        book.formats.entry(*id).or_insert_with(|| CellFormat::built_in(u32::from(*id)));
    }
    Ok(book)
}

/// The first record tells the version ([MS-XLS] 2.4.21).
fn version(record: &Record<'_>) -> Result<Strings, Fault> {
    match (record.kind, u16_at(record.data, 0)) {
        (kind::BOF, Some(0x0600)) => Ok(Strings::Unicode),
        (kind::BOF, Some(0x0500)) => Ok(Strings::of_code_page(0)),
        (kind::BOF | 0x0009 | 0x0209 | 0x0409, _) => {
            Err(Fault::Foreign(foreign::OLD_WORKBOOK.0, foreign::OLD_WORKBOOK.1))
        }
        _ => Err(Fault::damaged("工作簿没有开头记录")),
    }
}

/// [MS-XLS] 2.4.28.
fn entry(record: &Record<'_>, strings: Strings) -> Result<Entry, Fault> {
    let start = u32_at(record.data, 0).ok_or_else(too_short)? as usize;
    let flags = u16_at(record.data, 4).ok_or_else(too_short)?;
    let mut name = strings.short(record, 6)?;
    name.retain(|c| c != '\0');
    Ok(Entry {
        name,
        kind: if flags >> 8 == 0 { Kind::Cells } else { Kind::Other },
        is_hidden: flags & 3 != 0,
        start,
    })
}

/// [MS-XLS] 2.4.150: a name of ours and the area it refers to.
fn name(record: &Record<'_>, sheets: &[i16]) -> Result<Option<Name>, Fault> {
    let (Some(length), Some(formula)) = (record.data.get(3), u16_at(record.data, 4)) else {
        return Err(too_short());
    };
    let name = Pieces::new(record, 14)?.characters(usize::from(*length))?;
    if !is_mark(&name) {
        return Ok(None);
    }
    let start = record.data.len().saturating_sub(usize::from(formula));
    Ok(Some(Name { name, place: place(&record.data[start..], sheets) }))
}

/// [MS-XLS] 2.5.198.27 and 28: a reference to a cell or an area of another sheet.
fn place(formula: &[u8], sheets: &[i16]) -> Option<(usize, Area)> {
    let word = |index: usize| u16_at(formula, 1 + 2 * index);
    let cell = |row: u16, column: u16| Address::new(u32::from(row), u32::from(column & 0x00FF));
    let area = match formula.first()? & 0x1F {
        0x1A => spanning(cell(word(1)?, word(2)?), cell(word(1)?, word(2)?)),
        0x1B => spanning(cell(word(1)?, word(3)?), cell(word(2)?, word(4)?)),
        _ => return None,
    };
    let sheet = sheets.get(usize::from(word(0)?))?;
    Some((usize::try_from(*sheet).ok()?, area))
}
