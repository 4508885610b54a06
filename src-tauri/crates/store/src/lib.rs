//! The document: everything of one agency in one `.jixiao` file, which is an `SQLite` database.
//!
//! A [`Store`] is an open document. It changes by [`Change`]s only, each of them one transaction that makes the change and
//! writes the journal, so autosave, undo and the record of who changed what are the same thing and cannot disagree. What
//! is committed survives a killed process; what is settled ([`Store::checkpoint`]) survives a power cut. What a person typed is
//! stored as typed.
//!
//! Deliberately not here: the clock, the user's name and file dialogs (the caller says when, who and where), scores and
//! findings (they are computed from the forms), and the state of a window. This is the only crate with SQL.

mod access;
mod apply;
mod backup;
mod change;
mod collection;
mod connect;
mod error;
mod evidence;
mod follow;
mod header;
mod ids;
mod journal;
mod last_year;
mod library;
mod lineage;
mod links;
mod lock;
mod new_form;
mod open;
mod place;
mod purge;
mod read;
mod record;
mod restore;
mod save_as;
mod schema;
mod step;
mod store;
mod waiver;
mod whereabouts;
mod write;

pub use access::Access;
pub use backup::{Backup, MAX_RECENT_BACKUPS, backups};
pub use change::{Change, FieldText, FundSlot, LinkChange, NewEdition, ScoreChange};
pub use collection::{CollectStep, Collected, Collection, IncomingForm, Source, SourceRef};
pub use error::{Error, Result};
pub use evidence::{Evidence, EvidenceFile, EvidencePlace};
pub use ids::{EntryId, EvidenceId, FormId, RowId, RowPlace};
pub use journal::{EntryKind, Item, JournalEntry, State, Subject};
pub use last_year::LastYear;
pub use library::LibraryRow;
pub use links::{Decision, Links, OwnWords};
pub use new_form::NewForm;
pub use open::{create, create_with, look, open, open_bytes};
pub use purge::{PURGED, Purgeable};
pub use read::{Document, FormRow, GoalRows, Rows, StoredForm};
pub use restore::restore;
pub use schema::EXTENSION;
pub use step::Applied;
pub use store::Store;
pub use waiver::Waiver;
pub use whereabouts::{Watch, Whereabouts};
