use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::replace::replace;
use crate::collection::{Arrival, CollectStep, Collected, Collection, Origin, Source};
use crate::error::{Fault, Inner};
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::{place, read, record, write};

/// Keys of the sources by name.
type Keys = HashMap<String, i64>;

/// Takes forms of sources over, new ones first.
pub(super) fn collect(connection: &Connection, collection: &Collection) -> Inner<Vec<Item>> {
    for source in &collection.sources {
        put_source(connection, source)?;
    }
    let keys = keys(connection)?;
    let new: Vec<&Arrival> = collection.steps.iter().filter_map(added).collect();
    let mut items = add(connection, &new, &keys)?;
    for step in &collection.steps {
        match step {
            CollectStep::Add(_) => {}
            CollectStep::Replace { form, with } => items.push(put(connection, *form, with, &keys)?),
            CollectStep::Note(collected) => note(connection, &collected.origin, collected.form, &keys)?,
            CollectStep::Forget { source, key } => forget(connection, source, key)?,
        }
    }
    for name in &collection.gone {
        connection.prepare_cached("DELETE FROM source WHERE name = ?1")?.execute([name])?;
    }
    Ok(items)
}

const fn added(step: &CollectStep) -> Option<&Arrival> {
    match step {
        CollectStep::Add(arrival) => Some(arrival),
        CollectStep::Replace { .. } | CollectStep::Note(_) | CollectStep::Forget { .. } => None,
    }
}

fn put_source(connection: &Connection, source: &Source) -> Inner<()> {
    let sql = "INSERT INTO source (name, hash, at) VALUES (?1, ?2, ?3) \
               ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, at = excluded.at WHERE hash <> excluded.hash";
    connection.prepare_cached(sql)?.execute(params![source.name, source.hash, source.at])?;
    Ok(())
}

fn keys(connection: &Connection) -> Inner<Keys> {
    let mut statement = connection.prepare_cached("SELECT name, id FROM source")?;
    let keys = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// Puts new forms behind the last one. There may be thousands, so they are recorded as a whole.
fn add(connection: &Connection, new: &[&Arrival], keys: &Keys) -> Inner<Vec<Item>> {
    let first = read::order(connection)?.len();
    let noted = new.iter().map(|arrival| is_noted(connection, &arrival.origin, keys));
    let noted = noted.collect::<Inner<Vec<bool>>>()?;
    let ids = record::insertions(connection, || {
        let mut ids = Vec::with_capacity(new.len());
        for ((offset, arrival), noted) in new.iter().enumerate().zip(&noted) {
            let id = write::form(connection, &arrival.form, first + offset)?;
            put_waivers(connection, id, arrival)?;
            if !noted {
                remember(connection, &arrival.origin, id, keys)?;
            }
            ids.push(id);
        }
        Inner::Ok(ids)
    })?;
    let mut items = Vec::with_capacity(new.len());
    for ((arrival, id), noted) in new.iter().zip(ids).zip(noted) {
        // What was remembered already changes, which is no insertion.
        if noted {
            note(connection, &arrival.origin, Some(id), keys)?;
        }
        items.push(item(id, arrival, None));
    }
    Ok(items)
}

fn remember(connection: &Connection, origin: &Origin, form: FormId, keys: &Keys) -> Inner<()> {
    let sql = "INSERT INTO collected (source, key, fingerprint, form) VALUES (?1, ?2, ?3, ?4)";
    let values = params![source_of(origin, keys)?, origin.key, origin.fingerprint, form];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn put(connection: &Connection, form: FormId, with: &Arrival, keys: &Keys) -> Inner<Item> {
    place::require_form(connection, form)?;
    let before = read::name(connection, form)?;
    replace(connection, form, with)?;
    connection.prepare_cached("DELETE FROM waiver WHERE form = ?1 AND collected = 1")?.execute([form])?;
    put_waivers(connection, form, with)?;
    note(connection, &with.origin, Some(form), keys)?;
    Ok(item(form, with, Some(before)))
}

/// What the unit waived. A waiver of the department's own for the same finding stays.
fn put_waivers(connection: &Connection, form: FormId, arrival: &Arrival) -> Inner<()> {
    let there = "SELECT 1 FROM waiver WHERE form = ?1 AND key = ?2";
    let sql = "INSERT INTO waiver (form, key, reason, who, at, collected) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
    for waiver in &arrival.waivers {
        if !connection.prepare_cached(there)?.exists(params![form, waiver.key])? {
            let values = params![form, waiver.key, waiver.reason, waiver.who, waiver.at];
            connection.prepare_cached(sql)?.execute(values)?;
        }
    }
    Ok(())
}

fn source_of(origin: &Origin, keys: &Keys) -> Inner<i64> {
    keys.get(&origin.source).copied().ok_or(Fault::Nonsense)
}

fn is_noted(connection: &Connection, origin: &Origin, keys: &Keys) -> Inner<bool> {
    let sql = "SELECT 1 FROM collected WHERE source = ?1 AND key = ?2";
    Ok(connection.prepare_cached(sql)?.exists(params![source_of(origin, keys)?, origin.key])?)
}

/// Remembers what a form of a source became.
fn note(connection: &Connection, origin: &Origin, form: Option<FormId>, keys: &Keys) -> Inner<()> {
    let source = source_of(origin, keys)?;
    let sql = "SELECT fingerprint, form FROM collected WHERE source = ?1 AND key = ?2";
    let before: Option<(String, Option<FormId>)> = connection
        .prepare_cached(sql)?
        .query_row(params![source, origin.key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let sql = match before {
        Some((fingerprint, before)) if fingerprint == origin.fingerprint && before == form => return Ok(()),
        Some(_) => "UPDATE collected SET fingerprint = ?3, form = ?4 WHERE source = ?1 AND key = ?2",
        None => "INSERT INTO collected (source, key, fingerprint, form) VALUES (?1, ?2, ?3, ?4)",
    };
    connection.prepare_cached(sql)?.execute(params![source, origin.key, origin.fingerprint, form])?;
    Ok(())
}

fn forget(connection: &Connection, source: &str, key: &str) -> Inner<()> {
    let sql = "DELETE FROM collected WHERE key = ?2 AND source = (SELECT id FROM source WHERE name = ?1)";
    connection.prepare_cached(sql)?.execute([source, key])?;
    Ok(())
}

fn item(form: FormId, arrival: &Arrival, before: Option<String>) -> Item {
    Item {
        form: Some(form),
        form_name: arrival.form.form.name().to_owned(),
        row_name: String::new(),
        subject: Subject::Collected(arrival.origin.source.clone()),
        before,
        after: Some(arrival.form.form.name().to_owned()),
    }
}

/// Everything that is remembered of the sources' forms.
pub(crate) fn collected(connection: &Connection) -> Inner<Vec<Collected>> {
    let sql = "SELECT source.name, key, fingerprint, form FROM collected JOIN source ON source.id = collected.source \
               ORDER BY collected.id";
    let mut statement = connection.prepare_cached(sql)?;
    let all = statement.query_map([], |row| {
        let origin = Origin { source: row.get(0)?, key: row.get(1)?, fingerprint: row.get(2)? };
        Ok(Collected { origin, form: row.get(3)? })
    })?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The sources, in the order in which they came.
pub(crate) fn sources(connection: &Connection) -> Inner<Vec<Source>> {
    let mut statement = connection.prepare_cached("SELECT name, hash, at FROM source ORDER BY id")?;
    let all = statement
        .query_map([], |row| Ok(Source { name: row.get(0)?, hash: row.get(1)?, at: row.get(2)? }))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}
