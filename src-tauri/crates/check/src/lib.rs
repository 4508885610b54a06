//! Checks a scored form: `(Form, Scored, Edition, RuleSet) → Vec<Finding>`, every finding with the cell to jump to and how to mend it.
//!
//! Three outcomes: a check fails, cannot be decided (something is missing), or has nothing to say. A form that is still being typed
//! is not wrong: what is missing is said once, as a hint, by one check. One mistake in one cell is said by the check that knows it
//! best. Nothing here changes a form, keeps a waiver, or fails. Limits are data ([`jixiao_edition::CheckLimits`]).

mod answers;
mod balance;
mod classes;
mod execution;
mod fairness;
mod finding;
mod funds;
mod id;
mod reasons;
mod scores;
mod subject;
mod table;
mod targets;
mod text;
mod texts;
mod total;
mod weights;

pub use finding::{Finding, FindingKey, Level, Outcome};
pub use id::CheckId;

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::Form;
use jixiao_score::Scored;

use subject::Subject;

/// Checks one form. `scored` is the form's own score by `rules`, `edition` the one it follows. Never fails.
///
/// Findings come in the order of the form's cells, and no two have the same key.
#[must_use]
pub fn check(form: &Form, scored: &Scored, edition: &Edition, rules: &RuleSet) -> Vec<Finding> {
    let subject = Subject::new(form, scored, edition, rules);
    let mut findings: Vec<Finding> = table::CHECKS.iter().flat_map(|(_, run)| run(&subject)).collect();
    findings.sort_by(|one, other| one.field.cmp(&other.field).then(one.check.cmp(&other.check)));
    findings
}

/// The checks that are made, in the order of their ids.
pub fn implemented() -> impl Iterator<Item = CheckId> {
    table::CHECKS.iter().map(|(id, _)| *id)
}
