//! What comparing looks at in a form.

use jixiao_edition::{Field, RuleKind};
use jixiao_model::{
    Amount, AmountUnit, Entry, FieldName, FieldRef, Form, FormKind, IndicatorColumn, Method, squeeze,
};
use jixiao_score::{Computed, score_row};
use rust_decimal::{Decimal, dec};

use super::earlier;
use super::form::{BatchFacts, BatchForm};
use crate::alike::letters;
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::figure;
use crate::satisfaction::{doubt, satisfied};
use crate::subject::{Row, Subject, differs};
use crate::text::{plain, says_nothing};

/// Shorter sentences are alike by nature (按实际填列).
const SHORT: usize = 10;

/// The rules of reverse indicators.
pub(super) const REVERSE_KINDS: [RuleKind; 5] = [
    RuleKind::AtMost,
    RuleKind::AtMostRate,
    RuleKind::AtMostDuration,
    RuleKind::AtMostHarm,
    RuleKind::LessThan,
];

/// Every finding of one check on one form of a batch.
type SingleFormCheck = fn(&BatchForm, &Subject) -> Vec<Finding>;

/// The checks that compare a form with what else is known of it: its earlier years, its evidence.
pub(super) const SINGLE_FORM_CHECKS: [(CheckId, SingleFormCheck); 3] =
    [(CheckId::C21, earlier::amounts), (CheckId::C54, earlier::targets), (CheckId::C56, earlier::evidence)];

/// What comparing looks at in a form. It depends on that form and what is known of it alone: where one form of a thousand changes,
/// the traces of the others stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The form is one that is scored.
    pub(super) scored: bool,
    pub(super) named: ProjectKey,
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
            named: ProjectKey::new(form.form),
            sentences: sentences_of(subject),
            satisfaction: satisfaction_of(subject),
            saved: saved_of(subject),
            amounts: Amounts::new(subject),
            repeated_rows: subject.limits().repeated_rows.max(2),
            alone: SINGLE_FORM_CHECKS.iter().flat_map(|(_, run)| run(form, subject)).collect(),
        }
    }
}

/// What the checks that compare forms look at.
pub(super) struct Batch<'a> {
    pub traces: &'a [&'a Trace],
    pub facts: &'a BatchFacts,
}

impl Batch<'_> {
    /// The traces of the forms that are scored; plans and half-way figures are no part of the year's results.
    pub fn traces(&self) -> impl Iterator<Item = (usize, &Trace)> {
        self.traces.iter().copied().enumerate().filter(|(_, trace)| trace.scored)
    }
}

/// What a form is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProjectKey {
    pub name: String,
    pub agency: String,
}

impl ProjectKey {
    fn new(form: &Form) -> Self {
        Self { name: squeeze(form.name()), agency: squeeze(form.implementing_unit()) }
    }
}

/// A sentence of a row's reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Of the reason.
    pub field: FieldRef,
    pub text: String,
    /// What is compared.
    pub letters: String,
}

/// The sentences of a form's reasons that are long enough to be somebody's own.
fn sentences_of(subject: &Subject) -> Vec<Sentence> {
    let rows = subject.rows().filter(|row| !says_nothing(&row.indicator.reason));
    rows.flat_map(|row| {
        let sentences = row.indicator.reason.split(['。', '！', '\n']);
        let own = sentences.map(squeeze).filter(|sentence| sentence.chars().count() >= SHORT);
        let field = row.field(IndicatorColumn::Reason);
        own.map(move |text| Sentence { field: field.clone(), letters: letters(&text), text })
    })
    .collect()
}

/// An odd satisfaction of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Satisfaction {
    /// Of the actual value.
    pub field: FieldRef,
    pub text: String,
    pub percent: Decimal,
    /// The form alone gives reason to doubt it, and says so.
    pub doubted: bool,
}

fn satisfaction_of(subject: &Subject) -> Vec<Satisfaction> {
    let odd = subject.rows().filter_map(|row| Some((row, odd(row)?)));
    odd.map(|(row, percent)| Satisfaction {
        field: row.field(IndicatorColumn::Actual),
        text: row.indicator.actual.trim().to_owned(),
        percent: plain(percent),
        doubted: doubt(subject, row).is_some(),
    })
    .collect()
}

/// Satisfaction that is neither a round figure, which many projects may well share, nor the target.
fn odd(row: &Row) -> Option<Decimal> {
    let percent = satisfied(row)?;
    let target = figure(&row.target).map(|(_, value)| value);
    let round = percent.checked_rem(dec!(5)).is_some_and(|rest| rest.is_zero());
    (!round && target != Some(percent)).then_some(percent)
}

/// A row strictly below its limit, and whether it earned everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saved {
    pub kind: RuleKind,
    /// Of the score.
    pub field: FieldRef,
    pub text: String,
    pub full: bool,
}

fn saved_of(subject: &Subject) -> Vec<Saved> {
    subject.rows().filter_map(|row| saved(subject, row)).collect()
}

fn saved(subject: &Subject, row: &Row) -> Option<Saved> {
    let kind = row.score.rule.filter(|kind| REVERSE_KINDS.contains(kind) && row.score.manual.is_none())?;
    let (printed, weight) = (row.printed()?, row.weight()?);
    let share = by_share(subject, row)?;
    let tolerance = subject.limits().score_tolerance.0;
    let below = differs(share, weight, tolerance);
    let full = !differs(printed, weight, tolerance);
    let part = !differs(printed, share, tolerance);
    let text = row.indicator.score.text().to_owned();
    (below && (full || part)).then(|| Saved { kind, field: row.field(IndicatorColumn::Score), text, full })
}

/// What the row earns when it is paid by actual ÷ target.
fn by_share(subject: &Subject, row: &Row) -> Option<Decimal> {
    if row.score.met != Some(true) {
        return None;
    }
    let mut indicator = row.indicator.clone();
    indicator.method = Some(Method::Share);
    match score_row(&indicator, subject.rules, subject.form.year).computed {
        Computed::Exact(points) => Some(points.0),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

/// What the sums look at in a form, in 万元, the unit that totals are published in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amounts {
    pub kind: FormKind,
    pub adjusted: Option<Decimal>,
    pub executed: Option<Decimal>,
    pub tolerance: Decimal,
    /// It checks its basic expenditure itself.
    pub prints_basic: bool,
}

impl Amounts {
    fn new(subject: &Subject) -> Self {
        let total = subject.form.total_fund();
        let unit = subject.form.amount_unit;
        let published = |entry: &Entry<Amount>| {
            unit.convert(*entry.value()?, AmountUnit::TenThousand).map(|amount| amount.0)
        };
        Self {
            kind: subject.edition.kind,
            adjusted: total.and_then(|total| published(&total.adjusted)),
            executed: total.and_then(|total| published(&total.executed)),
            tolerance: subject.limits().amount_tolerance.0,
            prints_basic: subject.prints(&Field::Text(FieldName::BASIC_EXPENDITURE)),
        }
    }
}
