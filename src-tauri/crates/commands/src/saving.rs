use std::sync::Arc;

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{DocumentView, LostView, Spot, SpotView};

use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// What the person has to know of the file of the open document; null while it is where it was opened.
pub fn lost(session: &Arc<Session>) -> CommandResult<Option<LostView>> {
    session.workspace().lost(&Actor::here()).map_err(error_message)
}

/// 另存为: goes on with the file where the person wants it; null when they cancel.
pub fn save_as(session: &Arc<Session>) -> CommandResult<Option<DocumentView>> {
    let name = session.workspace().name_to_save().map_err(error_message)?;
    let Some(path) = picker::new_document(session, &name) else { return Ok(None) };
    session.workspace().save_as(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// Saves the document where its file has gone from.
pub fn save_back(session: &Arc<Session>) -> CommandResult<DocumentView> {
    session.workspace().save_back(&Actor::here()).map_err(error_message)
}

/// 保存副本: the name of the copy; null when the person cancels.
pub fn save_copy(session: &Arc<Session>) -> CommandResult<Option<String>> {
    let name = session.workspace().name_of_copy().map_err(error_message)?;
    let Some(path) = picker::new_document(session, &name) else { return Ok(None) };
    session.workspace().save_copy(&path, &Actor::here()).map(Some).map_err(error_message)
}

/// Keeps where the person is in the open document.
pub fn keep_spot(session: &Arc<Session>, spot: Spot) -> CommandResult<()> {
    session.workspace().keep_spot(spot);
    Ok(())
}

/// Where the person was in the open document.
pub fn spot(session: &Arc<Session>) -> CommandResult<SpotView> {
    Ok(SpotView { spot: session.workspace().spot(), revived: session.pulse.take_revived() })
}

/// The page gives a sign of life.
pub fn pulse(session: &Arc<Session>) -> CommandResult<()> {
    session.pulse.answered();
    Ok(())
}
