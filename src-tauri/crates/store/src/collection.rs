//! What a department collects from its agencies: see docs/adr/0011-collect.md.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use jixiao_model::{Form, Indicator, RuleSetId, squeeze};
use serde::{Deserialize, Serialize};

use crate::ids::FormId;
use crate::new_form::NewForm;
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
pub struct SourceRef {
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
    pub origin: SourceRef,
    /// The form that it became; `None` when the person left it out.
    pub form: Option<FormId>,
}

/// A form that comes from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingForm {
    /// Where from.
    pub origin: SourceRef,
    /// The form.
    pub form: NewForm,
    /// What the agency waived in it; [`Waiver::form`] counts for nothing.
    pub waivers: Vec<Waiver>,
    /// It comes from a workbook, which cannot say 涉密, rule set, methods or manual scores: those of the form that it replaces
    /// stay.
    #[serde(default)]
    pub of_workbook: bool,
}

impl IncomingForm {
    /// What a workbook cannot say is taken from the form that it replaces, for rows of the same goal, class and name.
    pub fn inherit_unstated(&mut self, before: &Form, rules: Option<&RuleSetId>, classified: bool) {
        if !self.of_workbook {
            return;
        }
        self.form.classified = classified;
        self.form.rules = rules.cloned();
        for (goal, old) in self.form.form.goals.iter_mut().zip(&before.goals) {
            let places = corresponding(&old.indicators, &goal.indicators);
            for (row, place) in goal.indicators.iter_mut().zip(places) {
                if let Some(old) = place.and_then(|place| old.indicators.get(place)) {
                    row.method = old.method;
                    row.manual.clone_from(&old.manual);
                }
            }
        }
    }
}

/// For each row of `new`, the row of `old` with the same class and name.
pub(crate) fn corresponding(old: &[Indicator], new: &[Indicator]) -> Vec<Option<usize>> {
    let key = |row: &Indicator| [&row.level1, &row.level2, &row.level3].map(|text| squeeze(text));
    matched(old.iter().map(key), new.iter().map(key))
}

/// For each of `new`, the one of `old` with the same key, each at most once, in order.
pub(crate) fn matched<K: Eq + Hash>(
    old: impl IntoIterator<Item = K>,
    new: impl IntoIterator<Item = K>,
) -> Vec<Option<usize>> {
    let mut places: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (at, key) in old.into_iter().enumerate() {
        places.entry(key).or_default().push_back(at);
    }
    new.into_iter().map(|key| places.get_mut(&key).and_then(VecDeque::pop_front)).collect()
}

/// What becomes of a form of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectStep {
    /// It goes behind the last form.
    Add(IncomingForm),
    /// It takes the place of a form, whose rows of the same goal, class and name stay the same rows.
    Replace {
        /// The form.
        form: FormId,
        /// What it becomes.
        with: IncomingForm,
    },
    /// It is remembered, and no form changes.
    Note(Collected),
    /// What is remembered of it goes.
    Forget {
        /// [`Source::name`].
        source: String,
        /// [`SourceRef::key`].
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_correspond() {
        for (old, new, expected) in [
            ("甲乙丙", "甲乙丙", vec![Some(0), Some(1), Some(2)]),
            ("甲乙丙", "丙丁甲", vec![Some(2), None, Some(0)]),
            ("甲甲", "甲甲甲", vec![Some(0), Some(1), None]),
            ("", "甲", vec![None]),
            ("甲", "", vec![]),
        ] {
            assert_eq!(matched(old.chars(), new.chars()), expected, "{old} {new}");
        }
    }
}
