use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use crate::access::Access;
use crate::apply;
use crate::backup::{self, Backup};
use crate::change::Change;
use crate::collection::{Collected, Source};
use crate::error::{Error, Fault, Result, TxResult};
use crate::ids::{EntryId, FormId};
use crate::journal::{self, JournalEntry};
use crate::library::{self, LibraryRow};
use crate::lineage::{self, Before};
use crate::links::{self, Links, OwnWords};
use crate::lock::Lock;
use crate::purge::{self, Purgeable};
use crate::read::{self, Document, FormRow, StoredForm};
use crate::step::{self, Applied};
use crate::waiver::{self, Waiver};
use crate::whereabouts::{Watch, Whereabouts};

/// An open document.
///
/// `who` and `at` are the caller's: the user's name and the time in seconds since 1970, UTC. Every method that reads or
/// writes fails with the errors of the disk ([`Error::Io`], [`Error::Denied`], [`Error::Busy`], [`Error::Damaged`]).
#[derive(Debug)]
pub struct Store {
    // Before the lock: what is dropped first is the connection, and nobody else may write until it is gone.
    connection: Connection,
    path: PathBuf,
    access: Access,
    /// Whether the log beside the file is known to be empty.
    log: Cell<Before>,
    set_aside: Option<PathBuf>,
    watch: Watch,
    lock: Option<Lock>,
}

impl Store {
    pub(crate) fn new(connection: Connection, path: PathBuf, access: Access, lock: Option<Lock>) -> Self {
        let watch = Watch::of(&path);
        Self { connection, path, access, log: Cell::new(Before::InUse), set_aside: None, watch, lock }
    }

    pub(crate) fn with_lock(self, lock: Option<Lock>) -> Self {
        Self { lock, ..self }
    }

    pub(crate) fn with_access(self, access: Access) -> Self {
        Self { access, ..self }
    }

    pub(crate) fn with_log_set_aside(self, set_aside: Option<PathBuf>) -> Self {
        Self { set_aside, ..self }
    }

    /// Where a log now lies that was found beside the document and belongs to another file. Nothing of it is in this one.
    pub fn log_set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// Where the document lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether its file still is where it was opened.
    pub const fn watch(&self) -> &Watch {
        &self.watch
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Whether others are already kept from the file at `target`.
    pub(crate) fn holds_lock_of(&self, target: &Path) -> bool {
        self.lock.as_ref().is_some_and(|lock| lock.holds(target))
    }

    pub(crate) const fn take_lock(&mut self) -> Option<Lock> {
        self.lock.take()
    }

    /// Whether it can be changed, and if not, why.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// The agency and the year.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn document(&self) -> Result<Document> {
        self.read(read::document)
    }

