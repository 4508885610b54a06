use std::sync::Arc;

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Candidates, Changed, DisclosureView, DocumentView, ExportDone, IndicatorRef, RollupView, SummaryChoice,
    YearPlace, YearWordLine,
};

use crate::export::into_folder;
use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// The department forms beside what the projects add up to.
pub fn rollup(session: &Arc<Session>) -> CommandResult<RollupView> {
    session.ask(|doc| Ok(doc.rollup()))
}

/// Indicators of projects that a row of a department's form may be put together from.
pub fn candidates(
    session: &Arc<Session>,
    id: i64,
    at: IndicatorRef,
    search: String,
) -> CommandResult<Candidates> {
    session.ask(|doc| doc.candidates(id, at, &search))
}

/// Says what a row of a department's form is put together from.
pub fn link(
    session: &Arc<Session>,
    id: i64,
    at: IndicatorRef,
    sources: Option<Vec<i64>>,
) -> CommandResult<Changed> {
    session.change(|doc| doc.link(id, at, sources, &Actor::here()))
}

/// Confirms what is suggested for rows of a department's form.
pub fn confirm_links(session: &Arc<Session>, id: i64, rows: Vec<IndicatorRef>) -> CommandResult<Changed> {
    session.change(|doc| doc.confirm_links(id, &rows, &Actor::here()))
}

/// Puts what the projects come to into rows of a department's form.
pub fn fill_rollup(session: &Arc<Session>, id: i64, rows: Vec<IndicatorRef>) -> CommandResult<Changed> {
    session.change(|doc| doc.fill_rollup(id, &rows, &Actor::here()))
}

/// 预算绩效情况说明.
pub fn disclosure(session: &Arc<Session>) -> CommandResult<DisclosureView> {
    session.ask(|doc| doc.disclosure())
}

/// The person's own words for a section of it; null takes the draft back.
pub fn set_own_words(
    session: &Arc<Session>,
    section: String,
    text: Option<String>,
) -> CommandResult<Changed> {
    session.change(|doc| doc.set_own_words(&section, text.as_deref(), &Actor::here()))
}

/// Writes 汇总表 and 情况说明 into a folder that the person picks; null when they cancel.
pub fn export_summary(session: &Arc<Session>, choice: SummaryChoice) -> CommandResult<Option<ExportDone>> {
    into_folder(session, |folder| {
        let job = session.workspace().summary_job()?;
        Ok(job.run(&choice, folder, &mut |progress| session.go_on(progress)))
    })
}

/// Year words that would be replaced in the document of another year.
pub fn next_year_words(session: &Arc<Session>, year: u16) -> CommandResult<Vec<YearWordLine>> {
    session.ask(|doc| doc.next_year_words(year))
}

/// Makes the document of another year where the person wants it, with the new year in the chosen texts, and opens it; null when
/// they cancel.
pub fn next_year(
    session: &Arc<Session>,
    year: u16,
    chosen: Vec<YearPlace>,
) -> CommandResult<Option<DocumentView>> {
    let name = session.workspace().next_year_name(year).map_err(error_message)?;
    let Some(path) = picker::new_document(session, &name) else { return Ok(None) };
    session.workspace().next_year(&path, year, &chosen, &Actor::here()).map(Some).map_err(error_message)
}
