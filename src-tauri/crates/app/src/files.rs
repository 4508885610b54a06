//! The only place that writes files: to a temporary name in the same folder, synced, then renamed.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

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

/// What to do when a file of that name exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Keep it and give the new one a number: `自评表（2）.xlsx`.
    Keep,
    /// Replace it.
    Replace,
}

/// Writes `bytes` to `folder/name`, whole or not at all, and returns the path written.
///
/// # Errors
/// The folder or the file cannot be written; the message names it.
pub fn write(folder: &Path, name: &str, bytes: &[u8], existing: Existing) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("无法建立文件夹“{}”", folder.display()))?;
    let path = match existing {
        Existing::Replace => folder.join(name),
        Existing::Keep => free_name(folder, name),
    };
    let temporary =
        folder.join(format!(".{}.{}.tmp", name.chars().take(40).collect::<String>(), std::process::id()));
    let result = write_synced(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
    if result.is_err() {
        // The temporary file is of no use; that it may be left behind is the lesser harm than hiding the first error.
        drop(fs::remove_file(&temporary));
    }
    result.with_context(|| format!("无法写入“{}”", path.display()))?;
    Ok(path)
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn free_name(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
    let path = |stem: &str| folder.join(format!("{stem}{ending}"));
    path(&free(stem, |stem| path(stem).exists()))
}

/// A name that is not taken: this one, else the same with the first number that makes it free, as in `自评表（2）`.
pub(crate) fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| format!("{wanted}（{number}）"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| wanted.to_owned())
}

/// A file name made of a text: characters that Windows forbids become `_`, at most 60 characters, never blank.
#[must_use]
pub fn safe_name(text: &str) -> String {
    let name: String = text
        .trim()
        .chars()
        .take(60)
        .map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c })
        .collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "未命名".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_accepts() {
        assert_eq!(safe_name("中职/国家: 奖学金?"), "中职_国家_ 奖学金_");
        assert_eq!(safe_name(" .. "), "未命名");
        assert_eq!(safe_name(&"长".repeat(200)).chars().count(), 60);
    }

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
}
