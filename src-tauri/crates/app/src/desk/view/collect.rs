use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What collecting a folder would do, for the person to look through before anything is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct CollectView {
    /// In one line: files, forms, new, replaced, unchanged, conflicts.
    pub summary: String,
    /// The files, in the order of their paths; first those that could not be read.
    pub files: Vec<CollectFile>,
    /// Files that were not read, since no forms stand in files of their kind.
    pub passed_over: Vec<String>,
    /// What the person has to decide.
    pub conflicts: Vec<CollectConflict>,
    /// Forms of the document that their sources no longer have, one line each.
    pub missing: Vec<String>,
    /// There is something to write, whatever is said to the conflicts.
    pub changes: bool,
}

/// A file of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct CollectFile {
    /// Its path below the folder.
    pub name: String,
    /// Its forms.
    pub forms: u32,
    /// Of these, forms that are new.
    pub added: u32,
    /// Forms that take the place of what was collected before.
    pub replaced: u32,
    /// Forms that are as they were.
    pub unchanged: u32,
    /// Forms that the person has to decide on.
    pub conflicts: u32,
    /// What else there is to say of it.
    pub remarks: String,
    /// It could not be read; the remarks say why.
    pub unread: bool,
}

/// A form that the person has to decide on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct CollectConflict {
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub implementing_unit: String,
    /// Why the person is asked.
    pub why: String,
    /// What the document says; null when the form was taken out.
    pub ours: Option<CollectSide>,
    /// What the file says.
    pub theirs: CollectSide,
    /// What both say differently, ours first, one line each.
    pub differences: Vec<String>,
    /// Both can be kept.
    pub both: bool,
}

/// One side of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct CollectSide {
    /// The file that it stands in; null for the document itself.
    pub file: Option<String>,
    /// 总分.
    pub score: String,
    /// 全年预算数.
    pub budget: String,
    /// 全年执行数.
    pub executed: String,
    /// When it was last changed; empty when nobody knows.
    pub when: String,
}

/// What the person says to a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum CollectAnswer {
    /// Nothing yet: the document's form stays, and the question comes again.
    Later,
    /// The document's form stays.
    Ours,
    /// The file's form takes its place.
    Theirs,
    /// Both.
    Both,
}
