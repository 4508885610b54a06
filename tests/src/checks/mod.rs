//! docs/CHECKS.md: what is checked, what it finds in the published forms, and how much of that is right.

mod faults;
mod found;
mod guide;
mod judged;
mod page;
mod planted;
mod sample;

pub use page::document;
pub use planted::{Planting, all as planted, sums};
pub use sample::{drawn, judged_in_all, silenced, still_right};

use std::collections::BTreeMap;

use found::Found;
use jixiao_check::CheckId;
use judged::Judged;

/// Checks that read words rather than figures.
const WORDING: [CheckId; 11] = [
    CheckId::C09,
    CheckId::C25,
    CheckId::C41,
    CheckId::C44,
    CheckId::C45,
    CheckId::C46,
    CheckId::C47,
    CheckId::C48,
    CheckId::C49,
    CheckId::C50,
    CheckId::C51,
];
/// Judged findings of each other check, where there are so many.
const ENOUGH: usize = 10;
/// A check on wording is right in this many of a hundred findings.
const RIGHT: usize = 90;

/// Lines for `judged.tsv`, the message in place of the reason: everything that is said and not judged.
pub fn unjudged() -> Vec<String> {
    let judged = judged::all();
    let open = found::all().into_iter().filter(|found| found.fails && !is_judged(found, &judged));
    open.map(|found| found.line()).collect()
}

fn is_judged(found: &Found, judged: &[Judged]) -> bool {
    judged.iter().any(|line| line.is_of(found))
}

/// Judgements on what is not found any more.
pub fn without_finding() -> Vec<String> {
    let found = found::all();
    let gone = judged::all().into_iter().filter(|line| !found.iter().any(|found| line.is_of(found)));
    gone.map(|line| line.shown()).collect()
}

/// Checks of which too little is judged.
pub fn too_few_judged() -> Vec<String> {
    let judged = judged::all();
    let mut counts: BTreeMap<CheckId, (usize, usize)> = BTreeMap::new();
    for found in found::all().iter().filter(|found| found.fails) {
        let (all, done) = counts.entry(found.check).or_default();
        *all += 1;
        *done += usize::from(is_judged(found, &judged));
    }
    let due = |check: CheckId, all: usize| if WORDING.contains(&check) { all } else { all.min(ENOUGH) };
    let few = counts.into_iter().filter(|(check, (all, done))| *done < due(*check, *all));
    few.map(|(check, (all, done))| format!("{check}: {done} of {all}")).collect()
}

/// Checks on wording that are wrong too often.
pub fn too_often_wrong() -> Vec<String> {
    let judged = judged::all();
    let counts = WORDING.into_iter().map(|check| (check, judged::counts(&judged, check)));
    let wrong = counts.filter(|(_, (right, wrong))| right * 100 < (right + wrong) * RIGHT);
    wrong.map(|(check, (right, wrong))| format!("{check}: {right} right, {wrong} wrong")).collect()
}
