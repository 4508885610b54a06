//! Find and replace over all forms.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MendPick;

/// Which texts are looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum FindScope {
    /// Every text.
    #[default]
    All,
    /// Titles, names and units.
    Names,
    /// The indicators' classes and names.
    Indicators,
    /// Targets and actual values.
    Values,
    /// Goals, reasons and other explanations.
    Texts,
}

/// What is looked for, and what takes its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindQuery {
    /// The words, as typed.
    pub words: String,
    /// What takes their place; empty takes them out.
    pub replace: String,
    /// Where.
    pub scope: FindScope,
}

/// A text in which the words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindHit {
    /// The form.
    #[ts(type = "number")]
    pub form: i64,
    /// Its name.
    pub form_name: String,
    /// The cell.
    pub field: String,
    /// Where: `指标第3行 三级指标：培训人数`.
    pub place: String,
    /// The text as it stands there.
    pub before: String,
    /// The text with the words replaced.
    pub after: String,
}

/// What was found, as far as it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindAnswer {
    /// The first texts.
    pub hits: Vec<FindHit>,
    /// Texts beyond them; they are listed once the words say more.
    pub left: u32,
}

/// What the person wants replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Replacement {
    /// What was looked for.
    pub query: FindQuery,
    /// The texts, as they were shown.
    pub picks: Vec<MendPick>,
}
