#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::{Changed, CollectAnswer, CollectView};
use tauri::{AppHandle, Runtime, State};

use crate::state::{Answer, Shared, change_desk, trouble};

/// Reads the files of the units below a folder that the person picks, and says what they come to; null when they cancel.
#[tauri::command(async)]
pub fn collect_pick<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> Answer<Option<CollectView>> {
    let job = shared.room().desk().and_then(|desk| desk.collect_job()).map_err(trouble)?;
    let Some(folder) = shared.picker.units() else { return Ok(None) };
    shared.begin();
    let read = job.run(&folder, &mut |progress| shared.go_on(&app, progress)).map_err(trouble)?;
    let Some(files) = read else { return Ok(None) };
    let review = shared.room().desk().and_then(|desk| desk.collect_review(job, files, &Hand::here()));
    review.map(Some).map_err(trouble)
}

/// Takes over what was read, with what the person says to the conflicts, in order.
#[tauri::command(async)]
pub fn collect_take<R: Runtime>(app: AppHandle<R>, answers: Vec<CollectAnswer>) -> Answer<Changed> {
    change_desk(&app, |desk| desk.collect_take(&answers, &Hand::here()))
}
