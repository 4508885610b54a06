//! The person at the dialogs, in tests that drive the real window: no dialog of the desktop can be driven there.
//! Release builds have none of this.

use std::path::PathBuf;

use super::FilePicker;

/// A person whose answers are known beforehand.
pub struct Scripted(PathBuf);

/// What a test wants answered next.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Answers {
    books: Vec<PathBuf>,
    document: Option<PathBuf>,
    new_document: Option<PathBuf>,
    folder: Option<PathBuf>,
    agencies: Option<PathBuf>,
    evidence: Vec<PathBuf>,
    edition: Option<PathBuf>,
    new_edition: Option<PathBuf>,
}

impl Scripted {
    /// The answers in the JSON file that `JIXIAO_PICKER` names; `None` when the variable names none.
    pub fn from_environment() -> Option<Self> {
        std::env::var_os("JIXIAO_PICKER").filter(|file| !file.is_empty()).map(|file| Self(file.into()))
    }

    /// Read anew for each question. A file that is missing or wrong answers like a person who cancels.
    fn answers(&self) -> Answers {
        std::fs::read(&self.0).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }
}

impl FilePicker for Scripted {
    fn books(&self) -> Vec<PathBuf> {
        self.answers().books
    }

    fn document(&self) -> Option<PathBuf> {
        self.answers().document
    }

    fn new_document(&self, _name: &str) -> Option<PathBuf> {
        self.answers().new_document
    }

    fn agencies(&self) -> Option<PathBuf> {
        self.answers().agencies
    }

    fn folder(&self) -> Option<PathBuf> {
        self.answers().folder
    }

    fn evidence(&self) -> Vec<PathBuf> {
        self.answers().evidence
    }

    fn edition(&self) -> Option<PathBuf> {
        self.answers().edition
    }

    fn new_edition(&self, _name: &str) -> Option<PathBuf> {
        self.answers().new_edition
    }
}
