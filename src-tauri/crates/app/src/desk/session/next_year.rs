//! The document of the next year, made out of this year's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use jixiao_store::{
    Change, Decision, FormId, LastYear, LinkChange, Links, NewForm, RowId, RowPlace, Store, create_with,
};

use super::super::actor::Actor;
use super::super::view::{YearPlace, YearWordLine};
use super::super::years::{year_fields, year_lines, year_words};
use super::{Assessed, OpenDocument};
use crate::catalogue::Catalogue;
use crate::template::{Template, YearWords, template};

/// Where indicators stand: the form's place in the document, and the row.
type Rows = BTreeMap<RowId, (usize, RowPlace)>;

impl OpenDocument {
    /// Year words that would be replaced in the document of another year, with the texts before and after.
    ///
    /// # Errors
    /// A form of an edition that this program does not have.
    pub fn next_year_words(&self, year: u16) -> Result<Vec<YearWordLine>> {
        let lines = |form: &Assessed| {
            let made = emptied(form, year, YearWords::Replace, &self.catalogue);
            year_lines(form.stored.id.0, form.stored.form.name(), &made)
        };
        Ok(self.in_order().into_iter().flat_map(lines).collect())
    }

    /// Makes the document of another year at `path`: every form emptied, with this year's figures beside it, the links between
    /// the same rows, and the books of the library. Year words become the new ones in the `chosen` texts. What was waived and
    /// the person's own words belong to this year and stay here.
    ///
    /// # Errors
    /// A file is there already, or the place cannot be written; nothing is left behind.
    pub fn next_year(
        &self,
        path: &Path,
        year: u16,
        chosen: &[YearPlace],
        actor: &Actor,
    ) -> Result<OpenDocument> {
        let chosen = year_fields(chosen)?;
        let new_form =
            |form: &Assessed| new_form(form, year, year_words(&chosen, form.stored.id.0), &self.catalogue);
        let forms = self.in_order().into_iter().map(new_form).collect();
        let (agency, library) = (self.store.document()?.agency, self.store.library()?);
        let store = create_with(path, &agency, year, &actor.who, actor.at(), |store| {
            store.apply(&Change::AddToLibrary(library), &actor.who, actor.at())?;
            store.apply(&Change::ImportForms(forms), &actor.who, actor.at())?;
            let links = followed(&self.links, &self.rows(), store)?;
            store.apply(&Change::SetLinks(links), &actor.who, actor.at()).map(drop)
        })?;
        let next = OpenDocument::new(store, self.backups.clone(), &self.catalogue, actor);
        // The file was not there before, and nobody has seen it yet.
        next.inspect_err(|_| drop(fs::remove_file(path)))
    }

    fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        for (form, assessed) in self.in_order().into_iter().enumerate() {
            for (goal, keys) in assessed.stored.rows.goals.iter().enumerate() {
                for (row, id) in keys.indicators.iter().enumerate() {
                    rows.insert(*id, (form, RowPlace { goal, row }));
                }
            }
        }
        rows
    }
}

fn emptied(form: &Assessed, year: u16, words: YearWords<'_>, catalogue: &Catalogue) -> Template {
    template(form.complete(), &form.edition, year, words, catalogue)
}

fn new_form(form: &Assessed, year: u16, words: YearWords<'_>, catalogue: &Catalogue) -> NewForm {
    let next = emptied(form, year, words, catalogue).form;
    NewForm {
        rules: form.stored.rules.clone(),
        classified: form.stored.classified,
        done: false,
        last_year: Some(LastYear::beside(form.complete().clone(), &next)),
        layout: form.stored.layout.clone(),
        form: next,
    }
}

/// The same links between the rows of another document whose forms and rows stand in the same places.
fn followed(links: &Links, rows: &Rows, next: &Store) -> jixiao_store::Result<Vec<LinkChange>> {
    let ids = next.form_ids_in_order()?;
    let mut keys: BTreeMap<(usize, RowPlace), RowId> = BTreeMap::new();
    for (form, id) in ids.iter().enumerate() {
        for (goal, of) in next.form(*id)?.rows.goals.iter().enumerate() {
            let here = of.indicators.iter().enumerate();
            keys.extend(here.map(|(row, id)| ((form, RowPlace { goal, row }), *id)));
        }
    }
    let change = |(row, found): (&RowId, &Decision)| {
        let (form, at) = rows.get(row)?;
        let form: FormId = *ids.get(*form)?;
        let sources = found.sources.iter().filter_map(|source| keys.get(rows.get(source)?)).copied();
        Some(LinkChange { form, at: *at, sources: Some(sources.collect()), lost: found.lost })
    };
    Ok(links.iter().filter_map(change).collect())
}
