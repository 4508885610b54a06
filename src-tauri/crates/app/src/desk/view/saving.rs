use serde::Serialize;
use ts_rs::TS;

/// The file of the open document has gone: what is told, and what can be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LostView {
    /// What happened, and that nothing is lost.
    pub message: String,
    /// Another file lies in its place.
    pub replaced: bool,
    /// Its folder is there: it can be saved where it was.
    pub can_return: bool,
}
