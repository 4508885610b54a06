//! Checks that need more than one form: the others of the batch, last year's, or figures from outside.

mod copies;
mod earlier;
mod form;
mod reverse;
mod totals;
mod trace;

pub use form::{BatchFacts, BatchFinding, BatchForm, PublishedTotals};
pub use trace::Trace;

use crate::id::CheckId;

use trace::{Batch, SINGLE_FORM_CHECKS};

/// Every finding of one check over a batch.
type Check = fn(&Batch) -> Vec<BatchFinding>;

/// The checks that compare forms with each other. C21, C29 and C55 also look at single forms; no cell is spoken of twice.
const CROSS_FORM_CHECKS: [(CheckId, Check); 6] = [
    (CheckId::C29, copies::satisfaction),
    (CheckId::C36, reverse::one_rule),
    (CheckId::C43, copies::sentences),
    (CheckId::C52, copies::names),
    (CheckId::C53, totals::published),
    (CheckId::C55, totals::department),
];

/// Checks the forms of one unit and year against each other and against what is known from outside. Never fails.
///
/// Findings come form by form, in the order of the form's cells; no two of one form have the same key, and none has a key that
/// [`crate::check`] gives for the same form.
#[must_use]
pub fn check_batch(forms: &[BatchForm], facts: &BatchFacts) -> Vec<BatchFinding> {
    let traces: Vec<Trace> = forms.iter().map(Trace::new).collect();
    check_traced(&traces.iter().collect::<Vec<_>>(), facts)
}

/// The same, of forms whose traces are there already.
#[must_use]
pub fn check_traced(traces: &[&Trace], facts: &BatchFacts) -> Vec<BatchFinding> {
    let batch = Batch { traces, facts };
    let alone = batch.traces().flat_map(|(form, trace)| {
        trace.alone.iter().map(move |finding| BatchFinding { form, finding: finding.clone() })
    });
    let mut findings: Vec<BatchFinding> =
        CROSS_FORM_CHECKS.iter().flat_map(|(_, run)| run(&batch)).chain(alone).collect();
    findings.sort_by(|one, other| {
        let (a, b) = (&one.finding, &other.finding);
        one.form.cmp(&other.form).then(a.field.cmp(&b.field)).then(a.check.cmp(&b.check))
    });
    findings
}

/// The checks over a batch.
pub(crate) fn implemented() -> impl Iterator<Item = CheckId> {
    CROSS_FORM_CHECKS.iter().map(|(id, _)| *id).chain(SINGLE_FORM_CHECKS.iter().map(|(id, _)| *id))
}
