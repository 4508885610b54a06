use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::connect::{clear, connect_to_read, keep_mode, make_private, remove_if_there};
use crate::error::{Error, Fault, Result, TxResult};
use crate::schema::EXTENSION;

/// How many backups of one document are kept: the last ones.
pub const MAX_RECENT_BACKUPS: usize = 10;

/// How many days before those keep their last backup.
pub const DAYS: usize = 10;

const DAY: i64 = 24 * 60 * 60;

/// A backup of a document, which is a document itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made, in the caller's clock (seconds since 1970, UTC).
    pub at: i64,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Backup {
    /// How many forms it holds; `None` where it cannot be read, or has an older format.
    #[must_use]
    pub fn forms(&self) -> Option<u32> {
        let connection = connect_to_read(&self.path).ok()?;
        let sql = "SELECT count(*) FROM form WHERE reference_of IS NULL";
        connection.query_row(sql, [], |row| row.get(0)).ok()
    }
}

/// The backups in `folder` of the document at `path`, latest first. Needs no readable document, only its path.
///
/// # Errors
/// The folder cannot be read; one that does not exist holds no backups.
pub fn backups(folder: &Path, path: &Path) -> Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(folder, error)),
    };
    let key = key(path);
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        let Some(at) = time_in(&entry.file_name().to_string_lossy(), &key) else { continue };
        let bytes = entry.metadata().map_err(|error| Error::io(&entry.path(), error))?.len();
        found.push(Backup { path: entry.path(), at, bytes });
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(found)
}

/// Copies an open document into `folder`, whole or not at all, and removes the oldest backups. Where a backup of this second is
/// there already, this one gets the next.
pub(crate) fn make(connection: &Connection, path: &Path, folder: &Path, at: i64) -> Result<Backup> {
    make_folder(folder)?;
    let taken: BTreeSet<i64> = backups(folder, path)?.iter().map(|backup| backup.at).collect();
    let at = (at..i64::MAX).find(|at| !taken.contains(at)).unwrap_or(at);
    let target = folder.join(file_name(path, at));
    let unfinished = folder.join(format!("{}.tmp", key(path)));
    let denied = |error| Error::io(&target, error);
    clear(&unfinished).and_then(|()| make_private(&unfinished)).map_err(denied)?;
    let copied = copy(connection, &unfinished).map_err(|fault| fault.at(&target));
    let copied = copied.and_then(|()| keep_mode(path, &unfinished).map_err(denied));
    let kept = copied.and_then(|()| fs::rename(&unfinished, &target).map_err(denied));
    if kept.is_err() {
        // The first error is the one to tell; a half-made copy that cannot be removed does no harm.
        drop(clear(&unfinished));
    }
    kept?;
    for old in outdated(&backups(folder, path)?) {
        remove_if_there(&old.path).map_err(|error| Error::io(&old.path, error))?;
    }
    let bytes = fs::metadata(&target).map_err(denied)?.len();
    Ok(Backup { path: target, at, bytes })
}

/// Removes every file in `folder` that was made of the document at `path`, those that were kept because they were damaged included.
pub(crate) fn remove_all(folder: &Path, path: &Path) -> Result<()> {
    let ours = format!("{}.", key(path));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(folder, error)),
    };
    for entry in entries {
        let file = entry.map_err(|error| Error::io(folder, error))?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(&ours) {
            remove_if_there(&file).map_err(|error| Error::io(&file, error))?;
        }
    }
    Ok(())
}

/// Makes the folder of backups, this person's alone, where it is not there.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(|error| Error::io(folder, error))
}

/// What need not be kept of these, the latest first.
fn outdated(all: &[Backup]) -> Vec<&Backup> {
    let day = |backup: &Backup| backup.at.div_euclid(DAY);
    let mut days: BTreeSet<i64> = all.iter().take(MAX_RECENT_BACKUPS).map(day).collect();
    let most = days.len() + DAYS;
    all.iter().skip(MAX_RECENT_BACKUPS).filter(|old| days.len() == most || !days.insert(day(old))).collect()
}

/// Copies by `SQLite`'s online backup, which takes what is committed and nothing else.
pub(crate) fn copy(from: &Connection, target: &Path) -> TxResult<()> {
    let mut to = Connection::open(target)?;
    let backup = rusqlite::backup::Backup::new(from, &mut to)?;
    // All pages in one step: this process is the only one that writes, so there is nobody to wait for.
    match backup.step(-1)? {
        rusqlite::backup::StepResult::Done => {}
        _ => return Err(Error::Busy(target.to_path_buf()).into()),
    }
    drop(backup);
    // One file, without a log beside it.
    to.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    to.close().map_err(|(_, error)| Fault::Sql(error))
}

/// `单位-0f3a….1711098000.jixiao`.
fn file_name(path: &Path, at: i64) -> String {
    format!("{}.{at}.{EXTENSION}", key(path))
}

/// The time in the name of a backup of the document with this key.
fn time_in(name: &str, key: &str) -> Option<i64> {
    name.strip_prefix(key)?.strip_prefix('.')?.strip_suffix(EXTENSION)?.strip_suffix('.')?.parse().ok()
}

/// Names a document among the backups: its own name, and a digest of where it lies, since several units may call their
/// file the same.
pub(crate) fn key(path: &Path) -> String {
    // Of a file that is gone, its folder tells where it lay, by whatever links it was reached.
    let beside =
        |_| Ok(path.parent().unwrap_or(path).canonicalize()?.join(path.file_name().unwrap_or_default()));
    let place = path.canonicalize().or_else(beside).or_else(|_: io::Error| std::path::absolute(path));
    let place = place.unwrap_or_else(|_| path.to_path_buf());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    format!("{stem}-{:016x}", digest(place.to_string_lossy().as_bytes()))
}

/// FNV-1a: the same in every version of the program, which the hashers of the standard library do not promise.
fn digest(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
