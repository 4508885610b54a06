//! The compound file around a workbook's records ([MS-CFB]): sectors, chained by a table, named by a directory.

use std::borrow::Cow;

use crate::error::Fault;

const DIRECTORY_ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// Streams smaller than this lie in the mini stream.
const MINI_CUTOFF: usize = 4096;
/// Sector numbers from here on mean something else: free, end of chain, table.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

/// A compound file in memory.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<DirectoryEntry>,
}

struct DirectoryEntry {
    name: String,
    is_stream: bool,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the header, the sector table and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12)).ok_or_else(damaged)?;
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.read_table()?;
        let directory = file.chain(u32_at(bytes, 48).ok_or_else(damaged)?)?;
        file.entries = directory.chunks_exact(DIRECTORY_ENTRY).filter_map(entry).collect();
        let mini_table = file.chain(u32_at(bytes, 60).ok_or_else(damaged)?)?;
        file.mini_table = words(&mini_table).collect();
        if let Some(root) = file.entries.first() {
            file.mini_stream = file.chain(root.start)?;
        }
        Ok(file)
    }

    /// True when the directory has an entry of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` when there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let named = |entry: &&DirectoryEntry| entry.is_stream && entry.name.eq_ignore_ascii_case(name);
        let Some(entry) = self.entries.iter().find(named) else {
            return Ok(None);
        };
        let mut bytes =
            if entry.size < MINI_CUTOFF { self.mini_chain(entry.start)? } else { self.chain(entry.start)? };
        if bytes.len() < entry.size {
            return Err(damaged());
        }
        bytes.truncate(entry.size);
        Ok(Some(bytes))
    }

    /// The sector table lies in sectors named in the header, then in sectors chained from it.
    fn read_table(&mut self) -> Result<(), Fault> {
        let header = self.bytes.get(76..512).ok_or_else(damaged)?;
        let mut places: Vec<u32> = words(header).collect();
        let mut next = u32_at(self.bytes, 68).ok_or_else(damaged)?;
        let most = self.bytes.len() / self.sector;
        while next < LAST_SECTOR && places.len() <= most + 109 {
            let sector = self.sector_at(next)?;
            let (named, link) = sector.split_at(self.sector - 4);
            places.extend(words(named));
            next = u32_at(link, 0).unwrap_or(u32::MAX);
        }
        for place in places.into_iter().filter(|place| *place < LAST_SECTOR).take(most) {
            let sector = self.sector_at(place)?;
            self.table.extend(words(&sector));
        }
        Ok(())
    }

    /// A sector; the last one of a file may be cut short, and is filled with zeros.
    fn sector_at(&self, number: u32) -> Result<Cow<'a, [u8]>, Fault> {
        let start = (number as usize + 1).checked_mul(self.sector).ok_or_else(damaged)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty()).ok_or_else(damaged)?;
        if let Some(whole) = rest.get(..self.sector) {
            return Ok(whole.into());
        }
        let mut filled = rest.to_vec();
        filled.resize(self.sector, 0);
        Ok(filled.into())
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        for number in follow(&self.table, start) {
            bytes.extend_from_slice(&self.sector_at(number?)?);
        }
        Ok(bytes)
    }

    fn mini_chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        for number in follow(&self.mini_table, start) {
            let first = number? as usize * MINI_SECTOR;
            let sector = self.mini_stream.get(first..first + MINI_SECTOR).ok_or_else(damaged)?;
            bytes.extend_from_slice(sector);
        }
        Ok(bytes)
    }
}

/// The sectors of a chain. A chain longer than its table runs in a circle.
fn follow(table: &[u32], start: u32) -> impl Iterator<Item = Result<u32, Fault>> {
    let mut next = start;
    let mut left = table.len() + 1;
    std::iter::from_fn(move || {
        if next >= LAST_SECTOR {
            return None;
        }
        if left == 0 {
            next = u32::MAX;
            return Some(Err(damaged()));
        }
        left -= 1;
        let here = next;
        next = table.get(here as usize).copied().unwrap_or(u32::MAX);
        Some(Ok(here))
    })
}

fn entry(bytes: &[u8]) -> Option<DirectoryEntry> {
    let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> = bytes[..length].chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    Some(DirectoryEntry {
        name: String::from_utf16_lossy(&units),
        is_stream: bytes[66] == 2,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
    })
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0))
}

/// Two bytes, least first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// Four bytes, least first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn damaged() -> Fault {
    Fault::damaged("复合文档的扇区不完整")
}
