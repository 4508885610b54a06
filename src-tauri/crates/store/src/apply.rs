//! What each change does to the tables, and what the journal says of it.

mod cells;
mod collect;
mod edition;
mod evidence;
mod forms;
mod funds;
mod goals;
mod library;
mod line;
mod links;
mod order;
mod replace;
mod rows;
mod words;

pub(crate) use collect::{collected, sources};
pub(crate) use forms::renumber;

use rusqlite::{Connection, params};

use crate::change::{Change, FieldText, ScoreChange};
use crate::error::TxResult;
use crate::ids::FormId;
use crate::journal::{EntryKind, Item, Subject};
use crate::{read, waiver};

impl Change {
    /// What the journal calls it: several changes together are called as the first of them.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::Together(changes) => changes.first().map_or(EntryKind::SetTexts, Self::kind),
            Self::SetText(_) => EntryKind::SetText,
            Self::SetTexts(_) => EntryKind::SetTexts,
            Self::InsertIndicator { .. } => EntryKind::InsertIndicator,
            Self::RemoveIndicator { .. } => EntryKind::RemoveIndicator,
            Self::MoveIndicator { .. } => EntryKind::MoveIndicator,
            Self::InsertFund { .. } => EntryKind::InsertFund,
            Self::RemoveFund { .. } => EntryKind::RemoveFund,
            Self::MoveFund { .. } => EntryKind::MoveFund,
            Self::InsertGoal { .. } => EntryKind::InsertGoal,
            Self::RemoveGoal { .. } => EntryKind::RemoveGoal,
            Self::MoveGoal { .. } => EntryKind::MoveGoal,
            Self::SetEdition { .. } => EntryKind::SetEdition,
            Self::AddForm { .. } => EntryKind::AddForm,
            Self::ImportForms(_) => EntryKind::ImportForms,
            Self::Collect(_) => EntryKind::Collect,
            Self::RemoveForm(_) => EntryKind::RemoveForm,
            Self::MoveForm { .. } => EntryKind::MoveForm,
            Self::CopyForm { .. } => EntryKind::CopyForm,
            Self::SetRules { .. } => EntryKind::SetRules,
            Self::SetMethod { .. } => EntryKind::SetMethod,
            Self::SetManual { .. } => EntryKind::SetManual,
            Self::SetClassified { .. } => EntryKind::SetClassified,
            Self::SetDone { .. } => EntryKind::SetDone,
            Self::SetAgency(_) => EntryKind::SetAgency,
            Self::SetYear(_) => EntryKind::SetYear,
            Self::Waive { .. } => EntryKind::Waive,
            Self::Unwaive { .. } => EntryKind::Unwaive,
            Self::SetLinks(_) => EntryKind::SetLinks,
            Self::RollUp { .. } => EntryKind::RollUp,
            Self::SetOwnWords { .. } => EntryKind::SetOwnWords,
            Self::AddToLibrary(_) => EntryKind::AddToLibrary,
            Self::RemoveFromLibrary(_) => EntryKind::RemoveFromLibrary,
            Self::AttachEvidence { .. } => EntryKind::AttachEvidence,
            Self::DetachEvidence { .. } => EntryKind::DetachEvidence,
        }
    }
}

/// The forms, when removing forms is all that these changes do.
fn all_removed(changes: &[Change]) -> Option<Vec<FormId>> {
    let removed = |change: &Change| match change {
        Change::RemoveForm(form) => Some(*form),
        _ => None,
    };
    changes.iter().map(removed).collect()
}

fn together(connection: &Connection, changes: &[Change], who: &str, at: i64) -> TxResult<Vec<Item>> {
    if let Some(gone) = all_removed(changes) {
        return forms::remove(connection, &gone); // The order is made anew once, not behind each of them.
    }
    let mut items = Vec::new();
    for change in changes {
        items.extend(perform(connection, change, who, at)?);
    }
    Ok(items)
}

