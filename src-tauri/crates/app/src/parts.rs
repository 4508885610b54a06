//! A folder of results in numbered parts, written one after the other and found again by a later run.
//!
//! A part is one file in the folder of each table: `表/part-00001.parquet`. Its file of the last table is written last and removed first:
//! where that file is, the part is whole, whatever the program was killed at.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::{Existing, write};

/// The folder.
#[derive(Clone, Debug)]
pub struct Parts {
    folder: PathBuf,
    tables: &'static [&'static str],
    ending: &'static str,
}

impl Parts {
    /// The parts below `folder`, each with one file of this ending for each table; the last table's says that a part is whole.
    #[must_use]
    pub fn new(folder: PathBuf, tables: &'static [&'static str], ending: &'static str) -> Self {
        Self { folder, tables, ending }
    }

    /// The numbers of the whole parts, the least first. What is left of others is removed.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn numbers(&self) -> Result<Vec<u32>> {
        let Some((last, others)) = self.tables.split_last() else { return Ok(Vec::new()) };
        let whole = self.in_table(last)?;
        for table in others {
            for number in self.in_table(table)?.into_iter().filter(|number| !whole.contains(number)) {
                remove(&self.path(table, number))?;
            }
        }
        Ok(whole)
    }

    /// A table's file of a part.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self, table: &str, number: u32) -> Result<Vec<u8>> {
        let path = self.path(table, number);
        fs::read(&path).with_context(|| format!("读取“{}”时出错", path.display()))
    }

    /// Writes a part: the bytes of each table, in their order.
    ///
    /// # Errors
    /// A file cannot be written; the part is then not there.
    pub fn write(&self, number: u32, contents: &[Vec<u8>]) -> Result<()> {
        for (table, bytes) in self.tables.iter().zip(contents) {
            write(&self.folder.join(table), &self.name(number), bytes, Existing::Replace)?;
        }
        Ok(())
    }

    /// Removes a part.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn remove(&self, number: u32) -> Result<()> {
        self.tables.iter().rev().try_for_each(|table| remove(&self.path(table, number)))
    }

    fn in_table(&self, table: &str) -> Result<Vec<u32>> {
        let folder = self.folder.join(table);
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let failed = || format!("打不开文件夹“{}”", folder.display());
        let mut found = Vec::new();
        for entry in fs::read_dir(&folder).with_context(failed)? {
            found.extend(self.number(&entry.with_context(failed)?.file_name().to_string_lossy()));
        }
        found.sort_unstable();
        Ok(found)
    }

    fn number(&self, name: &str) -> Option<u32> {
        let number = name.strip_prefix("part-")?.strip_suffix(self.ending)?.parse().ok()?;
        (self.name(number) == name).then_some(number)
    }

    fn name(&self, number: u32) -> String {
        format!("part-{number:05}{}", self.ending)
    }

    fn path(&self, table: &str, number: u32) -> PathBuf {
        self.folder.join(table).join(self.name(number))
    }
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("无法删除“{}”", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &[&str] = &["forms", "files"];

    #[test]
    fn a_part_is_there_when_its_last_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let parts = Parts::new(folder.path().to_owned(), TABLES, ".parquet");
        assert_eq!(parts.numbers().unwrap(), [0_u32; 0]);
        parts.write(1, &[b"a".to_vec(), b"b".to_vec()]).unwrap();
        parts.write(2, &[b"c".to_vec(), b"d".to_vec()]).unwrap();
        assert_eq!(parts.numbers().unwrap(), [1, 2]);
        fs::remove_file(folder.path().join("files/part-00002.parquet")).unwrap();
        fs::write(folder.path().join("forms/other.parquet"), "the person's").unwrap();
        assert_eq!(parts.numbers().unwrap(), [1], "what was killed half-way does not count");
        assert!(!folder.path().join("forms/part-00002.parquet").exists());
        parts.remove(1).unwrap();
        assert_eq!(parts.numbers().unwrap(), [0_u32; 0]);
        assert_eq!(fs::read_dir(folder.path().join("forms")).unwrap().count(), 1, "what is no part stays");
    }
}
