//! What is known of a batch of forms, and what is found in it.

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::{Amount, FieldRef, Form};
use jixiao_score::Scored;

use crate::finding::Finding;
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

impl<'a> BatchForm<'a> {
    pub(crate) fn subject(&self) -> Subject<'a> {
        Subject::new(self.form, self.scored, self.edition, self.rules)
    }
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
