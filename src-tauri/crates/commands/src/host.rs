//! Whoever shows the page: the window, or the server behind a browser.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jixiao_app::desk::view::ProgramEvent;

/// What only the surroundings of a page can do.
pub trait Host: Send + Sync {
    /// Tells the page something that it did not ask for. A page that is just closing hears nothing.
    fn emit(&self, event: ProgramEvent);
    /// Asks the person for files or a folder and waits for the answer; nothing when they cancel.
    fn pick(&self, question: Question) -> Vec<PathBuf>;
    /// Opens a file or folder with the system's own program; false when there is none.
    fn open_path(&self, path: &Path) -> bool;
    /// Names what is open where windows are listed.
    ///
    /// # Errors
    /// The desktop refuses.
    fn set_title(&self, title: &str) -> Result<()>;
    /// Prints what the page shows, by the system's own dialog; false when there is none.
    fn print_page(&self) -> bool;
    /// Closes the page; the program ends with it.
    fn leave(&self);
}

/// What the person is asked for. Paths never reach a command's answer: it asks the person and keeps the paths to itself.
#[derive(Clone, Debug)]
pub struct Question {
    /// Which question it is, for tests that answer it.
    pub id: &'static str,
    /// What the dialog is called.
    pub title: &'static str,
    /// What is asked for.
    pub wanted: Wanted,
    /// What the files are called, and how their names end.
    pub kinds: Option<(&'static str, &'static [&'static str])>,
    /// Where it begins: the folder of the open document.
    pub folder: Option<PathBuf>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// One file, or any number.
    Files {
        /// More than one may be chosen.
        many: bool,
    },
    /// A folder.
    Folder,
    /// A place for a file.
    Place {
        /// Its proposed name.
        name: String,
    },
}
