//! Checks that need more than one form: the others of the batch, last year's, or figures from outside.

mod copies;
mod earlier;
mod reverse;
mod totals;

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

/// The checks over a batch. C29 and C55 also look at single forms; no cell is spoken of twice.
const CHECKS: [(CheckId, Check); 8] = [
    (CheckId::C29, copies::satisfaction),
    (CheckId::C36, reverse::one_rule),
    (CheckId::C43, copies::sentences),
    (CheckId::C52, copies::names),
    (CheckId::C53, totals::published),
    (CheckId::C54, earlier::targets),
    (CheckId::C55, totals::department),
    (CheckId::C56, earlier::evidence),
];

/// The forms of a batch with everything that its checks look at.
pub(crate) struct Batch<'a> {
    forms: &'a [BatchForm<'a>],
    subjects: Vec<Subject<'a>>,
    facts: &'a BatchFacts,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(forms: &'a [BatchForm<'a>], facts: &'a BatchFacts) -> Self {
        Self { forms, subjects: forms.iter().map(BatchForm::subject).collect(), facts }
    }

    /// Everything that is found in comparing them, in no order.
    pub(crate) fn findings(&self) -> impl Iterator<Item = BatchFinding> {
        CHECKS.iter().flat_map(|(_, run)| run(self))
    }

    pub(crate) fn subjects(&self) -> impl Iterator<Item = (usize, &Subject<'_>)> {
        self.subjects.iter().enumerate()
    }
}

/// Checks the forms of one unit and year against each other and against what is known from outside. Never fails.
///
/// Findings come form by form, in the order of the form's cells; no two of one form have the same key, and none has a key that
/// [`crate::check`] gives for the same form.
#[must_use]
pub fn check_batch(forms: &[BatchForm], facts: &BatchFacts) -> Vec<BatchFinding> {
    let mut findings: Vec<BatchFinding> = Batch::new(forms, facts).findings().collect();
    findings.sort_by(|one, other| {
        let (a, b) = (&one.finding, &other.finding);
        one.form.cmp(&other.form).then(a.field.cmp(&b.field)).then(a.check.cmp(&b.check))
    });
    findings
}

impl<'a> BatchForm<'a> {
    fn subject(&self) -> Subject<'a> {
        Subject::new(self.form, self.scored, self.edition, self.rules)
    }
}

/// The checks over a batch, in the order of their ids.
pub(crate) fn implemented() -> impl Iterator<Item = CheckId> {
    CHECKS.iter().map(|(id, _)| *id)
}
