//! How many planted faults are told: what no published form shows, since nobody knows all faults of those.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jixiao_app::{Catalogue, rules_for};
use jixiao_check::{Finding, check};
use jixiao_edition::{Edition, RuleSet};
use jixiao_model::Form;
use jixiao_score::score;

use super::faults::{FAULTS, Fault};
use crate::offices;
use crate::rules::cases;

/// Forms that a fault is planted into at the most, at even distances among those that have room for it.
const FORMS: usize = 30;

/// A fault with what became of it.
pub struct Planting {
    /// The fault.
    pub fault: &'static Fault,
    /// Forms that it was planted into.
    pub planted: usize,
    /// Of those, the ones in which one of its checks says something that it did not say before.
    pub found: usize,
    /// Where it was missed.
    pub missed: Vec<String>,
}

/// How many faults were planted, and how many of them are told.
pub fn sums(all: &[Planting]) -> (usize, usize) {
    all.iter().fold((0, 0), |(planted, found), one| (planted + one.planted, found + one.found))
}

struct Base {
    name: String,
    form: Form,
    rules: Arc<RuleSet>,
    edition: Edition,
}

/// Every fault, planted into published forms and those of other offices; worked out once.
pub fn all() -> &'static [Planting] {
    static ALL: OnceLock<Vec<Planting>> = OnceLock::new();
    ALL.get_or_init(|| {
        let bases = bases();
        FAULTS.iter().map(|fault| planting(fault, &bases)).collect()
    })
}

fn bases() -> Vec<Base> {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    let published = cases::all().into_iter().flat_map(|file| {
        let named = move |form: &Form| format!("{} {}", file.name, form.name());
        file.forms.into_iter().map(move |form| (named(&form), form)).collect::<Vec<_>>()
    });
    let others = offices::FOLDERS.iter().flat_map(|folder| offices::readings(folder, &catalogue)).flat_map(
        |reading| {
            let book = reading.book.clone();
            reading.forms.into_iter().map(move |form| (book.clone(), form)).collect::<Vec<_>>()
        },
    );
    let scored = published.chain(others).filter(|(_, form)| form.kind.is_scored());
    scored
        .map(|(name, form)| {
            let rules = rules_for(&form, None, &catalogue).unwrap_or_else(|error| panic!("{error}"));
            let edition = catalogue.edition_of(&form).unwrap_or_else(|error| panic!("{error}"));
            Base { name, rules: Arc::clone(rules), edition: edition.clone(), form }
        })
        .collect()
}

fn planting(fault: &'static Fault, bases: &[Base]) -> Planting {
    let planted: Vec<(&Base, Form)> =
        bases.iter().filter_map(|base| Some((base, plant(fault, base)?))).collect();
    let count = planted.len().min(FORMS);
    let chosen = (0..count).filter_map(|at| planted.get(at * planted.len() / count));
    let (mut found, mut missed) = (0, Vec::new());
    for (base, form) in chosen {
        if is_found(fault, base, form) {
            found += 1;
        } else {
            missed.push(base.name.clone());
        }
    }
    Planting { fault, planted: count, found, missed }
}

/// A form in which the first check has said something already says nothing of what is planted.
fn plant(fault: &Fault, base: &Base) -> Option<Form> {
    let first = fault.checks.first()?;
    if of_checks(fault, base, &base.form).iter().any(|finding| finding.check.code() == *first) {
        return None;
    }
    let mut form = base.form.clone();
    (fault.plant)(&mut form, &score(&base.form, &base.rules))?;
    (form != base.form).then_some(form)
}

fn is_found(fault: &Fault, base: &Base, form: &Form) -> bool {
    let before: BTreeSet<String> = of_checks(fault, base, &base.form).iter().map(key).collect();
    of_checks(fault, base, form).iter().any(|finding| !before.contains(&key(finding)))
}

fn of_checks(fault: &Fault, base: &Base, form: &Form) -> Vec<Finding> {
    let findings = check(form, &score(form, &base.rules), &base.edition, &base.rules);
    findings.into_iter().filter(|finding| fault.checks.contains(&finding.check.code())).collect()
}

fn key(finding: &Finding) -> String {
    format!("{} {:?} {}", finding.check.code(), finding.field, finding.message)
}
