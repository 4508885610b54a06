//! A question for files or a folder, while the person looks around. A page names only what it was shown: it can neither see nor choose
//! anything when the program asks for nothing.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use jixiao_app::{FolderList, list_folder, usual_places};
use jixiao_commands::{Question, Wanted};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "picker.ts")]
pub struct PickerView {
    /// What it is called.
    pub title: String,
    /// What is asked for.
    pub wanted: PickerWanted,
    /// The proposed name of a file to be written; else empty.
    pub name: String,
    /// What the files are called that can be chosen; empty where it may be any.
    pub kinds: String,
    /// The folder that is shown and those that it lies in, the outermost first.
    pub path: Vec<String>,
    /// Where people keep files.
    pub places: Vec<String>,
    /// Folders in it.
    pub folders: Vec<String>,
    /// Files in it that can be chosen; of a file to be written, those that are there already.
    pub files: Vec<String>,
    /// Why it cannot be shown, or that not all of it is; else empty.
    pub notice: String,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "picker.ts")]
pub enum PickerWanted {
    /// One file.
    File,
    /// Any number of files.
    Files,
    /// A folder.
    Folder,
    /// A place for a file.
    Place,
}

/// Where the person goes.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export, export_to = "picker.ts")]
pub enum PickerStep {
    /// Into a folder that is shown.
    Into {
        /// Its name.
        name: String,
    },
    /// Back to a folder of the path.
    Back {
        /// Its place in it.
        index: usize,
    },
    /// To one of the usual places.
    Place {
        /// Its place among them.
        index: usize,
    },
}

/// What the person answers.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export, export_to = "picker.ts")]
pub enum PickerAnswer {
    /// Nothing.
    Cancel,
    /// The folder that is shown.
    Here,
    /// Files that are shown; of a file to be written, its name.
    Files {
        /// Their names.
        names: Vec<String>,
    },
}

/// A question and where the person looks.
pub struct Picking {
    question: Question,
    folder: PathBuf,
    places: Vec<(String, PathBuf)>,
    list: FolderList,
    notice: String,
}

impl Picking {
    /// Begins in the folder of the question, else in `last`, else where the person keeps files.
    pub fn new(question: Question, last: Option<PathBuf>) -> Self {
        let places = usual_places();
        let usual = || places.first().map(|(_, folder)| folder.clone());
        let folder = question.folder.clone().or(last).filter(|folder| folder.is_dir()).or_else(usual);
        let folder = folder.unwrap_or_else(|| PathBuf::from("/"));
        let mut picking =
            Self { question, folder, places, list: FolderList::default(), notice: String::new() };
        picking.list();
        picking
    }

    /// The folder that is shown.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Goes elsewhere; to what is not shown, nowhere.
    pub fn go(&mut self, step: &PickerStep) {
        let target = match step {
            PickerStep::Into { name } => shown(&self.list.folders, name).map(|name| self.folder.join(name)),
            PickerStep::Back { index } => self.ancestors().get(*index).map(|folder| folder.to_path_buf()),
            PickerStep::Place { index } => self.places.get(*index).map(|(_, folder)| folder.clone()),
        };
        if let Some(folder) = target {
            self.folder = folder;
            self.list();
        }
    }

    /// The paths that the person means.
    ///
    /// # Errors
    /// It is not an answer to this question, or names what is not shown.
    pub fn paths(&self, answer: &PickerAnswer) -> Result<Vec<PathBuf>> {
        match (answer, &self.question.wanted) {
            (PickerAnswer::Cancel, _) => Ok(Vec::new()),
            (PickerAnswer::Here, Wanted::Folder) => Ok(vec![self.folder.clone()]),
            (PickerAnswer::Files { names }, Wanted::Files { many }) if *many || names.len() == 1 => {
                let found: Option<Vec<PathBuf>> = names
                    .iter()
                    .map(|name| shown(&self.list.files, name).map(|name| self.folder.join(name)))
                    .collect();
                found.filter(|found| !found.is_empty()).map_or_else(not_shown, Ok)
            }
            (PickerAnswer::Files { names }, Wanted::Place { .. }) => match names.as_slice() {
                [name] if is_plain(name) => Ok(vec![self.folder.join(name)]),
                _ => bail!("文件名不能用：请输入不含 / \\ : * ? \" < > | 的名称"),
            },
            (PickerAnswer::Here | PickerAnswer::Files { .. }, _) => not_shown(),
        }
    }

    /// What the dialog shows.
    pub fn view(&self) -> PickerView {
        let (wanted, name) = match &self.question.wanted {
            Wanted::Files { many: true } => (PickerWanted::Files, String::new()),
            Wanted::Files { many: false } => (PickerWanted::File, String::new()),
            Wanted::Folder => (PickerWanted::Folder, String::new()),
            Wanted::Place { name } => (PickerWanted::Place, name.clone()),
        };
        PickerView {
            title: self.question.title.to_owned(),
            wanted,
            name,
            kinds: self.question.kinds.map_or(String::new(), |(name, _)| name.to_owned()),
            path: self.ancestors().into_iter().map(last_name).collect(),
            places: self.places.iter().map(|(name, _)| name.clone()).collect(),
            folders: self.list.folders.iter().map(text).collect(),
            files: self.list.files.iter().map(text).collect(),
            notice: self.notice.clone(),
        }
    }

    /// The folder and those that it lies in, the outermost first.
    fn ancestors(&self) -> Vec<&Path> {
        let mut ancestors: Vec<&Path> = self.folder.ancestors().collect();
        ancestors.reverse();
        ancestors
    }

    fn list(&mut self) {
        let is_folder = matches!(self.question.wanted, Wanted::Folder);
        let endings =
            if is_folder { Some([].as_slice()) } else { self.question.kinds.map(|(_, endings)| endings) };
        (self.list, self.notice) = match list_folder(&self.folder, endings) {
            Ok(list) if list.left_out > 0 => {
                let notice = format!("这个文件夹里内容太多，还有 {} 项没有列出", list.left_out);
                (list, notice)
            }
            Ok(list) => (list, String::new()),
            Err(error) => (FolderList::default(), jixiao_app::describe_error(&error)),
        };
    }
}

fn not_shown<T>() -> Result<T> {
    bail!("选择的内容已不在这个文件夹中，请重新选择")
}

fn shown<'a>(names: &'a [OsString], name: &str) -> Option<&'a OsString> {
    names.iter().find(|each| text(each) == name)
}

fn text(name: &OsString) -> String {
    name.to_string_lossy().into_owned()
}

fn last_name(folder: &Path) -> String {
    folder
        .file_name()
        .map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Whether a name is that of a file in a folder, wherever it is looked at: never a path.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
    is_one && !name.contains(|letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter))
}
