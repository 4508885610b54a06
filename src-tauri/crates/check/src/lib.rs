//! Checks a scored form: `(Form, Scored, Edition, RuleSet) → Vec<Finding>`, every finding with the cell to jump to and how to mend it.
//!
//! Three outcomes: a check fails, cannot be decided (something is missing), or has nothing to say. A form that is still being typed
//! is not wrong: what is missing is said once, as a hint, by one check. One mistake in one cell is said by the check that knows it
//! best. Nothing here changes a form, keeps a waiver, or fails. Limits ([`jixiao_edition::CheckLimits`]) and words
//! ([`jixiao_edition::words`]) are data.

mod alike;
mod answers;
mod balance;
mod batch;
mod classes;
mod dashes;
mod dates;
mod execution;
mod fairness;
mod figures;
mod finding;
mod funds;
mod goals;
mod id;
mod kind;
mod level;
mod magnitude;
mod mend;
mod money;
mod naming;
mod reason_text;
mod reasons;
mod satisfaction;
mod scale;
mod scores;
mod spelling;
mod subject;
mod table;
mod targets;
mod text;
mod texts;
mod total;
mod weights;

pub use batch::{BatchFacts, BatchFinding, BatchForm, PublishedTotals, Trace, check_batch, check_traced};
pub use finding::{Finding, FindingKey, Outcome};
pub use id::CheckId;
pub use level::Level;
pub use mend::{Mend, MendKind, mends};

use std::collections::BTreeSet;

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::Form;
use jixiao_score::Scored;

use subject::Subject;

/// Checks one form; one that is never scored ([`jixiao_model::FormKind::is_scored`]) only for what does not speak of results. `scored` is the form's own score by `rules`, `edition` the one it follows. Never fails.
///
/// Findings come in the order of the form's cells, and no two have the same key.
#[must_use]
pub fn check(form: &Form, scored: &Scored, edition: &Edition, rules: &RuleSet) -> Vec<Finding> {
    let subject = Subject::new(form, scored, edition, rules);
    let made = table::CHECKS.iter().filter(|(check, _)| table::is_made(*check, form.kind));
    let mut findings: Vec<Finding> = made.flat_map(|(_, run)| run(&subject)).collect();
    sort(&mut findings);
    findings
}

/// In the order of the form's cells.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| one.field.cmp(&other.field).then(one.check.cmp(&other.check)));
}

/// Checks forms each by itself and against each other: what [`check`] and [`check_batch`] find, for each form in the order of its
/// cells. Never fails.
#[must_use]
pub fn check_together(forms: &[BatchForm], facts: &BatchFacts) -> Vec<Vec<Finding>> {
    let subjects: Vec<Subject> = forms.iter().map(BatchForm::subject).collect();
    let mut found = vec![Vec::new(); forms.len()];
    // Check by check, not form by form: a processor that knows its way through one check is faster at the next form.
    for (check, run) in table::CHECKS {
        for (findings, subject) in found.iter_mut().zip(&subjects) {
            if table::is_made(*check, subject.form.kind) {
                findings.extend(run(subject));
            }
        }
    }
    let traces: Vec<Trace> =
        forms.iter().zip(&subjects).map(|(form, subject)| Trace::of(form, subject)).collect();
    for one in check_traced(&traces.iter().collect::<Vec<_>>(), facts) {
        found[one.form].push(one.finding);
    }
    for findings in &mut found {
        sort(findings);
    }
    found
}

/// The checks that are made, on one form or over a batch, in the order of their ids.
pub fn implemented() -> impl Iterator<Item = CheckId> {
    let made: BTreeSet<CheckId> =
        table::CHECKS.iter().map(|(id, _)| *id).chain(batch::implemented()).collect();
    made.into_iter()
}
