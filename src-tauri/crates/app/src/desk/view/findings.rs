//! Findings as work: which of them, and what can be mended by one click.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A finding of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindingPick {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// The finding, as [`super::FindingView::key`] named it.
    pub key: String,
}

/// A text that can be put right without asking anybody anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct MendView {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// Its name.
    pub form_name: String,
    /// The cell.
    pub field: String,
    /// Where: `指标第3行 实际完成值：培训人数`.
    pub place: String,
    /// C20 …; empty where no check minds it.
    pub check: String,
    /// What is done, the same for all that are alike: `补上单位“人”`.
    pub what: String,
    /// The text as it stands there.
    pub before: String,
    /// The text as it should stand there.
    pub after: String,
}

/// A mend that the person wants.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct MendPick {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// The cell.
    pub field: String,
    /// The text that the person was shown.
    pub after: String,
}
