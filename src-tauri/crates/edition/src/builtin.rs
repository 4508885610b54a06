use std::sync::OnceLock;

use jixiao_model::RuleSetId;

use crate::edition::Edition;
use crate::labels::Labels;
use crate::load::load_each;
use crate::mistake::DataError;
use crate::rule_set::RuleSet;

include!(concat!(env!("OUT_DIR"), "/editions.rs"));
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The editions that come with the program.
///
/// # Errors
/// Never for the files of a tested build.
pub fn editions() -> Result<Vec<Edition>, DataError> {
    in_order(with_built_in(&[]).into_iter().map(|(_, loaded)| loaded).collect())
}

/// The files that come with the program and `others`, each by its name and with what it holds; `None` for a file that others extend
/// and that is no edition itself. A file of `others` may extend a built-in one.
#[must_use]
pub fn with_built_in<'a>(
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, Result<Option<Edition>, DataError>)> {
    let files: Vec<(&str, &str)> = EDITIONS.iter().chain(others).copied().collect();
    files.iter().map(|(name, _)| *name).zip(load_each(&files)).collect()
}

/// Editions of projects before those of departments, and earlier years before later ones.
fn in_order(loaded: Vec<Result<Option<Edition>, DataError>>) -> Result<Vec<Edition>, DataError> {
    let loaded = loaded.into_iter().filter_map(Result::transpose).collect::<Result<Vec<_>, _>>();
    loaded.map(|mut editions| {
        editions.sort_by(|a, b| (a.kind, a.years.from, &a.id).cmp(&(b.kind, b.years.from, &b.id)));
        editions
    })
}

/// The rule sets that come with the program, those of earlier years first.
///
/// # Errors
/// Never for the files of a tested build.
pub fn rule_sets() -> Result<&'static [RuleSet], &'static DataError> {
    static SETS: OnceLock<Result<Vec<RuleSet>, DataError>> = OnceLock::new();
    let load = || {
        let sets = RULES.iter().map(|(name, text)| RuleSet::load(name, text));
        sets.collect::<Result<Vec<_>, _>>().map(|mut sets| {
            sets.sort_by(|a, b| (year(&a.id), &a.id).cmp(&(year(&b.id), &b.id)));
            sets
        })
    };
    SETS.get_or_init(load).as_deref()
}

/// The year that the id of a rule set ends with: `2020` of `national-2020`.
fn year(id: &RuleSetId) -> Option<u16> {
    id.0.rsplit('-').next()?.parse().ok()
}

/// The labels that come with the program.
///
/// # Errors
/// Never for the file of a tested build.
pub fn labels() -> Result<Labels, DataError> {
    Labels::load("labels", include_str!("../../../editions/labels.toml"))
}
