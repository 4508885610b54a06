//! Strings of a workbook's records, which may be cut by CONTINUE records ([MS-XLS] 2.5.293).

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::compound::{u16_at, u32_at};
use super::record::{Record, too_short};
use crate::error::Fault;
use crate::read::texts::Texts;

/// Reads bytes and strings across a record and its continuations.
pub(super) struct Pieces<'r, 'a> {
    rest: &'a [u8],
    more: std::slice::Iter<'r, &'a [u8]>,
}

impl<'r, 'a> Pieces<'r, 'a> {
    /// Starts `skip` bytes into the record.
    pub(super) fn new(record: &'r Record<'a>, skip: usize) -> Result<Self, Fault> {
        let rest = record.data.get(skip..).ok_or_else(too_short)?;
        Ok(Self { rest, more: record.more.iter() })
    }

    /// Nothing is left in any piece.
    fn is_at_end(&mut self) -> bool {
        while self.rest.is_empty() {
            match self.more.next() {
                Some(piece) => self.rest = piece,
                None => return true,
            }
        }
        false
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        if self.is_at_end() {
            return Err(too_short());
        }
        let (first, rest) = self.rest.split_first().ok_or_else(too_short)?;
        self.rest = rest;
        Ok(*first)
    }

    fn word(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn double_word(&mut self) -> Result<u32, Fault> {
        Ok(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && !self.is_at_end() {
            let step = count.min(self.rest.len());
            self.rest = &self.rest[step..];
            count -= step;
        }
    }

    /// A string that begins with its length in two bytes.
    pub(super) fn string(&mut self) -> Result<String, Fault> {
        let length = self.word()?;
        self.characters(usize::from(length))
    }

    /// A string of known length: flags, then characters, then what is not read (runs, phonetic hints).
    pub(super) fn characters(&mut self, length: usize) -> Result<String, Fault> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.word()?) * 4 } else { 0 };
        let phonetic = if flags & 4 != 0 { self.double_word()? as usize } else { 0 };
        let text = self.units(length, flags & 1 != 0)?;
        self.skip(runs + phonetic);
        Ok(text)
    }

    fn units(&mut self, length: usize, wide: bool) -> Result<String, Fault> {
        let mut wide = wide;
        let mut units = Vec::with_capacity(length.min(self.rest.len()));
        while units.len() < length {
            if self.rest.is_empty() {
                if self.is_at_end() {
                    return Err(too_short());
                }
                // A continued string says anew how wide its characters are.
                wide = self.byte()? & 1 != 0;
                continue;
            }
            units.push(if wide { self.word()? } else { u16::from(self.byte()?) });
        }
        Ok(String::from_utf16_lossy(&units))
    }
}

/// The shared strings ([MS-XLS] 2.4.265).
pub(super) fn shared_strings(record: &Record<'_>) -> Result<Texts, Fault> {
    let count = u32_at(record.data, 4).ok_or_else(too_short)?;
    let mut pieces = Pieces::new(record, 8)?;
    let mut texts = Texts::default();
    for _ in 0..count {
        if pieces.is_at_end() {
            break;
        }
        texts.push(&pieces.string()?);
    }
    Ok(texts)
}

/// How the strings of a workbook are written.
#[derive(Clone, Copy)]
pub(super) enum Strings {
    /// Excel 97 and later.
    Unicode,
    /// Excel 5.0/95: bytes in a code page.
    Bytes(&'static Encoding),
}

impl Strings {
    /// Bytes of a code page. Without one, GBK: such files come from Chinese offices.
    pub(super) fn of_code_page(page: u16) -> Self {
        Self::Bytes(match page {
            932 => SHIFT_JIS,
            949 => EUC_KR,
            950 => BIG5,
            1252 | 10000 | 0x8001 => WINDOWS_1252,
            65001 => UTF_8,
            _ => GBK,
        })
    }

    /// A string whose length stands `skip` bytes into the record, in two bytes.
    pub(super) fn long(self, record: &Record<'_>, skip: usize) -> Result<String, Fault> {
        match self {
            Self::Unicode => Pieces::new(record, skip)?.string(),
            Self::Bytes(encoding) => {
                let length = u16_at(record.data, skip).ok_or_else(too_short)?;
                decode(record, skip + 2, usize::from(length), encoding)
            }
        }
    }

    /// A string whose length stands `skip` bytes into the record, in one byte.
    pub(super) fn short(self, record: &Record<'_>, skip: usize) -> Result<String, Fault> {
        let length = usize::from(*record.data.get(skip).ok_or_else(too_short)?);
        match self {
            Self::Unicode => Pieces::new(record, skip + 1)?.characters(length),
            Self::Bytes(encoding) => decode(record, skip + 1, length, encoding),
        }
    }
}

fn decode(
    record: &Record<'_>,
    start: usize,
    length: usize,
    encoding: &'static Encoding,
) -> Result<String, Fault> {
    let bytes = record.data.get(start..start + length).ok_or_else(too_short)?;
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}
