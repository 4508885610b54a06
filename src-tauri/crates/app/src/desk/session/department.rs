//! The department as a whole: links, roll-up, summary, disclosure.

use anyhow::{Result, anyhow};

use jixiao_model::FormKind;
use jixiao_rollup::SECTIONS;
use jixiao_store::{Change, LinkChange, OwnWords, RowId, RowPlace};

use super::super::actor::Actor;
use super::super::rollup::{candidates, confirmation, filling, rollup};
use super::super::summary::{disclosure, summarised};
use super::super::view::{Candidates, Changed, DisclosureView, IndicatorRef, RollupView};
use super::{Assessed, OpenDocument};
use crate::summary_report::Summarised;

impl OpenDocument {
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
        actor: &Actor,
    ) -> Result<Changed> {
        let form = self.department(id)?.stored.id;
        let at = RowPlace { goal: at.goal as usize, row: at.row as usize };
        let sources = sources.map(|sources| sources.into_iter().map(RowId).collect());
        self.apply(&Change::SetLinks(vec![LinkChange { form, at, sources, lost: 0 }]), actor)
    }

    /// Confirms what is suggested for these rows of a department's form: one step of undo.
    ///
    /// # Errors
    /// Nothing is suggested, there is no such form, and those of the disk.
    pub fn confirm_links(&mut self, id: i64, rows: &[IndicatorRef], actor: &Actor) -> Result<Changed> {
        let change = confirmation(self.department(id)?, rows, &self.in_order(), &self.links)?;
        self.apply(&change, actor)
    }

    /// Puts what the projects come to into these rows of a department's form: one step of undo.
    ///
    /// # Errors
    /// There is nothing to fill in, there is no such form, and those of the disk.
    pub fn fill_rollup(&mut self, id: i64, rows: &[IndicatorRef], actor: &Actor) -> Result<Changed> {
        let change = filling(self.department(id)?, rows, &self.in_order(), &self.links)?;
        self.apply(&change, actor)
    }

    fn department(&self, id: i64) -> Result<&Assessed> {
        let form = self.assessed(id)?;
        if form.stored.form.kind == FormKind::Department {
            return Ok(form);
        }
        Err(anyhow!("这张表是{}，只有部门整体表由项目汇总", form.stored.form.kind.label()))
    }

    /// 预算绩效情况说明: the draft beside the person's own words.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn disclosure(&self) -> Result<DisclosureView> {
        Ok(disclosure(&self.in_order(), &self.origin()?, &self.store.own_words()?))
    }

    /// Puts the person's own words in the place of a section's draft; words that say nothing leave the section out, `None` takes
    /// the draft back.
    ///
    /// # Errors
    /// There is no such section, and those of the disk.
    pub fn set_own_words(&mut self, section: &str, text: Option<&str>, actor: &Actor) -> Result<Changed> {
        if !SECTIONS.iter().any(|(key, _)| *key == section) {
            return Err(anyhow!("情况说明里没有这一段，请重新打开情况说明再试"));
        }
        let text = text.map(|text| if text.trim().is_empty() { "" } else { text });
        let words = text.map(|text| self.own_words(section, text)).transpose()?;
        self.apply(&Change::SetOwnWords { section: section.to_owned(), words }, actor)
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
}