    /// The list of forms, in order, without their rows.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn forms(&self) -> Result<Vec<FormRow>> {
        self.read(read::list)
    }

    /// Keys of the forms, in order.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn form_ids_in_order(&self) -> Result<Vec<FormId>> {
        self.read(read::order)
    }

    /// One form with everything that belongs to it.
    ///
    /// # Errors
    /// [`Error::NoSuchForm`], and those of the disk.
    pub fn form(&self, id: FormId) -> Result<StoredForm> {
        self.read(|connection| read::form(connection, id))
    }

    /// All waivers, oldest first.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn waivers(&self) -> Result<Vec<Waiver>> {
        self.read(waiver::list)
    }

    /// The files that forms were collected from, in the order in which they came.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sources(&self) -> Result<Vec<Source>> {
        self.read(apply::sources)
    }

    /// What is remembered of the forms of those files.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn collected(&self) -> Result<Vec<Collected>> {
        self.read(apply::collected)
    }

    /// When the form was changed last; `None` when it never was.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn changed_at(&self, form: FormId) -> Result<Option<i64>> {
        self.read(|connection| journal::changed_at(connection, form))
    }

    /// What indicators of department forms are put together from, where a person has confirmed it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn links(&self) -> Result<Links> {
        self.read(links::list)
    }

    /// The person's own words in place of drafted sections, by section.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn own_words(&self) -> Result<BTreeMap<String, OwnWords>> {
        self.read(links::own_words)
    }

    /// The layouts of the document's own, as TOML.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn layouts(&self) -> Result<Vec<String>> {
        self.read(read::layouts)
    }

    /// Indicators of books that were added to the library, in the order in which they came.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn library(&self) -> Result<Vec<LibraryRow>> {
        self.read(library::list)
    }

    /// The record of changes, latest first: at most `limit` entries, older than `before` when given.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn journal(&self, limit: usize, before: Option<EntryId>) -> Result<Vec<JournalEntry>> {
        self.read(|connection| journal::read(connection, limit, before))
    }

    /// The entry made last; `None` where there is none.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn last_entry(&self) -> Result<Option<EntryId>> {
        self.read(journal::last)
    }

    /// One entry of the record of changes.
    ///
    /// # Errors
    /// There is no such entry, and those of the disk.
    pub fn entry(&self, id: EntryId) -> Result<JournalEntry> {
        self.read(|connection| journal::entry(connection, id))
    }

    /// The entry that [`Store::undo`] would take back.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn next_undo(&self) -> Result<Option<JournalEntry>> {
        self.read(|connection| {
            journal::last_done(connection)?.map(|id| journal::entry(connection, id)).transpose()
        })
    }

    /// The entry that [`Store::redo`] would make again.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn next_redo(&self) -> Result<Option<JournalEntry>> {
        self.read(|connection| {
            journal::first_undone(connection)?.map(|id| journal::entry(connection, id)).transpose()
        })
    }

    /// Makes a change and saves it, or does nothing at all. Undone steps can then no longer be redone; they stay in the
    /// journal. A change that changes nothing is not written.
    ///
    /// # Errors
    /// [`Error::ReadOnly`]; a form, row or field that is not there or takes no such text; [`Error::DiskFull`] and the
    /// others of the disk.
    pub fn apply(&mut self, change: &Change, who: &str, at: i64) -> Result<Applied> {
        self.write(|transaction| step::apply(transaction, change, who, at))
    }

    /// Takes the last step back, also one made before the document was closed.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] and those of the disk.
    pub fn undo(&mut self, who: &str, at: i64) -> Result<Applied> {
        self.write(|transaction| step::undo(transaction, who, at))
    }

    /// Makes the step again that was taken back last.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] and those of the disk.
    pub fn redo(&mut self, who: &str, at: i64) -> Result<Applied> {
        self.write(|transaction| step::redo(transaction, who, at))
    }

    /// The projects of which nothing need stay: removed ones of which the record of changes still tells, and classified ones.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn purgeable(&self) -> Result<Vec<Purgeable>> {
        self.read(purge::purgeable)
    }

    /// 彻底清除: removes forms and whatever the file holds of their texts, its record of changes and its free pages included. That
    /// cannot be undone, nor can any step before it. Backups, and files that were attached, are other files and stay.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] and those of the disk. Nothing is removed then; or the forms are, and old texts may be left in the file.
    pub fn purge(&mut self, forms: &[FormId], who: &str, at: i64) -> Result<()> {
        self.write(|transaction| {
            purge::purge(transaction, forms, who, at)?;
            Ok(Applied { entry: journal::last(transaction)?, forms: forms.to_vec() })
        })?;
        // What is free is overwritten already; parts of pages that are in use may hold what an earlier program left there.
        self.connection.execute_batch("VACUUM").map_err(|error| Error::sql(&self.path, error))?;
        self.checkpoint()
    }

    /// Removes all backups of the document in `folder`, damaged files that were kept there included.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn remove_backups(&self, folder: &Path) -> Result<()> {
        backup::remove_all(folder, &self.path)
    }

    /// Writes a backup of the document into `folder` and removes the oldest ones of this document but [`crate::MAX_RECENT_BACKUPS`].
    ///
    /// # Errors
    /// The folder cannot be written, and those of the disk.
    pub fn backup(&self, folder: &Path, at: i64) -> Result<Backup> {
        backup::make(&self.connection, &self.path, folder, at)
    }

    /// Brings everything saved so far onto the disk and into the file itself: it then survives a power cut, and a plain
    /// copy of the file is complete. To be called when the person pauses (it waits for the disk); closing does it too.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn checkpoint(&self) -> Result<()> {
        // What is no longer there is another's by now, perhaps: the log keeps what was done until it is saved elsewhere.
        if self.access != Access::Write || self.watch.look() != Whereabouts::There {
            return Ok(());
        }
        // The log is emptied with it: a copy of the file alone is then whole. One that another window reads is emptied later.
        let busy = Cell::new(true);
        let checkpoint = self.connection.pragma(None, "wal_checkpoint", "TRUNCATE", |row| {
            busy.set(row.get::<_, i64>(0)? != 0);
            Ok(())
        });
        checkpoint.map_err(|error| Error::sql(&self.path, error))?;
        if !busy.get() {
            self.log.set(Before::Emptied);
        }
        Ok(())
    }

    /// Closes the document and says when that failed. Dropping it closes it too, silently; nothing saved is lost either way.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn close(self) -> Result<()> {
        if self.watch.look() != Whereabouts::There {
            // Emptying the log would write into a file that another window may have open by now, or remove the log of a new one.
            let kept = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
            kept.map_err(|error| Error::sql(&self.path, error))?;
        }
        let Self { connection, path, lock, .. } = self;
        let _lock = lock; // until the connection is gone
        connection.close().map_err(|(_, error)| Error::sql(&path, error))
    }

    /// Reads within one transaction: what another process commits meanwhile is seen whole or not at all.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> TxResult<T>) -> Result<T> {
        let inner = || read(&*self.connection.unchecked_transaction()?);
        inner().map_err(|fault: Fault| fault.at(&self.path))
    }

    /// Makes a step in one transaction; one that did nothing is not written. When it is told of, it is on the disk.
    fn write(&mut self, step: impl FnOnce(&Connection) -> TxResult<Applied>) -> Result<Applied> {
        if self.access != Access::Write {
            return Err(Error::ReadOnly(self.path.clone()));
        }
        let inner = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let applied = step(&transaction)?;
            if applied.entry.is_some() {
                lineage::note(&transaction, self.log.get())?;
                transaction.commit()?;
                self.log.set(Before::InUse);
            }
            Ok(applied)
        };
        inner().map_err(|fault: Fault| fault.at(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told to be saved is on the disk: the database waits for it at each step, and only we empty the log.
    #[test]
    fn a_step_is_synced_before_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        drop(crate::create(&path, "某单位", 2023, "甲", 0).unwrap());
        let store = crate::open(&path).unwrap();
        let setting = |name: &str| -> i64 {
            store.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
        };
        assert_eq!((setting("synchronous"), setting("wal_autocheckpoint")), (2, 0));
        assert_eq!(setting("secure_delete"), 1, "what is deleted is not there any more");
    }

    #[test]
    fn a_full_disk_costs_the_last_step_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        let mut store = crate::create(&path, "某单位", 2023, "甲", 0).unwrap();
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        let error = store.apply(&Change::SetAgency("长".repeat(99_999)), "甲", 1).unwrap_err();
        assert!(matches!(error, Error::DiskFull(_)), "{error:?}");
        assert_eq!(store.document().unwrap().agency, "某单位");
        assert_eq!(store.journal(9, None).unwrap().len(), 1);
        store.connection.pragma_update_and_check(None, "max_page_count", pages + 999, |_| Ok(())).unwrap();
        store.apply(&Change::SetAgency("长".repeat(99_999)), "甲", 2).unwrap();
        assert_eq!(store.document().unwrap().agency.chars().count(), 99_999);
    }
}
