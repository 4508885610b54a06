//! Where the person is in the open document, kept and found again.

use super::spots::{Spots, UnwrittenSpot, spot_of};
use super::view::{Edit, Spot};
use super::workspace::Workspace;

impl Workspace {
    /// Keeps where the person is in the open document.
    pub fn keep_spot(&mut self, spot: Spot) {
        let Some(path) = self.opened().map(|doc| doc.path().to_owned()) else { return };
        let present = Some((path, spot));
        if self.spots.present != present {
            self.spots = Spots { present, is_new: true };
        }
    }

    /// Where the person was in the open document, when it was open last or in the page before; `None` when nobody knows. What they
    /// were typing and is in the document by now is left out: a page that was stopped behind a step has not said so any more.
    pub fn spot(&mut self) -> Option<Spot> {
        let mut spot = self.known_spot()?;
        let (doc, form) = (self.opened()?, spot.form);
        spot.typed.retain(|typed| !form.is_some_and(|form| doc.has(form, typed)));
        Some(spot)
    }

    fn known_spot(&mut self) -> Option<Spot> {
        let path = self.opened()?.path().to_owned();
        if let Some((known, spot)) = &self.spots.present
            && *known == path
        {
            return Some(spot.clone());
        }
        let spot = spot_of(self.data(), &path)?;
        self.spots = Spots { present: Some((path, spot.clone())), is_new: false };
        Some(spot)
    }

    /// Texts that are in the document now need not be typed again.
    pub fn typed(&mut self, form: i64, edits: &[Edit]) {
        let Some((_, spot)) = &mut self.spots.present else { return };
        if spot.form == Some(form) && !spot.typed.is_empty() {
            spot.typed.retain(|typed| edits.iter().all(|edit| edit.field != typed.field));
            self.spots.is_new = true;
        }
    }

    /// Forgets where the person was, and what they were typing.
    pub fn forget_spot(&mut self) {
        let Some(document) = self.opened().map(|doc| doc.path().to_owned()) else { return };
        self.spots = Spots::default();
        UnwrittenSpot { data: self.data().to_owned(), document, spot: None }.write();
    }

    /// What is to be written down of it, without keeping the window waiting; `None` when it is.
    pub fn take_unwritten_spot(&mut self) -> Option<UnwrittenSpot> {
        let (document, spot) = self.spots.present.clone().filter(|_| self.spots.is_new)?;
        self.spots.is_new = false;
        Some(UnwrittenSpot { data: self.data().to_owned(), document, spot: Some(spot) })
    }

    /// Writes it down before another document takes the place of this one.
    pub(super) fn write_spot(&mut self) {
        if let Some(unwritten) = self.take_unwritten_spot() {
            unwritten.write();
        }
    }
}
