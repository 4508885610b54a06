use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The form of the document whose targets an imported form declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeclaresFor {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// Its name.
    pub name: String,
}

/// A declaration beside the form of its project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeclaredView {
    /// What it says, row by row, beside what stands in the form.
    pub lines: Vec<DeclaredLine>,
}

/// One text of a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeclaredLine {
    /// Names the line.
    pub key: String,
    /// What it is about.
    pub place: String,
    /// What stands in the form.
    pub typed: String,
    /// What is declared.
    pub declared: String,
    /// What taking it over means.
    pub state: DeclaredState,
}

/// What taking over a line of a declaration means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum DeclaredState {
    /// A blank field is filled.
    Fills,
    /// A new row comes in.
    New,
    /// What was typed would give way.
    Differs,
    /// Both say the same.
    Same,
    /// The form has no place for it.
    Nowhere,
}

impl DeclaredState {
    /// True for what is taken over unless the person says otherwise: nothing typed gives way to it.
    #[must_use]
    pub const fn is_taken(self) -> bool {
        match self {
            Self::Fills | Self::New => true,
            Self::Differs | Self::Same | Self::Nowhere => false,
        }
    }
}

/// A declaration that goes into a form of the document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeclaredMerge {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// The lines for which the person said otherwise than is usual.
    pub ticks: Vec<DeclaredTick>,
}

/// What a person says of one line of a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeclaredTick {
    /// [`DeclaredLine::key`].
    pub key: String,
    /// Whether it is taken over.
    pub taken: bool,
}
