//! 佐证材料 of the open document's forms.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use jixiao_store::{Access, Change, Evidence, EvidenceFile, EvidenceId, FormId, RowId, RowPlace};

use super::super::actor::Actor;
use super::super::evidence::{AttachJob, EvidenceJob, view};
use super::super::view::{Changed, EvidenceAttached, EvidenceView, IndicatorRef, count};
use super::{Assessed, OpenDocument};
use crate::evidence::{PickedFiles, can_open, folder_name, located};

impl OpenDocument {
    /// The files of one row.
    pub(super) fn evidence_of(&self, form: &Assessed, at: IndicatorRef) -> Vec<EvidenceView> {
        let row = row_key(form, at);
        let own = form.stored.evidence.iter().filter(|known| Some(known.row) == row);
        own.map(|known| view(self.path(), known, &self.actor)).collect()
    }

    /// What files for a row are picked with.
    ///
    /// # Errors
    /// There is no such form or row, or the document cannot be changed.
    pub fn attach_job(&self, id: i64, at: IndicatorRef) -> Result<AttachJob> {
        let access = self.store.access();
        if let Some(notice) = access.notice().filter(|_| access != Access::Write) {
            bail!(notice);
        }
        let row = row_key(self.assessed(id)?, at).with_context(|| "这一行已不在表中，请刷新后再试")?;
        let known = self.forms.values().flat_map(|form| &form.stored.evidence).map(|known| &known.file);
        let folder = folder_name(self.path(), known);
        Ok(AttachJob { document: self.path().to_owned(), folder, form: FormId(id), row })
    }

    /// Attaches picked files, in one step. Copies of what cannot be attached are taken away again.
    ///
    /// # Errors
    /// The document is another one, the row has gone meanwhile, and those of the disk.
    pub fn attach(
        &mut self,
        job: &AttachJob,
        picked: PickedFiles,
        actor: &Actor,
    ) -> Result<EvidenceAttached> {
        let attached = self.attach_files(job, &picked.files, actor);
        if attached.is_err() {
            picked.discard();
        }
        Ok(EvidenceAttached {
            changed: attached?,
            attached: count(picked.files.len()),
            failed: picked.failed,
        })
    }

    fn attach_files(&mut self, job: &AttachJob, files: &[EvidenceFile], actor: &Actor) -> Result<Changed> {
        if job.document != self.path() {
            bail!("打开的已是另一个文档，没有添加，请重新选择文件");
        }
        let form = self.assessed(job.form.0)?;
        let at = row_place(form, job.row).with_context(|| "这一行已不在表中，没有添加，请刷新后再试")?;
        let change = Change::AttachEvidence { form: job.form, at, files: files.to_vec() };
        self.apply(&change, actor)
    }

    /// Takes a file off its row. A copy beside the document stays: the step may be undone.
    ///
    /// # Errors
    /// There is no such file, a document that cannot be changed, and those of the disk.
    pub fn detach(&mut self, id: i64, evidence: i64, actor: &Actor) -> Result<Changed> {
        self.apply(&Change::DetachEvidence { form: FormId(id), id: EvidenceId(evidence) }, actor)
    }

    /// What the system is to open: the file, or the folder of one that it is better not to open, or that is not there.
    ///
    /// # Errors
    /// There is no such file, and neither it nor its folder is there.
    pub fn evidence_path(&self, id: i64, evidence: i64) -> Result<PathBuf> {
        let known = self.evidence(id, evidence)?;
        let path = located(self.path(), &known.file).filter(|path| path.exists());
        let path = path.with_context(|| {
            format!("找不到“{}”：它可能被移动、改名或删除，请找回文件，或移除后重新添加", known.file.name)
        })?;
        if can_open(&path) {
            return Ok(path);
        }
        let folder = path.parent().map(PathBuf::from);
        folder.with_context(|| "找不到它所在的文件夹，请在文件管理器中打开")
    }

    fn evidence(&self, id: i64, evidence: i64) -> Result<&Evidence> {
        let mut all = self.assessed(id)?.stored.evidence.iter();
        all.find(|known| known.id.0 == evidence).with_context(|| "这份佐证材料已经不在表中，请刷新后再试")
    }

    /// What is attached in these forms, to be handed in.
    ///
    /// # Errors
    /// There is no such form, nothing is attached, and those of the disk.
    pub fn evidence_job(&self, ids: &[i64], actor: &Actor) -> Result<EvidenceJob> {
        let number = |id: &i64| self.order.iter().position(|form| form.0 == *id).unwrap_or_default() + 1;
        let forms = ids.iter().map(|id| Ok((number(id), self.assessed(*id)?))).collect::<Result<Vec<_>>>()?;
        let job = EvidenceJob::new(self.path(), &forms, self.origin()?, actor);
        if job.files() == 0 {
            bail!("所选的表没有可以导出的佐证材料（涉密项目的不导出），请先在指标旁添加");
        }
        Ok(job)
    }
}

fn row_key(form: &Assessed, at: IndicatorRef) -> Option<RowId> {
    form.stored.rows.goals.get(at.goal as usize)?.indicators.get(at.row as usize).copied()
}

fn row_place(form: &Assessed, key: RowId) -> Option<RowPlace> {
    form.stored.rows.goals.iter().enumerate().find_map(|(goal, rows)| {
        let row = rows.indicators.iter().position(|row| *row == key)?;
        Some(RowPlace { goal, row })
    })
}
