//! Where a person stopped in each document, and what they were typing there: a page that is loaded anew, and the next opening, begin
//! at the same place.

use std::fs;
use std::path::{Path, PathBuf};

use jixiao_store::EntryId;
use serde::{Deserialize, Serialize};

use super::recents::written;
use super::view::Spot;
use crate::files::{Existing, write_private};

/// How many documents are remembered.
const MAX_SPOTS: usize = 200;
const FILE: &str = "spots.json";

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    document: String,
    #[serde(flatten)]
    known: KnownSpot,
}

/// A place, and the document's last step when somebody was typing there; `None` when nobody was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownSpot {
    pub spot: Spot,
    #[serde(default)]
    pub step: Option<EntryId>,
}

/// The place in the open document, and whether it is written down.
#[derive(Clone, Debug, Default)]
pub struct Spots {
    pub(super) present: Option<(PathBuf, KnownSpot)>,
    pub(super) is_new: bool,
}

/// A place that is to be written down.
#[derive(Clone, Debug)]
pub struct UnwrittenSpot {
    pub(super) data: PathBuf,
    pub(super) document: PathBuf,
    pub(super) known: Option<KnownSpot>,
}

impl UnwrittenSpot {
    /// Writes it down beside those of other documents. That it cannot be is no reason to trouble anybody.
    pub fn write(self) {
        let document = written(&self.document);
        let mut entries = read(&self.data);
        entries.retain(|entry| entry.document != document);
        if let Some(known) = self.known {
            entries.insert(0, Entry { document, known });
        }
        entries.truncate(MAX_SPOTS);
        if let Ok(text) = serde_json::to_string(&entries) {
            drop(write_private(&self.data, FILE, text.as_bytes(), Existing::Replace));
        }
    }
}

/// The place that is written down of a document.
pub(super) fn spot_of(data: &Path, document: &Path) -> Option<KnownSpot> {
    let document = written(document);
    read(data).into_iter().find(|entry| entry.document == document).map(|entry| entry.known)
}

fn read(data: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(data.join(FILE)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
