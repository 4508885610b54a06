//! The only place that writes files: to a temporary name in the same folder, synced, then renamed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::digest::hash_of;

/// Endings of the files that forms are read from, without the dot.
pub use jixiao_container::EXTENSIONS as WORKBOOKS;

/// Whether a path is called as a file with forms is.
#[must_use]
pub fn is_workbook(path: &Path) -> bool {
    WORKBOOKS.iter().any(|ending| ends_in(path, ending))
}

/// Whether a path is called as a document is.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    ends_in(path, jixiao_store::EXTENSION)
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Refuses what is no plain file: a pipe, a device or a socket may never give its first byte, or never its last.
///
/// # Errors
/// It is none; the message names it.
pub(crate) fn require_file(about: &Metadata, name: &str) -> Result<()> {
    if !about.is_file() {
        bail!("“{name}”不是普通文件（是管道、设备或套接字），没有读取，请选择文件");
    }
    Ok(())
}

/// The file that is meant by a path in which a name that is no Unicode lost its bytes: a second start of the program hands such
/// names over with a mark in their place. The path itself where no file fits, or more than one.
#[must_use]
pub fn meant(path: &Path) -> PathBuf {
    if !path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) || path.exists() {
        return path.to_owned();
    }
    let mut found = PathBuf::new();
    for part in path.components() {
        let next = found.join(part);
        found = if next.exists() { next } else { alike_in(&found, part.as_os_str()).unwrap_or(next) };
    }
    found
}

fn alike_in(folder: &Path, name: &OsStr) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut alike = entries.filter(|entry| entry.file_name().to_string_lossy() == name.to_string_lossy());
    let first = alike.next()?;
    alike.next().is_none().then(|| first.path())
}

/// What to do when a file of that name exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Keep it and give the new one a number: `自评表（2）.xlsx`.
    Keep,
    /// Replace it.
    Replace,
}

/// The files that one run has written: replacing what stood there before never replaces one of them. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct RunFiles(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    files: BTreeSet<String>,
    /// Folders in which no killed run has left anything any more.
    swept: BTreeSet<PathBuf>,
}

impl RunFiles {
    /// Writes as [`write`] does, under a name that no file of this run has.
    ///
    /// # Errors
    /// Those of [`write`].
    pub fn write(&self, folder: &Path, name: &str, bytes: &[u8], existing: Existing) -> Result<PathBuf> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Windows takes 表A and 表a for one.
        let key = |name: &str| folder.join(name).to_string_lossy().to_lowercase();
        let (stem, ending) = divided(name);
        let stem = free(stem, |stem| known.files.contains(&key(&format!("{stem}{ending}"))));
        if known.swept.insert(folder.to_owned()) {
            sweep(folder);
        }
        let path = write_as(folder, &format!("{stem}{ending}"), bytes, existing, false)?;
        known.files.insert(path.to_string_lossy().to_lowercase());
        Ok(path)
    }
}

/// Writes `bytes` to `folder/name`, whole or not at all, and returns the path written.
///
/// # Errors
/// The folder or the file cannot be written; the message names it.
pub fn write(folder: &Path, name: &str, bytes: &[u8], existing: Existing) -> Result<PathBuf> {
    sweep(folder);
    write_as(folder, name, bytes, existing, false)
}

/// The same for a file that nobody but this person may read.
///
/// # Errors
/// As [`write`].
pub(crate) fn write_private(folder: &Path, name: &str, bytes: &[u8], existing: Existing) -> Result<PathBuf> {
    write_as(folder, name, bytes, existing, true)
}

/// Copies a file to `folder/name`, whole or not at all, with its date, however large it is. Gives the path written and the hash of
/// what was written.
///
/// # Errors
/// The file cannot be read, or the folder or the copy cannot be written; the message names it.
pub(crate) fn copy(
    source: &Path,
    folder: &Path,
    name: &str,
    existing: Existing,
) -> Result<(PathBuf, String)> {
    let reading = || format!("打不开“{}”", source.display());
    let opened = File::open(source).with_context(reading)?;
    let modified = opened.metadata().and_then(|about| about.modified());
    write_with(folder, name, existing, false, |file| {
        let hash = hash_of(opened, |part| file.write_all(part))?;
        // A disk that keeps no dates keeps the bytes all the same.
        drop(modified.and_then(|date| file.set_modified(date)));
        Ok(hash)
    })
}

fn write_as(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    existing: Existing,
    is_private: bool,
) -> Result<PathBuf> {
    let (path, ()) = write_with(folder, name, existing, is_private, |file| file.write_all(bytes))?;
    Ok(path)
}

