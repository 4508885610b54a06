use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::whereabouts::is_at;

/// The right to change a document, held by one process at a time.
///
/// It is a lock of the operating system on a file beside the document (not on the document itself: on Windows that would
/// keep out the database library too, and on Unix closing the handle would end the library's own locks). The system ends
/// the lock with the process, however that ends.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
}

/// How often a lock is tried again that was taken on a file just removed.
const ATTEMPTS: usize = 100;

impl Lock {
    /// Takes the lock; `None` when another window or process holds it.
    ///
    /// # Errors
    /// The folder cannot be written, or its file system knows no locks.
    pub(crate) fn take(document: &Path) -> io::Result<Option<Self>> {
        let path = beside(document);
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Its last holder may have removed it between our opening and locking it: a lock on a removed file keeps nobody out.
            if is_at(&file, &path) {
                return Ok(Some(Self { path, file }));
            }
        }
        Ok(None)
    }
}

/// Whether somebody has the document open for writing; asked without a trace beside it.
pub(crate) fn is_held(document: &Path) -> bool {
    let Ok(file) = File::open(beside(document)) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

impl Lock {
    /// Whether it keeps others from the document at this path, too.
    pub(crate) fn holds(&self, document: &Path) -> bool {
        self.path == beside(document) && is_at(&self.file, &self.path)
    }
}

impl Drop for Lock {
    /// Tidies up where that is safe; the lock itself goes with the file handle. Where the folder was made anew, another's may lie there.
    fn drop(&mut self) {
        if cfg!(unix) && is_at(&self.file, &self.path) {
            // What is left behind when this fails is an empty file that does no harm.
            drop(std::fs::remove_file(&self.path));
        }
    }
}

/// `单位.jixiao` → `.单位.jixiao.lock`, beside the file itself when `document` is a link to it.
fn beside(document: &Path) -> PathBuf {
    let document = document.canonicalize().unwrap_or_else(|_| document.to_path_buf());
    let mut name = OsString::from(".");
    name.push(document.file_name().unwrap_or_default());
    name.push(".lock");
    document.with_file_name(name)
}