/// Makes the change within the caller's transaction.
pub(crate) fn perform(connection: &Connection, change: &Change, who: &str, at: i64) -> TxResult<Vec<Item>> {
    match change {
        Change::Together(changes) => together(connection, changes, who, at),
        Change::SetText(text) => cells::set_texts(connection, std::slice::from_ref(text)),
        Change::SetTexts(texts) => cells::set_texts(connection, texts),
        Change::InsertIndicator { form, at, indicator } => rows::insert(connection, *form, *at, indicator),
        Change::RemoveIndicator { form, at } => rows::remove(connection, *form, *at),
        Change::MoveIndicator { form, from, to } => rows::relocate(connection, *form, *from, *to),
        Change::InsertFund { form, at, fund } => funds::insert(connection, *form, *at, fund),
        Change::RemoveFund { form, at } => funds::remove(connection, *form, *at),
        Change::MoveFund { form, from, to } => funds::relocate(connection, *form, *from, *to),
        Change::InsertGoal { form, at, goal } => goals::insert(connection, *form, *at, goal),
        Change::RemoveGoal { form, at } => goals::remove(connection, *form, *at),
        Change::MoveGoal { form, from, to } => goals::relocate(connection, *form, *from, *to),
        Change::SetEdition { form, new } => edition::set(connection, *form, new),
        Change::SetMethod { form, at, method } => rows::set_method(connection, *form, *at, *method),
        Change::SetManual { form, at, manual } => rows::set_manual(connection, *form, *at, manual.as_ref()),
        Change::AddForm { form, position } => forms::add(connection, form, *position),
        Change::ImportForms(new) => forms::import(connection, new),
        Change::Collect(collection) => collect::collect(connection, collection),
        Change::RemoveForm(form) => forms::remove(connection, &[*form]),
        Change::MoveForm { form, position } => forms::relocate(connection, *form, *position),
        Change::CopyForm { form, name } => forms::copy(connection, *form, name),
        Change::SetRules { form, rules } => forms::set_rules(connection, *form, rules.as_ref()),
        Change::SetClassified { form, classified } => {
            forms::set_flag(connection, *form, forms::Flag::Classified, *classified)
        }
        Change::SetDone { form, done } => forms::set_flag(connection, *form, forms::Flag::Done, *done),
        Change::SetAgency(agency) => set_agency(connection, agency),
        Change::SetYear(year) => set_year(connection, *year),
        Change::Waive { form, key, reason } => waiver::set(connection, *form, key, Some((reason, who, at))),
        Change::Unwaive { form, key } => waiver::set(connection, *form, key, None),
        Change::SetLinks(changes) => links::set(connection, changes),
        Change::RollUp { texts, scores } => roll_up(connection, texts, scores),
        Change::SetOwnWords { section, words } => words::set(connection, section, words.as_ref()),
        Change::AddToLibrary(rows) => library::add(connection, rows),
        Change::RemoveFromLibrary(source) => library::remove(connection, source),
        Change::AttachEvidence { form, at: row, files } => {
            evidence::attach(connection, *form, *row, files, at)
        }
        Change::DetachEvidence { form, id } => evidence::detach(connection, *form, *id),
    }
}

fn roll_up(connection: &Connection, texts: &[FieldText], scores: &[ScoreChange]) -> TxResult<Vec<Item>> {
    let mut items = cells::set_texts(connection, texts)?;
    for ScoreChange { form, at, manual } in scores {
        items.extend(rows::set_manual(connection, *form, *at, Some(manual))?);
    }
    Ok(items)
}

fn set_agency(connection: &Connection, agency: &str) -> TxResult<Vec<Item>> {
    let before = read::document(connection)?.agency;
    connection.prepare_cached("UPDATE document SET agency = ?1")?.execute([agency])?;
    Ok(vec![of_document(Subject::Agency, Some(before), Some(agency.to_owned()))])
}

fn set_year(connection: &Connection, year: u16) -> TxResult<Vec<Item>> {
    let before = read::document(connection)?.year;
    connection.prepare_cached("UPDATE document SET year = ?1")?.execute(params![year])?;
    Ok(vec![of_document(Subject::Year, Some(before.to_string()), Some(year.to_string()))])
}

const fn of_document(subject: Subject, before: Option<String>, after: Option<String>) -> Item {
    Item { form: None, form_name: String::new(), row_name: String::new(), subject, before, after }
}
