use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Result, TxResult};
use crate::journal::{self, EntryKind, Line};
use crate::lock::Lock;
use crate::schema::{MIGRATIONS, VERSION};
use crate::store::Store;
use crate::{header, record};

/// How a document is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// It can be changed, here and nowhere else.
    Write,
    /// Another window or process has it open and may change it while we read.
    OpenElsewhere,
    /// The file or its folder cannot be written.
    ReadOnlyPlace,
}

impl Access {
    /// What the person should know; `None` when there is nothing to say.
    #[must_use]
    pub const fn notice(self) -> Option<&'static str> {
        match self {
            Self::Write => None,
            Self::OpenElsewhere => Some(
                "这个文件正在另一个窗口或另一台计算机上编辑，这里以只读方式打开；要修改，请先在那里关闭它，再重新打开",
            ),
            Self::ReadOnlyPlace => Some(
                "这个文件或它所在的文件夹不能写入，以只读方式打开；要修改，请把它复制到可以写入的文件夹后再打开",
            ),
        }
    }
}

/// Statements kept ready; a change uses about a dozen.
const STATEMENTS: usize = 128;
/// How long another program (virus scanner, backup) may hold the file before we give up.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

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
    let built = build(&unfinished, agency, year, who, at).map_err(|fault| fault.at(path));
    let filled = built.and_then(|connection| filled(connection, path, fill));
    filled
        .and_then(|()| clear_log(path).and_then(|()| fs::rename(&unfinished, path)).map_err(denied))
        .inspect_err(|_| drop(clear(&unfinished)))?;
    let connection = connect_to_write(path).inspect_err(|_| drop(fs::remove_file(path)))?;
    Ok(Store::new(connection, path.to_path_buf(), Access::Write, Some(lock)))
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

/// Opens the document at `path`: for writing where that is possible, else for reading ([`Store::access`] says why).
///
/// # Errors
/// No file, no document, a damaged one, one of a newer program, or no right to read it. For a damaged one
/// [`crate::backups`] lists what can be restored.
pub fn open(path: &Path) -> Result<Store> {
    header::check(path)?;
    if is_read_only(path) {
        return open_to_read(path, Access::ReadOnlyPlace);
    }
    match Lock::take(path) {
        Ok(Some(lock)) => {
            let connection = connect_to_write(path)?;
            Ok(Store::new(connection, path.to_path_buf(), Access::Write, Some(lock)))
        }
        Ok(None) => open_to_read(path, Access::OpenElsewhere),
        Err(error) => match error.kind() {
            // Where nothing can be locked, two could write at once.
            io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::Unsupported => open_to_read(path, Access::ReadOnlyPlace),
            _ => Err(Error::io(path, error)),
        },
    }
}

/// Whether the file or its folder is marked as not to be written.
fn is_read_only(path: &Path) -> bool {
    let marked = |path: &Path| fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
    // On Windows the mark of a folder means something else.
    marked(path) || (cfg!(unix) && path.parent().is_some_and(marked))
}

/// Connects to a document that nobody else changes, checks it and brings it to the present format.
pub(crate) fn connect_to_write(path: &Path) -> Result<Connection> {
    let with_path = |fault: Fault| fault.at(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(|error| Error::sql(path, error))?;
    harden(&connection).map_err(with_path)?;
    check(&connection, path)?;
    prepare(&mut connection).map_err(with_path)?;
    Ok(connection)
}

fn prepare(connection: &mut Connection) -> TxResult<()> {
    to_present_format(connection)?;
    // With a write-ahead log a step is one append, which survives the process whatever kills it. NORMAL does not wait for
    // the disk at each step (4 ms instead of 0.1 ms on an ordinary disk, far more on an old one); after a power cut the
    // steps since the last `Store::checkpoint` may be missing, from the end, and the file is whole.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    record::install(connection)
}

fn to_present_format(connection: &mut Connection) -> TxResult<()> {
    MIGRATIONS.to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Fault::Sql(err),
        _ => Fault::Corrupt,
    })
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
    harden(&connection).map_err(|fault| fault.at(path))?;
    check(&connection, path)?;
    to_present_format(&mut connection).map_err(|fault| fault.at(path))?;
    Ok(Store::new(connection, path.to_path_buf(), Access::ReadOnlyPlace, None))
}

/// Connects to a document for reading and checks it.
pub(crate) fn connect_to_read(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usual = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    let connection = match usual {
        Ok(connection) => connection,
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
            connect_to_unchanging(path)?
        }
        Err(error) => return Err(Error::sql(path, error)),
    };
    harden(&connection).map_err(|fault| fault.at(path))?;
    let version = check(&connection, path)?;
    if version < VERSION { Err(Error::OlderReadOnly(path.to_path_buf())) } else { Ok(connection) }
}

/// Reads a file in a place where not even the index of its write-ahead log can be made, such as a disc.
pub(crate) fn connect_to_unchanging(path: &Path) -> Result<Connection> {
    let log = fs::metadata(with_suffix(path, "-wal"));
    if log.is_ok_and(|log| log.len() > 0) {
        return Err(Error::Unsettled(path.to_path_buf()));
    }
    let absolute = std::path::absolute(path).map_err(|error| Error::io(path, error))?;
    let uri = format!("file:{}?immutable=1", encoded(&absolute.to_string_lossy()));
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(uri, flags).map_err(|error| Error::sql(path, error))
}

/// A path as part of a URI: `C:\表.jixiao` → `/C:/%E8%A1%A8.jixiao`.
fn encoded(path: &str) -> String {
    let forward = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let root = if forward.starts_with('/') { "" } else { "/" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_:".contains(&byte);
    let escape = |byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    root.chars().map(String::from).chain(forward.bytes().map(escape)).collect()
}

/// A file may come from anybody: nothing in it is run, and what it claims of itself is checked.
fn harden(connection: &Connection) -> TxResult<()> {
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false), // of the file; the temporary ones of record.rs still run
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ] {
        connection.set_db_config(setting, value)?;
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Refuses a damaged or newer document; returns its format.
fn check(connection: &Connection, path: &Path) -> Result<i64> {
    let version = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| Error::sql(path, error))?;
    header::refuse_newer(path, version)?;
    let verdict: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(|error| Error::sql(path, error))?;
    if verdict == "ok" { Ok(version) } else { Err(Error::Damaged { path: path.to_path_buf(), source: None }) }
}

/// `表.jixiao` and `-wal` → `表.jixiao-wal`.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes room for a new database: a process killed while it made one may have left it, with its journal.
pub(crate) fn clear(path: &Path) -> io::Result<()> {
    remove_if_there(path)?;
    remove_if_there(&with_suffix(path, "-journal"))
}

/// Removes the log beside a path before another file takes its place: it would be played into that one.
pub(crate) fn clear_log(path: &Path) -> io::Result<()> {
    remove_if_there(&with_suffix(path, "-wal"))?;
    remove_if_there(&with_suffix(path, "-shm"))
}

/// Removes a file; that there is none is no error.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_uris() {
        assert_eq!(encoded("/a b/表?.jixiao"), "/a%20b/%E8%A1%A8%3F.jixiao");
    }

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
