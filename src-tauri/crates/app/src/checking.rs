//! Forms checked together: each by itself and against the others, with what a person waived.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use rayon::prelude::*;

use jixiao_check::{BatchFacts, BatchForm, Finding, Level, Outcome, check_together};
use jixiao_model::{Amount, Entry, FieldRef, Form, RuleSetId};
use jixiao_score::{Scored, score};

use crate::book::Book;
use crate::catalogue::Catalogue;
use crate::describe::describe;
use crate::export::agency;
use crate::scoring::rules_for;

/// Forms that were checked together, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The unit.
    pub agency: String,
    /// The year evaluated; `None` when no form tells.
    pub year: Option<u16>,
    /// When the forms were last changed, in seconds since 1970-01-01 00:00 UTC. Reports carry it as their date.
    pub changed: i64,
    /// The forms, in order.
    pub forms: Vec<CheckedForm>,
    /// How many classified forms were left out.
    pub classified: usize,
    /// What has to be known of the file, in Chinese.
    pub notices: Vec<String>,
}

/// A form and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedForm {
    /// The file that it stands in.
    pub file: String,
    /// The form as it was checked.
    pub form: Form,
    /// What was found, in the order of the form's cells.
    pub findings: Vec<CheckedFinding>,
}

impl CheckedForm {
    /// What was found, errors before warnings before hints, what is undecided behind what fails, and what was waived last.
    #[must_use]
    pub fn ranked(&self) -> Vec<&CheckedFinding> {
        let mut findings: Vec<&CheckedFinding> = self.findings.iter().collect();
        findings.sort_by_key(|found| rank(found));
        findings
    }
}

/// A finding, and whether a person waived it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFinding {
    /// The finding.
    pub finding: Finding,
    /// Who waived it, if anybody.
    pub waived: Option<Waived>,
}

/// A person's word that a finding is no reason to change the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who.
    pub who: String,
    /// When, by the reader's clock: `2026-03-02 14:03`.
    pub when: String,
}

/// Findings by level. Those that are waived count as nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingTally {
    /// 错误.
    pub errors: usize,
    /// 警告.
    pub warnings: usize,
    /// 提示, those that cannot be decided included.
    pub hints: usize,
    /// Of the hints, those that cannot be decided.
    pub undecided: usize,
    /// Waived, of any level.
    pub waived: usize,
}

impl FindingTally {
    /// Nothing is left to be done about it.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.errors + self.warnings + self.hints == 0
    }

    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a CheckedFinding>) -> Self {
        let mut tally = Self::default();
        for CheckedFinding { finding, waived } in findings {
            match (waived, finding.level) {
                (Some(_), _) => tally.waived += 1,
                (None, Level::Error) => tally.errors += 1,
                (None, Level::Warning) => tally.warnings += 1,
                (None, Level::Hint) => tally.hints += 1,
            }
            let undecided = waived.is_none() && finding.outcome == Outcome::CannotDecide;
            tally.undecided += usize::from(undecided);
        }
        tally
    }
}

/// A finding in its form.
pub type Placed<'a> = (&'a CheckedForm, &'a CheckedFinding);

/// The forms with most errors first, then those with most warnings, then hints; in their order where equal.
#[must_use]
pub fn worst_first<'a>(forms: impl IntoIterator<Item = &'a CheckedForm>) -> Vec<&'a CheckedForm> {
    let mut forms: Vec<&CheckedForm> = forms.into_iter().collect();
    forms.sort_by_cached_key(|form| {
        let tally = FindingTally::of(&form.findings);
        Reverse((tally.errors, tally.warnings, tally.hints))
    });
    forms
}

/// What was found, by cause: a typo that stands in twenty-two places is one cause with twenty-two places, never none. Errors come
/// before warnings before hints, what is waived last, and within these what the worst form has.
#[must_use]
pub fn by_cause<'a>(forms: impl IntoIterator<Item = &'a CheckedForm>) -> Vec<Vec<Placed<'a>>> {
    let mut causes: Vec<Vec<Placed>> = Vec::new();
    let mut known: HashMap<_, usize> = HashMap::new();
    for form in worst_first(forms) {
        for found in &form.findings {
            let CheckedFinding { finding, waived } = found;
            let waived = waived.as_ref().map(|waived| (&waived.reason, &waived.who, &waived.when));
            let cause = (finding.check, finding.level, &finding.message, waived);
            let at = *known.entry(cause).or_insert(causes.len());
            match causes.get_mut(at) {
                Some(places) => places.push((form, found)),
                None => causes.push(vec![(form, found)]),
            }
        }
    }
    causes.sort_by_key(|places| places.first().map(|(_, found)| rank(found)));
    causes
}

fn rank(found: &CheckedFinding) -> (bool, Level, Outcome) {
    (found.waived.is_some(), found.finding.level, found.finding.outcome)
}

/// Checks the forms of these books as one batch, scores and all as they stand there.
///
/// # Errors
/// A rule set or edition is not known.
pub fn check_books(
    books: &[Book],
    rules: Option<&RuleSetId>,
    facts: &BatchFacts,
    catalogue: &Catalogue,
) -> Result<Checked> {
    let files: Vec<&str> =
        books.iter().flat_map(|book| book.forms.iter().map(|_| book.name.as_str())).collect();
    let forms: Vec<&Form> =
        books.iter().flat_map(|book| &book.forms).map(crate::book::BookForm::form).collect();
    let found = check_forms(&forms, rules, facts, catalogue)?;
    let forms: Vec<CheckedForm> = files
        .into_iter()
        .zip(forms)
        .zip(found)
        .map(|((file, form), findings)| CheckedForm {
            file: file.to_owned(),
            form: form.clone(),
            findings: not_waived(findings),
        })
        .collect();
    let changed = books.iter().map(|book| book.modified).max().unwrap_or_default();
    let year = forms.iter().find_map(|form| form.form.year);
    Ok(Checked { agency: agency_of(&forms), year, changed, forms, ..Checked::default() })
}

