//! The department as a whole: links, roll-up, summary, disclosure, and the document of the next year.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use jixiao_rollup::SECTIONS;
use jixiao_store::{
    Change, Decision, FormId, FormKind, LastYear, LinkChange, Links, NewForm, OwnWords, RowId, RowPlace,
    Store,
};

use super::super::hand::Hand;
use super::super::rollup::{candidates, confirmation, filling, rollup};
use super::super::summary::{disclosure, summarised};
use super::super::view::{Candidates, Changed, DisclosureView, IndicatorRef, RollupView, YearWordLine};
use super::{Assessed, Desk};
use crate::describe::describe;
use crate::summary_report::Summarised;
use crate::template::{Template, YearWords, template};

impl Desk {
    /// The department forms beside what the projects add up to.
    #[must_use]
    pub fn rollup(&self) -> RollupView {
        rollup(&self.in_order(), &self.links)
    }

    /// Indicators of projects that a row of a department's form may be put together from.
    ///
    /// # Errors
    /// There is no such form or row, or it is a project's.
    pub fn candidates(&self, id: i64, at: IndicatorRef, search: &str) -> Result<Candidates> {
        candidates(self.department(id)?, at, search, &self.in_order(), &self.links)
    }

    /// Says what a row of a department's form is put together from; `None` leaves it to be decided again.
    ///
    /// # Errors
    /// There is no such form or row, and those of the disk.
    pub fn link(
        &mut self,
        id: i64,
        at: IndicatorRef,
        sources: Option<Vec<i64>>,
        hand: &Hand,
    ) -> Result<Changed> {
        let form = self.department(id)?.stored.id;
        let at = RowPlace { goal: at.goal as usize, row: at.row as usize };
        let sources = sources.map(|sources| sources.into_iter().map(RowId).collect());
        self.apply(&Change::SetLinks(vec![LinkChange { form, at, sources, lost: 0 }]), hand)
    }

    /// Confirms what is suggested for these rows of a department's form: one step of undo.
    ///
    /// # Errors
    /// Nothing is suggested, there is no such form, and those of the disk.
    pub fn confirm_links(&mut self, id: i64, rows: &[IndicatorRef], hand: &Hand) -> Result<Changed> {
        let change = confirmation(self.department(id)?, rows, &self.in_order(), &self.links)?;
        self.apply(&change, hand)
    }

    /// Puts what the projects come to into these rows of a department's form: one step of undo.
    ///
    /// # Errors
    /// There is nothing to fill in, there is no such form, and those of the disk.
    pub fn fill_rollup(&mut self, id: i64, rows: &[IndicatorRef], hand: &Hand) -> Result<Changed> {
        let change = filling(self.department(id)?, rows, &self.in_order(), &self.links)?;
        self.apply(&change, hand)
    }

    fn department(&self, id: i64) -> Result<&Assessed> {
        let form = self.assessed(id)?;
        match form.stored.kind {
            FormKind::Department => Ok(form),
            FormKind::Project => Err(anyhow!("这张表是项目表，只有部门整体表由项目汇总")),
        }
    }

    /// 预算绩效情况说明: the draft beside the person's own words.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn disclosure(&self) -> Result<DisclosureView> {
        Ok(disclosure(&self.in_order(), &self.origin()?, &self.store.own_words()?))
    }

    /// Puts the person's own words in the place of a section's draft; `None` takes the draft back.
    ///
    /// # Errors
    /// There is no such section, and those of the disk.
    pub fn set_own_words(&mut self, section: &str, text: Option<&str>, hand: &Hand) -> Result<Changed> {
        if !SECTIONS.iter().any(|(key, _)| *key == section) {
            return Err(anyhow!("情况说明里没有这一段，请重新打开情况说明再试"));
        }
        let text = text.filter(|text| !text.trim().is_empty());
        let words = text.map(|text| self.own_words(section, text)).transpose()?;
        self.apply(&Change::SetOwnWords { section: section.to_owned(), words }, hand)
    }

    /// Words that are changed keep the draft that they took the place of, so that a change of the draft stays visible; the same
    /// words again are words for the present draft.
    fn own_words(&self, section: &str, text: &str) -> Result<OwnWords> {
        let before = self.store.own_words()?.remove(section);
        if let Some(before) = before.filter(|before| before.text != text) {
            return Ok(OwnWords { text: text.to_owned(), ..before });
        }
        let found = self.disclosure()?.sections.into_iter().find(|found| found.key == section);
        let draft = found.map(|found| found.draft).unwrap_or_default();
        Ok(OwnWords { text: text.to_owned(), draft })
    }

    /// The projects put together, with the person's own words.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn summarised(&self) -> Result<Summarised> {
        Ok(summarised(&self.in_order(), &self.origin()?, &self.store.own_words()?))
    }

    /// Year words that would be replaced in the document of another year, with the texts before and after.
    ///
    /// # Errors
    /// A form of an edition that this program does not have.
    pub fn next_year_words(&self, year: u16) -> Result<Vec<YearWordLine>> {
        let mut lines = Vec::new();
        for form in self.in_order() {
            let made = emptied(form, year, YearWords::Replace);
            lines.extend(made.year_words.iter().filter(|word| word.replaced.is_some()).map(|word| {
                YearWordLine {
                    form: form.stored.form.name().to_owned(),
                    place: describe(&word.field),
                    before: word.text.clone(),
                    after: made.form.show(&word.field),
                }
            }));
        }
        Ok(lines)
    }

    /// Makes the document of another year at `path`: every form emptied, with this year's figures beside it, and the links
    /// between the same rows. What was waived and the person's own words belong to this year and stay here.
    ///
    /// # Errors
    /// A file is there already, or the place cannot be written.
    pub fn next_year(&self, path: &Path, year: u16, words: YearWords, hand: &Hand) -> Result<Desk> {
        let unit = self.store.document()?.unit;
        let store = jixiao_store::create(path, &unit, year, &hand.who, hand.at())?;
        let (backups, catalogue): (PathBuf, _) = (self.backups.clone(), Arc::clone(&self.catalogue));
        let mut next = Desk::new(store, backups, catalogue, hand)?;
        let forms = self.in_order().into_iter().map(|form| new_form(form, year, words)).collect();
        next.apply(&Change::ImportForms(forms), hand)?;
        let links = followed(&self.links, &self.rows(), &next.store)?;
        next.apply(&Change::SetLinks(links), hand)?;
        Ok(next)
    }

    /// Where each indicator stands: the form's place in the document, and the row.
    fn rows(&self) -> BTreeMap<RowId, (usize, RowPlace)> {
        let mut rows = BTreeMap::new();
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

fn emptied(form: &Assessed, year: u16, words: YearWords) -> Template {
    template(&form.complete, &form.edition, year, words)
}

fn new_form(form: &Assessed, year: u16, words: YearWords) -> NewForm {
    let next = emptied(form, year, words).form;
    NewForm {
        kind: form.stored.kind,
        rules: form.stored.rules.clone(),
        classified: form.stored.classified,
        done: false,
        last_year: Some(LastYear::beside(form.complete.clone(), &next)),
        form: next,
    }
}

/// The same links between the rows of another document whose forms and rows stand in the same places.
fn followed(
    links: &Links,
    rows: &BTreeMap<RowId, (usize, RowPlace)>,
    next: &Store,
) -> Result<Vec<LinkChange>> {
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
