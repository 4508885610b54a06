//! Where the person is in the open document, kept and found again.

use std::path::Path;

use jixiao_store::{EntryId, EntryKind, FormId, JournalEntry, Subject};

use super::form::field_of;
use super::session::OpenDocument;
use super::spots::{KnownSpot, Spots, UnwrittenSpot, spot_of};
use super::view::{Edit, Spot};
use super::workspace::Workspace;

/// Steps that are looked through for what they changed. Of a document with more of them nobody knows what was being typed.
const MAX_STEPS: usize = 100;

impl Workspace {
    /// Keeps where the person is in the open document.
    pub fn keep_spot(&mut self, spot: Spot) {
        let Some(doc) = self.opened() else { return };
        let step = if spot.typed.is_empty() { None } else { doc.store().last_entry().ok().flatten() };
        let present = Some((doc.path().to_owned(), KnownSpot { spot, step }));
        if self.spots.present != present {
            self.spots = Spots { present, is_new: true };
        }
    }

    /// Where the person was in the open document, when it was open last or in the page before; `None` when nobody knows. What they
    /// were typing and is in the document by now is left out, and what was changed since: a page or program that was stopped behind a
    /// step has not said so any more.
    pub fn spot(&mut self) -> Option<Spot> {
        let KnownSpot { mut spot, step } = self.known_spot()?;
        let (doc, form) = (self.opened()?, spot.form);
        if !spot.typed.is_empty() {
            let since = steps_since(doc, step);
            let is_open = |form: i64, typed: &Edit| {
                !doc.has(form, typed) && since.as_ref().is_some_and(|steps| !has_changed(steps, form, typed))
            };
            spot.typed.retain(|typed| form.is_none_or(|form| is_open(form, typed)));
        }
        Some(spot)
    }

    fn known_spot(&mut self) -> Option<KnownSpot> {
        let path = self.opened()?.path().to_owned();
        if let Some((document, known)) = &self.spots.present
            && *document == path
        {
            return Some(known.clone());
        }
        let known = spot_of(self.data(), &path)?;
        self.spots = Spots { present: Some((path, known.clone())), is_new: false };
        Some(known)
    }

    /// Texts that are in the document now need not be typed again.
    pub fn typed(&mut self, form: i64, edits: &[Edit]) {
        let Some((_, KnownSpot { spot, .. })) = &mut self.spots.present else { return };
        if spot.form == Some(form) && !spot.typed.is_empty() {
            spot.typed.retain(|typed| edits.iter().all(|edit| edit.field != typed.field));
            self.spots.is_new = true;
        }
    }

    /// Forgets where the person was, and what they were typing.
    pub fn forget_spot(&mut self) {
        let Some(document) = self.opened().map(|doc| doc.path().to_owned()) else { return };
        self.spots = Spots::default();
        UnwrittenSpot { data: self.data().to_owned(), document, known: None }.write();
    }

    /// What is to be written down of it, without keeping the window waiting; `None` when it is.
    pub fn take_unwritten_spot(&mut self) -> Option<UnwrittenSpot> {
        let (document, known) = self.spots.present.clone().filter(|_| self.spots.is_new)?;
        self.spots.is_new = false;
        Some(UnwrittenSpot { data: self.data().to_owned(), document, known: Some(known) })
    }

    /// Writes it down before another document takes the place of this one.
    pub(super) fn write_spot(&mut self) {
        if let Some(unwritten) = self.take_unwritten_spot() {
            unwritten.write();
        }
    }

    /// Takes the place along to where the document is saved now. What was being typed is typed there, and not into the file at `from`,
    /// which may be another's.
    pub(super) fn take_spot_along(&mut self, from: &Path) {
        let present = self.spots.present.clone().filter(|(document, _)| document == from);
        let now = self.opened().map(|doc| doc.path().to_owned()).filter(|now| now != from);
        let (Some((document, known)), Some(now)) = (present, now) else { return };
        let left = KnownSpot { spot: Spot { typed: Vec::new(), ..known.spot.clone() }, step: None };
        UnwrittenSpot { data: self.data().to_owned(), document, known: Some(left) }.write();
        self.spots = Spots { present: Some((now, known)), is_new: true };
    }
}

/// The steps behind this one, of which a person who was typing then knows nothing; `None` where there are too many to tell.
fn steps_since(doc: &OpenDocument, step: Option<EntryId>) -> Option<Vec<JournalEntry>> {
    let Some(step) = step else { return Some(Vec::new()) };
    let mut steps = doc.store().journal(MAX_STEPS, None).ok()?;
    let is_all = steps.len() < MAX_STEPS || steps.iter().any(|entry| entry.id <= step);
    steps.retain(|entry| entry.id > step);
    is_all.then_some(steps)
}

/// Whether one of these steps changed the field, or may have moved its row.
fn has_changed(steps: &[JournalEntry], form: i64, typed: &Edit) -> bool {
    let subject = field_of(&typed.field).map(Subject::Field);
    steps.iter().any(|entry| {
        let is_text = matches!(entry.kind, EntryKind::SetText | EntryKind::SetTexts);
        let mut of_form = entry.items.iter().filter(|item| item.form == Some(FormId(form)));
        match entry.kind {
            EntryKind::Undo | EntryKind::Redo => true,
            _ => of_form.any(|item| !is_text || Some(&item.subject) == subject.as_ref()),
        }
    })
}
