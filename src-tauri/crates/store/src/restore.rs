use std::fs;
use std::path::{Path, PathBuf};

use crate::access::Access;
use crate::backup;
use crate::connect::{clear, clear_log, connect_to_read, connect_to_write, keep_mode, with_suffix};
use crate::error::{Error, Result};
use crate::header;
use crate::lineage::{self, Log};
use crate::lock::Lock;
use crate::store::Store;

/// Puts `backup` in the place of the document at `path` and opens it. The present file is backed up into `folder` first; one
/// that cannot be opened is kept there as it is, under a name that ends in `.damaged`.
///
/// # Errors
/// The document is open elsewhere or here (close it first), the backup is itself damaged or no document, or a file cannot be
/// written. The present document is then untouched.
pub fn restore(path: &Path, backup: &Path, folder: &Path, at: i64) -> Result<Store> {
    let lock = lock(path)?;
    Ok(put(path, folder, at, |incoming| fetch(backup, path, incoming))?.with_lock(Some(lock)))
}

/// The right to put a file at `path`.
pub(crate) fn lock(path: &Path) -> Result<Lock> {
    let taken = Lock::take(path).map_err(|error| Error::io(path.parent().unwrap_or(path), error))?;
    taken.ok_or_else(|| Error::OpenElsewhere(path.to_path_buf()))
}

/// Opens what `fetch` writes beside `path` in its place, for the caller, who holds the lock. What lies there is kept among the
/// backups in `folder` first.
pub(crate) fn put(
    path: &Path,
    folder: &Path,
    at: i64,
    fetch: impl FnOnce(&Path) -> Result<()>,
) -> Result<Store> {
    let incoming = with_suffix(path, ".tmp");
    let made = clear(&incoming).map_err(|error| Error::io(path, error)).and_then(|()| fetch(&incoming));
    let kept = made.and_then(|()| set_foreign_log_aside(path));
    let kept = kept.and_then(|set_aside| keep_present(path, folder, at).map(|()| set_aside));
    let replaced = kept.and_then(|set_aside| replace(path, &incoming).map(|()| set_aside));
    if replaced.is_err() {
        // The first error is the one to tell.
        drop(clear(&incoming));
    }
    let set_aside = replaced?;
    let connection = connect_to_write(path)?;
    let store = Store::new(connection, path.to_path_buf(), Access::Write, None);
    store.checkpoint()?;
    Ok(store.with_log_set_aside(set_aside))
}

/// Not even the backup of the present file may have the log of another in it.
fn set_foreign_log_aside(path: &Path) -> Result<Option<PathBuf>> {
    if header::check(path).is_err() {
        return Ok(None);
    }
    match lineage::look(path)? {
        Log::Foreign => lineage::set_aside(path).map(Some),
        Log::None | Log::Own(_) => Ok(None),
    }
}

/// Copies the backup beside the document. First of all, since keeping the present one may push out the oldest backup, which
/// may be this.
fn fetch(backup: &Path, path: &Path, incoming: &Path) -> Result<()> {
    header::check(backup)?;
    match connect_to_read(backup) {
        // An older format is brought up to date once the file is in its place.
        Ok(_) | Err(Error::OlderReadOnly(_)) => {}
        Err(error) => return Err(error),
    }
    // The copy has the backup's permissions, which are those of the document when it was made.
    fs::copy(backup, incoming).map_err(|error| Error::io(incoming, error))?;
    let file = fs::OpenOptions::new().write(true).open(incoming);
    let synced = file.and_then(|file| file.sync_all());
    synced.and_then(|()| keep_mode(path, incoming)).map_err(|error| Error::io(incoming, error))
}

/// Backs the present file up, whatever state it is in.
fn keep_present(path: &Path, folder: &Path, at: i64) -> Result<()> {
    match header::check(path).and_then(|()| connect_to_write(path)) {
        Ok(connection) => backup::make(&connection, path, folder, at).map(drop),
        Err(Error::Missing(_)) => Ok(()),
        Err(Error::Damaged { .. } | Error::NotADocument(_) | Error::Newer { .. }) => {
            keep_damaged(path, folder, at)
        }
        Err(error) => Err(error),
    }
}

fn keep_damaged(path: &Path, folder: &Path, at: i64) -> Result<()> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(Error::NotADocument(path.to_path_buf()));
    }
    backup::make_folder(folder)?;
    for suffix in ["", "-wal"] {
        let from = with_suffix(path, suffix);
        let to = folder.join(format!("{}.{at}.damaged{suffix}", backup::key(path)));
        match fs::copy(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(&to, error)),
            _ => {}
        }
    }
    Ok(())
}

fn replace(path: &Path, incoming: &Path) -> Result<()> {
    clear_log(path).and_then(|()| fs::rename(incoming, path)).map_err(|error| Error::io(path, error))
}
