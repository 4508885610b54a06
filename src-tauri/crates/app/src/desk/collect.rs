//! 收集各单位 in the window: the folder is read beside it, the plan is shown, and only then is anything written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use jixiao_store::{Access, Change, EntryId, Source};

use super::hand::Hand;
use super::session::Desk;
use super::view::{Changed, CollectAnswer, CollectConflict, CollectFile, CollectSide, CollectView, Progress};
use crate::catalogue::Catalogue;
use crate::collect::{
    Answer, ConflictKind, Plan, PlannedFile, Side, SourceFile, Told, ToldConflict, conflict_word, decide,
    known, missing_line, plan, read_sources, remarks, summary, told,
};

/// What a folder is read with, without keeping the window waiting.
pub struct CollectJob {
    document: PathBuf,
    sources: Vec<Source>,
    catalogue: Arc<Catalogue>,
}

/// A plan that the person looks through, and the last entry of the journal when it was made.
pub struct Review {
    plan: Plan,
    entry: Option<EntryId>,
}

impl CollectJob {
    /// Reads the files below a folder; `None` when `progress` returns false.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    pub fn run(
        &self,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Option<Vec<SourceFile>>> {
        read_sources(folder, &self.document, &self.sources, &self.catalogue, progress)
    }
}

impl Desk {
    /// What a folder is read with.
    ///
    /// # Errors
    /// The document cannot be changed, and those of the disk.
    pub fn collect_job(&self) -> Result<CollectJob> {
        if let Some(notice) =
            self.store().access().notice().filter(|_| self.store().access() != Access::Write)
        {
            bail!(notice);
        }
        let (document, sources) = (self.path().to_owned(), self.store().sources()?);
        Ok(CollectJob { document, sources, catalogue: self.catalogue() })
    }

    /// Works out what these files come to, and keeps it until the person has decided.
    ///
    /// # Errors
    /// There is no form in them, and those of the disk.
    pub fn collect_review(&mut self, files: Vec<SourceFile>, hand: &Hand) -> Result<CollectView> {
        if files.is_empty() {
            bail!(
                "这个文件夹中没有工作簿（.xlsx、.xls、.ods）或文档（.jixiao），请选择存放各单位文件的文件夹"
            );
        }
        let known = known(self.store(), &files)?;
        let plan = plan(&known, files, self.store().document()?.year);
        let told = told(self.store(), &plan, hand, &self.catalogue())?;
        let entry = self.last_entry()?;
        let view = view(&told, plan.changes());
        self.keep_review(Some(Review { plan, entry }));
        Ok(view)
    }

    /// Takes over what was reviewed: one step of undo. `answers` are those to the conflicts, in order.
    ///
    /// # Errors
    /// Nothing was reviewed, or the document has changed since; and those of the disk.
    pub fn collect_take(&mut self, answers: &[CollectAnswer], hand: &Hand) -> Result<Changed> {
        let review = self.keep_review(None).with_context(|| "还没有选择文件夹，请重新收集")?;
        if review.entry != self.last_entry()? {
            bail!("文档在这期间有改动，请重新收集");
        }
        let answers: Vec<Answer> = answers.iter().copied().map(answer).collect();
        self.apply(&Change::Collect(decide(review.plan, &answers, hand.at())), hand)
    }

    fn last_entry(&self) -> Result<Option<EntryId>> {
        Ok(self.store().journal(1, None)?.first().map(|entry| entry.id))
    }
}

const fn answer(answer: CollectAnswer) -> Answer {
    match answer {
        CollectAnswer::Later => Answer::Later,
        CollectAnswer::Ours => Answer::Ours,
        CollectAnswer::Theirs => Answer::Theirs,
        CollectAnswer::Both => Answer::Both,
    }
}

fn view(told: &Told, changes: bool) -> CollectView {
    CollectView {
        summary: summary(told),
        files: told.files.iter().map(file).collect(),
        conflicts: told.conflicts.iter().map(conflict).collect(),
        missing: told.missing.iter().map(missing_line).collect(),
        changes,
    }
}

fn file(file: &PlannedFile) -> CollectFile {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    CollectFile {
        name: file.name.clone(),
        forms: count(file.forms),
        added: count(file.added),
        replaced: count(file.replaced),
        unchanged: count(file.unchanged),
        conflicts: count(file.conflicts),
        remarks: remarks(file),
        unread: file.error.is_some(),
    }
}

fn conflict(conflict: &ToldConflict) -> CollectConflict {
    CollectConflict {
        name: conflict.name.clone(),
        implementing_unit: conflict.unit.clone(),
        why: conflict_word(conflict.kind).to_owned(),
        ours: conflict.ours.as_ref().map(side),
        theirs: side(&conflict.theirs),
        differences: conflict.differences.clone(),
        both: conflict.kind == ConflictKind::Twice,
    }
}

fn side(side: &Side) -> CollectSide {
    CollectSide {
        file: side.file.clone(),
        score: side.score.clone(),
        budget: side.budget.clone(),
        executed: side.executed.clone(),
        when: side.when.clone(),
    }
}
