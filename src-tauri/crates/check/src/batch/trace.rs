use super::copies::{Named, Satisfaction, Sentence, satisfaction_of, sentences_of};
use super::reverse::{Saved, saved_of};
use super::totals::Amounts;
use super::{BatchForm, SINGLE_FORM_CHECKS};
use crate::finding::Finding;
use crate::subject::Subject;

/// What comparing looks at in a form. It depends on that form and what is known of it alone: where one form of a thousand changes,
/// the traces of the others stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The form is one that is scored.
    pub(super) scored: bool,
    pub(super) named: Named,
    pub(super) sentences: Vec<Sentence>,
    pub(super) satisfaction: Vec<Satisfaction>,
    pub(super) saved: Vec<Saved>,
    pub(super) amounts: Amounts,
    /// So many rows or forms alike are too many; at least 2.
    pub(super) repeated_rows: usize,
    /// What its earlier years and its evidence give.
    pub(super) alone: Vec<Finding>,
}

impl Trace {
    /// The trace of a form. Never fails.
    #[must_use]
    pub fn new(form: &BatchForm) -> Self {
        Self::of(form, &form.subject())
    }

    pub(crate) fn of(form: &BatchForm, subject: &Subject) -> Self {
        Self {
            scored: form.form.kind.is_scored(),
            named: Named::new(form.form),
            sentences: sentences_of(subject),
            satisfaction: satisfaction_of(subject),
            saved: saved_of(subject),
            amounts: Amounts::new(subject),
            repeated_rows: subject.limits().repeated_rows.max(2),
            alone: SINGLE_FORM_CHECKS.iter().flat_map(|(_, run)| run(form, subject)).collect(),
        }
    }
}
