#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Changed, Edit, EditionChange, FindAnswer, FindQuery, FindingPick, FormFindings, FormView, IndicatorRef,
    MendPick, MendView, Replacement, RowChange, RowDetail,
};
use tauri::{AppHandle, Manager, Runtime, State};

use crate::state::{CommandResult, Shared, change_document};

/// A form on screen.
#[tauri::command]
pub fn form(shared: State<'_, Shared>, id: i64) -> CommandResult<FormView> {
    shared.ask(|doc| doc.form(id))
}

/// Everything about one indicator row.
#[tauri::command]
pub fn row_detail(shared: State<'_, Shared>, id: i64, at: IndicatorRef) -> CommandResult<RowDetail> {
    shared.ask(|doc| doc.row_detail(id, at))
}

/// Puts texts into fields: one step of undo.
#[tauri::command]
pub fn edit<R: Runtime>(app: AppHandle<R>, id: i64, edits: Vec<Edit>) -> CommandResult<Changed> {
    let changed = change_document(&app, |doc| doc.edit(id, &edits, &Actor::here()))?;
    app.state::<Shared>().workspace().typed(id, &edits);
    Ok(changed)
}

/// Waives findings for one reason.
#[tauri::command]
pub fn waive<R: Runtime>(
    app: AppHandle<R>,
    picks: Vec<FindingPick>,
    reason: String,
) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.waive(&picks, &reason, &Actor::here()))
}

/// Takes waivers back.
#[tauri::command]
pub fn unwaive<R: Runtime>(app: AppHandle<R>, picks: Vec<FindingPick>) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.unwaive(&picks, &Actor::here()))
}

/// Texts of all forms in which words stand.
#[tauri::command]
pub fn find(shared: State<'_, Shared>, query: FindQuery) -> CommandResult<FindAnswer> {
    shared.ask(|doc| Ok(doc.find(&query)))
}

/// Replaces words in texts.
#[tauri::command]
pub fn replace<R: Runtime>(app: AppHandle<R>, replacement: Replacement) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.replace(&replacement, &Actor::here()))
}

/// What can be mended in all forms by one click.
#[tauri::command]
pub fn mends(shared: State<'_, Shared>) -> CommandResult<Vec<MendView>> {
    shared.ask(|doc| Ok(doc.mends()))
}

/// Mends texts.
#[tauri::command]
pub fn mend<R: Runtime>(app: AppHandle<R>, picks: Vec<MendPick>) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.mend(&picks, &Actor::here()))
}

/// What was found in all forms.
#[tauri::command]
pub fn findings(shared: State<'_, Shared>) -> CommandResult<Vec<FormFindings>> {
    shared.ask(|doc| Ok(doc.findings()))
}

/// What would become of a form in another layout.
#[tauri::command]
pub fn edition_change(shared: State<'_, Shared>, id: i64, edition: String) -> CommandResult<EditionChange> {
    shared.ask(|doc| doc.edition_change(id, &edition))
}

/// Changes a row.
#[tauri::command]
pub fn change_row<R: Runtime>(app: AppHandle<R>, id: i64, change: RowChange) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.change_row(id, &change, &Actor::here()))
}
