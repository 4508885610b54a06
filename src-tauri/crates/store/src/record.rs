//! Row changes: recorded by triggers while a step is made, replayed by undo and redo.
//!
//! Triggers, because whatever a statement or a foreign key does to a table is then recorded, and undo cannot forget a part
//! of a change. They are temporary: they belong to the connection, not to the file, so no file can bring its own, and they
//! always match the columns that are there.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::error::{Fault, TxResult};
use crate::ids::{EntryId, Named};
use crate::schema::RECORDED;

/// Sets the connection up for recording.
pub(crate) fn install(connection: &Connection) -> TxResult<()> {
    let mut sql = String::from("CREATE TEMP TABLE recording (entry INTEGER NOT NULL);\n");
    for table in Table::all(connection)? {
        sql.push_str(&table.triggers());
    }
    Ok(connection.execute_batch(&sql)?)
}

/// From here on row changes belong to `entry`.
pub(crate) fn start(connection: &Connection, entry: EntryId) -> TxResult<()> {
    connection.prepare_cached("INSERT INTO recording (entry) VALUES (?1)")?.execute([entry])?;
    Ok(())
}

/// Ends recording; whether anything has changed.
pub(crate) fn stop(connection: &Connection, entry: EntryId) -> TxResult<bool> {
    connection.prepare_cached("DELETE FROM recording")?.execute([])?;
    let sql = "SELECT 1 FROM row_change WHERE entry = ?1";
    Ok(connection.prepare_cached(sql)?.exists([entry])?)
}

/// Makes insertions, and nothing but insertions, that are recorded as a whole: by their first and last keys in each table. Keys
/// are never used twice and nobody else writes meanwhile, so whatever lies between them is theirs.
pub(crate) fn insertions<T>(connection: &Connection, insert: impl FnOnce() -> TxResult<T>) -> TxResult<T> {
    let sql = "SELECT entry FROM recording";
    let entry: EntryId = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    let before = last_keys(connection)?;
    connection.prepare_cached("DELETE FROM recording")?.execute([])?;
    let inserted = insert()?;
    start(connection, entry)?;
    let sql = "INSERT INTO row_change (entry, table_name, row, event, before) \
               VALUES (?1, ?2, ?3, 'insert_many', json_object('last', ?4))";
    for ((table, before), after) in RECORDED.iter().zip(before).zip(last_keys(connection)?) {
        if after > before {
            connection.prepare_cached(sql)?.execute(params![entry, table, before + 1, after])?;
        }
    }
    Ok(inserted)
}

/// The greatest key of each recorded table.
fn last_keys(connection: &Connection) -> TxResult<Vec<i64>> {
    let last = |table: &&str| {
        let sql = format!("SELECT coalesce(max(id), 0) FROM {table}");
        Ok(connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    };
    RECORDED.iter().map(last).collect()
}

/// Writes rows that were recorded as a whole down one by one.
fn write_out(connection: &Connection, entry: EntryId) -> TxResult<()> {
    let sql = "SELECT table_name, row, json_extract(before, '$.last') FROM row_change \
               WHERE entry = ?1 AND event = 'insert_many' ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let many = statement.query_map([entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let many: Vec<(String, i64, i64)> = many.collect::<rusqlite::Result<_>>()?;
    for (name, first, last) in many {
        let table = RECORDED.iter().find(|table| **table == name).ok_or(Fault::Corrupt)?;
        let sql = format!(
            "INSERT INTO row_change (entry, table_name, row, event) \
             SELECT ?1, '{table}', id, 'insert' FROM {table} WHERE id BETWEEN ?2 AND ?3 ORDER BY id"
        );
        connection.prepare_cached(&sql)?.execute(params![entry, first, last])?;
    }
    let sql = "DELETE FROM row_change WHERE entry = ?1 AND event = 'insert_many'";
    connection.prepare_cached(sql)?.execute([entry])?;
    Ok(())
}

/// Takes the changes of `entry` back, last one first.
pub(crate) fn take_back(connection: &Connection, entry: EntryId) -> TxResult<()> {
    write_out(connection, entry)?;
    let tables = Table::all(connection)?;
    for change in recorded(connection, entry)?.iter().rev() {
        let table = tables.iter().find(|table| table.name == change.table).ok_or(Fault::Corrupt)?;
        match change.event {
            Event::Insert => {
                table.keep_image(connection, change)?;
                table.delete(connection, change.row)?;
            }
            Event::Update => table.update(connection, change.row, change.before()?)?,
            Event::Delete => table.insert(connection, change.before()?)?,
        }
    }
    Ok(())
}

/// Makes the changes of `entry` again, which were taken back.
pub(crate) fn repeat(connection: &Connection, entry: EntryId) -> TxResult<()> {
    let tables = Table::all(connection)?;
    for change in &recorded(connection, entry)? {
        let table = tables.iter().find(|table| table.name == change.table).ok_or(Fault::Corrupt)?;
        match change.event {
            Event::Insert => table.insert(connection, change.after()?)?,
            Event::Update => table.update(connection, change.row, change.after()?)?,
            Event::Delete => table.delete(connection, change.row)?,
        }
    }
    Ok(())
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    Insert,
    Update,
    Delete,
}

/// Columns of a row.
type Image = Map<String, Json>;

/// One recorded row change.
struct RowChange {
    id: i64,
    table: String,
    row: i64,
    event: Event,
    before: Option<Image>,
    after: Option<Image>,
}

impl RowChange {
    fn before(&self) -> TxResult<&Image> {
        self.before.as_ref().ok_or(Fault::Corrupt)
    }

    fn after(&self) -> TxResult<&Image> {
        self.after.as_ref().ok_or(Fault::Corrupt)
    }
}

fn recorded(connection: &Connection, entry: EntryId) -> TxResult<Vec<RowChange>> {
    // A row may come back before the row that it refers to does.
    connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let sql = "SELECT id, table_name, row, event, before, after FROM row_change WHERE entry = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let image = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
        changes.push(RowChange {
            id: row.get(0)?,
            table: row.get(1)?,
            row: row.get(2)?,
            event: row.get::<_, Named<Event>>(3)?.0,
            before: image(row.get(4)?)?,
            after: image(row.get(5)?)?,
        });
    }
    Ok(changes)
}

