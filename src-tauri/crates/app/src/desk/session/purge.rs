//! 彻底清除.

use anyhow::{Result, bail};
use jixiao_store::FormId;

use super::super::actor::Actor;
use super::super::view::{Changed, PurgeChoice, PurgeLine};
use super::super::workspace::Workspace;
use super::OpenDocument;

impl OpenDocument {
    /// The projects whose texts can be removed for good: removed ones and classified ones.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn purgeable(&self) -> Result<Vec<PurgeLine>> {
        let found = self.store.purgeable()?.into_iter();
        Ok(found.map(|one| PurgeLine { id: one.form.0, name: one.name, is_there: one.is_there }).collect())
    }

    fn purge(&mut self, choice: &PurgeChoice, actor: &Actor) -> Result<Changed> {
        self.look_after(actor);
        if self.lost().is_some() {
            bail!("文件不在原处，没有清除。请先选择保存到哪里，再清除");
        }
        let known = self.store.purgeable()?;
        let forms: Vec<FormId> = choice.forms.iter().copied().map(FormId).collect();
        if forms.is_empty() || forms.iter().any(|form| known.iter().all(|one| one.form != *form)) {
            bail!("选中的项目已不在可清除之列，请重新打开“彻底清除”再选");
        }
        self.store.purge(&forms, &actor.who, actor.at())?;
        self.saved_at(actor);
        self.library = None;
        self.review = None;
        self.read_all()?;
        if choice.backups {
            self.store.remove_backups(&self.backups)?;
            self.backed_up = Some(self.store.backup(&self.backups, actor.at())?.at);
        }
        Ok(Changed { document: self.view()?, form: None, field: None })
    }
}

impl Workspace {
    /// 彻底清除: removes projects and all that the document holds of their texts. Nothing that was done before can be undone any more.
    ///
    /// # Errors
    /// No document is open, its file has gone or cannot be changed, a project cannot be removed for good, and those of the disk.
    pub fn purge(&mut self, choice: &PurgeChoice, actor: &Actor) -> Result<Changed> {
        let changed = self.open_document()?.purge(choice, actor)?;
        self.forget_spot(); // What was being typed is a text, too.
        Ok(changed)
    }
}
