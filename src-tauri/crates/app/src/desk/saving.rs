//! Where the document is saved: watched while it is open, saved under another name, put back where it has gone from.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jixiao_store::{EXTENSION, Watch};

use super::actor::Actor;
use super::session::OpenDocument;
use super::view::{DocumentView, LostView};
use super::workspace::{Workspace, document_name};
use crate::safe_name::safe_title;

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
        let from = self.open_document()?.path().to_owned();
        let view = self.open_document()?.save_as(path, actor)?;
        self.take_spot_along(&from);
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
