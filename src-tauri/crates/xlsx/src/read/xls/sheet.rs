//! The records of one sheet.

use jixiao_sheet::Address;

use super::book::Book;
use super::compound::{u16_at, u32_at};
use super::record::{Record, Records, kind, too_short};
use crate::error::Fault;
use crate::read::cell_format::CellFormat;
use crate::read::gather::Gatherer;
use crate::read::reference::spanning;

/// Reads the sheet whose records begin at `start`.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    book: &Book,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), Fault> {
    let mut records = Records::new(stream, start)?;
    let mut depth = 0;
    let mut sheet = Sheet { book, gatherer, formula: None };
    while let Some(record) = records.next()? {
        sheet.gatherer.budget.step()?;
        match record.kind {
            // Charts inside the sheet have beginnings, ends and cells of their own.
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return Ok(()),
            kind::EOF => depth -= 1,
            _ if depth <= 1 => sheet.take(&record)?,
            _ => {}
        }
    }
    Err(Fault::damaged("工作表的记录没有结尾"))
}

struct Sheet<'s, 'b> {
    book: &'s Book,
    gatherer: &'s mut Gatherer<'b>,
    /// The formula whose text stands in the STRING record to come.
    formula: Option<Address>,
}

impl Sheet<'_, '_> {
    fn take(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        match record.kind {
            kind::MERGED_CELLS => return self.merges(record),
            kind::STRING => return self.formula_text(record),
            kind::NUMBER
            | kind::RK
            | kind::MUL_RK
            | kind::LABEL_SST
            | kind::LABEL
            | kind::RICH_STRING
            | kind::BOOL_ERR
            | kind::FORMULA => {}
            _ => return Ok(()),
        }
        let data = record.data;
        let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
        else {
            return Err(too_short());
        };
        let at = Address::new(u32::from(row), u32::from(column));
        match record.kind {
            kind::NUMBER => self.number(at, style, float(data, 6)?),
            kind::RK => self.number(at, style, rk(data, 6)?),
            kind::MUL_RK => self.run(at, data),
            kind::LABEL_SST => {
                let index = u32_at(data, 6).ok_or_else(too_short)?;
                self.gatherer.shared_text(at, self.book.texts.get(index as usize))
            }
            kind::BOOL_ERR => {
                let (Some(value), Some(is_error)) = (data.get(6), data.get(7)) else {
                    return Err(too_short());
                };
                self.truth_or_error(at, *value, *is_error != 0)
            }
            kind::FORMULA => self.formula(at, style, data),
            _ => {
                let text = self.book.strings.long(record, 6)?;
                self.gatherer.text(at, &text)
            }
        }
    }

    fn number(&mut self, at: Address, style: u16, value: f64) -> Result<(), Fault> {
        let general = CellFormat::default();
        self.gatherer.number(at, value, self.book.format(style).unwrap_or(&general))
    }

    /// [MS-XLS] 2.4.175: numbers side by side, six bytes each, then the last column.
    fn run(&mut self, first: Address, data: &[u8]) -> Result<(), Fault> {
        let body = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (cell, column) in body.chunks_exact(6).zip(first.column..) {
            let style = u16_at(cell, 0).ok_or_else(too_short)?;
            self.number(Address::new(first.row, column), style, rk(cell, 2)?)?;
        }
        Ok(())
    }

    fn truth_or_error(&mut self, at: Address, value: u8, is_error: bool) -> Result<(), Fault> {
        if is_error {
            self.gatherer.error(at, error_text(value))
        } else {
            self.gatherer.truth(at, value != 0)
        }
    }

    /// [MS-XLS] 2.5.133: the value last computed, a number unless its last two bytes are set.
    fn formula(&mut self, at: Address, style: u16, data: &[u8]) -> Result<(), Fault> {
        self.formula = None;
        if u16_at(data, 12) != Some(0xFFFF) {
            return self.number(at, style, float(data, 6)?);
        }
        let (Some(kind), Some(value)) = (data.get(6), data.get(8)) else {
            return Err(too_short());
        };
        match kind {
            0 => {
                self.formula = Some(at);
                Ok(())
            }
            1 => self.truth_or_error(at, *value, false),
            2 => self.truth_or_error(at, *value, true),
            _ => Ok(()),
        }
    }

    fn formula_text(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let Some(at) = self.formula.take() else {
            return Ok(());
        };
        let text = self.book.strings.long(record, 0)?;
        self.gatherer.text(at, &text)
    }

    /// [MS-XLS] 2.4.168.
    fn merges(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        for area in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
            let word = |index: usize| u32::from(u16_at(area, 2 * index).unwrap_or_default());
            let first = Address::new(word(0), word(2));
            self.gatherer.merge(spanning(first, Address::new(word(1), word(3))))?;
        }
        Ok(())
    }
}

fn float(data: &[u8], at: usize) -> Result<f64, Fault> {
    let bytes = data.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    bytes.map(f64::from_le_bytes).ok_or_else(too_short)
}

/// [MS-XLS] 2.5.217: thirty bits of a whole number or of a float, perhaps a hundred times too large.
#[expect(
    clippy::float_arithmetic,
    reason = "the format stores hundredths this way; decimals begin behind it"
)]
#[expect(clippy::cast_possible_wrap, reason = "the bits are a signed number")]
fn rk(data: &[u8], at: usize) -> Result<f64, Fault> {
    let bits = u32_at(data, at).ok_or_else(too_short)?;
    let value =
        if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    Ok(if bits & 1 != 0 { value / 100.0 } else { value })
}

/// [MS-XLS] 2.5.10.
fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}
