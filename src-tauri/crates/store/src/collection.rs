//! What a department collects from its units: see docs/adr/0011-collect.md.

use serde::{Deserialize, Serialize};

use crate::change::NewForm;
use crate::ids::FormId;
use crate::waiver::Waiver;

/// A file that forms were collected from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its path below the folder that was collected, with `/` on every system.
    pub name: String,
    /// The hash of its bytes; empty when something in it is still open, so that it has to be read again.
    pub hash: String,
    /// When it was collected last, in the caller's clock (seconds since 1970, UTC).
    pub at: i64,
}

/// Which form of which source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// [`Source::name`].
    pub source: String,
    /// What names the form within the source.
    pub key: String,
    /// What stands for the form's content.
    pub fingerprint: String,
}

/// What the document remembers of a form of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collected {
    /// The source's form, with the fingerprint that it had.
    pub origin: Origin,
    /// The form that it became; `None` when the person left it out.
    pub form: Option<FormId>,
}

/// A form that comes from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Where from.
    pub origin: Origin,
    /// The form.
    pub form: NewForm,
    /// What the unit waived in it; [`Waiver::form`] counts for nothing.
    pub waivers: Vec<Waiver>,
}

/// What becomes of a form of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectStep {
    /// It goes behind the last form.
    Add(Arrival),
    /// It takes the place of a form, whose rows of the same goal, class and name stay the same rows.
    Replace {
        /// The form.
        form: FormId,
        /// What it becomes.
        with: Arrival,
    },
    /// It is remembered, and no form changes.
    Note(Collected),
    /// What is remembered of it goes.
    Forget {
        /// [`Source::name`].
        source: String,
        /// [`Origin::key`].
        key: String,
    },
}

/// Forms of several sources, for [`crate::Change::Collect`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// The sources, new ones and those with another hash than before. All that the steps name have to be here or known.
    pub sources: Vec<Source>,
    /// Names of sources that are no more, and of which nothing is to be remembered.
    pub gone: Vec<String>,
    /// What becomes of their forms, each named once. New forms come first, whatever the order; all else happens in order.
    pub steps: Vec<CollectStep>,
}
