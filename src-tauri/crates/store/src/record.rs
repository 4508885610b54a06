//! Row changes: recorded by triggers while a step is made, replayed by undo and redo.
//!
//! Triggers, because whatever a statement or a foreign key does to a table is then recorded, and undo cannot forget a part
//! of a change. They are temporary: they belong to the connection, not to the file, so no file can bring its own, and they
//! always match the columns that are there.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value as Json};

use crate::error::{Fault, Inner};
use crate::ids::EntryId;
use crate::schema::RECORDED;

/// Sets the connection up for recording.
pub(crate) fn install(connection: &Connection) -> Inner<()> {
    let mut sql = String::from("CREATE TEMP TABLE recording (entry INTEGER NOT NULL);\n");
    for table in RECORDED {
        let columns = columns(connection, table)?;
        if columns.first().map(String::as_str) != Some("id") {
            return Err(Fault::Nonsense);
        }
        sql.push_str(&triggers(table, &columns));
    }
    Ok(connection.execute_batch(&sql)?)
}

fn columns(connection: &Connection, table: &str) -> Inner<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
    let names: Vec<String> =
        statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    // The names become part of statements, and a file may come from anybody.
    let plain =
        |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if names.iter().all(plain) { Ok(names) } else { Err(Fault::Nonsense) }
}

fn triggers(table: &str, columns: &[String]) -> String {
    let image = |row: &str| {
        let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
        format!("json_object({})", pairs.join(", "))
    };
    let different: Vec<String> = columns
        .iter()
        .skip(1)
        .map(|column| {
            format!("SELECT '{column}' AS name, OLD.{column} AS old, NEW.{column} AS new WHERE OLD.{column} IS NOT NEW.{column}")
        })
        .collect();
    let changed = format!(
        "json_group_object(name, old), json_group_object(name, new) FROM ({}) HAVING count(*) > 0",
        different.join(" UNION ALL ")
    );
    [
        trigger(table, "INSERT", "NEW", &format!("NULL, {}", image("NEW"))),
        trigger(table, "UPDATE", "NEW", &changed),
        trigger(table, "DELETE", "OLD", &format!("{}, NULL", image("OLD"))),
    ]
    .concat()
}

fn trigger(table: &str, event: &str, row: &str, images: &str) -> String {
    format!(
        "CREATE TEMP TRIGGER record_{table}_{event} AFTER {event} ON main.{table} \
         WHEN EXISTS (SELECT 1 FROM recording) BEGIN \
         INSERT INTO row_change (entry, table_name, row, before, after) \
         SELECT (SELECT entry FROM recording), '{table}', {row}.id, {images}; END;\n"
    )
}

/// From here on row changes belong to `entry`.
pub(crate) fn start(connection: &Connection, entry: EntryId) -> Inner<()> {
    connection.prepare_cached("INSERT INTO recording (entry) VALUES (?1)")?.execute([entry])?;
    Ok(())
}

/// Ends recording; whether anything has changed.
pub(crate) fn stop(connection: &Connection, entry: EntryId) -> Inner<bool> {
    connection.prepare_cached("DELETE FROM recording")?.execute([])?;
    let sql = "SELECT 1 FROM row_change WHERE entry = ?1";
    Ok(connection.prepare_cached(sql)?.exists([entry])?)
}

/// One recorded row change.
struct RowChange {
    table: String,
    row: i64,
    before: Option<Map<String, Json>>,
    after: Option<Map<String, Json>>,
}

/// Takes the changes of `entry` back, last one first.
pub(crate) fn take_back(connection: &Connection, entry: EntryId) -> Inner<()> {
    for change in recorded(connection, entry)?.into_iter().rev() {
        replay(connection, &change.table, change.row, change.after.is_some(), change.before)?;
    }
    Ok(())
}

/// Makes the changes of `entry` again.
pub(crate) fn repeat(connection: &Connection, entry: EntryId) -> Inner<()> {
    for change in recorded(connection, entry)? {
        replay(connection, &change.table, change.row, change.before.is_some(), change.after)?;
    }
    Ok(())
}

fn recorded(connection: &Connection, entry: EntryId) -> Inner<Vec<RowChange>> {
    // A row may come back before the row that it refers to does.
    connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let sql = "SELECT table_name, row, before, after FROM row_change WHERE entry = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let image = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
        let (table, key) = (row.get(0)?, row.get(1)?);
        changes.push(RowChange { table, row: key, before: image(row.get(2)?)?, after: image(row.get(3)?)? });
    }
    Ok(changes)
}

/// Brings one row from a state in which it exists or not to the state that `image` describes.
fn replay(
    connection: &Connection,
    table: &str,
    id: i64,
    exists: bool,
    image: Option<Map<String, Json>>,
) -> Inner<()> {
    let table = RECORDED.iter().find(|known| **known == table).ok_or(Fault::Nonsense)?;
    let Some(image) = image else {
        // Rows that belong to others may have gone with them.
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
        return Ok(());
    };
    let known = columns(connection, table)?;
    if !image.keys().all(|column| known.contains(column)) {
        return Err(Fault::Nonsense);
    }
    let names: Vec<&str> = image.keys().map(String::as_str).collect();
    let values = image.values().map(value).collect::<Inner<Vec<Value>>>()?;
    if exists {
        update(connection, table, id, &names, values)
    } else {
        insert(connection, table, &names, values)
    }
}

fn update(connection: &Connection, table: &str, id: i64, names: &[&str], values: Vec<Value>) -> Inner<()> {
    let columns: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE id = ?", columns.join(", "));
    let values = values.into_iter().chain([Value::Integer(id)]);
    let count = connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    if count == 1 { Ok(()) } else { Err(Fault::Nonsense) }
}

fn insert(connection: &Connection, table: &str, names: &[&str], values: Vec<Value>) -> Inner<()> {
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

fn value(json: &Json) -> Inner<Value> {
    match json {
        Json::Null => Ok(Value::Null),
        Json::String(text) => Ok(Value::Text(text.clone())),
        Json::Number(number) => number.as_i64().map(Value::Integer).ok_or(Fault::Nonsense),
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => Err(Fault::Nonsense),
    }
}
