//! Every finding over the published forms, each file checked as one batch.

use std::sync::Arc;

use jixiao_app::{Catalogue, describe, rules_for};
use jixiao_check::{BatchFacts, BatchForm, CheckId, Finding, Outcome, check, check_batch};
use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, Form, squeeze};
use jixiao_score::{Scored, score};

use crate::offices;
use crate::rules::cases;

/// Characters of a form's name and of what is found that stand in a line.
const SHORT: usize = 24;

/// One finding.
pub struct Found {
    /// The check.
    pub check: CheckId,
    /// The edition of its form.
    pub edition: String,
    /// The file of its form.
    pub file: String,
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

/// Everything that is found in the published forms whose editions are built in.
pub fn all() -> Vec<Found> {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    let of_file = |file: &cases::File| {
        let rules = vec![Arc::clone(&file.natural); file.forms.len()];
        of_batch(file.name, &file.forms, &rules, &catalogue)
    };
    cases::all().iter().flat_map(of_file).collect()
}

/// Everything that is found in the books of other offices, each a batch, as they are read.
pub fn elsewhere() -> Vec<Found> {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    let of_folder = |folder: &&str| {
        let readings = offices::readings(folder, &catalogue).into_iter();
        readings
            .flat_map(|reading| of_book(&format!("{folder}/{}", reading.book), &reading.forms, &catalogue))
            .collect::<Vec<_>>()
    };
    offices::FOLDERS.iter().flat_map(of_folder).collect()
}

fn of_book(name: &str, forms: &[Form], catalogue: &Catalogue) -> Vec<Found> {
    let rules = |form: &Form| {
        let rules = rules_for(form, None, catalogue).unwrap_or_else(|error| panic!("{name}: {error}"));
        Arc::clone(rules)
    };
    of_batch(name, forms, &forms.iter().map(rules).collect::<Vec<_>>(), catalogue)
}

fn of_batch(name: &str, all: &[Form], rules: &[Arc<RuleSet>], catalogue: &Catalogue) -> Vec<Found> {
    let scored: Vec<Scored> = all.iter().zip(rules).map(|(form, rules)| score(form, rules)).collect();
    let forms: Vec<BatchForm> = all
        .iter()
        .zip(rules)
        .zip(&scored)
        .map(|((form, rules), scored)| {
            let edition = catalogue.edition_of(form).unwrap_or_else(|error| panic!("{error}"));
            BatchForm { form, scored, edition, rules, earlier: &[], evidence: None }
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
    findings.into_iter().map(|(index, finding)| found(name, index, &all[index], &finding)).collect()
}

fn found(file: &str, index: usize, form: &Form, finding: &Finding) -> Found {
    Found {
        check: finding.check,
        edition: form.edition.0.clone(),
        file: file.to_owned(),
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
        [check, &self.file, &number, &self.name, &self.place, &self.shown, "?", &self.message].join("\t")
    }
}
