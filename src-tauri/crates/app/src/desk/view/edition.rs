use serde::Serialize;
use ts_rs::TS;

use super::DocumentView;
use crate::editions::Adopted as Outcome;

/// An edition's file that was taken into use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct EditionAdded {
    /// What the edition is called.
    pub name: String,
    /// What became of the file.
    pub adopted: Adopted,
    /// The open document, with the edition among those to choose from; null when none is open.
    pub document: Option<DocumentView>,
}

/// What became of an edition's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum Adopted {
    /// It is a new edition.
    Added,
    /// It stands in the place of an earlier one.
    Replaced,
    /// It was in use already.
    Known,
}

impl From<Outcome> for Adopted {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Added => Self::Added,
            Outcome::Replaced => Self::Replaced,
            Outcome::Known => Self::Known,
        }
    }
}
