//! The globals of a workbook: sheets, formats, shared strings, defined names.

use std::collections::HashMap;

use super::compound::{u16_at, u32_at};
use super::look::{Dress, font_index};
use super::record::{Record, Records, kind, push, too_short};
use super::strings::{Strings, shared_sizes};
use crate::error::Fault;
use crate::read::builder::Budget;
use crate::read::cell_format::CellFormat;
use crate::read::foreign;
use crate::read::guard::is_mark;
use crate::read::looks::Looks;

/// Excel 97 allows 4,050 cell styles; other programs write more.
const STYLES: usize = 65_536;

/// A sheet as the workbook lists it.
pub(super) struct ListedSheet {
    /// No chart, macro sheet or module.
    pub has_cells: bool,
    /// First byte of its records.
    pub start: usize,
    /// Where [`Book::kept`] says so.
    pub link: usize,
}

/// The globals.
pub(super) struct Book {
    pub entries: Vec<ListedSheet>,
    pub strings: Strings,
    /// The most that each shared text takes, in bytes.
    pub shared: Vec<usize>,
    /// Defined names of ours that point nowhere.
    pub lost_names: Vec<String>,
    /// The record at the head, which tells the version.
    pub begin: Vec<u8>,
    /// The records that calamine is shown: sheets, shared texts, defined names of ours, the calendar. No styles, since
    /// calamine makes dates of numbers and loses the format.
    pub kept: Vec<u8>,
    styles: Vec<u16>,
    /// The font of each style, and whether each font crosses its text out.
    style_fonts: Vec<u16>,
    fonts: Vec<bool>,
    formats: HashMap<u16, CellFormat>,
    dress: Dress,
    /// How the styles look; filled when all globals are read.
    pub looks: Looks,
}

impl Book {
    /// The format of a cell style.
    pub(super) fn format(&self, style: u16) -> Option<&CellFormat> {
        self.formats.get(self.styles.get(usize::from(style))?)
    }

    /// True for a workbook whose styles say how cells look: those of Excel 97 and later.
    pub(super) const fn has_looks(&self) -> bool {
        matches!(self.strings, Strings::Unicode)
    }

    /// True when a cell style crosses the whole text out.
    pub(super) fn is_struck(&self, style: u16) -> bool {
        let font = self.style_fonts.get(usize::from(style)).copied().unwrap_or_default();
        self.fonts.get(font_index(font)).copied().unwrap_or_default()
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        self.dress.take(record, self.strings, STYLES);
        match record.kind {
            kind::FILE_PASS => return Err(Fault::Encrypted),
            kind::CODE_PAGE if matches!(self.strings, Strings::Bytes(..)) => {
                self.strings = Strings::of_code_page(u16_at(record.data, 0).unwrap_or_default());
            }
            kind::FORMAT if self.formats.len() < STYLES => self.take_format(record)?,
            kind::CELL_STYLE if self.styles.len() < STYLES => {
                self.styles.push(u16_at(record.data, 2).ok_or_else(too_short)?);
                self.style_fonts.push(u16_at(record.data, 0).ok_or_else(too_short)?);
            }
            kind::FONT if self.fonts.len() < STYLES => {
                self.fonts.push(u16_at(record.data, 2).is_some_and(|flags| flags & 8 != 0));
            }
            kind::BOUND_SHEET => self.take_sheet(record)?,
            kind::SHARED_STRINGS => {
                self.shared = shared_sizes(record)?;
                push(&mut self.kept, record.kind, record.data)?;
                for piece in record.more.iter().filter(|piece| !piece.is_empty()) {
                    push(&mut self.kept, kind::CONTINUE, piece)?;
                }
            }
            kind::DATE_1904 | kind::EXTERN_SHEET if record.data.len() >= 2 => {
                push(&mut self.kept, record.kind, record.data)?;
            }
            kind::NAME if matches!(self.strings, Strings::Unicode) => self.take_name(record)?,
            _ => {}
        }
        Ok(())
    }

    fn take_format(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let id = u16_at(record.data, 0).ok_or_else(too_short)?;
        let (length, start) = match self.strings {
            Strings::Unicode => (u16_at(record.data, 2).ok_or_else(too_short)?, 4),
            Strings::Bytes(..) => (u16::from(*record.data.get(2).ok_or_else(too_short)?), 3),
        };
        let code = record.data.get(start..).ok_or_else(too_short)?;
        let code = self.strings.text(code, usize::from(length))?;
        self.dress.format(id, &code);
        self.formats.insert(id, CellFormat::new(&code));
        Ok(())
    }

    /// [MS-XLS] 2.4.28. calamine refuses kinds and states that it does not know.
    fn take_sheet(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let mut data = record.data.to_vec();
        let start = u32_at(&data, 0).ok_or_else(too_short)? as usize;
        let (Some(state), Some(sheet_kind)) = (data.get(4).copied(), data.get(5).copied()) else {
            return Err(too_short());
        };
        data[4] = (state & 3).min(2);
        data[5] = if sheet_kind == 0 { 0 } else { 2 };
        let link = self.kept.len() + 4;
        self.entries.push(ListedSheet { has_cells: sheet_kind == 0, start, link });
        push(&mut self.kept, record.kind, &data)
    }

    /// [MS-XLS] 2.4.150: a name of ours has to refer to a cell or an area of a sheet.
    fn take_name(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let (Some(length), Some(formula)) = (record.data.get(3), u16_at(record.data, 4)) else {
            return Err(too_short());
        };
        let name = record.data.get(14..).ok_or_else(too_short)?;
        let name = self.strings.text(name, usize::from(*length))?;
        if !is_mark(&name) {
            return Ok(());
        }
        let start = record.data.len().checked_sub(usize::from(formula)).ok_or_else(too_short)?;
        let formula = &record.data[start..];
        match (formula.first().map(|token| token & 0x1F), formula.len()) {
            (Some(0x1A), 7..) | (Some(0x1B), 11..) => push(&mut self.kept, record.kind, record.data),
            _ => {
                self.lost_names.push(name);
                Ok(())
            }
        }
    }
}

/// Reads the globals, which stand at the head of the stream.
pub(super) fn read(stream: &[u8], budget: &Budget) -> Result<Book, Fault> {
    let mut records = Records::new(stream, 0)?;
    let begin = records.next()?.ok_or_else(too_short)?;
    let mut book = Book {
        entries: Vec::new(),
        strings: version(&begin)?,
        shared: Vec::new(),
        lost_names: Vec::new(),
        begin: begin.data.to_vec(),
        kept: Vec::new(),
        styles: Vec::new(),
        style_fonts: Vec::new(),
        fonts: Vec::new(),
        formats: HashMap::new(),
        dress: Dress::default(),
        looks: Looks::default(),
    };
    push(&mut book.kept, kind::BOF, begin.data)?;
    while let Some(record) = records.next()?.filter(|record| record.kind != kind::EOF) {
        budget.step()?;
        book.take(&record)?;
    }
    push(&mut book.kept, kind::EOF, &[])?;
    for id in &book.styles {
        book.formats.entry(*id).or_insert_with(|| CellFormat::built_in(u32::from(*id)));
    }
    book.looks = std::mem::take(&mut book.dress).looks();
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
