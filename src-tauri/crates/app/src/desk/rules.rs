//! The rule set that a person chose for all forms of an import, kept for the agency and offered the next time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::files::{Existing, write};

const FILE: &str = "rules.json";

/// Rule sets by agency. That the list cannot be read or written is no reason to trouble anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenRules(BTreeMap<String, String>);

impl ChosenRules {
    /// Reads what is kept in `data`.
    pub fn read(data: &Path) -> Self {
        let text = fs::read_to_string(data.join(FILE)).unwrap_or_default();
        Self(serde_json::from_str(&text).unwrap_or_default())
    }

    /// The rule set that was chosen for an agency last.
    pub fn of(&self, agency: &str) -> Option<&str> {
        self.0.get(agency).map(String::as_str)
    }

    /// Keeps in `data` what was chosen for an agency; `None` that each form has the rules of its layout.
    pub fn choose(&mut self, agency: &str, rules: Option<&str>, data: &Path) {
        let before = self.of(agency);
        if agency.is_empty() || before == rules {
            return;
        }
        match rules {
            Some(rules) => self.0.insert(agency.to_owned(), rules.to_owned()),
            None => self.0.remove(agency),
        };
        if let Ok(text) = serde_json::to_string_pretty(&self.0) {
            drop(write(data, FILE, text.as_bytes(), Existing::Replace));
        }
    }
}
