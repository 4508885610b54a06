//! How files and folders are asked for. Paths never reach a page: a command asks the person and keeps the answer to itself.

#[cfg(target_os = "linux")]
#[path = "gtk.rs"]
mod desktop;
#[cfg(not(target_os = "linux"))]
#[path = "plugin.rs"]
mod desktop;
#[cfg(debug_assertions)]
mod scripted;

use std::path::PathBuf;

use jixiao_app::{EXTENSION, WORKBOOKS};
use tauri::{AppHandle, Runtime};

#[cfg(debug_assertions)]
pub use scripted::Scripted;

/// Asks the person for files and folders. Empty or `None` when they cancel.
pub trait FilePicker: Send + Sync {
    /// Workbooks to import, one or many.
    fn books(&self) -> Vec<PathBuf>;
    /// A document to open.
    fn document(&self) -> Option<PathBuf>;
    /// Where a new document is to lie; `name` is proposed.
    fn new_document(&self, name: &str) -> Option<PathBuf>;
    /// The folder with the files of the units.
    fn agencies(&self) -> Option<PathBuf>;
    /// A folder for exported files.
    fn folder(&self) -> Option<PathBuf>;
    /// Files of any kind to attach to an indicator, one or many.
    fn evidence(&self) -> Vec<PathBuf>;
    /// A file that holds an edition.
    fn edition(&self) -> Option<PathBuf>;
    /// Where an edition is to lie; `name` is proposed.
    fn new_edition(&self, name: &str) -> Option<PathBuf>;
}

/// What is asked for.
enum Wanted {
    /// One file, or any number.
    Files { many: bool },
    /// A folder.
    Folder,
    /// A place for a file; its name is proposed.
    Place { name: String },
}

/// A dialog of the desktop.
struct Question {
    title: &'static str,
    wanted: Wanted,
    /// What the files are called, and how their names end.
    kinds: Option<(&'static str, &'static [&'static str])>,
    /// Where it begins: the folder of the open document.
    folder: Option<PathBuf>,
}

/// The dialogs of the desktop.
pub struct Dialogs<R: Runtime> {
    /// The program.
    pub app: AppHandle<R>,
    /// Where they begin.
    pub folder: fn(&AppHandle<R>) -> Option<PathBuf>,
}

impl<R: Runtime> Dialogs<R> {
    fn ask(
        &self,
        title: &'static str,
        wanted: Wanted,
        kinds: Option<(&'static str, &'static [&'static str])>,
    ) -> Vec<PathBuf> {
        let folder = (self.folder)(&self.app);
        desktop::ask(&self.app, Question { title, wanted, kinds, folder })
    }

    fn file(&self, title: &'static str, kinds: (&'static str, &'static [&'static str])) -> Option<PathBuf> {
        self.ask(title, Wanted::Files { many: false }, Some(kinds)).pop()
    }

    fn chosen_folder(&self, title: &'static str) -> Option<PathBuf> {
        self.ask(title, Wanted::Folder, None).pop()
    }

    fn place(
        &self,
        title: &'static str,
        name: &str,
        kinds: (&'static str, &'static [&'static str]),
    ) -> Option<PathBuf> {
        let chosen = self.ask(title, Wanted::Place { name: name.to_owned() }, Some(kinds)).pop()?;
        Some(named(chosen, kinds.1.first().copied().unwrap_or_default()))
    }
}

/// Files that a document is kept in.
const DOCUMENT: (&str, &[&str]) = ("绩效自评文档", &[EXTENSION]);
/// Files that forms are read from.
const BOOKS: (&str, &[&str]) = ("工作簿、Word 文档、网页", &WORKBOOKS);
/// Files that editions stand in.
const EDITION: (&str, &[&str]) = ("表式文件", &["toml"]);

impl<R: Runtime> FilePicker for Dialogs<R> {
    fn books(&self) -> Vec<PathBuf> {
        self.ask("选择去年的自评表", Wanted::Files { many: true }, Some(BOOKS))
    }

    fn document(&self) -> Option<PathBuf> {
        self.file("打开", DOCUMENT)
    }

    fn new_document(&self, name: &str) -> Option<PathBuf> {
        self.place("保存到", name, DOCUMENT)
    }

    fn agencies(&self) -> Option<PathBuf> {
        self.chosen_folder("选择各单位文件所在的文件夹")
    }

    fn folder(&self) -> Option<PathBuf> {
        self.chosen_folder("选择存放的文件夹")
    }

    fn evidence(&self) -> Vec<PathBuf> {
        self.ask("选择佐证材料", Wanted::Files { many: true }, None)
    }

    fn edition(&self) -> Option<PathBuf> {
        self.file("选择表式文件", EDITION)
    }

    fn new_edition(&self, name: &str) -> Option<PathBuf> {
        self.place("保存表式", name, EDITION)
    }
}

/// What stands behind a dot in the name that a person typed may belong to the name: `某局2024.5`.
fn named(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_as_one() {
        let cases = [
            ("/u/某局", "/u/某局.jixiao"),
            ("/u/某局2024.5", "/u/某局2024.5.jixiao"),
            ("/u/某局.JIXIAO", "/u/某局.JIXIAO"),
        ];
        for (typed, named) in cases {
            assert_eq!(super::named(typed.into(), EXTENSION), PathBuf::from(named));
        }
    }
}
