//! How files and folders are asked for. Paths never reach a page: a command asks the person and keeps the answer to itself.

use std::path::PathBuf;

use jixiao_app::{EXTENSION, WORKBOOKS};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath};

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

/// Ending and name of the files that editions stand in.
const EDITION: (&str, &str) = ("toml", "表式文件");

/// The dialogs of the desktop.
pub struct Dialogs<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> FilePicker for Dialogs<R> {
    fn books(&self) -> Vec<PathBuf> {
        let dialog = self
            .0
            .dialog()
            .file()
            .set_title("选择去年的自评表")
            .add_filter("工作簿、Word 文档、网页", &WORKBOOKS);
        dialog.blocking_pick_files().unwrap_or_default().into_iter().filter_map(path).collect()
    }

    fn document(&self) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("打开").add_filter("绩效自评文档", &[EXTENSION]);
        dialog.blocking_pick_file().and_then(path)
    }

    fn new_document(&self, name: &str) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("保存新文档").add_filter("绩效自评文档", &[EXTENSION]);
        let chosen = dialog.set_file_name(name).blocking_save_file().and_then(path)?;
        Some(named(chosen, EXTENSION))
    }

    fn agencies(&self) -> Option<PathBuf> {
        self.0.dialog().file().set_title("选择各单位文件所在的文件夹").blocking_pick_folder().and_then(path)
    }

    fn folder(&self) -> Option<PathBuf> {
        self.0.dialog().file().set_title("选择存放的文件夹").blocking_pick_folder().and_then(path)
    }

    fn evidence(&self) -> Vec<PathBuf> {
        let dialog = self.0.dialog().file().set_title("选择佐证材料");
        dialog.blocking_pick_files().unwrap_or_default().into_iter().filter_map(path).collect()
    }

    fn edition(&self) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("选择表式文件").add_filter(EDITION.1, &[EDITION.0]);
        dialog.blocking_pick_file().and_then(path)
    }

    fn new_edition(&self, name: &str) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("保存表式").add_filter(EDITION.1, &[EDITION.0]);
        let chosen = dialog.set_file_name(name).blocking_save_file().and_then(path)?;
        Some(named(chosen, EDITION.0))
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

fn path(chosen: FilePath) -> Option<PathBuf> {
    chosen.into_path().ok()
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
