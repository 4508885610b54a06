//! The records of one sheet, checked and written anew for calamine: values and merged areas, nothing else.
//!
//! A formula becomes the value it had when saved, a run of numbers becomes single ones. Cells too far away are left
//! out, because calamine takes memory for the whole rectangle that holds the cells.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jixiao_sheet::{Address, Area};

use super::beside::Beside;
use super::book::Book;
use super::compound::{u16_at, u32_at};
use super::record::{Record, Records, kind, push, too_short};
use super::tracks;
use crate::error::Fault;
use crate::limits;
use crate::read::builder::{Budget, SheetBuilder, is_inside};
use crate::read::looks::dress::Styled;
use crate::read::looks::tracks::Tracks;
use crate::read::reference::spanning;

/// What may still be shown to calamine.
pub(super) struct Allowance {
    pub budget: Budget,
    /// Cells in the rectangles that hold the cells.
    pub area: usize,
}

/// What calamine cannot tell about the cells of a sheet.
#[derive(Default)]
pub(super) struct Checked {
    /// Style of each cell.
    pub styles: HashMap<Address, u16>,
    /// What was left out.
    pub left_out: Vec<(Address, LeftOut)>,
    /// What stands beside the values.
    pub beside: Beside,
    /// Cells whose value is a text.
    pub texts: HashSet<Address>,
    /// Blank cells and their styles.
    pub blanks: Vec<(Address, u16)>,
    /// Widths, heights and paper.
    pub tracks: Tracks,
}

impl Checked {
    /// The style of each cell, blank ones included.
    pub(super) fn styled(&self) -> Vec<Styled> {
        let filled = self.styles.iter().map(|(at, style)| Styled {
            at: *at,
            style: u32::from(*style),
            is_text: self.texts.contains(at),
            is_blank: false,
        });
        let blank = self.blanks.iter().map(|(at, style)| Styled {
            at: *at,
            style: u32::from(*style),
            is_text: false,
            is_blank: true,
        });
        filled.chain(blank).collect()
    }
}

/// Why a cell is left out.
#[derive(Clone, Copy)]
pub(super) enum LeftOut {
    Outside,
    Twice,
    LostText,
}

impl LeftOut {
    /// Tells about the cell at `at`.
    pub(super) fn tell(self, at: Address, builder: &mut SheetBuilder<'_>) {
        match self {
            Self::Outside => builder.outside(at),
            Self::Twice => builder.twice(at),
            Self::LostText => builder.lost_text(at),
        }
    }
}

/// Checks the sheet whose records begin at `start`, and appends what calamine is shown to `kept`.
pub(super) fn check(
    stream: &[u8],
    start: usize,
    book: &Book,
    allowance: &mut Allowance,
    kept: &mut Vec<u8>,
) -> Result<Checked, Fault> {
    let mut records = Records::new(stream, start)?;
    let mut depth = 0;
    let checked = Checked::default();
    let mut sheet = Sheet { book, allowance, kept, checked, reach: None, formula: None };
    while let Some(record) = records.next()? {
        sheet.allowance.budget.step()?;
        match record.kind {
            // Charts inside the sheet have beginnings, ends and cells of their own.
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return sheet.finish(),
            kind::EOF => depth -= 1,
            _ if depth <= 1 => sheet.take(&record)?,
            _ => {}
        }
    }
    Err(Fault::damaged("工作表的记录没有结尾"))
}

struct Sheet<'s> {
    book: &'s Book,
    allowance: &'s mut Allowance,
    kept: &'s mut Vec<u8>,
    checked: Checked,
    /// The rectangle that holds the cells so far.
    reach: Option<Area>,
    /// Place and style of the formula whose text stands in the STRING record to come.
    formula: Option<(Address, u16)>,
}

