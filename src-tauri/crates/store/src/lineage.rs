//! Whether the log beside a document is its own. A log knows nothing of the file that it belongs to: laid beside another one, by a
//! program that synchronises folders or by a person who put an older copy back, it would be played into that and spoil it.
//!
//! Every step writes a random number of its own into the table `lineage`, so that the log always holds that table's page; emptying
//! the log begins the list anew. A log belongs to a file whose latest number is in the list that the two show together.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use tempfile::TempDir;

use crate::connect::with_suffix;
use crate::error::{Error, Result, TxResult};

/// Steps in the list beside its first: all of them stay on one page.
const MAX_STEPS: i64 = 100;

/// Whether the log was empty before a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// It was: the file itself holds the number of the last step.
    Emptied,
    /// It holds steps, or may.
    InUse,
}

/// Notes a step: its number, and, first of all, the last one that is known to stand in the file itself.
pub(crate) fn note(connection: &Connection, before: Before) -> TxResult<()> {
    let ends = "(SELECT min(id) FROM lineage) AND id < (SELECT max(id) FROM lineage)";
    let (sql, kept) = match before {
        Before::Emptied => (format!("DELETE FROM lineage WHERE id >= {ends} - ?1"), 0),
        Before::InUse => (format!("DELETE FROM lineage WHERE id > {ends} - ?1"), MAX_STEPS),
    };
    connection.prepare_cached(&sql)?.execute([kept])?;
    connection.prepare_cached("INSERT INTO lineage (number) VALUES (random())")?.execute([])?;
    Ok(())
}

/// What stands beside a document.
pub(crate) enum Log {
    /// Nothing, or an empty log.
    None,
    /// Its own log: the bytes of the document with what is in it.
    Own(Vec<u8>),
    /// The log of another file.
    Foreign,
}

/// Looks at the log beside a document that nobody has open, and leaves both as they are.
pub(crate) fn look(path: &Path) -> Result<Log> {
    let log = with_suffix(path, "-wal");
    let is_there = fs::metadata(&log).is_ok_and(|about| about.is_file() && about.len() > 0);
    if !is_there {
        return Ok(Log::None);
    }
    // SQLite plays a log by writing: copies take it, in a folder that only this person can read.
    let folder = TempDir::new().map_err(|error| Error::io(&std::env::temp_dir(), error))?;
    let (alone, together) = (folder.path().join("alone"), folder.path().join("together"));
    copy(path, &alone)?;
    copy(path, &together)?;
    copy(&log, &with_suffix(&together, "-wal"))?;
    match belongs(&alone, &together) {
        Ok(true) => settled(&together).map(Log::Own).or(Ok(Log::Foreign)),
        // A log that does not fit leaves a database in which nothing can be found.
        Ok(false) | Err(_) => Ok(Log::Foreign),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    // The bytes only: what may not be written has to be in its copy.
    let bytes = fs::read(from).map_err(|error| Error::io(from, error))?;
    fs::write(to, bytes).map_err(|error| Error::io(to, error))
}

fn belongs(alone: &Path, together: &Path) -> rusqlite::Result<bool> {
    let (file, both) = (connect(alone)?, connect(together)?);
    let verdict: String = both.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(false);
    }
    match latest(&file)? {
        Some((page, number)) => {
            let bytes = fs::read(with_suffix(together, "-wal")).unwrap_or_default();
            let holds = both.prepare("SELECT 1 FROM lineage WHERE number = ?1")?.exists([number])?;
            Ok(holds && pages(&bytes).any(|found| found == page))
        }
        None => continues(&file, &both),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
}

/// The page of the list and its last number; `None` in a format that has none.
fn latest(connection: &Connection) -> rusqlite::Result<Option<(u32, i64)>> {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'lineage'";
    let Some(page) = connection.query_row(sql, [], |row| row.get(0)).optional()? else { return Ok(None) };
    let sql = "SELECT number FROM lineage ORDER BY id DESC LIMIT 1";
    let number = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(number.map(|number| (page, number)))
}

/// In older formats: what the file's record of changes holds is the beginning of that of both.
fn continues(file: &Connection, both: &Connection) -> rusqlite::Result<bool> {
    let entries = |connection: &Connection| {
        let mut statement = connection.prepare("SELECT id, who, at, kind FROM journal ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    };
    Ok(entries(both)?.starts_with(&entries(file)?))
}

/// Length of the header of a log, and of that of each page in it.
const HEADERS: (usize, usize) = (32, 24);

/// The numbers of the pages in a log (sqlite.org/fileformat2.html, 4.1 and 4.2).
fn pages(log: &[u8]) -> impl Iterator<Item = u32> {
    let number = |bytes: &[u8]| bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four));
    let size = number(log.get(8..).unwrap_or_default()) as usize;
    let frames = log.get(HEADERS.0..).unwrap_or_default();
    frames.chunks_exact((HEADERS.1 + size).max(HEADERS.1 + 1)).map(number)
}

/// Plays the log of a copy into it and gives the bytes.
fn settled(copy: &Path) -> Result<Vec<u8>> {
    let with_path = |error| Error::sql(copy, error);
    let connection = connect(copy).map_err(with_path)?;
    connection.pragma(None, "wal_checkpoint", "TRUNCATE", |_| Ok(())).map_err(with_path)?;
    connection.close().map_err(|(_, error)| with_path(error))?;
    fs::read(copy).map_err(|error| Error::io(copy, error))
}

/// Moves a log that belongs to another file out of the way and says where it is now.
pub(crate) fn set_aside(path: &Path) -> Result<PathBuf> {
    let log = with_suffix(path, "-wal");
    let mut names = (1_u32..).map(|number| with_suffix(path, &format!("-wal.{number}")));
    let free = names.find(|name| !name.exists()).unwrap_or_else(|| with_suffix(path, "-wal.1"));
    fs::rename(&log, &free).map_err(|error| Error::io(&log, error))?;
    // An index of that log is of no use to anybody.
    crate::connect::clear_log(path).map_err(|error| Error::io(path, error))?;
    Ok(free)
}
