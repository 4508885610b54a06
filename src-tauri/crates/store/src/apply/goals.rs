use jixiao_model::Goal;
use rusqlite::Connection;

use super::line::item;
use super::order::set_order;
use crate::error::{Error, Fault, TxResult};
use crate::ids::{FormId, RowId, RowPlace};
use crate::journal::{Item, Subject};
use crate::place::{self, Cell};
use crate::write;

/// Puts a new goal, with its indicators, before the one at `at`, or behind the last one.
pub(super) fn insert(connection: &Connection, form: FormId, at: usize, goal: &Goal) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    if at > ids.len() {
        return Err(no_such(at));
    }
    let rows = write::goal(connection, form, at, goal, None)?;
    ids.insert(at, rows.id.0);
    set_order(connection, "goal", &ids)?;
    let item = item(connection, form, "", Subject::Goal(at))?;
    Ok(vec![Item { after: Some(goal.expected.clone()), ..item }])
}

/// Takes a goal out; its indicators go with it (`ON DELETE CASCADE`).
pub(super) fn remove(connection: &Connection, form: FormId, at: usize) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    let id = *ids.get(at).ok_or_else(|| no_such(at))?;
    if ids.len() == 1 {
        return Err(Error::LastGoal.into());
    }
    let expected = expected(connection, id)?;
    connection.prepare_cached("DELETE FROM goal WHERE id = ?1")?.execute([RowId(id)])?;
    ids.remove(at);
    set_order(connection, "goal", &ids)?;
    let item = item(connection, form, "", Subject::Goal(at))?;
    Ok(vec![Item { before: Some(expected), ..item }])
}

/// Moves a goal, with its indicators.
pub(super) fn relocate(connection: &Connection, form: FormId, from: usize, to: usize) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    let id = *ids.get(from).ok_or_else(|| no_such(from))?;
    if to >= ids.len() {
        return Err(no_such(to));
    }
    ids.remove(from);
    ids.insert(to, id);
    set_order(connection, "goal", &ids)?;
    let item = item(connection, form, "", Subject::GoalPlace(from))?;
    Ok(vec![Item { before: Some(from.to_string()), after: Some(to.to_string()), ..item }])
}

fn ids_of(connection: &Connection, form: FormId) -> TxResult<Vec<i64>> {
    place::require_form(connection, form)?;
    let sql = "SELECT id FROM goal WHERE form = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([form], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn expected(connection: &Connection, id: i64) -> TxResult<String> {
    Ok(Cell { table: "goal", column: "expected", id }.text(connection)?.unwrap_or_default())
}

fn no_such(goal: usize) -> Fault {
    Error::NoSuchRow(RowPlace { goal, row: 0 }).into()
}
