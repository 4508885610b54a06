//! Connections to the file of a document, and the files beside it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Fault, Result, TxResult};
use crate::schema::{MIGRATIONS, VERSION};
use crate::{header, record};

/// Statements kept ready; a change uses about a dozen.
const STATEMENTS: usize = 128;
/// How long another program (virus scanner, backup) may hold the file before we give up.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

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
    // With a write-ahead log a step is one append, which survives the process whatever kills it. FULL waits for the disk at each
    // step (some 4 ms): what is told to be saved survives a power cut, and a disk that refuses is told at the step that it refused.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Only `Store::checkpoint` empties the log, so that it is known when it is empty.
    connection.pragma_update_and_check(None, "wal_autocheckpoint", 0, |_| Ok(()))?;
    record::install(connection)
}

pub(crate) fn to_present_format(connection: &mut Connection) -> TxResult<()> {
    MIGRATIONS.to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Fault::Sql(err),
        _ => Fault::Corrupt,
    })
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
pub(crate) fn harden(connection: &Connection) -> TxResult<()> {
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
    // What is deleted is overwritten: a file that is handed on holds no texts that nobody sees.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    Ok(())
}

/// Refuses a damaged or newer document; returns its format.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<i64> {
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

/// Makes an empty file that is this person's alone, for the database library to fill: it makes its own for everybody to read.
pub(crate) fn make_private(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Gives a file the permissions of another that it stands for; one that is not there asks for none.
pub(crate) fn keep_mode(of: &Path, on: &Path) -> io::Result<()> {
    match fs::metadata(of) {
        Ok(about) => fs::set_permissions(on, about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
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
}
