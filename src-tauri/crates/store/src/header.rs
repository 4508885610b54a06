use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::schema::{APPLICATION_ID, VERSION};

/// Length of the header of an `SQLite` file, which is the shortest file that can be one.
const LENGTH: usize = 100;

/// Refuses what is no document, or a newer one, by its first bytes: before the database library touches the file, which
/// would write to another program's database when that was not closed properly.
///
/// # Errors
/// No file, no right to read it, no document, or one of a newer format.
pub(crate) fn check(path: &Path) -> Result<()> {
    let mut bytes = [0_u8; LENGTH];
    // A pipe or a device may never give its first byte.
    let about = fs::metadata(path).map_err(|error| Error::io(path, error))?;
    if !about.is_file() {
        return Err(Error::NotADocument(path.to_path_buf()));
    }
    let mut file = File::open(path).map_err(|error| Error::io(path, error))?;
    let whole = match file.read_exact(&mut bytes) {
        Ok(()) => true,
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(Error::io(path, error)),
    };
    check_bytes(if whole { &bytes } else { &[] }, path)
}

/// The same of a file that was read; `path` is used in messages only.
pub(crate) fn check_bytes(bytes: &[u8], path: &Path) -> Result<()> {
    let header = bytes.first_chunk::<LENGTH>();
    let ours = |header: &&[u8; LENGTH]| {
        header.starts_with(b"SQLite format 3\0") && number(header, 68) == APPLICATION_ID
    };
    let header = header.filter(ours).ok_or_else(|| Error::NotADocument(path.to_path_buf()))?;
    refuse_newer(path, number(header, 60))
}

/// Refuses a format that this program does not know.
pub(crate) fn refuse_newer(path: &Path, found: i64) -> Result<()> {
    if found > VERSION {
        return Err(Error::Newer { path: path.to_path_buf(), found, known: VERSION });
    }
    Ok(())
}

/// A number of four bytes, greatest first, at `offset`.
fn number(bytes: &[u8; LENGTH], offset: usize) -> i64 {
    let four = &bytes[offset..offset + 4];
    four.iter().fold(0, |number, byte| number * 256 + i64::from(*byte))
}
