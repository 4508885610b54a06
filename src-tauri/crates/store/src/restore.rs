use std::fs;
use std::path::Path;

use crate::access::Access;
use crate::backup;
use crate::connect::{clear_log, connect_to_read, connect_to_write, remove_if_there, with_suffix};
use crate::error::{Error, Result};
use crate::header;
use crate::lock::Lock;
use crate::store::Store;

/// Puts `backup` in the place of the document at `path` and opens it. The present file is backed up into `folder` first; one
/// that cannot be opened is kept there as it is, under a name that ends in `.damaged`.
///
/// # Errors
/// The document is open elsewhere or here (close it first), the backup is itself damaged or no document, or a file cannot be
/// written. The present document is then untouched.
pub fn restore(path: &Path, backup: &Path, folder: &Path, at: i64) -> Result<Store> {
    let denied = |error| Error::io(path, error);
    let lock = Lock::take(path).map_err(denied)?.ok_or_else(|| Error::OpenElsewhere(path.to_path_buf()))?;
    let incoming = with_suffix(path, ".tmp");
    fetch(backup, &incoming)?;
    let replaced = keep_present(path, folder, at).and_then(|()| replace(path, &incoming));
    if replaced.is_err() {
        // The first error is the one to tell.
        drop(remove_if_there(&incoming));
    }
    replaced?;
    let connection = connect_to_write(path)?;
    Ok(Store::new(connection, path.to_path_buf(), Access::Write, Some(lock)))
}

/// Copies the backup beside the document. First of all, since keeping the present one may push out the oldest backup, which
/// may be this.
fn fetch(backup: &Path, incoming: &Path) -> Result<()> {
    header::check(backup)?;
    match connect_to_read(backup) {
        // An older format is brought up to date once the file is in its place.
        Ok(_) | Err(Error::OlderReadOnly(_)) => {}
        Err(error) => return Err(error),
    }
    fs::copy(backup, incoming).map_err(|error| Error::io(incoming, error))?;
    let file = fs::OpenOptions::new().write(true).open(incoming);
    file.and_then(|file| file.sync_all()).map_err(|error| Error::io(incoming, error))
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
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
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
