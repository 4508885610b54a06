use std::sync::Arc;

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Changed, EvidenceAttached, EvidenceChoice, EvidenceHow, ExportDone, IndicatorRef,
};

use crate::export::{into_folder, open_path};
use crate::picker;
use crate::session::{CommandResult, Session};

/// Attaches files that the person picks to an indicator; null when they cancel.
pub fn attach_evidence(
    session: &Arc<Session>,
    id: i64,
    at: IndicatorRef,
    how: EvidenceHow,
) -> CommandResult<Option<EvidenceAttached>> {
    let job = session.ask(|doc| doc.attach_job(id, at))?;
    let paths = picker::evidence(session);
    if paths.is_empty() {
        return Ok(None);
    }
    session.begin();
    let picked = job.run(&paths, how, &mut |progress| session.go_on(progress));
    let attached = session.ask(|doc| doc.attach(&job, picked, &Actor::here()))?;
    session.checkpoint_soon();
    Ok(Some(attached))
}

/// Takes a file off its indicator.
pub fn detach_evidence(session: &Arc<Session>, id: i64, evidence: i64) -> CommandResult<Changed> {
    session.change(|doc| doc.detach(id, evidence, &Actor::here()))
}

/// Opens a file that is attached, or the folder of one that could run, with the system's own program.
pub fn open_evidence(session: &Arc<Session>, id: i64, evidence: i64) -> CommandResult<()> {
    let path = session.ask(|doc| doc.evidence_path(id, evidence))?;
    open_path(session, &path)
}

/// Writes 佐证材料目录 and the files into a folder that the person picks; null when they cancel.
pub fn export_evidence(session: &Arc<Session>, choice: EvidenceChoice) -> CommandResult<Option<ExportDone>> {
    let job = session.ask(|doc| doc.evidence_job(&choice.forms, &Actor::here()))?;
    into_folder(session, |folder| Ok(job.run(&choice, folder, &mut |progress| session.go_on(progress))))
}
