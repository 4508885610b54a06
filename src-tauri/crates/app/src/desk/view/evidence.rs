use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether an attached file is still what it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum EvidenceState {
    /// As it was when it was attached.
    #[default]
    Present,
    /// Other bytes than then.
    Changed,
    /// Not there.
    Missing,
    /// On another computer, which is not asked.
    Unknown,
}

/// A file that is attached to an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct EvidenceView {
    /// Its key.
    #[ts(type = "number")]
    pub id: i64,
    /// File name.
    pub name: String,
    /// `12.1 KB`.
    pub size: String,
    /// When the file was last changed: `2024-03-01 09:30`.
    pub date: String,
    /// It was copied beside the document; otherwise it stays where it was.
    pub copied: bool,
    /// Where it lies: the folder.
    pub folder: String,
    /// Whether it is still what it was, as far as a glance tells.
    pub state: EvidenceState,
    /// It may be opened; otherwise only its folder.
    pub openable: bool,
}

/// How picked files are attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum EvidenceHow {
    /// Copied into the folder beside the document.
    Copy,
    /// Left where they are.
    Link,
}

/// What became of picked files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct EvidenceAttached {
    /// The document after that.
    pub changed: super::Changed,
    /// How many were attached.
    pub attached: u32,
    /// Files that were not, each with the reason.
    pub failed: Vec<String>,
}

/// What is exported of attached files, and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is a format or an answer of the person")]
pub struct EvidenceChoice {
    /// The forms, in this order; classified ones are left out.
    #[ts(type = "number[]")]
    pub forms: Vec<i64>,
    /// Write the list as a workbook.
    pub xlsx: bool,
    /// Write the list as PDF.
    pub pdf: bool,
    /// Copy the files into a folder beside it.
    pub files: bool,
    /// Replace lists of the same name; otherwise the new one gets a number. The folder of the files is always a new one.
    pub overwrite: bool,
}
