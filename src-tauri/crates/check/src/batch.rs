//! Checks that need more than one form: the others of the batch, last year's, or figures from outside.

mod copies;
mod earlier;
mod reverse;
mod totals;
mod trace;

pub use trace::Trace;

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::{Amount, FieldRef, Form};
use jixiao_score::Scored;

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::Subject;

/// One form of a batch, as [`crate::check`] takes it, with what else is known of it.
#[derive(Clone, Copy, Debug)]
pub struct BatchForm<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its score by `rules`.
    pub scored: &'a Scored,
    /// The edition it follows.
    pub edition: &'a Edition,
    /// The rule set it is scored by.
    pub rules: &'a RuleSet,
    /// The same project's forms of earlier years, last year's first; empty when none is known.
    pub earlier: &'a [&'a Form],
    /// The cells of actual values for which evidence is filed; `None` when nobody keeps a list.
    pub evidence: Option<&'a [FieldRef]>,
}

/// What is known of the whole batch from outside. What is absent is not checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchFacts {
    /// Published totals of all projects.
    pub published: Option<PublishedTotals>,
    /// 基本支出 of the department, in the edition's unit, where its form does not print it.
    pub basic_expenditure: Option<Amount>,
}

/// Totals that were made known elsewhere, over all project forms of the batch, classified ones included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishedTotals {
    /// Number of projects.
    pub projects: Option<usize>,
    /// Sum of 全年预算数.
    pub adjusted: Option<Amount>,
    /// Sum of 全年执行数.
    pub executed: Option<Amount>,
}

/// A finding, and the form of the batch that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFinding {
    /// Index into the batch.
    pub form: usize,
    /// The finding.
    pub finding: Finding,
}

/// Every finding of one check over a batch.
type Check = fn(&Batch) -> Vec<BatchFinding>;

/// Every finding of one check on one form of a batch.
type SingleFormCheck = fn(&BatchForm, &Subject) -> Vec<Finding>;

/// The checks that compare forms with each other. C29 and C55 also look at single forms; no cell is spoken of twice.
const CROSS_FORM_CHECKS: [(CheckId, Check); 6] = [
    (CheckId::C29, copies::satisfaction),
    (CheckId::C36, reverse::one_rule),
    (CheckId::C43, copies::sentences),
    (CheckId::C52, copies::names),
    (CheckId::C53, totals::published),
    (CheckId::C55, totals::department),
];

/// The checks that compare a form with what else is known of it: its earlier years, its evidence.
const SINGLE_FORM_CHECKS: [(CheckId, SingleFormCheck); 2] =
    [(CheckId::C54, earlier::targets), (CheckId::C56, earlier::evidence)];

/// What the checks that compare forms look at.
struct Batch<'a> {
    traces: &'a [&'a Trace],
    facts: &'a BatchFacts,
}

impl Batch<'_> {
    /// The traces of the forms that are scored; plans and half-way figures are no part of the year's results.
    fn traces(&self) -> impl Iterator<Item = (usize, &Trace)> {
        self.traces.iter().copied().enumerate().filter(|(_, trace)| trace.scored)
    }
}

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

impl<'a> BatchForm<'a> {
    pub(crate) fn subject(&self) -> Subject<'a> {
        Subject::new(self.form, self.scored, self.edition, self.rules)
    }
}

/// The checks over a batch.
pub(crate) fn implemented() -> impl Iterator<Item = CheckId> {
    CROSS_FORM_CHECKS.iter().map(|(id, _)| *id).chain(SINGLE_FORM_CHECKS.iter().map(|(id, _)| *id))
}