fn write_with<T>(
    folder: &Path,
    name: &str,
    existing: Existing,
    is_private: bool,
    fill: impl FnOnce(&mut File) -> std::io::Result<T>,
) -> Result<(PathBuf, T)> {
    fs::create_dir_all(folder).with_context(|| format!("无法建立文件夹“{}”", folder.display()))?;
    let path = match existing {
        Existing::Replace => folder.join(name),
        Existing::Keep => free_name(folder, name),
    };
    let short: String = name.chars().take(40).collect();
    let temporary = folder.join(format!(".{short}.{}{TEMPORARY}", std::process::id()));
    // What others may do with a file that is replaced, they may do with the new one.
    let keep_mode = || match fs::metadata(&path) {
        Ok(about) => fs::set_permissions(&temporary, about.permissions()),
        Err(_) => Ok(()),
    };
    let written = write_synced(&temporary, is_private, fill).and_then(|filled| keep_mode().map(|()| filled));
    let result = written.and_then(|filled| fs::rename(&temporary, &path).map(|()| filled));
    if result.is_err() {
        // The temporary file is of no use; that it may be left behind is the lesser harm than hiding the first error.
        drop(fs::remove_file(&temporary));
    }
    let filled = result.with_context(|| format!("无法写入“{}”", path.display()))?;
    Ok((path, filled))
}

fn write_synced<T>(
    path: &Path,
    is_private: bool,
    write: impl FnOnce(&mut File) -> std::io::Result<T>,
) -> std::io::Result<T> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if is_private { 0o600 } else { 0o666 });
    #[cfg(not(unix))]
    let _ = is_private;
    let mut file = options.open(path)?;
    // Held while it is written, which tells it from what a killed run has left. Not every file system knows locks.
    drop(file.try_lock());
    let written = write(&mut file)?;
    file.sync_all()?;
    Ok(written)
}

/// How temporary files end.
const TEMPORARY: &str = ".jixiao-tmp";

/// Removes the temporary files that killed runs have left in a folder. What another run is writing is locked and stays.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_temporary = |name: &str| name.starts_with('.') && name.ends_with(TEMPORARY);
    for path in entries.flatten().filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
        let is_left = File::open(path.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            // It does no harm where it cannot be removed.
            drop(fs::remove_file(path.path()));
        }
    }
}

/// A file name before and from its last dot.
pub(crate) fn divided(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('.').unwrap_or(name.len()))
}

fn free_name(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = divided(name);
    let path = |stem: &str| folder.join(format!("{stem}{ending}"));
    path(&free(stem, |stem| path(stem).exists()))
}

/// A name that is not taken: this one, else the same with the first number that makes it free, as in `自评表（2）`.
pub(crate) fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| format!("{wanted}（{number}）"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| wanted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_kept() {
        let folder = std::env::temp_dir().join(format!("jixiao-files-{}", std::process::id()));
        let first = write(&folder, "表.txt", b"1", Existing::Keep).unwrap();
        let second = write(&folder, "表.txt", b"2", Existing::Keep).unwrap();
        assert_eq!(second.file_name().unwrap(), "表（2）.txt");
        assert_eq!(fs::read(&first).unwrap(), b"1");
        assert_eq!(write(&folder, "表.txt", b"3", Existing::Replace).unwrap(), first);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_a_killed_run_has_left_is_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".表.xlsx.4711.jixiao-tmp");
        let under_way = folder.path().join(".书.xlsx.4712.jixiao-tmp");
        let others = folder.path().join(".别的.tmp");
        for path in [&left, &under_way, &others] {
            fs::write(path, "half").unwrap();
        }
        let held = File::open(&under_way).unwrap();
        held.try_lock().unwrap();
        RunFiles::default().write(folder.path(), "表.xlsx", b"1", Existing::Keep).unwrap();
        assert_eq!([left.exists(), under_way.exists(), others.exists()], [false, true, true]);
        drop(held);
        write(folder.path(), "表.txt", b"1", Existing::Keep).unwrap();
        assert!(!under_way.exists());
    }

    #[test]
    fn two_files_of_one_run_never_share_a_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("表.xlsx"), "an earlier run's").unwrap();
        let run = RunFiles::default();
        let write = |run: &RunFiles, name: &str, bytes: &[u8]| {
            let path = run.write(folder.path(), name, bytes, Existing::Replace).unwrap();
            path.file_name().unwrap().to_string_lossy().into_owned()
        };
        assert_eq!(write(&run, "表.xlsx", b"1"), "表.xlsx");
        assert_eq!(write(&run.clone(), "表.xlsx", b"2"), "表（2）.xlsx");
        assert_eq!(write(&run, "A.pdf", b"3"), "A.pdf");
        assert_eq!(write(&run, "a.pdf", b"4"), "a（2）.pdf");
        assert_eq!(fs::read(folder.path().join("表.xlsx")).unwrap(), b"1");
        assert_eq!(write(&RunFiles::default(), "表.xlsx", b"5"), "表.xlsx");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_lost_its_bytes_is_found() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let odd =
            folder.path().join(OsStr::from_bytes(b"\xb1\xed")).join(OsStr::from_bytes(b"\xb5\xa5.jixiao"));
        fs::create_dir(odd.parent().unwrap()).unwrap();
        fs::write(&odd, "").unwrap();
        let lost = PathBuf::from(odd.to_string_lossy().into_owned());
        assert!(!lost.exists());
        assert_eq!(meant(&lost), odd);
        fs::write(odd.with_file_name(OsStr::from_bytes(b"\xb6\xa5.jixiao")), "").unwrap();
        assert!(!meant(&lost).exists(), "two fit: neither is guessed");
        assert_eq!(meant(Path::new("/none/\u{fffd}.jixiao")), Path::new("/none/\u{fffd}.jixiao"));
    }
}
