//! Findings in the books of other offices, on which nothing was tuned: drawn by a rule, judged by hand.

use std::collections::BTreeMap;

use jixiao_check::CheckId;

use super::found::{self, Found};
use super::judged::{self, Judged};

/// The samples: the first was drawn before checks were mended by what it showed, the second after that.
pub const FIRST: &str = "judged-elsewhere.tsv";
/// See [`FIRST`].
pub const SECOND: &str = "judged-elsewhere-again.tsv";
/// Drawn after everything that the first two led to …
pub const THIRD: &str = "judged-elsewhere-fresh.tsv";
/// … and after everything that the third led to.
pub const FOURTH: &str = "judged-elsewhere-last.tsv";
/// In the order in which they were drawn.
const FILES: [&str; 4] = [FIRST, SECOND, THIRD, FOURTH];

/// Findings of one check that are drawn at the most.
const EACH: usize = 8;

/// Lines to be judged, the message in place of the reason: of each check's findings that fail, in the order of folder, book, form
/// and cell, eight at even distances, those left out that are in the first samples; all where there are not more.
pub fn drawn() -> Vec<String> {
    let known: Vec<Judged> = FILES[..3].iter().flat_map(|file| judged::of_file(file)).collect();
    let mut by_check: BTreeMap<CheckId, Vec<Found>> = BTreeMap::new();
    for found in found::elsewhere().into_iter().filter(|found| found.fails) {
        by_check.entry(found.check).or_default().push(found);
    }
    let fresh = |found: &&Found| !known.iter().any(|line| line.is_of(found));
    by_check
        .values()
        .flat_map(|all| evenly(&all.iter().filter(fresh).collect::<Vec<_>>()))
        .map(Found::line)
        .collect()
}

fn evenly<'f>(all: &[&'f Found]) -> Vec<&'f Found> {
    let count = all.len().min(EACH);
    (0..count).filter_map(|at| all.get(at * all.len() / count)).copied().collect()
}

/// A sample and what the checks say of it now.
pub struct Sample {
    /// Judged findings.
    pub judged: Vec<Judged>,
    /// For each, whether it is still found.
    pub is_found: Vec<bool>,
    /// … or at least asked about.
    pub is_told: Vec<bool>,
}

/// The samples.
pub fn samples() -> [Sample; 4] {
    let found = found::elsewhere();
    FILES.map(|file| {
        let judged = judged::of_file(file);
        let is_found =
            judged.iter().map(|line| found.iter().any(|found| found.fails && line.is_of(found))).collect();
        let is_told = judged.iter().map(|line| found.iter().any(|found| line.is_of(found))).collect();
        Sample { judged, is_found, is_told }
    })
}

impl Sample {
    /// How many were judged, and how many of them are right; `now`: of those that are still found.
    pub fn counts(&self, check: Option<CheckId>, now: bool) -> (usize, usize) {
        let of = self.judged.iter().zip(&self.is_found);
        let of = of.filter(|(line, is_found)| {
            (**is_found || !now) && check.is_none_or(|check| line.check == check.code())
        });
        of.fold((0, 0), |(all, right), (line, _)| (all + 1, right + usize::from(line.right)))
    }
}

/// How many findings of all samples were judged.
pub fn judged_in_all() -> usize {
    samples().iter().map(|sample| sample.counts(None, false).0).sum()
}

/// Of a hundred that are still found, so many are right.
pub fn still_right() -> usize {
    let (all, right) = samples()
        .iter()
        .map(|sample| sample.counts(None, true))
        .fold((0, 0), |sum, (all, right)| (sum.0 + all, sum.1 + right));
    right * 100 / all.max(1)
}

/// Right findings that are not said any more: what is mended must not cost them.
pub fn silenced() -> Vec<String> {
    let of = |sample: Sample| {
        let gone = sample.judged.into_iter().zip(sample.is_told);
        gone.filter(|(line, is_told)| line.right && !is_told)
            .map(|(line, _)| line.shown())
            .collect::<Vec<_>>()
    };
    samples().into_iter().flat_map(of).collect()
}
