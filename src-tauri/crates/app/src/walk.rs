//! The files below a folder, one folder in memory at a time.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::evidence::FOLDER_ENDING;
use crate::files::{is_document, is_workbook};

/// What is met below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// A workbook or document.
    File(PathBuf),
    /// A folder that could not be read, or not to its end: what lies in it is unknown.
    Unreadable(PathBuf),
    /// A file of another kind, or a PDF beside a file of the same name: it is not opened.
    PassedOver(PathBuf),
}

/// What lies below a folder, in the order of the paths.
#[derive(Debug)]
pub struct Walk {
    /// What is still to be met of each folder that is open, the innermost last.
    open: Vec<std::vec::IntoIter<Entry>>,
}

/// An entry of a folder.
#[derive(Debug)]
enum Entry {
    Folder(PathBuf),
    Met(Met),
}

/// Walks through `folder`. Hidden files and those by which office programs lock a workbook (`~$…`) are not met, and links to folders
/// are not followed.
///
/// # Errors
/// There is no such folder, or it cannot be read.
pub fn walk(folder: &Path) -> Result<Walk> {
    if !folder.is_dir() {
        bail!("“{}”不是文件夹，请指定存放工作簿的文件夹", folder.display());
    }
    fs::read_dir(folder).with_context(|| format!("打不开文件夹“{}”", folder.display()))?;
    Ok(Walk { open: vec![vec![Entry::Folder(folder.to_path_buf())].into_iter()] })
}

impl Iterator for Walk {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        loop {
            match self.open.last_mut()?.next() {
                None => drop(self.open.pop()),
                Some(Entry::Met(met)) => return Some(met),
                Some(Entry::Folder(folder)) => {
                    let (entries, whole) = entries(&folder);
                    self.open.push(entries.into_iter());
                    if !whole {
                        return Some(Met::Unreadable(folder));
                    }
                }
            }
        }
    }
}

/// What lies in a folder, in the order of the names, and whether that is all.
fn entries(folder: &Path) -> (Vec<Entry>, bool) {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    let whole = look_into(folder, &mut folders, &mut files).is_ok();
    let prints = prints(&files);
    let met = files.into_iter().map(|path| {
        if is_ours(&path) && !prints.contains(&path) { Met::File(path) } else { Met::PassedOver(path) }
    });
    let mut entries: Vec<Entry> = folders.into_iter().map(Entry::Folder).chain(met.map(Entry::Met)).collect();
    entries.sort_by(|one, other| one.path().cmp(other.path()));
    (entries, whole)
}

fn look_into(folder: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(['.', '~']) {
            continue;
        }
        if !entry.file_type()?.is_dir() {
            files.push(entry.path());
        } else if !entry.file_name().to_string_lossy().ends_with(FOLDER_ENDING) {
            // What is evidence of a unit's document is no form of the unit, workbook or not.
            folders.push(entry.path());
        }
    }
    Ok(())
}

impl Entry {
    fn path(&self) -> &Path {
        match self {
            Self::Folder(path)
            | Self::Met(Met::File(path) | Met::Unreadable(path) | Met::PassedOver(path)) => path,
        }
    }
}

/// A PDF beside a file of the same name is its print: the same forms would count twice.
fn prints(files: &[PathBuf]) -> HashSet<PathBuf> {
    let is_pdf = |path: &Path| {
        path.extension().and_then(OsStr::to_str).is_some_and(|it| it.eq_ignore_ascii_case("pdf"))
    };
    let sources = files.iter().filter(|path| is_ours(path) && !is_pdf(path));
    let stems: HashSet<PathBuf> = sources.map(|path| path.with_extension("")).collect();
    files.iter().filter(|path| is_pdf(path) && stems.contains(&path.with_extension(""))).cloned().collect()
}

fn is_ours(path: &Path) -> bool {
    is_workbook(path) || is_document(path)
}
