//! Where the document is saved: watched while it is open, saved under another name, put back where it has gone from.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jixiao_store::{EXTENSION, EntryId, Store, Watch, Whereabouts};

use super::actor::Actor;
use super::session::OpenDocument;
use super::view::{DocumentView, LostView};
use super::workspace::{Workspace, document_name};
use crate::error_text::describe_error;
use crate::safe_name::safe_title;

/// What is known of a file that has gone while its document is open.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// What the person is told; `None` while the file is where it was opened.
    view: Option<LostView>,
    /// The last step that the backup holds which was made because the file had gone.
    kept: Option<EntryId>,
}

impl Lost {
    /// What the person is told; `None` while the file is where it was opened.
    pub const fn view(&self) -> Option<&LostView> {
        self.view.as_ref()
    }

    /// Looks where the file is. Where it has gone, everything in the document is backed up at once, and after each further step.
    pub fn look(&mut self, store: &Store, backups: &Path, actor: &Actor) {
        let replaced = match store.whereabouts() {
            Whereabouts::There => {
                *self = Self::default();
                return;
            }
            Whereabouts::Gone => false,
            Whereabouts::Replaced => true,
        };
        let last = store.journal(1, None).ok().and_then(|entries| Some(entries.first()?.id));
        let is_kept = last.is_some() && last == self.kept;
        let unkept = (!is_kept).then(|| store.backup(backups, actor.at()).err()).flatten();
        if unkept.is_none() {
            self.kept = last;
        }
        let can_return = store.path().parent().is_some_and(Path::is_dir);
        let unkept = unkept.map(|error| describe_error(&error.into()));
        self.view = Some(LostView { message: message(store.path(), replaced, unkept), replaced, can_return });
    }
}

fn message(path: &Path, replaced: bool, unkept: Option<String>) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(path).display();
    let what = if replaced {
        format!("“{folder}”里的“{name}”被换成了另一个文件（可能是同步软件或别人放的）。")
    } else {
        format!("“{name}”已经不在“{folder}”里：可能被删除、移走或改了名，也可能文件夹或 U 盘不在了。")
    };
    let kept = match unkept {
        None => "您填写的内容都还在，并且已经自动备份。".to_owned(),
        Some(why) => format!("您填写的内容都还在这个窗口里，但没有备份成功：{why}。请不要关闭窗口。"),
    };
    let there = if replaced { "保存到原处时，那里现在的文件会先放进备份。" } else { "" };
    format!("{what}{kept}请选择保存到哪里。{there}")
}

impl OpenDocument {
    /// Tells whether the file still is where it was opened.
    #[must_use]
    pub fn watch(&self) -> &Watch {
        self.store().watch()
    }

    fn save_as(&mut self, path: &Path, actor: &Actor) -> Result<DocumentView> {
        let backups = self.backups_folder().to_owned();
        self.store_mut().save_as(path, &backups, actor.at())?;
        self.look_after(actor);
        self.saved_at(actor);
        self.view()
    }
}

impl Workspace {
    /// Tells whether the file of the open document still is where it was opened; `None` when none is open.
    #[must_use]
    pub fn watch(&self) -> Option<Watch> {
        self.opened().map(|doc| doc.watch().clone())
    }

    /// What the person has to know of the file of the open document; `None` while it is where it was opened.
    ///
    /// # Errors
    /// None is open.
    pub fn lost(&mut self, actor: &Actor) -> Result<Option<LostView>> {
        let doc = self.open_document()?;
        doc.look_after(actor);
        Ok(doc.lost().cloned())
    }

    /// The file name to propose for the document under another name.
    ///
    /// # Errors
    /// None is open, and those of the disk.
    pub fn name_to_save(&mut self) -> Result<String> {
        let doc = self.open_document()?;
        let name = doc.path().file_name().map(|name| name.to_string_lossy().into_owned());
        let origin = doc.origin()?;
        Ok(name.unwrap_or_else(|| document_name(&origin.agency, origin.year)))
    }

    /// The file name to propose for a copy of the document.
    ///
    /// # Errors
    /// None is open.
    pub fn name_of_copy(&mut self) -> Result<String> {
        let stem =
            self.open_document()?.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(format!("{}.{EXTENSION}", safe_title(&stem, "（副本）")))
    }

    /// 另存为: goes on with the file at `path`. What lies there is kept among its backups.
    ///
    /// # Errors
    /// It is open elsewhere, none is open, and those of the disk; the document then goes on as it was.
    pub fn save_as(&mut self, path: &Path, actor: &Actor) -> Result<DocumentView> {
        let view = self.open_document()?.save_as(path, actor)?;
        self.remember_place();
        Ok(view)
    }

    /// The same in the place that the file has gone from.
    ///
    /// # Errors
    /// As [`Workspace::save_as`].
    pub fn save_back(&mut self, actor: &Actor) -> Result<DocumentView> {
        let path = self.open_document()?.path().to_owned();
        self.save_as(&path, actor)
    }

    /// 保存副本: writes the document as it stands to `path` and goes on with its own file; the copy's name.
    ///
    /// # Errors
    /// It is the document itself or open elsewhere, none is open, and those of the disk.
    pub fn save_copy(&mut self, path: &Path, actor: &Actor) -> Result<String> {
        let backups = self.backups_folder();
        self.open_document()?.store().save_copy(path, &backups, actor.at())?;
        Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Where file dialogs begin: the folder of the open document, where there is one.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.opened()?.path().parent().map(Path::to_owned)
    }
}

/// The path by which a document is known from now on: by whatever links it was reached, its backups are found again when it is gone.
pub(super) fn settled(path: &Path) -> Result<PathBuf> {
    // On Windows the result is no path that a person would recognise.
    if cfg!(unix) && path.exists() {
        return path.canonicalize().with_context(|| format!("无法读取“{}”", path.display()));
    }
    Ok(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}
