use std::fs;
use std::path::{Path, PathBuf};

use super::view::Recent;
use crate::files::{Existing, write};

/// How many are kept.
const MAX_RECENTS: usize = 10;
const FILE: &str = "recent.json";

/// Documents opened lately. That the list cannot be read or written is no reason to trouble anybody.
#[derive(Clone, Debug, Default)]
pub struct Recents(Vec<PathBuf>);

impl Recents {
    /// Reads the list kept in `data`.
    pub fn read(data: &Path) -> Self {
        let text = fs::read_to_string(data.join(FILE)).unwrap_or_default();
        Self(serde_json::from_str(&text).unwrap_or_default())
    }

    /// Puts a document at the head of the list and keeps the list in `data`.
    pub fn add(&mut self, path: &Path, data: &Path) {
        self.0.retain(|known| known != path);
        self.0.insert(0, path.to_owned());
        self.0.truncate(MAX_RECENTS);
        if let Ok(text) = serde_json::to_string(&self.0) {
            drop(write(data, FILE, text.as_bytes(), Existing::Replace));
        }
    }

    /// The path of an entry.
    pub fn path(&self, index: usize) -> Option<PathBuf> {
        self.0.get(index).cloned()
    }

    /// The list as the start page shows it.
    pub fn view(&self) -> Vec<Recent> {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let recent = |path: &PathBuf| Recent {
            name: text(path.file_stem()),
            folder: text(path.parent().map(Path::as_os_str)),
            exists: path.is_file(),
        };
        self.0.iter().map(recent).collect()
    }
}