impl Sheet<'_> {
    fn take(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        match record.kind {
            kind::MERGED_CELLS => return self.merges(record),
            kind::STRING => return self.formula_text(record),
            kind::BLANK | kind::MUL_BLANK => return self.blanks(record.data),
            kind::NUMBER
            | kind::RK
            | kind::MUL_RK
            | kind::LABEL_SST
            | kind::LABEL
            | kind::RICH_STRING
            | kind::BOOL_ERR
            | kind::FORMULA => {}
            _ => {
                self.checked.beside.take(record, self.book.strings);
                let (strings, digit) = (self.book.strings, self.book.looks.digit);
                tracks::take(&mut self.checked.tracks, record, strings, digit);
                return Ok(());
            }
        }
        let data = record.data;
        let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
        else {
            return Err(too_short());
        };
        let at = Address::new(u32::from(row), u32::from(column));
        match record.kind {
            kind::NUMBER => self.cell(at, style, kind::NUMBER, part(data, 6, 8)?),
            kind::RK => self.cell(at, style, kind::RK, part(data, 6, 4)?),
            kind::BOOL_ERR => self.cell(at, style, kind::BOOL_ERR, part(data, 6, 2)?),
            kind::MUL_RK => self.run(at, data),
            kind::LABEL_SST => self.shared_text(at, style, part(data, 6, 4)?),
            kind::FORMULA => self.formula(at, style, data),
            _ => self.text(at, style, record, 6),
        }
    }

    /// Shows calamine a cell, unless it is too far away or not the first in its place.
    fn cell(&mut self, at: Address, style: u16, kind: u16, value: &[u8]) -> Result<(), Fault> {
        if !is_inside(at) {
            self.checked.left_out.push((at, LeftOut::Outside));
            return Ok(());
        }
        let Entry::Vacant(place) = self.checked.styles.entry(at) else {
            self.checked.left_out.push((at, LeftOut::Twice));
            return Ok(());
        };
        place.insert(style);
        let reach = self.reach.unwrap_or(spanning(at, at));
        self.reach =
            Some(Area { first: spanning(reach.first, at).first, last: spanning(reach.last, at).last });
        let word = |number: u32| u16::try_from(number).unwrap_or_default();
        let head = [word(at.row), word(at.column), style].into_iter().flat_map(u16::to_le_bytes);
        let data: Vec<u8> = head.chain(value.iter().copied()).collect();
        // Two bytes of a text take three as UTF-8, one takes two.
        self.allowance.budget.cell(2 * value.len())?;
        push(self.kept, kind, &data)
    }

    /// [MS-XLS] 2.4.175: numbers side by side, six bytes each, then the last column.
    fn run(&mut self, first: Address, data: &[u8]) -> Result<(), Fault> {
        let body = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (cell, column) in body.chunks_exact(6).zip(first.column..) {
            let style = u16_at(cell, 0).ok_or_else(too_short)?;
            self.cell(Address::new(first.row, column), style, kind::RK, &cell[2..])?;
        }
        Ok(())
    }

    fn shared_text(&mut self, at: Address, style: u16, index: &[u8]) -> Result<(), Fault> {
        let size = u32_at(index, 0).and_then(|index| self.book.shared.get(index as usize));
        let Some(size) = size else {
            self.checked.left_out.push((at, LeftOut::LostText));
            return Ok(());
        };
        self.allowance.budget.text(*size)?;
        self.checked.texts.insert(at);
        self.cell(at, style, kind::LABEL_SST, index)
    }

    fn text(&mut self, at: Address, style: u16, record: &Record<'_>, skip: usize) -> Result<(), Fault> {
        let text = self.book.strings.cell_text(record, skip)?;
        self.checked.texts.insert(at);
        self.cell(at, style, kind::LABEL, &text)
    }

    /// [MS-XLS] 2.5.133: the value last computed, a number unless its last two bytes are set.
    fn formula(&mut self, at: Address, style: u16, data: &[u8]) -> Result<(), Fault> {
        self.formula = None;
        let value = part(data, 6, 8)?;
        match (value[0], u16_at(value, 6)) {
            (3, Some(0xFFFF)) => self.checked.beside.blank_formulas.push(at),
            _ => self.checked.beside.results += 1,
        }
        match (value[0], u16_at(value, 6)) {
            (0, Some(0xFFFF)) => {
                self.formula = Some((at, style));
                Ok(())
            }
            (1, Some(0xFFFF)) => self.cell(at, style, kind::BOOL_ERR, &[value[2], 0]),
            (2, Some(0xFFFF)) => self.cell(at, style, kind::BOOL_ERR, &[value[2], 1]),
            (_, Some(0xFFFF)) => Ok(()),
            _ => self.cell(at, style, kind::NUMBER, value),
        }
    }

    fn formula_text(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        match self.formula.take() {
            Some((at, style)) => self.text(at, style, record, 0),
            None => Ok(()),
        }
    }

    /// [MS-XLS] 2.4.20 and 2.4.174: a blank cell, or several side by side, whose last column ends the record.
    fn blanks(&mut self, data: &[u8]) -> Result<(), Fault> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
        let styles = data.get(4..).unwrap_or_default().chunks_exact(2);
        let count = if data.len() > 6 { (data.len() - 6) / 2 } else { 1 };
        for (style, column) in styles.take(count).zip(u32::from(first)..) {
            let at = Address::new(u32::from(row), column);
            self.allowance.budget.step()?;
            if let Some(style) = u16_at(style, 0).filter(|_| is_inside(at)) {
                self.checked.blanks.push((at, style));
            }
        }
        Ok(())
    }

    /// [MS-XLS] 2.4.168: a count, then eight bytes for each area.
    fn merges(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let areas = record.data.get(2..).unwrap_or_default();
        let count = areas.len() / 8;
        (0..count).try_for_each(|_| self.allowance.budget.merge())?;
        let mut data = u16::try_from(count).unwrap_or_default().to_le_bytes().to_vec();
        data.extend_from_slice(&areas[..8 * count]);
        push(self.kept, record.kind, &data)
    }

    fn finish(self) -> Result<Checked, Fault> {
        let extent = |first: u32, last: u32| (last - first + 1) as usize;
        let cells = self.reach.map_or(0, |Area { first, last }| {
            extent(first.row, last.row) * extent(first.column, last.column)
        });
        let what =
            || Fault::TooMuch(format!("单元格相距过远，占用的区域超过 {} 万格", limits::AREA / 10_000));
        self.allowance.area = self.allowance.area.checked_sub(cells).ok_or_else(what)?;
        Ok(self.checked)
    }
}

fn part(data: &[u8], start: usize, length: usize) -> Result<&[u8], Fault> {
    data.get(start..start + length).ok_or_else(too_short)
}
