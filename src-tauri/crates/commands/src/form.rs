use std::sync::Arc;

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::{
    Changed, Edit, EditionChange, FindAnswer, FindQuery, FindingPick, FormFindings, FormView, IndicatorRef,
    MendPick, MendView, Replacement, RowChange, RowDetail,
};

use crate::session::{CommandResult, Session};

/// A form on screen.
pub fn form(session: &Arc<Session>, id: i64) -> CommandResult<FormView> {
    session.ask(|doc| doc.form(id))
}

/// Everything about one indicator row.
pub fn row_detail(session: &Arc<Session>, id: i64, at: IndicatorRef) -> CommandResult<RowDetail> {
    session.ask(|doc| doc.row_detail(id, at))
}

/// Puts texts into fields: one step of undo.
pub fn edit(session: &Arc<Session>, id: i64, edits: Vec<Edit>) -> CommandResult<Changed> {
    let changed = session.change(|doc| doc.edit(id, &edits, &Actor::here()))?;
    session.workspace().typed(id, &edits);
    Ok(changed)
}

/// Waives findings for one reason.
pub fn waive(session: &Arc<Session>, picks: Vec<FindingPick>, reason: String) -> CommandResult<Changed> {
    session.change(|doc| doc.waive(&picks, &reason, &Actor::here()))
}

/// Takes waivers back.
pub fn unwaive(session: &Arc<Session>, picks: Vec<FindingPick>) -> CommandResult<Changed> {
    session.change(|doc| doc.unwaive(&picks, &Actor::here()))
}

/// Texts of all forms in which words stand.
pub fn find(session: &Arc<Session>, query: FindQuery) -> CommandResult<FindAnswer> {
    session.ask(|doc| Ok(doc.find(&query)))
}

/// Replaces words in texts.
pub fn replace(session: &Arc<Session>, replacement: Replacement) -> CommandResult<Changed> {
    session.change(|doc| doc.replace(&replacement, &Actor::here()))
}

/// What can be mended in all forms by one click.
pub fn mends(session: &Arc<Session>) -> CommandResult<Vec<MendView>> {
    session.ask(|doc| Ok(doc.mends()))
}

/// Mends texts.
pub fn mend(session: &Arc<Session>, picks: Vec<MendPick>) -> CommandResult<Changed> {
    session.change(|doc| doc.mend(&picks, &Actor::here()))
}

/// What was found in all forms.
pub fn findings(session: &Arc<Session>) -> CommandResult<Vec<FormFindings>> {
    session.ask(|doc| Ok(doc.findings()))
}

/// What would become of a form in another layout.
pub fn edition_change(session: &Arc<Session>, id: i64, edition: String) -> CommandResult<EditionChange> {
    session.ask(|doc| doc.edition_change(id, &edition))
}

/// Changes a row.
pub fn change_row(session: &Arc<Session>, id: i64, change: RowChange) -> CommandResult<Changed> {
    session.change(|doc| doc.change_row(id, &change, &Actor::here()))
}
