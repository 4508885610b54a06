//! The records of a workbook's stream ([MS-XLS] 2.1.4).

use super::compound::u16_at;
use crate::error::Fault;

/// Record types that are read ([MS-XLS] 2.3).
pub(super) mod kind {
    pub(in crate::read::xls) const FORMULA: u16 = 0x0006;
    pub(in crate::read::xls) const EOF: u16 = 0x000A;
    pub(in crate::read::xls) const HEADER: u16 = 0x0014;
    pub(in crate::read::xls) const FOOTER: u16 = 0x0015;
    pub(in crate::read::xls) const NOTE: u16 = 0x001C;
    pub(in crate::read::xls) const OBJECT: u16 = 0x005D;
    pub(in crate::read::xls) const COLUMNS: u16 = 0x007D;
    pub(in crate::read::xls) const SHAPE_TEXT: u16 = 0x01B6;
    pub(in crate::read::xls) const ROW: u16 = 0x0208;
    pub(in crate::read::xls) const FONT: u16 = 0x0031;
    pub(in crate::read::xls) const EXTERN_SHEET: u16 = 0x0017;
    pub(in crate::read::xls) const NAME: u16 = 0x0018;
    pub(in crate::read::xls) const DATE_1904: u16 = 0x0022;
    pub(in crate::read::xls) const FILE_PASS: u16 = 0x002F;
    pub(in crate::read::xls) const CONTINUE: u16 = 0x003C;
    pub(in crate::read::xls) const CODE_PAGE: u16 = 0x0042;
    pub(in crate::read::xls) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::read::xls) const MUL_RK: u16 = 0x00BD;
    pub(in crate::read::xls) const RICH_STRING: u16 = 0x00D6;
    pub(in crate::read::xls) const CELL_STYLE: u16 = 0x00E0;
    pub(in crate::read::xls) const MERGED_CELLS: u16 = 0x00E5;
    pub(in crate::read::xls) const SHARED_STRINGS: u16 = 0x00FC;
    pub(in crate::read::xls) const LABEL_SST: u16 = 0x00FD;
    pub(in crate::read::xls) const NUMBER: u16 = 0x0203;
    pub(in crate::read::xls) const LABEL: u16 = 0x0204;
    pub(in crate::read::xls) const BOOL_ERR: u16 = 0x0205;
    pub(in crate::read::xls) const STRING: u16 = 0x0207;
    pub(in crate::read::xls) const RK: u16 = 0x027E;
    pub(in crate::read::xls) const FORMAT: u16 = 0x041E;
    pub(in crate::read::xls) const BOF: u16 = 0x0809;
    pub(in crate::read::xls) const ROW_BREAKS: u16 = 0x001B;
    pub(in crate::read::xls) const LEFT_MARGIN: u16 = 0x0026;
    pub(in crate::read::xls) const RIGHT_MARGIN: u16 = 0x0027;
    pub(in crate::read::xls) const TOP_MARGIN: u16 = 0x0028;
    pub(in crate::read::xls) const BOTTOM_MARGIN: u16 = 0x0029;
    pub(in crate::read::xls) const DEFAULT_WIDTH: u16 = 0x0055;
    pub(in crate::read::xls) const FITS: u16 = 0x0081;
    pub(in crate::read::xls) const CENTERED: u16 = 0x0083;
    pub(in crate::read::xls) const PALETTE: u16 = 0x0092;
    pub(in crate::read::xls) const PAPER: u16 = 0x00A1;
    pub(in crate::read::xls) const MUL_BLANK: u16 = 0x00BE;
    pub(in crate::read::xls) const BLANK: u16 = 0x0201;
}

/// Continuations of a record. The longest texts and drawings that are read need a tenth.
const CONTINUATIONS: usize = 10_000;

/// A record with the records that continue it.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// Data of the CONTINUE records behind it.
    pub more: Vec<&'a [u8]>,
}

/// A walk through records from one place on.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Starts at byte `start` of the stream.
    pub(super) fn new(stream: &'a [u8], start: usize) -> Result<Self, Fault> {
        let rest = stream.get(start..).ok_or_else(|| Fault::damaged("工作表的位置在文件以外"))?;
        Ok(Self { rest })
    }

    /// The next record; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Fault> {
        let Some((kind, data)) = self.take()? else {
            return Ok(None);
        };
        let mut record = Record { kind, data, more: Vec::new() };
        while u16_at(self.rest, 0) == Some(kind::CONTINUE) {
            let Some((_, data)) = self.take()? else { break };
            record.more.push(data);
            if record.more.len() > CONTINUATIONS {
                return Err(Fault::TooMuch(format!("一条记录有超过 {CONTINUATIONS} 条续接")));
            }
        }
        Ok(Some(record))
    }

    fn take(&mut self) -> Result<Option<(u16, &'a [u8])>, Fault> {
        let (Some(kind), Some(length)) = (u16_at(self.rest, 0), u16_at(self.rest, 2)) else {
            return Ok(None);
        };
        let end = 4 + usize::from(length);
        let data = self.rest.get(4..end).ok_or_else(|| Fault::damaged("记录在中途中断"))?;
        self.rest = &self.rest[end..];
        Ok(Some((kind, data)))
    }
}

/// Writes a record.
pub(super) fn push(stream: &mut Vec<u8>, kind: u16, data: &[u8]) -> Result<(), Fault> {
    let length = u16::try_from(data.len()).map_err(|_| Fault::damaged("记录过长"))?;
    stream.extend(kind.to_le_bytes());
    stream.extend(length.to_le_bytes());
    stream.extend_from_slice(data);
    Ok(())
}

/// The error for a record that is shorter than its kind.
pub(super) fn too_short() -> Fault {
    Fault::damaged("记录长度不足")
}
