use jixiao_model::FieldName;
use rusqlite::{Connection, params};

use crate::change::LinkChange;
use crate::error::{Error, Inner};
use crate::ids::{FormKind, Named, RowId};
use crate::journal::{Item, Subject};
use crate::{links, place, read};

/// Source indicators that the journal names; of more it tells the number.
const NAMED: usize = 20;

/// Sets what indicators of department forms are put together from. Of two changes of one row the last counts.
pub(super) fn set(connection: &Connection, changes: &[LinkChange]) -> Inner<Vec<Item>> {
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

fn set_one(connection: &Connection, LinkChange { form, at, sources }: &LinkChange) -> Inner<Option<Item>> {
    place::require_form(connection, *form)?;
    let row = place::indicator_id(connection, *form, *at)?;
    let before = links::of(connection, row)?;
    let after = sources.clone().map(|mut sources| {
        sources.sort_unstable();
        sources.dedup();
        sources
    });
    if before == after {
        return Ok(None);
    }
    for source in after.iter().flatten() {
        require_source(connection, *source)?;
    }
    let item = Item {
        form: Some(*form),
        form_name: read::name(connection, *form)?,
        row_name: level3(connection, row)?,
        subject: Subject::Links(*at),
        before: before.as_deref().map(|sources| names(connection, sources)).transpose()?,
        after: after.as_deref().map(|sources| names(connection, sources)).transpose()?,
    };
    put(connection, row, before.is_some(), after.as_deref())?;
    Ok(Some(item))
}

/// Removes the sources that are no longer wanted and adds the new ones; those that stay are not touched.
fn put(connection: &Connection, row: RowId, was_confirmed: bool, sources: Option<&[RowId]>) -> Inner<()> {
    for source in links::of(connection, row)?.unwrap_or_default() {
        if !sources.is_some_and(|sources| sources.contains(&source)) {
            let sql = "DELETE FROM link WHERE indicator = ?1 AND source = ?2";
            connection.prepare_cached(sql)?.execute(params![row, source])?;
        }
    }
    for source in sources.unwrap_or_default() {
        let sql = "INSERT INTO link (indicator, source) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        connection.prepare_cached(sql)?.execute(params![row, source])?;
    }
    match (was_confirmed, sources.is_some()) {
        (false, true) => {
            connection.prepare_cached("INSERT INTO confirmed (indicator) VALUES (?1)")?.execute([row])?;
        }
        (true, false) => {
            connection.prepare_cached("DELETE FROM confirmed WHERE indicator = ?1")?.execute([row])?;
        }
        (true, true) | (false, false) => {}
    }
    Ok(())
}

/// Only indicators of this year's project forms add up.
fn require_source(connection: &Connection, source: RowId) -> Inner<()> {
    let sql = "SELECT 1 FROM indicator JOIN goal ON goal.id = indicator.goal JOIN form ON form.id = goal.form \
               WHERE indicator.id = ?1 AND reference_of IS NULL AND kind = ?2";
    if connection.prepare_cached(sql)?.exists(params![source, Named(FormKind::Project)])? {
        return Ok(());
    }
    Err(Error::NotASource.into())
}

/// `补贴：发放人数；培训：培训人数` …
fn names(connection: &Connection, sources: &[RowId]) -> Inner<String> {
    let sql = "SELECT coalesce(text, ''), level3 FROM indicator JOIN goal ON goal.id = indicator.goal \
               LEFT JOIN form_text ON form_text.form = goal.form AND form_text.name = ?2 WHERE indicator.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut names = Vec::new();
    for source in sources.iter().take(NAMED) {
        let name = statement.query_row(params![source, FieldName::NAME.as_str()], |row| {
            Ok(format!("{}：{}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        names.push(name?);
    }
    let more = if sources.len() > NAMED { format!(" 等{}项", sources.len()) } else { String::new() };
    Ok(format!("{}{more}", names.join("；")))
}

fn level3(connection: &Connection, row: RowId) -> Inner<String> {
    let cell = place::Cell { table: "indicator", column: "level3", id: row.0 };
    Ok(cell.text(connection)?.unwrap_or_default())
}
