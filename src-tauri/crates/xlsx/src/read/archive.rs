//! A zip archive whose sizes are not believed.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::foreign;
use super::texts::decode;
use crate::error::Fault;
use crate::limits;

/// Which workbook format an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveKind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// An archive in memory, and how much may still be unpacked from it.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Index by name in lower case with forward slashes: some programs write other cases or backslashes.
    names: HashMap<String, usize>,
    left: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive after checking how many entries it claims to have and how far they claim to unpack.
    ///
    /// # Errors
    /// The archive or the part is damaged, encrypted or larger than is read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        check_entry_count(bytes)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(&e, "压缩目录"))?;
        let mut names = HashMap::new();
        let mut declared = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|e| fault(&e, "压缩目录"))?;
            declared = declared.saturating_add(entry.size());
            names.insert(key(&String::from_utf8_lossy(entry.name_raw())), index);
        }
        if declared > limits::DECLARED_BYTES {
            return Err(Fault::Bomb(format!("声明共 {} MB", declared >> 20)));
        }
        Ok(Self { zip, names, left: limits::TOTAL_BYTES })
    }

    /// What the archive holds, judged by the parts that only that format has.
    ///
    /// # Errors
    /// The archive or the part is damaged, encrypted or larger than is read.
    pub fn kind(&mut self) -> Result<ArchiveKind, Fault> {
        if self.has("content.xml") {
            return self.open_document_kind();
        }
        let kinds = [
            ("xl/workbook.bin", Err(foreign::BINARY_WORKBOOK)),
            ("word/document.xml", Err(foreign::DOCUMENT)),
            ("ppt/presentation.xml", Err(foreign::SLIDES)),
            ("xl/workbook.xml", Ok(ArchiveKind::Xlsx)),
            ("_rels/.rels", Ok(ArchiveKind::Xlsx)),
        ];
        let kind = kinds.iter().find(|(part, _)| self.has(part)).map_or(Err(foreign::OTHER_ARCHIVE), |k| k.1);
        kind.map_err(|(found, advice)| Fault::Foreign(found, advice))
    }

    fn open_document_kind(&mut self) -> Result<ArchiveKind, Fault> {
        let mimetype = self.part("mimetype")?.unwrap_or_default();
        let (found, advice) = if mimetype.contains("opendocument.text") {
            foreign::DOCUMENT
        } else if mimetype.contains("opendocument.presentation") {
            foreign::SLIDES
        } else {
            return Ok(ArchiveKind::Ods);
        };
        Err(Fault::Foreign(found, advice))
    }

    /// True when there is an entry of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// Unpacks an XML part as text; `None` when there is no such entry.
    ///
    /// # Errors
    /// The archive or the part is damaged, encrypted or larger than is read.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        self.part_within(name, limits::PART_BYTES)
    }

    /// Unpacks an XML part of at most so many bytes as text; `None` when there is no such entry.
    ///
    /// # Errors
    /// The archive or the part is damaged, encrypted or larger than is read.
    pub fn part_within(&mut self, name: &str, most: usize) -> Result<Option<String>, Fault> {
        let Some(index) = self.names.get(&key(name)).copied() else {
            return Ok(None);
        };
        let entry = self.zip.by_index(index).map_err(|e| fault(&e, name))?;
        let most = self.left.min(most);
        if entry.size() > most as u64 {
            return Err(Fault::Bomb(format!("{name} 声明 {} MB", entry.size() >> 20)));
        }
        // The declared size may lie, so that one byte more than allowed is asked for.
        let mut bytes = Vec::new();
        let read = entry.take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > most {
            return Err(Fault::Bomb(format!("{name} 超过 {} MB", most >> 20)));
        }
        read.map_err(|_| Fault::damaged(format!("{name} 无法解压")))?;
        self.left -= bytes.len();
        Ok(Some(text_of(bytes)))
    }

    /// Unpacks an XML part that a workbook cannot be without.
    ///
    /// # Errors
    /// The archive or the part is damaged, encrypted or larger than is read.
    pub fn needed(&mut self, name: &str) -> Result<String, Fault> {
        self.part(name)?.ok_or_else(|| Fault::damaged(format!("缺少 {name}")))
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// XML is UTF-8 as a rule, and tells when it is not.
fn text_of(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with(['\u{FEFF}', '\0']) && !text.starts_with("<\0") => text,
        Ok(text) => decode(text.as_bytes()),
        Err(error) => decode(error.as_bytes()),
    }
}

fn fault(error: &ZipError, part: &str) -> Fault {
    match error {
        ZipError::UnsupportedArchive(reason) if reason.contains("assword") => Fault::Encrypted,
        _ => Fault::damaged(format!("{part} 无法读取")),
    }
}

/// Counts entries before the archive is opened, since opening takes memory for as many as it claims.
fn check_entry_count(bytes: &[u8]) -> Result<(), Fault> {
    let mut entries = 0_u64;
    let mut claimed = 0_u64;
    for (start, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'P') {
        match bytes.get(start..start + 4) {
            Some(b"PK\x01\x02") => entries += 1,
            Some(b"PK\x05\x06") => claimed = claimed.max(little_endian(bytes, start + 10, 2)),
            Some(b"PK\x06\x06") => claimed = claimed.max(little_endian(bytes, start + 32, 8)),
            _ => {}
        }
    }
    let count = entries.max(claimed);
    if count > limits::ENTRIES {
        Err(Fault::Bomb(format!("压缩包内有 {count} 个文件")))
    } else {
        Ok(())
    }
}

fn little_endian(bytes: &[u8], start: usize, width: usize) -> u64 {
    let field = bytes.get(start..start + width).unwrap_or_default();
    field.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
