//! Documents on a real disk: changed, undone, closed, killed, damaged, locked, backed up.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod backups;
mod changes;
mod collecting;
mod damage;
mod evidence;
mod history;
mod killed;
mod library;
mod links;
mod locking;
mod logs;
mod made;
mod odd_files;
mod old_files;
mod purging;
mod watched;