fn check_forms(
    forms: &[&Form],
    rules: Option<&RuleSetId>,
    facts: &BatchFacts,
    catalogue: &Catalogue,
) -> Result<Vec<Vec<Finding>>> {
    let of_each = forms.iter().map(|form| rules_for(form, rules, catalogue)).collect::<Result<Vec<_>>>()?;
    let scored: Vec<Scored> =
        forms.par_iter().zip(&of_each).map(|(form, rules)| score(form, rules)).collect();
    let pairs: Vec<(&Form, &Scored)> = forms.iter().copied().zip(&scored).collect();
    check_scored(&pairs, rules, facts, catalogue)
}

/// Checks forms as one batch, each with its scores.
///
/// # Errors
/// A rule set or edition is not known.
pub(crate) fn check_scored(
    forms: &[(&Form, &Scored)],
    rules: Option<&RuleSetId>,
    facts: &BatchFacts,
    catalogue: &Catalogue,
) -> Result<Vec<Vec<Finding>>> {
    let batch = forms
        .iter()
        .map(|(form, scored)| {
            let rules = rules_for(form, rules, catalogue)?;
            let edition = catalogue.edition_of(form)?;
            Ok(BatchForm { form, scored, edition, rules, earlier: &[], evidence: None })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(check_together(&batch, facts))
}

/// Findings of forms in which nobody can waive anything.
pub(crate) fn not_waived(findings: Vec<Finding>) -> Vec<CheckedFinding> {
    findings.into_iter().map(|finding| CheckedFinding { finding, waived: None }).collect()
}

fn agency_of(forms: &[CheckedForm]) -> String {
    forms.first().map(|form| agency(std::slice::from_ref(&form.form))).unwrap_or_default()
}

/// Findings with the waivers that name them. `waivers` go by [`waiver_key`].
#[must_use]
pub fn with_waivers(findings: Vec<Finding>, waivers: &BTreeMap<String, Waived>) -> Vec<CheckedFinding> {
    let waived = |finding: &Finding| waivers.get(&waiver_key(finding)).cloned();
    findings.into_iter().map(|finding| CheckedFinding { waived: waived(&finding), finding }).collect()
}

/// The name by which the document keeps the waiver of a finding of one form.
#[must_use]
pub fn waiver_key(finding: &Finding) -> String {
    serde_json::to_string(&finding.key()).unwrap_or_default()
}

/// Where a finding stands, with the annual goal where there are several, and the indicator's name.
#[must_use]
pub fn finding_place(form: &Form, field: &FieldRef) -> String {
    let name = match indicator_name(form, field) {
        "" => String::new(),
        name => format!("：{name}"),
    };
    format!("{}{name}", place_in(form, field))
}

/// Where a field stands in this form, with the annual goal where there are several.
#[must_use]
pub fn place_in(form: &Form, field: &FieldRef) -> String {
    let goal = match (goal_number(form, field), field) {
        // Its own words name the goal already.
        (None, _) | (_, FieldRef::GoalNumber(_) | FieldRef::GoalPoints(_)) => String::new(),
        (Some(goal), _) => format!("目标{goal} "),
    };
    format!("{goal}{}", describe(field))
}

/// 三级指标 of the row that a field belongs to; empty outside the indicator tables.
#[must_use]
pub fn indicator_name<'a>(form: &'a Form, field: &FieldRef) -> &'a str {
    let (FieldRef::Indicator { goal, row, .. } | FieldRef::IndicatorExtra { goal, row, .. }) = field else {
        return "";
    };
    let row = form.goals.get(*goal).and_then(|goal| goal.indicators.get(*row));
    row.map(|row| row.level3.trim()).unwrap_or_default()
}

/// The row that a field belongs to, among the indicators of its goal or the funds, from 1; `None` outside the tables.
#[must_use]
pub const fn row_number(field: &FieldRef) -> Option<usize> {
    match field {
        FieldRef::Indicator { row, .. }
        | FieldRef::IndicatorExtra { row, .. }
        | FieldRef::Fund { row, .. }
        | FieldRef::FundExtra { row, .. } => Some(*row + 1),
        FieldRef::Title
        | FieldRef::Year
        | FieldRef::Text(_)
        | FieldRef::GoalNumber(_)
        | FieldRef::GoalPoints(_)
        | FieldRef::GoalExpected(_)
        | FieldRef::GoalActual(_)
        | FieldRef::Total(_) => None,
    }
}

/// The annual goal that a field belongs to, from 1, in forms that have several; `None` elsewhere.
#[must_use]
pub fn goal_number(form: &Form, field: &FieldRef) -> Option<usize> {
    let goal = match field {
        FieldRef::GoalNumber(goal)
        | FieldRef::GoalPoints(goal)
        | FieldRef::GoalExpected(goal)
        | FieldRef::GoalActual(goal)
        | FieldRef::Indicator { goal, .. }
        | FieldRef::IndicatorExtra { goal, .. } => Some(*goal + 1),
        FieldRef::Title
        | FieldRef::Year
        | FieldRef::Text(_)
        | FieldRef::Fund { .. }
        | FieldRef::FundExtra { .. }
        | FieldRef::Total(_) => None,
    };
    goal.filter(|_| form.goals.len() > 1)
}

/// An amount as a person writes it.
///
/// # Errors
/// It is no amount.
pub fn amount(text: &str) -> Result<Amount> {
    let entry = Entry::<Amount>::new(text);
    entry.value().copied().with_context(|| format!("“{text}”不是金额，请输入数字，如 22,215.03"))
}
