//! Backups of the open document, and of one that cannot be opened or is lost.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::actor::Actor;
use super::session::OpenDocument;
use super::view::{BackupLine, BackupsOf, DocumentView};
use super::workspace::Workspace;
use crate::error_text::describe_error;

/// A document could not be opened, and it has backups: what was said of it, complete as it is.
#[derive(Debug)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl Workspace {
    /// Whether there are backups of the document at `path`.
    pub(super) fn has_backups(&self, path: &Path) -> bool {
        jixiao_store::backups(&self.backups_folder(), path).is_ok_and(|backups| !backups.is_empty())
    }

    /// Remembers a document that could not be opened, when there is something to put in its place.
    pub(super) fn refuse(&mut self, path: &Path, error: anyhow::Error) -> anyhow::Error {
        if !self.has_backups(path) {
            return error;
        }
        self.refused = Some(path.to_owned());
        Refused(describe_error(&error)).into()
    }

    /// The backups of a document, the latest first.
    ///
    /// # Errors
    /// No such document, and those of the disk.
    pub fn backups(&mut self, of: BackupsOf, actor: &Actor) -> Result<Vec<BackupLine>> {
        let line = |backup: jixiao_store::Backup| BackupLine {
            when: actor.shown(backup.at),
            forms: backup.forms(),
            size: format!("{} KB", backup.bytes.div_ceil(1024)),
        };
        let path = self.path_of(of)?;
        Ok(jixiao_store::backups(&self.backups_folder(), &path)?.into_iter().map(line).collect())
    }

    /// Puts a backup in the place of its document and opens it. What is there now is kept among the backups, a damaged file as it
    /// is.
    ///
    /// # Errors
    /// There is no such backup, and those of the disk. What is open then stays open.
    pub fn restore(&mut self, of: BackupsOf, index: usize, actor: &Actor) -> Result<DocumentView> {
        let (path, folder) = (self.path_of(of)?, self.backups_folder());
        let backups = jixiao_store::backups(&folder, &path)?;
        let backup = backups.get(index).with_context(|| "没有这份备份，请重新打开备份列表")?;
        let is_open = self.close_if_at(&path)?;
        let restored = jixiao_store::restore(&path, &backup.path, &folder, actor.at())
            .map_err(anyhow::Error::from)
            .and_then(|store| OpenDocument::restored(store, folder, &self.catalogue(), actor));
        match restored {
            Ok(document) => self.take_place(document),
            Err(error) => {
                // The document itself was not touched: the person goes on with it.
                if is_open {
                    self.open(&path, actor)?;
                }
                Err(error)
            }
        }
    }

    fn path_of(&mut self, of: BackupsOf) -> Result<PathBuf> {
        match of {
            BackupsOf::Document => Ok(self.open_document()?.path().to_owned()),
            BackupsOf::Recent { index } => self.recent_path(index as usize),
            BackupsOf::Refused => self.refused.clone().with_context(|| "没有打不开的文件，请重新打开它"),
        }
    }
}
