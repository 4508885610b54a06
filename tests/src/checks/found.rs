//! Every finding over the published forms, each file checked as one batch.

use jixiao_app::{Catalogue, describe};
use jixiao_check::{BatchFacts, BatchForm, CheckId, Finding, Outcome, check, check_batch};
use jixiao_model::{FieldRef, Form, squeeze};
use jixiao_score::{Scored, score};

use crate::rules::cases::{self, File};

/// Characters of a form's name and of what is found that stand in a line.
const SHORT: usize = 24;

/// One finding.
pub struct Found {
    /// The check.
    pub check: CheckId,
    /// The edition of its form.
    pub edition: String,
    /// The file of its form.
    pub file: &'static str,
    /// The number of its form in the file, from 1.
    pub number: usize,
    /// The form's name.
    pub name: String,
    /// Where it stands.
    pub place: String,
    /// What was found, short.
    pub shown: String,
    /// The message.
    pub message: String,
    /// It fails; otherwise it cannot be decided.
    pub fails: bool,
}

/// Everything that is found.
pub fn all() -> Vec<Found> {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    cases::all().iter().flat_map(|file| of_file(file, &catalogue)).collect()
}

fn of_file(file: &File, catalogue: &Catalogue) -> Vec<Found> {
    let scored: Vec<Scored> = file.forms.iter().map(|form| score(form, &file.natural)).collect();
    let forms: Vec<BatchForm> = file
        .forms
        .iter()
        .zip(&scored)
        .map(|(form, scored)| {
            let edition = catalogue.edition_of(form).unwrap_or_else(|error| panic!("{error}"));
            BatchForm { form, scored, edition, rules: &file.natural, earlier: &[], evidence: None }
        })
        .collect();
    let alone = forms.iter().enumerate().flat_map(|(index, form)| {
        let findings = check(form.form, form.scored, form.edition, form.rules);
        findings.into_iter().map(move |finding| (index, finding))
    });
    let over =
        check_batch(&forms, &BatchFacts::default()).into_iter().map(|found| (found.form, found.finding));
    let mut findings: Vec<(usize, Finding)> = alone.chain(over).collect();
    findings.sort_by(|(one, a), (other, b)| one.cmp(other).then(a.key().cmp(&b.key())));
    findings.into_iter().map(|(index, finding)| found(file, index, &file.forms[index], &finding)).collect()
}

fn found(file: &File, index: usize, form: &Form, finding: &Finding) -> Found {
    Found {
        check: finding.check,
        edition: form.edition.0.clone(),
        file: file.name,
        number: index + 1,
        name: short(form.name()),
        place: place(&finding.field),
        shown: short(&finding.found),
        message: finding.message.clone(),
        fails: finding.outcome == Outcome::Fails,
    }
}

/// The cell, with the number of its goal where a form has several.
fn place(field: &FieldRef) -> String {
    match field {
        FieldRef::Indicator { goal, .. } | FieldRef::GoalExpected(goal) | FieldRef::GoalActual(goal)
            if *goal > 0 =>
        {
            format!("目标{} {}", goal + 1, describe(field))
        }
        _ => describe(field),
    }
}

fn short(text: &str) -> String {
    squeeze(text).chars().take(SHORT).collect()
}

impl Found {
    /// The line that a judgement takes.
    pub fn line(&self) -> String {
        let number = self.number.to_string();
        let check = self.check.code();
        [check, self.file, &number, &self.name, &self.place, &self.shown, "?", &self.message].join("\t")
    }
}
