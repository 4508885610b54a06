use std::fs;
use std::path::{Path, PathBuf};

use super::view::{Recent, count};
use crate::files::{Existing, write};

/// How many the start page shows.
const MAX_RECENTS: usize = 10;
/// How many are known at most: those behind are shown when they are gone and have backups.
const MAX_KNOWN: usize = 200;
const FILE: &str = "recent.json";

/// Documents opened so far, the last one first. That the list cannot be read or written is no reason to trouble anybody.
#[derive(Clone, Debug, Default)]
pub struct Recents(Vec<PathBuf>);

impl Recents {
    /// Reads the list kept in `data`.
    pub fn read(data: &Path) -> Self {
        let text = fs::read_to_string(data.join(FILE)).unwrap_or_default();
        let written: Vec<String> = serde_json::from_str(&text).unwrap_or_default();
        Self(written.iter().map(|written| read_path(written)).collect())
    }

    /// Puts a document at the head of the list and keeps the list in `data`.
    pub fn add(&mut self, path: &Path, data: &Path) {
        *self = Self::read(data); // Another window may have added to it.
        self.0.retain(|known| known != path);
        self.0.insert(0, path.to_owned());
        self.0.truncate(MAX_KNOWN);
        let written: Vec<String> = self.0.iter().map(|path| written(path)).collect();
        if let Ok(text) = serde_json::to_string(&written) {
            drop(write(data, FILE, text.as_bytes(), Existing::Replace));
        }
    }

    /// The path of an entry.
    pub fn path(&self, index: usize) -> Option<PathBuf> {
        self.0.get(index).cloned()
    }

    /// The list as the start page shows it, and those behind it that are gone; `has_backups` says of a document whether it has any.
    pub fn view(&self, has_backups: impl Fn(&Path) -> bool) -> (Vec<Recent>, Vec<Recent>) {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let recent = |(index, path): (usize, &PathBuf)| Recent {
            index: count(index),
            name: text(path.file_stem()),
            folder: text(path.parent().map(Path::as_os_str)),
            exists: path.is_file(),
            backups: has_backups(path),
        };
        let mut entries = self.0.iter().enumerate();
        let recents = entries.by_ref().take(MAX_RECENTS).map(recent).collect();
        let lost = entries.filter(|(_, path)| !path.is_file()).map(recent).filter(|lost| lost.backups);
        (recents, lost.collect())
    }
}

/// What begins the text of a path whose bytes are no Unicode; no path begins so.
const BYTES: &str = "bytes:";

/// A path as text: as it is, or, where it is no Unicode, its bytes in hexadecimal.
pub fn written(path: &Path) -> String {
    let halves = |byte: &u8| [byte >> 4, byte & 15];
    let digits = || path.as_os_str().as_encoded_bytes().iter().flat_map(halves);
    let bytes = || digits().filter_map(|half| char::from_digit(u32::from(half), 16)).collect::<String>();
    path.to_str().map_or_else(|| format!("{BYTES}{}", bytes()), str::to_owned)
}

#[cfg(unix)]
fn read_path(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let hex = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes = text.strip_prefix(BYTES).and_then(|hexes| hexes.as_bytes().chunks(2).map(hex).collect());
    bytes.map_or_else(|| PathBuf::from(text), |bytes| std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn read_path(text: &str) -> PathBuf {
    PathBuf::from(text)
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    #[test]
    fn a_name_that_is_no_unicode_is_found_again() {
        let data = tempfile::tempdir().unwrap();
        let odd = PathBuf::from(OsString::from_vec(b"/u/\xb1\xed.jixiao".to_vec()));
        let mut recents = Recents::default();
        recents.add(&odd, data.path());
        recents.add(Path::new("/u/表.jixiao"), data.path());
        let again = Recents::read(data.path());
        assert_eq!((again.path(0), again.path(1)), (Some("/u/表.jixiao".into()), Some(odd)));
    }
}
