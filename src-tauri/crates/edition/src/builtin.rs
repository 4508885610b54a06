use crate::edition::Edition;
use crate::labels::Labels;
use crate::load::load_each;
use crate::mistake::DataError;

include!(concat!(env!("OUT_DIR"), "/editions.rs"));

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

/// The labels that come with the program.
///
/// # Errors
/// Never for the file of a tested build.
pub fn labels() -> Result<Labels, DataError> {
    Labels::load("labels", include_str!("../../../editions/labels.toml"))
}
