//! What lies in a folder, for a person who picks files in a dialog of ours.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Entries that a person can still look through; what goes beyond is left out, and counted.
const MAX_ENTRIES: usize = 2000;

/// What lies in a folder, hidden things left out, by name.
#[derive(Debug, Default)]
pub struct FolderList {
    /// Its folders.
    pub folders: Vec<OsString>,
    /// Its files, of the kinds asked for.
    pub files: Vec<OsString>,
    /// How many of either are left out, since there are too many.
    pub left_out: usize,
}

/// Lists a folder: all of its folders, and the files whose names end in one of `endings`; without any, all files.
///
/// # Errors
/// It cannot be read.
pub fn list_folder(path: &Path, endings: Option<&[&str]>) -> Result<FolderList> {
    let entries = fs::read_dir(path).with_context(|| format!("打不开文件夹“{}”", path.display()))?;
    let mut list = FolderList::default();
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        if name.to_string_lossy().starts_with(['.', '~', '$']) {
            continue;
        }
        if path.is_dir() {
            list.folders.push(name);
        } else if path.is_file() && endings.is_none_or(|endings| ends_in(&path, endings)) {
            list.files.push(name);
        }
    }
    for names in [&mut list.folders, &mut list.files] {
        names.sort();
        list.left_out += names.len().saturating_sub(MAX_ENTRIES);
        names.truncate(MAX_ENTRIES);
    }
    Ok(list)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|found| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}

/// Where people keep files, with its name: their own folder and those in it, whatever is plugged in, all of the disk.
#[must_use]
pub fn usual_places() -> Vec<(String, PathBuf)> {
    let home = env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    let mut places = Vec::new();
    if let Some(home) = home {
        places.push(("主文件夹".to_owned(), home.clone()));
        for (name, folders) in
            [("桌面", ["桌面", "Desktop"]), ("文档", ["文档", "Documents"]), ("下载", ["下载", "Downloads"])]
        {
            let found = folders.iter().map(|folder| home.join(folder)).find(|folder| folder.is_dir());
            places.extend(found.map(|folder| (name.to_owned(), folder)));
        }
    }
    let user = env::var_os("USER").unwrap_or_default();
    for above in ["/media", "/run/media"] {
        let above = Path::new(above).join(&user);
        let plugged_in = list_folder(&above, None).unwrap_or_default().folders;
        places.extend(plugged_in.iter().map(|name| (name.to_string_lossy().into_owned(), above.join(name))));
    }
    let disks = ('A'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\")));
    if cfg!(windows) {
        places.extend(disks.filter(|disk| disk.is_dir()).map(|disk| (disk.display().to_string(), disk)));
    } else {
        places.push(("计算机".to_owned(), PathBuf::from("/")));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_of_the_kinds_asked_for_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "a", ".hidden"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["二.xlsx", "一.XLSX", "三.txt", ".四.xlsx", "~$一.xlsx"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let list = list_folder(folder.path(), Some(&["xlsx"])).unwrap();
        assert_eq!(
            (list.folders, list.files),
            (vec!["a".into(), "b".into()], vec!["一.XLSX".into(), "二.xlsx".into()])
        );
        assert_eq!(list_folder(folder.path(), None).unwrap().files.len(), 3);
        assert!(list_folder(&folder.path().join("nowhere"), None).is_err());
    }
}
