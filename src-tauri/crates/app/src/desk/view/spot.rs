use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Edit;

/// Where a person is in a document, to be found there again. What is not known any more is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "wire.ts")]
pub struct Spot {
    /// What is shown, by the page's own name for it.
    pub view: String,
    /// The form.
    #[ts(type = "number | null")]
    pub form: Option<i64>,
    /// The field that is selected in it.
    pub field: Option<String>,
    /// How far down the form is scrolled, in pixels.
    pub top: u32,
    /// What was typed into the form and is not in the document yet.
    pub typed: Vec<Edit>,
}

/// What a page that begins is told of the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct SpotView {
    /// Where the person was in the open document.
    pub spot: Option<Spot>,
    /// The page before had come to a stop and was replaced by this one.
    pub revived: bool,
}
