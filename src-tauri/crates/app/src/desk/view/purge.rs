use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A project whose texts can be removed for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct PurgeLine {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// Its name, or its last one.
    pub name: String,
    /// It is still in the document, classified; else it was removed, and the record of changes tells of it.
    pub is_there: bool,
}

/// What is to be removed for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct PurgeChoice {
    /// The forms.
    #[ts(type = "number[]")]
    pub forms: Vec<i64>,
    /// The document's backups go, too; one of what is left is made at once.
    pub backups: bool,
}
