//! A document under another name: a copy beside it, or the document itself from then on.

use std::fs;
use std::path::Path;

use crate::access::Access;
use crate::backup;
use crate::connect::{clear, clear_log, keep_mode, make_private};
use crate::error::{Error, Result};
use crate::restore::{lock, put};
use crate::store::Store;
use crate::whereabouts::{Watch, Whereabouts};

impl Store {
    /// Whether its file still is where it was opened.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        self.watch().look()
    }

    /// 保存副本: writes the document as it stands to `target`, whole or not at all, and goes on with the present file. What lies at
    /// `target` is kept among the backups in `folder`.
    ///
    /// # Errors
    /// `target` is the document itself or open elsewhere, and those of the disk.
    pub fn save_copy(&self, target: &Path, folder: &Path, at: i64) -> Result<()> {
        if self.is_own(target) {
            return Err(Error::Exists(target.to_path_buf()));
        }
        let _lock = lock(target)?;
        put(target, folder, at, |unfinished| self.write_to(unfinished))?.close()
    }

    /// 另存为: the same, and goes on with the file at `target`, its record of changes and undo included. That may be the place from
    /// which the file has gone. The file that was written to so far stays as it was when it was last there.
    ///
    /// # Errors
    /// `target` is open elsewhere, and those of the disk; the document then goes on as it was.
    pub fn save_as(&mut self, target: &Path, folder: &Path, at: i64) -> Result<()> {
        if self.is_own(target) && self.access() == Access::Write {
            return Ok(());
        }
        let other = if self.holds_lock_of(target) { None } else { Some(lock(target)?) };
        let saved = put(target, folder, at, |unfinished| self.write_to(unfinished))?;
        let lock = other.or_else(|| self.take_lock());
        std::mem::replace(self, saved.with_lock(lock)).leave();
        Ok(())
    }

    /// Whether `target` is the file that is written to.
    fn is_own(&self, target: &Path) -> bool {
        self.whereabouts() == Whereabouts::There && Watch::of(target).is_same(self.watch())
    }

    fn write_to(&self, unfinished: &Path) -> Result<()> {
        let denied = |error| Error::io(unfinished, error);
        clear(unfinished).and_then(|()| make_private(unfinished)).map_err(denied)?;
        backup::copy(self.connection(), unfinished).map_err(|fault| fault.at(unfinished))?;
        keep_mode(self.path(), unfinished).map_err(denied)
    }

    /// Closes a document whose place is taken by its copy.
    fn leave(self) {
        let path = self.path().to_owned();
        // Nothing is lost with it: the copy has everything.
        drop(self.close());
        if fs::metadata(&path).is_err() {
            drop(clear_log(&path));
        }
    }
}
