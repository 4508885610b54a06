//! Where a person stopped in each document, and what they were typing there: a page that is loaded anew, and the next opening, begin
//! at the same place.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::recents::written;
use super::view::{Edit, Spot};
use super::workspace::Workspace;
use crate::files::{Existing, write_private};

/// How many documents are remembered.
const MAX_SPOTS: usize = 200;
const FILE: &str = "spots.json";

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    document: String,
    spot: Spot,
}

/// The place in the open document, and whether it is written down.
#[derive(Clone, Debug, Default)]
pub struct Spots {
    present: Option<(PathBuf, Spot)>,
    is_new: bool,
}

/// A place that is to be written down.
#[derive(Clone, Debug)]
pub struct UnwrittenSpot {
    data: PathBuf,
    document: PathBuf,
    spot: Option<Spot>,
}

impl UnwrittenSpot {
    /// Writes it down beside those of other documents. That it cannot be is no reason to trouble anybody.
    pub fn write(self) {
        let document = written(&self.document);
        let mut entries = read(&self.data);
        entries.retain(|entry| entry.document != document);
        if let Some(spot) = self.spot {
            entries.insert(0, Entry { document, spot });
        }
        entries.truncate(MAX_SPOTS);
        if let Ok(text) = serde_json::to_string(&entries) {
            drop(write_private(&self.data, FILE, text.as_bytes(), Existing::Replace));
        }
    }
}

fn read(data: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(data.join(FILE)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

impl Workspace {
    /// Keeps where the person is in the open document.
    pub fn keep_spot(&mut self, spot: Spot) {
        let Some(path) = self.opened().map(|doc| doc.path().to_owned()) else { return };
        let present = Some((path, spot));
        if self.spots.present != present {
            self.spots = Spots { present, is_new: true };
        }
    }

    /// Where the person was in the open document, when it was open last or in the page before; `None` when nobody knows.
    pub fn spot(&mut self) -> Option<Spot> {
        let path = self.opened()?.path().to_owned();
        if let Some((known, spot)) = &self.spots.present
            && *known == path
        {
            return Some(spot.clone());
        }
        let document = written(&path);
        let entry = read(self.data()).into_iter().find(|entry| entry.document == document)?;
        self.spots = Spots { present: Some((path, entry.spot.clone())), is_new: false };
        Some(entry.spot)
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
