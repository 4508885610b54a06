//! Where attached files lie, and whether they are still what they were. A document may come from anybody: a path in it is only
//! followed where this program could have written it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use jixiao_store::{EvidenceFile, EvidencePlace};

use crate::desk::view::EvidenceState;
use crate::digest::hash_of;
use crate::files::divided;
use crate::safe_name::safe_title;

/// How the folder beside a document is called: the document's name, and this.
pub const FOLDER_ENDING: &str = ".佐证";

/// Files that are looked at and cannot run: what is called otherwise is shown in its folder, not opened.
const OPENED: [&str; 33] = [
    "bmp", "csv", "doc", "docx", "dps", "eml", "et", "gif", "heic", "jpeg", "jpg", "mov", "mp3", "mp4",
    "odp", "ods", "odt", "ofd", "pdf", "png", "ppt", "pptx", "rar", "rtf", "tif", "tiff", "txt", "wav",
    "webp", "wps", "xls", "xlsx", "zip",
];

/// Whether a file may be opened by the system's program for it.
pub fn can_open(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| OPENED.contains(&ending.as_str()))
}

/// The folder for copies: the one that is in use, whatever the document has been renamed to since, else one that is called like
/// the document.
pub fn folder_name<'f>(document: &Path, known: impl Iterator<Item = &'f EvidenceFile>) -> String {
    let copied = known.filter(|file| file.place == EvidencePlace::Copied);
    let used = copied.filter_map(|file| Some(in_folder(&file.path)?.0.to_owned())).last();
    let called = || document.file_stem().unwrap_or_default().to_string_lossy().into_owned() + FOLDER_ENDING;
    used.unwrap_or_else(called)
}

/// Where a file of a document lies; `None` where its path is none that this program writes.
pub fn located(document: &Path, file: &EvidenceFile) -> Option<PathBuf> {
    match file.place {
        EvidencePlace::Copied => {
            let (folder, name) = in_folder(&file.path)?;
            Some(document.parent()?.join(folder).join(name))
        }
        EvidencePlace::Linked => Some(PathBuf::from(&file.path)).filter(|path| path.is_absolute()),
    }
}

/// `某局.佐证/清单.xlsx`.
fn in_folder(path: &str) -> Option<(&str, &str)> {
    let (folder, name) = path.split_once('/')?;
    let is_plain = |name: &str| {
        !name.trim_matches(['.', ' ']).is_empty()
            && !name.contains(['/', '\\', ':'])
            && !name.contains(char::is_control)
    };
    (folder.ends_with(FOLDER_ENDING) && is_plain(folder) && is_plain(name)).then_some((folder, name))
}

/// Whether a file is there as it was, without reading it. On another computer nothing is looked for unasked: whoever wrote the
/// document would learn of it.
pub fn glance(document: &Path, file: &EvidenceFile) -> EvidenceState {
    let Some(path) = located(document, file) else { return EvidenceState::Missing };
    if is_remote(&file.path) {
        return EvidenceState::Unknown;
    }
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => EvidenceState::Missing,
        Ok(about) if i64::try_from(about.len()) == Ok(file.size) => EvidenceState::Present,
        Ok(_) => EvidenceState::Changed,
        Err(_) => EvidenceState::Missing,
    }
}

/// The same by its bytes.
pub fn examine(path: &Path, file: &EvidenceFile) -> EvidenceState {
    match File::open(path).and_then(|opened| hash_of(opened, |_| Ok(()))) {
        Ok(hash) if hash == file.hash => EvidenceState::Present,
        Ok(_) => EvidenceState::Changed,
        Err(_) => EvidenceState::Missing,
    }
}

/// What a copy of a file is called: its name, as every system accepts it.
pub fn copy_name(name: &str) -> String {
    let (stem, ending) = divided(name);
    safe_title(stem, ending)
}

fn is_remote(path: &str) -> bool {
    path.starts_with("\\\\") || path.starts_with("//")
}

/// When a file was last changed, in seconds since 1970-01-01 00:00 UTC; 0 where the system does not say.
pub fn modified(about: &fs::Metadata) -> i64 {
    let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(path: &str) -> EvidenceFile {
        EvidenceFile { path: path.to_owned(), place: EvidencePlace::Copied, ..EvidenceFile::default() }
    }

    #[test]
    fn a_path_that_leads_elsewhere_is_not_followed() {
        let document = Path::new("/u/某局.jixiao");
        let there = located(document, &copied("某局.佐证/清单.xlsx"));
        assert_eq!(there, Some(PathBuf::from("/u/某局.佐证/清单.xlsx")));
        for path in [
            "",
            "清单.xlsx",
            "/etc/passwd",
            "../.佐证/a",
            "某局.佐证/../a",
            "某局.佐证/..",
            "某局.佐证/甲/a",
            "某局.佐证\\a/b",
            "某局.佐证/C:a",
            "别处/a",
            "某局.佐证/",
        ] {
            assert_eq!(located(document, &copied(path)), None, "{path}");
        }
        let linked = |path: &str| EvidenceFile { place: EvidencePlace::Linked, ..copied(path) };
        assert_eq!(located(document, &linked("a.pdf")), None);
        assert_eq!(glance(document, &linked("//server/share/a.pdf")), EvidenceState::Unknown);
    }

    #[test]
    fn a_renamed_document_keeps_its_folder() {
        let known = [copied("旧名.佐证/a.pdf")];
        assert_eq!(folder_name(Path::new("/u/新名.jixiao"), known.iter()), "旧名.佐证");
        assert_eq!(folder_name(Path::new("/u/某局2024.5.jixiao"), [].iter()), "某局2024.5.佐证");
    }

    #[test]
    fn what_can_run_is_not_opened() {
        for (name, opened) in [
            ("a.PDF", true),
            ("a.xlsx", true),
            ("a.xlsm", false),
            ("a.pdf.exe", false),
            ("a", false),
            ("a.lnk", false),
        ] {
            assert_eq!(can_open(Path::new(name)), opened, "{name}");
        }
        assert!(OPENED.is_sorted());
    }
}
