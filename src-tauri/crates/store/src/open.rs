use std::fs;
use std::io;
use std::path::Path;

use rusqlite::{Connection, params};

use crate::access::Access;
use crate::connect::{
    check, clear, clear_log, connect_to_read, connect_to_write, harden, make_private, to_present_format,
    with_suffix,
};
use crate::error::{Error, Result, TxResult};
use crate::journal::{self, EntryKind, Line};
use crate::lineage::{self, Log};
use crate::lock::{Lock, is_held};
use crate::store::Store;
use crate::{header, record};

/// Makes a new document of `agency` for `year` at `path` and opens it.
///
/// # Errors
/// A file is there already, or the place cannot be written.
pub fn create(path: &Path, agency: &str, year: u16, who: &str, at: i64) -> Result<Store> {
    create_with(path, agency, year, who, at, |_| Ok(()))
}

/// The same, with everything in it that `fill` puts there: a document that cannot be filled leaves nothing behind.
///
/// # Errors
/// A file is there already, the place cannot be written, and those of `fill`.
pub fn create_with(
    path: &Path,
    agency: &str,
    year: u16,
    who: &str,
    at: i64,
    fill: impl FnOnce(&mut Store) -> Result<()>,
) -> Result<Store> {
    let denied = |error| Error::io(path, error);
    let lock = Lock::take(path).map_err(|error| Error::io(path.parent().unwrap_or(path), error))?;
    let lock = lock.ok_or_else(|| Error::OpenElsewhere(path.to_path_buf()))?;
    if path.try_exists().map_err(denied)? {
        return Err(Error::Exists(path.to_path_buf()));
    }
    // Under another name first: a process killed here leaves no half-made document behind under the real one.
    let unfinished = with_suffix(path, ".tmp");
    clear(&unfinished).map_err(denied)?;
    make_private(&unfinished).map_err(denied)?;
    let built = build(&unfinished, agency, year, who, at).map_err(|fault| fault.at(path));
    let filled = built.and_then(|connection| filled(connection, path, fill));
    filled
        .and_then(|()| clear_log(path).and_then(|()| fs::rename(&unfinished, path)).map_err(denied))
        .inspect_err(|_| drop(clear(&unfinished)))?;
    let connection = connect_to_write(path).inspect_err(|_| drop(fs::remove_file(path)))?;
    let store = Store::new(connection, path.to_path_buf(), Access::Write, Some(lock));
    store.checkpoint()?;
    Ok(store)
}

fn build(path: &Path, agency: &str, year: u16, who: &str, at: i64) -> TxResult<Connection> {
    let mut connection = Connection::open(path)?;
    harden(&connection)?;
    to_present_format(&mut connection)?;
    let transaction = connection.transaction()?;
    transaction
        .prepare("INSERT INTO document (id, agency, year) VALUES (1, ?1, ?2)")?
        .execute(params![agency, year])?;
    journal::write(&transaction, Line { who, at, kind: EntryKind::Create, target: None, state: None })?;
    transaction.commit()?;
    record::install(&connection)?;
    Ok(connection)
}

/// Fills a document that does not yet lie at `path`, and closes it.
fn filled(connection: Connection, path: &Path, fill: impl FnOnce(&mut Store) -> Result<()>) -> Result<()> {
    let mut store = Store::new(connection, path.to_path_buf(), Access::Write, None);
    fill(&mut store)?;
    store.close()
}

/// Opens the document at `path`: for writing where that is possible, else for reading ([`Store::access`] says why). A log beside it
/// that belongs to another file is set aside ([`Store::log_set_aside`]).
///
/// # Errors
/// No file, no document, a damaged one, one of a newer program, or no right to read it. For a damaged one
/// [`crate::backups`] lists what can be restored.
pub fn open(path: &Path) -> Result<Store> {
    header::check(path)?;
    if is_read_only(path) {
        return look(path);
    }
    match Lock::take(path) {
        Ok(Some(lock)) => match open_to_write(path, lock) {
            Err(Error::DiskFull(_)) => Ok(look(path)?.with_access(Access::DiskFull)),
            opened => opened,
        },
        Ok(None) => open_to_read(path, Access::OpenElsewhere),
        Err(error) => match error.kind() {
            // Where nothing can be locked, two could write at once.
            io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::Unsupported => look(path),
            _ => Err(Error::io(path, error)),
        },
    }
}

