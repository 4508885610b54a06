#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{Changed, CollectAnswer, CollectView};
use tauri::{AppHandle, Runtime, State};

use crate::state::{CommandResult, Shared, change_document, error_message};

/// Reads the files of the units below a folder that the person picks, and says what they come to; null when they cancel.
#[tauri::command]
pub fn collect_pick<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
) -> CommandResult<Option<CollectView>> {
    let job = shared.ask(|doc| doc.collect_job())?;
    let Some(folder) = shared.picker.agencies() else { return Ok(None) };
    shared.begin();
    let read = job.run(&folder, &mut |progress| shared.go_on(&app, progress)).map_err(error_message)?;
    let Some(files) = read else { return Ok(None) };
    let review =
        shared.workspace().open_document().and_then(|doc| doc.collect_review(job, files, &Actor::here()));
    review.map(Some).map_err(error_message)
}

/// Takes over what was read, with what the person says to the conflicts, in order.
#[tauri::command]
pub fn collect_take<R: Runtime>(app: AppHandle<R>, answers: Vec<CollectAnswer>) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.collect_take(&answers, &Actor::here()))
}
