use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::replace::replace;
use crate::collection::{CollectStep, Collected, Collection, IncomingForm, Source, SourceRef};
use crate::error::{Fault, TxResult};
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::{place, read, record, write};

/// Keys of the sources by name.
type Keys = HashMap<String, i64>;

/// Takes forms of sources over, new ones first.
pub(super) fn collect(connection: &Connection, collection: &Collection) -> TxResult<Vec<Item>> {
    for source in &collection.sources {
        put_source(connection, source)?;
    }
    let keys = keys(connection)?;
    let new: Vec<&IncomingForm> = collection.steps.iter().filter_map(added).collect();
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

const fn added(step: &CollectStep) -> Option<&IncomingForm> {
    match step {
        CollectStep::Add(incoming) => Some(incoming),
        CollectStep::Replace { .. } | CollectStep::Note(_) | CollectStep::Forget { .. } => None,
    }
}

fn put_source(connection: &Connection, source: &Source) -> TxResult<()> {
    let sql = "INSERT INTO source (name, hash, at) VALUES (?1, ?2, ?3) \
               ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, at = excluded.at WHERE hash <> excluded.hash";
    connection.prepare_cached(sql)?.execute(params![source.name, source.hash, source.at])?;
    Ok(())
}

fn keys(connection: &Connection) -> TxResult<Keys> {
    let mut statement = connection.prepare_cached("SELECT name, id FROM source")?;
    let keys = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// Puts new forms behind the last one. There may be thousands, so they are recorded as a whole.
fn add(connection: &Connection, new: &[&IncomingForm], keys: &Keys) -> TxResult<Vec<Item>> {
    let first = read::order(connection)?.len();
    let noted = new.iter().map(|incoming| is_noted(connection, &incoming.origin, keys));
    let noted = noted.collect::<TxResult<Vec<bool>>>()?;
    let ids = record::insertions(connection, || {
        let mut ids = Vec::with_capacity(new.len());
        for ((offset, incoming), noted) in new.iter().enumerate().zip(&noted) {
            let id = write::form(connection, &incoming.form, first + offset)?;
            put_waivers(connection, id, incoming)?;
            if !noted {
                remember(connection, &incoming.origin, id, keys)?;
            }
            ids.push(id);
        }
        TxResult::Ok(ids)
    })?;
    let mut items = Vec::with_capacity(new.len());
    for ((incoming, id), noted) in new.iter().zip(ids).zip(noted) {
        // What was remembered already changes, which is no insertion.
        if noted {
            note(connection, &incoming.origin, Some(id), keys)?;
        }
        items.push(item(id, incoming, None));
    }
    Ok(items)
}

fn remember(connection: &Connection, origin: &SourceRef, form: FormId, keys: &Keys) -> TxResult<()> {
    let sql = "INSERT INTO collected (source, key, fingerprint, form) VALUES (?1, ?2, ?3, ?4)";
    let values = params![source_of(origin, keys)?, origin.key, origin.fingerprint, form];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn put(connection: &Connection, form: FormId, with: &IncomingForm, keys: &Keys) -> TxResult<Item> {
    place::require_form(connection, form)?;
    let before = read::name(connection, form)?;
    replace(connection, form, with)?;
    connection.prepare_cached("DELETE FROM waiver WHERE form = ?1 AND collected = 1")?.execute([form])?;
    put_waivers(connection, form, with)?;
    note(connection, &with.origin, Some(form), keys)?;
    Ok(item(form, with, Some(before)))
}

/// What the agency waived. A waiver of the department's own for the same finding stays.
fn put_waivers(connection: &Connection, form: FormId, incoming: &IncomingForm) -> TxResult<()> {
    let there = "SELECT 1 FROM waiver WHERE form = ?1 AND key = ?2";
    let sql = "INSERT INTO waiver (form, key, reason, who, at, collected) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
    for waiver in &incoming.waivers {
        if !connection.prepare_cached(there)?.exists(params![form, waiver.key])? {
            let values = params![form, waiver.key, waiver.reason, waiver.who, waiver.at];
            connection.prepare_cached(sql)?.execute(values)?;
        }
    }
    Ok(())
}

fn source_of(origin: &SourceRef, keys: &Keys) -> TxResult<i64> {
    keys.get(&origin.source).copied().ok_or(Fault::Corrupt)
}

fn is_noted(connection: &Connection, origin: &SourceRef, keys: &Keys) -> TxResult<bool> {
    let sql = "SELECT 1 FROM collected WHERE source = ?1 AND key = ?2";
    Ok(connection.prepare_cached(sql)?.exists(params![source_of(origin, keys)?, origin.key])?)
}

/// Remembers what a form of a source became.
fn note(connection: &Connection, origin: &SourceRef, form: Option<FormId>, keys: &Keys) -> TxResult<()> {
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

fn forget(connection: &Connection, source: &str, key: &str) -> TxResult<()> {
    let sql = "DELETE FROM collected WHERE key = ?2 AND source = (SELECT id FROM source WHERE name = ?1)";
    connection.prepare_cached(sql)?.execute([source, key])?;
    Ok(())
}

fn item(form: FormId, incoming: &IncomingForm, before: Option<String>) -> Item {
    Item {
        form: Some(form),
        form_name: incoming.form.form.name().to_owned(),
        row_name: String::new(),
        subject: Subject::Collected(incoming.origin.source.clone()),
        before,
        after: Some(incoming.form.form.name().to_owned()),
    }
}

/// Everything that is remembered of the sources' forms.
pub(crate) fn collected(connection: &Connection) -> TxResult<Vec<Collected>> {
    let sql = "SELECT source.name, key, fingerprint, form FROM collected JOIN source ON source.id = collected.source \
               ORDER BY collected.id";
    let mut statement = connection.prepare_cached(sql)?;
    let all = statement.query_map([], |row| {
        let origin = SourceRef { source: row.get(0)?, key: row.get(1)?, fingerprint: row.get(2)? };
        Ok(Collected { origin, form: row.get(3)? })
    })?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The sources, in the order in which they came.
pub(crate) fn sources(connection: &Connection) -> TxResult<Vec<Source>> {
    let mut statement = connection.prepare_cached("SELECT name, hash, at FROM source ORDER BY id")?;
    let all = statement
        .query_map([], |row| Ok(Source { name: row.get(0)?, hash: row.get(1)?, at: row.get(2)? }))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}
