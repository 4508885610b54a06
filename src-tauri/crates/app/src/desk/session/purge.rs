//! 彻底清除.

use anyhow::{Context, Result, bail};
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
        let purged = self.store.purge(&forms, &actor.who, actor.at());
        // Whatever became of the free pages: what has gone is no longer shown.
        self.library = None;
        self.review = None;
        self.read_all()?;
        purged.context("项目已经清除，但文件没有整理完（磁盘可能已满），早先的程序留在空闲处的内容可能还在。请腾出空间，把各表导出、导入到新文件，再删除这个文件")?;
        self.saved_at(actor);
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