fn open_to_write(path: &Path, lock: Lock) -> Result<Store> {
    let set_aside = match lineage::look(path)? {
        Log::Foreign => Some(lineage::set_aside(path)?),
        Log::None | Log::Own(_) => None,
    };
    let connection = connect_to_write(path)?;
    // Only who has the lock writes it: what lies there was left by a process that was killed.
    drop(clear(&with_suffix(path, ".tmp")));
    let store = Store::new(connection, path.to_path_buf(), Access::Write, Some(lock));
    store.checkpoint()?;
    Ok(store.with_log_set_aside(set_aside))
}

/// Reads the document at `path` and leaves it, and all that lies beside it, as they are. What is in its log is seen; a log that
/// belongs to another file is passed over ([`Store::log_set_aside`] then says where it lies). Where another window has it open, what
/// that one saves meanwhile is seen.
///
/// # Errors
/// As [`open`].
pub fn look(path: &Path) -> Result<Store> {
    header::check(path)?;
    if is_held(path) {
        return open_to_read(path, Access::OpenElsewhere);
    }
    let read = || fs::read(path).map_err(|error| Error::io(path, error));
    let (bytes, foreign) = match lineage::look(path)? {
        Log::Own(bytes) => (bytes, None),
        Log::None => (read()?, None),
        Log::Foreign => (read()?, Some(with_suffix(path, "-wal"))),
    };
    Ok(open_bytes(bytes, path)?.with_log_set_aside(foreign))
}

/// Whether the file or its folder is marked as not to be written.
fn is_read_only(path: &Path) -> bool {
    let marked = |path: &Path| fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
    // On Windows the mark of a folder means something else.
    marked(path) || (cfg!(unix) && path.parent().is_some_and(marked))
}

fn open_to_read(path: &Path, access: Access) -> Result<Store> {
    let connection = connect_to_read(path)?;
    Ok(Store::new(connection, path.to_path_buf(), access, None))
}

/// Offset of the two bytes that say by which journal a database is written.
const JOURNAL_FORMAT: usize = 18;

/// Opens a document that was read into memory, for reading: its file, at `path`, is neither touched nor brought to the present
/// format. What lies in a log beside it is not seen.
///
/// # Errors
/// No document, a damaged one, or one of a newer program.
pub fn open_bytes(mut bytes: Vec<u8>, path: &Path) -> Result<Store> {
    header::check_bytes(&bytes, path)?;
    // Memory has no log beside it.
    bytes[JOURNAL_FORMAT..JOURNAL_FORMAT + 2].fill(1);
    let with_path = |error| Error::sql(path, error);
    let mut connection = Connection::open_in_memory().map_err(with_path)?;
    connection.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false).map_err(with_path)?;
    drop(bytes); // The database has its own.
    harden(&connection).map_err(|fault| fault.at(path))?;
    check(&connection, path)?;
    to_present_format(&mut connection).map_err(|fault| fault.at(path))?;
    Ok(Store::new(connection, path.to_path_buf(), Access::ReadOnlyPlace, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::connect_to_unchanging;

    #[test]
    fn a_disc_is_read_without_writing_beside_the_document() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("光盘 1?#.jixiao");
        create(&path, "某单位", 2023, "甲", 0).unwrap().close().unwrap();
        let connection = connect_to_unchanging(&path).unwrap();
        assert_eq!(crate::read::document(&connection).unwrap().agency, "某单位");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_lies_in_the_log_only_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        let store = create(&path, "某单位", 2023, "甲", 0).unwrap();
        fs::write(with_suffix(&path, "-wal"), [1]).unwrap();
        let error = connect_to_unchanging(&path).unwrap_err();
        assert!(matches!(error, Error::Unsettled(_)), "{error}");
        drop(store);
    }
}
