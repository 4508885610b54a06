use std::sync::Arc;

use jixiao_app::desk::view::{
    BackupLine, BackupsOf, Changed, DocumentView, HistoryLine, ListChange, PurgeChoice, PurgeLine, Start,
};
use jixiao_app::desk::{Actor, document_name};

use crate::opening;
use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// What the start page shows.
pub fn start(session: &Arc<Session>) -> CommandResult<Start> {
    Ok(session.workspace().start(env!("CARGO_PKG_VERSION")))
}

/// The open document; null when none is open. The page asks first, so it learns here what the program was started with.
///
/// # Errors
/// The document that the program was started with cannot be opened.
pub fn document(session: &Arc<Session>) -> CommandResult<Option<DocumentView>> {
    if let Some(error_message) = session.take_start_error() {
        return Err(error_message);
    }
    if let Some(request) = session.take_open_request() {
        opening::deliver(session, request);
    }
    session.workspace().document().map_err(error_message)
}

/// A new document where the person wants it; null when they cancel.
pub fn create_document(
    session: &Arc<Session>,
    agency: String,
    year: u16,
) -> CommandResult<Option<DocumentView>> {
    let Some(path) = picker::new_document(session, &document_name(&agency, year)) else { return Ok(None) };
    session.workspace().create(&path, &agency, year, &Actor::here()).map(Some).map_err(error_message)
}

/// A document that the person picks; null when they cancel.
pub fn open_document(session: &Arc<Session>) -> CommandResult<Option<DocumentView>> {
    let Some(path) = picker::document(session) else { return Ok(None) };
    session.workspace().open(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// The document that was handed to the program; null when there is none any more.
pub fn open_handed(session: &Arc<Session>) -> CommandResult<Option<DocumentView>> {
    session.take_open_request().map_or(Ok(None), |request| opening::open(session, &request))
}

/// Everything typed is kept: the window may close.
pub fn leave(session: &Arc<Session>) -> CommandResult<()> {
    session.host().leave();
    Ok(())
}

/// Something typed could not be kept: the window stays.
pub fn stay(session: &Arc<Session>) -> CommandResult<()> {
    session.set_leaving(false);
    Ok(())
}

/// A document opened lately, by its place in the list.
pub fn open_recent(session: &Arc<Session>, index: usize) -> CommandResult<DocumentView> {
    session.workspace().open_recent(index, &Actor::here()).map_err(error_message)
}

/// The sample.
pub fn open_sample(session: &Arc<Session>) -> CommandResult<DocumentView> {
    session.workspace().open_sample(&Actor::here()).map_err(error_message)
}

/// Closes the document.
pub fn close_document(session: &Arc<Session>) -> CommandResult<()> {
    session.workspace().close().map_err(error_message)
}

/// Names the unit and sets the year.
pub fn set_agency(session: &Arc<Session>, agency: String, year: u16) -> CommandResult<Changed> {
    session.change(|doc| doc.set_agency(&agency, year, &Actor::here()))
}

/// Changes the list of forms.
pub fn change_list(session: &Arc<Session>, change: ListChange) -> CommandResult<Changed> {
    session.change(|doc| doc.change_list(&change, &Actor::here()))
}

/// 撤销.
pub fn undo(session: &Arc<Session>) -> CommandResult<Changed> {
    session.change(|doc| doc.undo(&Actor::here()))
}

/// 重做.
pub fn redo(session: &Arc<Session>) -> CommandResult<Changed> {
    session.change(|doc| doc.redo(&Actor::here()))
}

/// A part of 修改记录.
pub fn history(session: &Arc<Session>, before: Option<i64>) -> CommandResult<Vec<HistoryLine>> {
    session.ask(|doc| doc.history(before, &Actor::here()))
}

/// The backups of a document.
pub fn backups(session: &Arc<Session>, of: BackupsOf) -> CommandResult<Vec<BackupLine>> {
    session.workspace().backups(of, &Actor::here()).map_err(error_message)
}

/// Puts a backup in its document's place and opens it.
pub fn restore_backup(session: &Arc<Session>, of: BackupsOf, index: usize) -> CommandResult<DocumentView> {
    session.workspace().restore(of, index, &Actor::here()).map_err(error_message)
}

/// The projects whose texts can be removed for good.
pub fn purgeable(session: &Arc<Session>) -> CommandResult<Vec<PurgeLine>> {
    session.ask(|doc| doc.purgeable())
}

/// 彻底清除.
pub fn purge(session: &Arc<Session>, choice: PurgeChoice) -> CommandResult<Changed> {
    session.workspace().purge(&choice, &Actor::here()).map_err(error_message)
}