/// A recorded table and its columns, `id` first.
struct Table {
    name: &'static str,
    columns: Vec<String>,
}

impl Table {
    fn all(connection: &Connection) -> TxResult<Vec<Self>> {
        RECORDED.iter().map(|name| Self::read(connection, name)).collect()
    }

    fn read(connection: &Connection, name: &'static str) -> TxResult<Self> {
        let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
        let columns: Vec<String> =
            statement.query_map([name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        // The names become part of statements, and a file may come from anybody.
        let plain =
            |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let usable = columns.first().is_some_and(|first| first == "id") && columns.iter().all(plain);
        if usable { Ok(Self { name, columns }) } else { Err(Fault::Corrupt) }
    }

    /// SQL for the columns of `row` as JSON.
    fn image(&self, row: &str) -> String {
        let pairs: Vec<String> =
            self.columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
        format!("json_object({})", pairs.join(", "))
    }

    fn triggers(&self) -> String {
        let different: Vec<String> = self
            .columns
            .iter()
            .skip(1)
            .map(|column| {
                format!(
                    "SELECT '{column}' AS name, OLD.{column} AS old, NEW.{column} AS new \
                     WHERE OLD.{column} IS NOT NEW.{column}"
                )
            })
            .collect();
        let changed = format!(
            "json_group_object(name, old), json_group_object(name, new) FROM ({}) HAVING count(*) > 0",
            different.join(" UNION ALL ")
        );
        [
            self.trigger("insert", "NEW", "NULL, NULL"),
            self.trigger("update", "NEW", &changed),
            self.trigger("delete", "OLD", &format!("{}, NULL", self.image("OLD"))),
        ]
        .concat()
    }

    fn trigger(&self, event: &str, row: &str, images: &str) -> String {
        let name = self.name;
        format!(
            "CREATE TEMP TRIGGER record_{name}_{event} AFTER {event} ON main.{name} \
             WHEN EXISTS (SELECT 1 FROM recording) BEGIN \
             INSERT INTO row_change (entry, table_name, row, event, before, after) \
             SELECT (SELECT entry FROM recording), '{name}', {row}.id, '{event}', {images}; END;\n"
        )
    }

    /// Keeps an inserted row, as it was right after the insertion, for redo.
    fn keep_image(&self, connection: &Connection, change: &RowChange) -> TxResult<()> {
        let (name, image) = (self.name, self.image(self.name));
        let sql =
            format!("UPDATE row_change SET after = (SELECT {image} FROM {name} WHERE id = ?2) WHERE id = ?1");
        connection.prepare_cached(&sql)?.execute([change.id, change.row])?;
        Ok(())
    }

    /// Rows that belong to others may have gone with them: there may be nothing to delete.
    fn delete(&self, connection: &Connection, id: i64) -> TxResult<()> {
        connection.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", self.name))?.execute([id])?;
        Ok(())
    }

    fn update(&self, connection: &Connection, id: i64, image: &Image) -> TxResult<()> {
        let (names, values) = self.parts(image)?;
        let columns: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?", self.name, columns.join(", "));
        let values = values.into_iter().chain([Value::Integer(id)]);
        let count = connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        if count == 1 { Ok(()) } else { Err(Fault::Corrupt) }
    }

    fn insert(&self, connection: &Connection, image: &Image) -> TxResult<()> {
        let (names, values) = self.parts(image)?;
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", self.name, names.join(", "));
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Column names, which are this table's, and what they hold.
    fn parts<'a>(&self, image: &'a Image) -> TxResult<(Vec<&'a str>, Vec<Value>)> {
        if image.keys().any(|column| !self.columns.contains(column)) {
            return Err(Fault::Corrupt);
        }
        let values = image.values().map(value).collect::<TxResult<_>>()?;
        Ok((image.keys().map(String::as_str).collect(), values))
    }
}

fn value(json: &Json) -> TxResult<Value> {
    match json {
        Json::Null => Ok(Value::Null),
        Json::String(text) => Ok(Value::Text(text.clone())),
        Json::Number(number) => number.as_i64().map(Value::Integer).ok_or(Fault::Corrupt),
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => Err(Fault::Corrupt),
    }
}
