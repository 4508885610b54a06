#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Candidates, Changed, DisclosureView, DocumentView, ExportDone, IndicatorRef, RollupView, SummaryChoice,
    YearPlace, YearWordLine,
};
use tauri::{AppHandle, Runtime, State};

use crate::state::{CommandResult, Shared, change_document, error_message};

/// The department forms beside what the projects add up to.
#[tauri::command]
pub fn rollup(shared: State<'_, Shared>) -> CommandResult<RollupView> {
    shared.ask(|doc| Ok(doc.rollup()))
}

/// Indicators of projects that a row of a department's form may be put together from.
#[tauri::command]
pub fn candidates(
    shared: State<'_, Shared>,
    id: i64,
    at: IndicatorRef,
    search: String,
) -> CommandResult<Candidates> {
    shared.ask(|doc| doc.candidates(id, at, &search))
}

/// Says what a row of a department's form is put together from.
#[tauri::command]
pub fn link<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    at: IndicatorRef,
    sources: Option<Vec<i64>>,
) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.link(id, at, sources, &Actor::here()))
}

/// Confirms what is suggested for rows of a department's form.
#[tauri::command]
pub fn confirm_links<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    rows: Vec<IndicatorRef>,
) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.confirm_links(id, &rows, &Actor::here()))
}

/// Puts what the projects come to into rows of a department's form.
#[tauri::command]
pub fn fill_rollup<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    rows: Vec<IndicatorRef>,
) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.fill_rollup(id, &rows, &Actor::here()))
}

/// 预算绩效情况说明.
#[tauri::command]
pub fn disclosure(shared: State<'_, Shared>) -> CommandResult<DisclosureView> {
    shared.ask(|doc| doc.disclosure())
}

/// The person's own words for a section of it; null takes the draft back.
#[tauri::command]
pub fn set_own_words<R: Runtime>(
    app: AppHandle<R>,
    section: String,
    text: Option<String>,
) -> CommandResult<Changed> {
    change_document(&app, |doc| doc.set_own_words(&section, text.as_deref(), &Actor::here()))
}

/// Writes 汇总表 and 情况说明 into a folder that the person picks; null when they cancel.
#[tauri::command]
pub fn export_summary<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: SummaryChoice,
) -> CommandResult<Option<ExportDone>> {
    shared.export(|folder| {
        let job = shared.workspace().summary_job()?;
        Ok(job.run(&choice, folder, &mut |progress| shared.go_on(&app, progress)))
    })
}

/// Year words that would be replaced in the document of another year.
#[tauri::command]
pub fn next_year_words(shared: State<'_, Shared>, year: u16) -> CommandResult<Vec<YearWordLine>> {
    shared.ask(|doc| doc.next_year_words(year))
}

/// Makes the document of another year where the person wants it, with the new year in the chosen texts, and opens it; null when
/// they cancel.
#[tauri::command]
pub fn next_year(
    shared: State<'_, Shared>,
    year: u16,
    chosen: Vec<YearPlace>,
) -> CommandResult<Option<DocumentView>> {
    let name = shared.workspace().next_year_name(year).map_err(error_message)?;
    let Some(path) = shared.picker.new_document(&name) else { return Ok(None) };
    shared.workspace().next_year(&path, year, &chosen, &Actor::here()).map(Some).map_err(error_message)
}
