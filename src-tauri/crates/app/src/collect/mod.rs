//! 收集各单位: the forms of the units' workbooks and documents in the document of the department, once and again; see
//! docs/adr/0011-collect.md.

mod decide;
mod department;
mod difference;
mod plan;
mod planner;
mod source;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use jixiao_model::Form;
use jixiao_store::{Applied, Change, FormId, Store, StoredForm};

use crate::catalogue::Catalogue;
use crate::desk::Actor;
use crate::desk::view::Progress;
use crate::export::agency;

pub use decide::{Answer, decide};
pub use department::{
    CollectReport, ReportedConflict, Request, Side, collect_folder, conflict_word, missing_line, remarks,
    report, summary,
};
pub use plan::{Conflict, ConflictKind, Known, Missing, Ours, Plan, PlannedFile, concerned};
pub use planner::plan;
pub use source::{Content, Fingerprints, FolderRead, SourceFile, SourceForm, read_sources};

/// What the document knows of these files.
///
/// # Errors
/// Those of the store.
pub fn known(store: &Store, files: &[SourceFile]) -> jixiao_store::Result<Known> {
    let known = Known {
        sources: store.sources()?,
        collected: store.collected()?,
        forms: store.forms()?,
        fingerprints: BTreeMap::new(),
    };
    let concerned: BTreeSet<FormId> = concerned(&known, files);
    let stored =
        concerned.iter().map(|id| store.form(*id)).collect::<jixiao_store::Result<Vec<StoredForm>>>()?;
    let fingerprints = stored.par_iter().map(|stored| (stored.id, source::fingerprints(stored))).collect();
    Ok(Known { fingerprints, ..known })
}

/// Reads the files below `folder` and works out what they come to in the document; `None` when the person stops it.
///
/// # Errors
/// There is no such folder, and those of the store.
pub fn plan_from(
    store: &Store,
    folder: &Path,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<Plan>> {
    let read = read_sources(folder, store.path(), &store.sources()?, catalogue, progress)?;
    let Some(FolderRead { files, .. }) = read else { return Ok(None) };
    let known = known(store, &files)?;
    let document = store.document()?;
    Ok(Some(plan(&known, files, &document.agency, document.year)))
}

/// Makes the change; nothing is written when there is nothing to do.
///
/// # Errors
/// Those of the store.
pub fn collect(store: &mut Store, plan: Plan, answers: &[Answer], actor: &Actor) -> Result<Applied> {
    let change = Change::Collect(decide(plan, answers, actor.at()));
    Ok(store.apply(&change, &actor.who, actor.at())?)
}

/// The year that most forms of projects evaluate.
fn year_of_most(files: &[SourceFile]) -> Option<u16> {
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    for year in projects(files).filter_map(|form| form.year) {
        *years.entry(year).or_default() += 1;
    }
    years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}

/// The unit that the first form belongs to that a document of `year` collects; `None` when there is no such form.
fn agency_of_first(files: &[SourceFile], year: Option<u16>) -> Option<String> {
    let first = projects(files).find(|form| form.year.is_none() || form.year == year)?;
    Some(agency(std::slice::from_ref(first)))
}

fn projects(files: &[SourceFile]) -> impl Iterator<Item = &Form> {
    let forms = files.iter().flat_map(|file| match &file.content {
        Content::Forms { forms, .. } => forms.as_slice(),
        Content::Unchanged | Content::Unreadable(_) | Content::UnreadableFolder => &[],
    });
    forms.map(|found| &found.form.form).filter(|form| form.kind.is_project())
}
