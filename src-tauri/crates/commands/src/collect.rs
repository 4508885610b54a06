use std::sync::Arc;

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{Changed, CollectAnswer, CollectView};

use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// Reads the files of the units below a folder that the person picks, and says what they come to; null when they cancel.
pub fn collect_pick(session: &Arc<Session>) -> CommandResult<Option<CollectView>> {
    let job = session.ask(|doc| doc.collect_job())?;
    let Some(folder) = picker::agencies(session) else { return Ok(None) };
    session.begin();
    let read = job.run(&folder, &mut |progress| session.go_on(progress)).map_err(error_message)?;
    let Some(files) = read else { return Ok(None) };
    let review =
        session.workspace().open_document().and_then(|doc| doc.collect_review(job, files, &Actor::here()));
    review.map(Some).map_err(error_message)
}

/// Takes over what was read, with what the person says to the conflicts, in order.
pub fn collect_take(session: &Arc<Session>, answers: Vec<CollectAnswer>) -> CommandResult<Changed> {
    session.change(|doc| doc.collect_take(&answers, &Actor::here()))
}
