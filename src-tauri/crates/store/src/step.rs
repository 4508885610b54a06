//! The three things that move a document on: a change, an undo, a redo. Each is made, with its journal entry, in a transaction of
//! the caller's, who commits one that did something.

use std::collections::HashSet;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::error::TxResult;
use crate::ids::{EntryId, FormId};
use crate::journal::{self, EntryKind, Item, Line, State};
use crate::{apply, follow, record};

/// What a change, an undo or a redo did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The entry written; `None` when there was nothing to do, and nothing was written.
    pub entry: Option<EntryId>,
    /// The forms touched, each once, those that came or went included; read them again, and the list when it shows them.
    pub forms: Vec<FormId>,
}

const NOTHING: Applied = Applied { entry: None, forms: Vec::new() };

/// Makes a change.
pub(crate) fn apply(transaction: &Connection, change: &Change, who: &str, at: i64) -> TxResult<Applied> {
    journal::drop_undone(transaction)?;
    let line = Line { who, at, kind: change.kind(), target: None, state: Some(State::Done) };
    let entry = journal::write(transaction, line)?;
    record::start(transaction, entry)?;
    let waived = follow::waived(transaction, change)?;
    let items = apply::perform(transaction, change, who, at)?;
    follow::follow(transaction, &waived)?;
    if !record::stop(transaction, entry)? {
        return Ok(NOTHING); // The caller rolls back: nothing was changed, and undone steps can still be redone.
    }
    journal::write_items(transaction, entry, &items)?;
    Ok(Applied { entry: Some(entry), forms: touched(&items) })
}

/// Takes the last step back.
pub(crate) fn undo(transaction: &Connection, who: &str, at: i64) -> TxResult<Applied> {
    let Some(target) = journal::last_done(transaction)? else { return Ok(NOTHING) };
    record::take_back(transaction, target)?;
    journal::mark(transaction, target, State::Undone)?;
    note(transaction, EntryKind::Undo, target, who, at)
}

/// Makes the step again that was taken back last.
pub(crate) fn redo(transaction: &Connection, who: &str, at: i64) -> TxResult<Applied> {
    let Some(target) = journal::first_undone(transaction)? else { return Ok(NOTHING) };
    record::repeat(transaction, target)?;
    journal::mark(transaction, target, State::Done)?;
    note(transaction, EntryKind::Redo, target, who, at)
}

fn note(connection: &Connection, kind: EntryKind, target: EntryId, who: &str, at: i64) -> TxResult<Applied> {
    let entry = journal::write(connection, Line { who, at, kind, target: Some(target), state: None })?;
    Ok(Applied { entry: Some(entry), forms: touched(&journal::entry(connection, target)?.items) })
}

fn touched(items: &[Item]) -> Vec<FormId> {
    let mut seen = HashSet::new();
    items.iter().filter_map(|item| item.form).filter(|form| seen.insert(*form)).collect()
}
