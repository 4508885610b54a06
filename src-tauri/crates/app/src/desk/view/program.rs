use serde::Serialize;
use ts_rs::TS;

/// What the start page says of this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct About {
    /// Version of the program, as in `0.1.0`.
    pub version: String,
}

/// What the program tells without being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", content = "payload", rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum ProgramEvent {
    /// How far the work under way is.
    Progress(Progress),
    /// Files are held over the window, or no longer.
    FilesOver(bool),
    /// Something was dropped on the window, or named at a second start: the page takes it when it is ready to.
    OpenRequest(OpenRequestKind),
    /// The person closes the window: the page answers with `leave` or `stay`.
    Closing,
    /// The file of the open document has gone, or come back: the page asks with `lost`.
    Watched,
    /// The page is asked for a sign of life: it answers with `pulse`.
    Pulse,
}

/// What was handed to the program; paths stay there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum OpenRequestKind {
    /// A document to open.
    Document,
    /// Workbooks to read.
    Books,
}

/// How far a long piece of work is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Progress {
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
    /// What is being worked on.
    pub what: String,
}

/// An error, in words for the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ErrorMessage {
    /// What happened, where, and what to do next.
    pub message: String,
    /// What kind of error it is, for the page to go by.
    pub code: ErrorCode,
}

/// Kinds of errors. They stay as they are, whatever the words for the person become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum ErrorCode {
    /// It could not be done; the message says why.
    #[default]
    Failed,
    /// A document could not be opened and has backups, which [`super::BackupsOf::Refused`] names.
    Restorable,
    /// A mistake of the program.
    Unexpected,
    /// The page asked for what the program does not know.
    Malformed,
}
