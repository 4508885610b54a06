//! What a folder is collected into: which document, in which state, and the plan for it.

use std::path::PathBuf;

use jixiao_store::EntryId;

use crate::collect::Plan;

/// Which document, and the last entry of its journal: what was read or planned for one holds for no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub document: PathBuf,
    pub entry: Option<EntryId>,
}

/// A plan that the person looks through, and the state of the document that it was made for.
pub struct Review {
    pub plan: Plan,
    pub state: State,
}
