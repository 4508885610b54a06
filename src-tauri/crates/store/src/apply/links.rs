use jixiao_model::{FieldName, FormKind};
use rusqlite::{Connection, params};

use crate::change::LinkChange;
use crate::error::{Error, TxResult};
use crate::ids::{Named, RowId};
use crate::journal::{Item, Subject};
use crate::links::Decision;
use crate::{links, place, read};

/// Source indicators that the journal names; of more it tells the number.
const MAX_NAMED_SOURCES: usize = 20;

/// Sets what indicators of department forms are put together from. Of two changes of one row the last counts.
pub(super) fn set(connection: &Connection, changes: &[LinkChange]) -> TxResult<Vec<Item>> {
    let mut items = Vec::with_capacity(changes.len());
    for (at, change) in changes.iter().enumerate() {
        let is_last =
            !changes[at + 1..].iter().any(|later| (later.form, later.at) == (change.form, change.at));
        if is_last {
            items.extend(set_one(connection, change)?);
        }
    }
    Ok(items)
}

fn set_one(
    connection: &Connection,
    LinkChange { form, at, sources, lost }: &LinkChange,
) -> TxResult<Option<Item>> {
    place::require_form(connection, *form)?;
    let row = place::indicator_id(connection, *form, *at)?;
    let before = links::of(connection, row)?;
    let after = sources.clone().map(|mut sources| {
        sources.sort_unstable();
        sources.dedup();
        Decision { sources, lost: *lost }
    });
    if before == after {
        return Ok(None);
    }
    for source in after.iter().flat_map(|decision| &decision.sources) {
        require_source(connection, *source)?;
    }
    let item = Item {
        form: Some(*form),
        form_name: read::name(connection, *form)?,
        row_name: level3(connection, row)?,
        subject: Subject::Links(*at),
        before: before.as_ref().map(|decision| names(connection, decision)).transpose()?,
        after: after.as_ref().map(|decision| names(connection, decision)).transpose()?,
    };
    put(connection, row, before.as_ref(), after.as_ref())?;
    Ok(Some(item))
}

/// Removes the sources that are no longer wanted and adds the new ones; those that stay are not touched.
fn put(
    connection: &Connection,
    row: RowId,
    before: Option<&Decision>,
    after: Option<&Decision>,
) -> TxResult<()> {
    let sources = |decision: Option<&Decision>| decision.map_or_else(Vec::new, |found| found.sources.clone());
    let (old, new) = (sources(before), sources(after));
    for source in old.iter().filter(|source| !new.contains(source)) {
        let sql = "DELETE FROM link WHERE indicator = ?1 AND source = ?2";
        connection.prepare_cached(sql)?.execute(params![row, source])?;
    }
    for source in new.iter().filter(|source| !old.contains(source)) {
        let sql = "INSERT INTO link (indicator, source) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![row, source])?;
    }
    let Some(after) = after else {
        connection.prepare_cached("DELETE FROM confirmed WHERE indicator = ?1")?.execute([row])?;
        return Ok(());
    };
    let sql = "INSERT INTO confirmed (indicator, decided) VALUES (?1, ?2) \
               ON CONFLICT (indicator) DO UPDATE SET decided = excluded.decided";
    connection.prepare_cached(sql)?.execute(params![row, after.sources.len() + after.lost])?;
    Ok(())
}

/// Only indicators of this year's forms of projects and transfers add up.
fn require_source(connection: &Connection, source: RowId) -> TxResult<()> {
    let sql = "SELECT 1 FROM indicator JOIN goal ON goal.id = indicator.goal JOIN form ON form.id = goal.form \
               WHERE indicator.id = ?1 AND reference_of IS NULL AND kind IN (?2, ?3)";
    let kinds = [FormKind::Project, FormKind::Transfer].map(Named);
    if connection.prepare_cached(sql)?.exists(params![source, kinds[0], kinds[1]])? {
        return Ok(());
    }
    Err(Error::NotASource.into())
}

/// `补贴：发放人数；培训：培训人数` …
fn names(connection: &Connection, Decision { sources, lost }: &Decision) -> TxResult<String> {
    let sql = "SELECT coalesce(text, ''), level3 FROM indicator JOIN goal ON goal.id = indicator.goal \
               LEFT JOIN form_text ON form_text.form = goal.form AND form_text.name = ?2 WHERE indicator.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut names = Vec::new();
    for source in sources.iter().take(MAX_NAMED_SOURCES) {
        let name = statement.query_row(params![source, FieldName::NAME.as_str()], |row| {
            Ok(format!("{}：{}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        names.push(name?);
    }
    let more =
        if sources.len() > MAX_NAMED_SOURCES { format!(" 等{}项", sources.len()) } else { String::new() };
    let lost = if *lost > 0 { format!("（另有{lost}项已不在）") } else { String::new() };
    Ok(format!("{}{more}{lost}", names.join("；")))
}

fn level3(connection: &Connection, row: RowId) -> TxResult<String> {
    let cell = place::Cell { table: "indicator", column: "level3", id: row.0 };
    Ok(cell.text(connection)?.unwrap_or_default())
}
