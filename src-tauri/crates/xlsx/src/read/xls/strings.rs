//! Texts of a workbook's records ([MS-XLS] 2.5.293). calamine reads those of the cells; here they are only measured,
//! since calamine copies a shared text into every cell that refers to it. The codes of number formats are read.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::compound::u16_at;
use super::record::{Record, too_short};
use crate::error::Fault;
use crate::limits;

/// How the texts of a workbook are written.
#[derive(Clone, Copy)]
pub(super) enum Strings {
    /// Excel 97 and later.
    Unicode,
    /// Excel 5.0/95: bytes in a code page of this number.
    Bytes(u16, &'static Encoding),
}

impl Strings {
    /// Bytes of a code page. Without one, GBK: such files come from Chinese offices.
    pub(super) fn of_code_page(page: u16) -> Self {
        match page {
            932 => Self::Bytes(932, SHIFT_JIS),
            949 => Self::Bytes(949, EUC_KR),
            950 => Self::Bytes(950, BIG5),
            1252 | 10000 | 0x8001 => Self::Bytes(1252, WINDOWS_1252),
            65001 => Self::Bytes(65001, UTF_8),
            _ => Self::Bytes(936, GBK),
        }
    }

    /// The code page that calamine is told, whatever the workbook says: Unicode texts are UTF-16 in any case.
    pub(super) fn code_page(self) -> u16 {
        match self {
            Self::Unicode => 1200,
            Self::Bytes(page, _) => page,
        }
    }

    /// The codes of a page header or footer, whose length stands before them ([MS-XLS] 2.4.136); `None` for none that can be read.
    pub(super) fn page_codes(self, data: &[u8]) -> Option<String> {
        let (length, start) = match self {
            Self::Unicode => (u16_at(data, 0)?, 2),
            Self::Bytes(..) => (u16::from(*data.first()?), 1),
        };
        self.text(data.get(start..)?, usize::from(length)).ok()
    }

    /// A text of known length in one piece. Unicode texts begin with flags.
    pub(super) fn text(self, bytes: &[u8], length: usize) -> Result<String, Fault> {
        match self {
            Self::Unicode => Ok(String::from_utf16_lossy(&units(bytes, length)?)),
            Self::Bytes(_, encoding) => {
                let bytes = bytes.get(..length).ok_or_else(too_short)?;
                Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
            }
        }
    }

    /// What follows a cell's place in a record that holds its text: the text with its length, in one piece.
    pub(super) fn cell_text(self, record: &Record<'_>, skip: usize) -> Result<Vec<u8>, Fault> {
        let length = usize::from(u16_at(record.data, skip).ok_or_else(too_short)?);
        let Self::Unicode = self else {
            let text = record.data.get(skip..skip + 2 + length).ok_or_else(too_short)?;
            return Ok(text.to_vec());
        };
        let first = record.data.get(skip + 2..).ok_or_else(too_short)?;
        let mut all = Vec::new();
        for piece in [first].iter().chain(&record.more) {
            all.extend(units(piece, (length - all.len()).min(room(piece)))?);
        }
        if all.len() < length {
            return Err(too_short());
        }
        let wide = all.into_iter().flat_map(u16::to_le_bytes);
        Ok(record.data[skip..skip + 2].iter().copied().chain([1]).chain(wide).collect())
    }
}

/// How many characters fit in a piece of a Unicode text behind its flags.
fn room(piece: &[u8]) -> usize {
    let width = if piece.first().is_some_and(|flags| flags & 1 != 0) { 2 } else { 1 };
    piece.len().saturating_sub(1) / width
}

/// Characters of a piece of a Unicode text, in two bytes or in the lower of them.
fn units(piece: &[u8], length: usize) -> Result<Vec<u16>, Fault> {
    let (flags, characters) = piece.split_first().ok_or_else(too_short)?;
    if flags & 1 == 0 {
        let narrow = characters.get(..length).ok_or_else(too_short)?;
        return Ok(narrow.iter().copied().map(u16::from).collect());
    }
    let wide = characters.get(..2 * length).ok_or_else(too_short)?;
    Ok(wide.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect())
}

/// What each of the shared texts ([MS-XLS] 2.4.265) takes as UTF-8 at most, in bytes.
pub(super) fn shared_sizes(record: &Record<'_>) -> Result<Vec<usize>, Fault> {
    let all: usize = record.more.iter().map(|piece| piece.len()).sum();
    if all > limits::STRING_BYTES {
        return Err(Fault::TooMuch(format!("文字表超过 {} MB", limits::STRING_BYTES >> 20)));
    }
    let rest = record.data.get(8..).ok_or_else(too_short)?;
    let mut pieces = Pieces { rest, more: record.more.iter() };
    let mut sizes = Vec::new();
    while !pieces.is_at_end() {
        sizes.push(pieces.size()?);
    }
    Ok(sizes)
}

/// A walk across a record and its continuations.
struct Pieces<'r, 'a> {
    rest: &'a [u8],
    more: std::slice::Iter<'r, &'a [u8]>,
}

impl<'a> Pieces<'_, 'a> {
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

    /// Bytes that stand in one piece.
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(too_short)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Walks past a text: length, flags, characters, formatting runs and phonetic hints.
    fn size(&mut self) -> Result<usize, Fault> {
        let head = self.take(3)?;
        let mut left = usize::from(head[0]) | usize::from(head[1]) << 8;
        let flags = head[2];
        let runs = if flags & 8 != 0 { self.take(2)? } else { &[] };
        let hints = if flags & 4 != 0 { self.take(4)? } else { &[] };
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let mut width = 1 + usize::from(flags & 1);
        let mut size = 0;
        while left > 0 {
            if self.rest.is_empty() {
                if self.is_at_end() {
                    return Err(too_short());
                }
                // A continued text says anew how wide its characters are.
                width = 1 + usize::from(self.take(1)?[0] & 1);
            }
            let count = left.min(self.rest.len() / width);
            if count == 0 && !self.rest.is_empty() {
                return Err(too_short());
            }
            self.take(count * width)?;
            (left, size) = (left - count, size + count * (width + 1));
        }
        self.skip(4 * number(runs) + number(hints))?;
        Ok(size)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Fault> {
        while count > 0 {
            if self.is_at_end() {
                return Err(too_short());
            }
            let step = count.min(self.rest.len());
            self.rest = &self.rest[step..];
            count -= step;
        }
        Ok(())
    }
}
