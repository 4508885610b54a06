//! 收集各单位 in the window: the folder is read beside it, the plan is shown, and only then is anything written.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use jixiao_store::{Access, Change, Source};

use super::actor::Actor;
use super::review::{Review, State};
use super::session::OpenDocument;
use super::view::{
    Changed, CollectAnswer, CollectConflict, CollectFile, CollectSide, CollectView, Progress, count,
};
use crate::catalogue::Catalogue;
use crate::collect::{
    Answer, CollectReport, ConflictKind, FolderRead, PlannedFile, ReportedConflict, Side, conflict_word,
    decide, known, missing_line, plan, read_sources, remarks, report, summary,
};

/// What a folder is read with, without keeping the window waiting.
pub struct CollectJob {
    state: State,
    sources: Vec<Source>,
    catalogue: Arc<Catalogue>,
}

impl CollectJob {
    /// Reads the files below a folder, and names those that are not read; `None` when `progress` returns false.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    pub fn run(
        &self,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Option<FolderRead>> {
        read_sources(folder, &self.state.document, &self.sources, &self.catalogue, progress)
    }
}

impl OpenDocument {
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
        let (state, sources) = (self.state()?, self.store().sources()?);
        Ok(CollectJob { state, sources, catalogue: self.catalogue() })
    }

    /// Works out what the files that `job` has read come to, and keeps it until the person has decided.
    ///
    /// # Errors
    /// There is no form in them, or the document is another one or has changed since; and those of the disk.
    pub fn collect_review(
        &mut self,
        job: CollectJob,
        FolderRead { files, passed_over }: FolderRead,
        actor: &Actor,
    ) -> Result<CollectView> {
        self.require(&job.state)?;
        if files.is_empty() {
            bail!(
                "这个文件夹中没有工作簿（.xlsx、.docx、.htm 等）或文档（.jixiao），请选择存放各单位文件的文件夹"
            );
        }
        let known = known(self.store(), &files)?;
        let document = self.store().document()?;
        let plan = plan(&known, files, &document.agency, document.year);
        let report = report(self.store(), &plan, actor, &self.catalogue())?;
        let view = view(&report, passed_over, plan.changes());
        self.keep_review(Some(Review { plan, state: job.state }));
        Ok(view)
    }

    /// Takes over what was reviewed: one step of undo. `answers` are those to the conflicts, in order. What could not be taken over
    /// is kept, so that the person can try again.
    ///
    /// # Errors
    /// Nothing was reviewed, or the document has changed since; and those of the disk.
    pub fn collect_take(&mut self, answers: &[CollectAnswer], actor: &Actor) -> Result<Changed> {
        let review = self.keep_review(None).with_context(|| "还没有选择文件夹，请重新收集")?;
        let taken = self.take_review(&review, answers, actor);
        if taken.is_err() {
            self.keep_review(Some(review));
        }
        taken
    }

    fn take_review(&mut self, review: &Review, answers: &[CollectAnswer], actor: &Actor) -> Result<Changed> {
        self.require(&review.state)?;
        let answers: Vec<Answer> = answers.iter().copied().map(answer).collect();
        self.apply(&Change::Collect(decide(review.plan.clone(), &answers, actor.at())), actor)
    }

    fn state(&self) -> Result<State> {
        let entry = self.store().journal(1, None)?.first().map(|entry| entry.id);
        Ok(State { document: self.path().to_owned(), entry })
    }

    fn require(&self, state: &State) -> Result<()> {
        let now = self.state()?;
        if now.document != state.document {
            bail!("这期间打开了另一个文档，请重新收集");
        }
        if now.entry != state.entry {
            bail!("文档在这期间有改动，请重新收集");
        }
        Ok(())
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

fn view(report: &CollectReport, passed_over: Vec<String>, changes: bool) -> CollectView {
    let read = report.files.iter().filter(|file| file.error.is_none());
    CollectView {
        summary: summary(report),
        files: report.files.iter().filter(|file| file.error.is_some()).chain(read).map(file).collect(),
        passed_over,
        conflicts: report.conflicts.iter().map(conflict).collect(),
        missing: report.missing.iter().map(missing_line).collect(),
        changes,
    }
}

fn file(file: &PlannedFile) -> CollectFile {
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

fn conflict(conflict: &ReportedConflict) -> CollectConflict {
    CollectConflict {
        name: conflict.name.clone(),
        implementing_unit: conflict.agency.clone(),
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
