use std::path::PathBuf;
use std::sync::Arc;

use jixiao_app::desk::view::{
    DeclaredView, DocumentView, ImportChoice, ImportDetail, ImportPick, ImportView, YearWordLine,
};
use jixiao_app::desk::{Actor, Import, OpenRequest};

use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// Reads workbooks that the person picks; null when they cancel.
pub fn import_pick(session: &Arc<Session>) -> CommandResult<Option<ImportView>> {
    let paths = picker::books(session);
    Ok((!paths.is_empty()).then(|| review(session, &paths)))
}

/// Reads a table that was copied in a browser, Word or WPS.
pub fn import_pasted(session: &Arc<Session>, html: String, text: String) -> CommandResult<ImportView> {
    let catalogue = session.workspace().catalogue();
    let import = Import::pasted(&html, &text, &catalogue).map_err(error_message)?;
    Ok(session.workspace().review(import))
}

/// Reads the workbooks that were handed to the program; null when there are none any more.
pub fn import_handed(session: &Arc<Session>) -> CommandResult<Option<ImportView>> {
    match session.take_open_request() {
        Some(OpenRequest::Books(paths)) => Ok(Some(review(session, &paths))),
        Some(OpenRequest::Document(_) | OpenRequest::Sample) | None => Ok(None),
    }
}

fn review(session: &Session, paths: &[PathBuf]) -> ImportView {
    session.begin();
    let catalogue = session.workspace().catalogue();
    let import = Import::read(paths, &catalogue, &mut |progress| session.go_on(progress));
    session.workspace().review(import)
}

/// A form under review beside its source.
pub fn import_detail(session: &Arc<Session>, pick: ImportPick) -> CommandResult<ImportDetail> {
    session.workspace().import_detail(&pick).map_err(error_message)
}

/// A declaration under review beside the form of its project.
pub fn import_declared(session: &Arc<Session>, pick: ImportPick, form: i64) -> CommandResult<DeclaredView> {
    session.workspace().import_declared(&pick, form).map_err(error_message)
}

/// Keeps what the person says that a label means, and reads what is under review anew.
pub fn import_name(
    session: &Arc<Session>,
    label: String,
    means: Option<String>,
) -> CommandResult<ImportView> {
    session.workspace().name_label(&label, means.as_deref()).map_err(error_message)
}

/// Year words that would be replaced.
pub fn import_years(session: &Arc<Session>, choice: ImportChoice) -> CommandResult<Vec<YearWordLine>> {
    session.workspace().import_years(&choice).map_err(error_message)
}

/// Takes the chosen forms over, into a new document when none is open; null when the person cancels.
pub fn import_take(session: &Arc<Session>, choice: ImportChoice) -> CommandResult<Option<DocumentView>> {
    let is_open = session.workspace().document().map_err(error_message)?.is_some();
    if !is_open {
        let (agency, year, name) = session.workspace().proposal(&choice).map_err(error_message)?;
        let Some(path) = picker::new_document(session, &name) else { return Ok(None) };
        session.workspace().create(&path, &agency, year, &Actor::here()).map_err(error_message)?;
    }
    let taken = session.workspace().import_take(&choice, &Actor::here()).map_err(error_message)?;
    session.checkpoint_soon();
    Ok(Some(taken))
}
