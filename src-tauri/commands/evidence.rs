#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Changed, EvidenceAttached, EvidenceChoice, EvidenceHow, ExportDone, IndicatorRef,
};
use tauri::{AppHandle, Runtime, State};

use super::export::open_path;
use crate::state::{CommandResult, Shared, change_document, checkpoint_soon, error_message};

/// Attaches files that the person picks to an indicator; null when they cancel.
#[tauri::command]
pub fn attach_evidence<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    id: i64,
    at: IndicatorRef,
    how: EvidenceHow,
) -> CommandResult<Option<EvidenceAttached>> {
    let job = shared.ask(|doc| doc.attach_job(id, at))?;
    let paths = shared.picker.evidence();
    if paths.is_empty() {
        return Ok(None);
    }
    shared.begin();
    let picked = job.run(&paths, how, &mut |progress| shared.go_on(&app, progress));
    let attached = shared.ask(|doc| doc.attach(&job, picked, &Actor::here()))?;
    checkpoint_soon(&app);
    Ok(Some(attached))
}

/// Takes a file off its indicator.
#[tauri::command]
pub fn detach_evidence<R: Runtime>(app: AppHandle<R>, id: i64, evidence: i64) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.detach(id, evidence, &Actor::here()))
}

/// Opens a file that is attached, or the folder of one that could run, with the system's own program.
#[tauri::command]
pub fn open_evidence<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    id: i64,
    evidence: i64,
) -> CommandResult<()> {
    let path = shared.ask(|doc| doc.evidence_path(id, evidence))?;
    open_path(&app, &path).map_err(error_message)
}

/// Writes 佐证材料目录 and the files into a folder that the person picks; null when they cancel.
#[tauri::command]
pub fn export_evidence<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: EvidenceChoice,
) -> CommandResult<Option<ExportDone>> {
    let job = shared.ask(|doc| doc.evidence_job(&choice.forms, &Actor::here()))?;
    shared.export(|folder| Ok(job.run(&choice, folder, &mut |progress| shared.go_on(&app, progress))))
}
