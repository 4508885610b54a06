use jixiao_model::{Indicator, Manual, Method};
use rusqlite::{Connection, params};

use super::line::item;
use super::order::set_order;
use crate::error::{Error, TxResult};
use crate::ids::{FormId, RowId, RowPlace};
use crate::journal::{Item, Subject};
use crate::place::{self, Cell};
use crate::write;

/// Puts a new indicator before the row at `at`, or behind the last one.
pub(super) fn insert(
    connection: &Connection,
    form: FormId,
    at: RowPlace,
    row: &Indicator,
) -> TxResult<Vec<Item>> {
    let (goal, mut ids) = rows_of(connection, form, at)?;
    if at.row > ids.len() {
        return Err(Error::NoSuchRow(at).into());
    }
    let id = write::indicator(connection, goal, at.row, row, None)?;
    ids.insert(at.row, id.0);
    set_order(connection, "indicator", &ids)?;
    let mut item = item(connection, form, &row.level3, Subject::Indicator(at))?;
    item.after = Some(row.level3.clone());
    Ok(vec![item])
}

/// Takes an indicator out.
pub(super) fn remove(connection: &Connection, form: FormId, at: RowPlace) -> TxResult<Vec<Item>> {
    let (_, mut ids) = rows_of(connection, form, at)?;
    let id = place::indicator_id(connection, form, at)?;
    let name = name_of(connection, id)?;
    connection.prepare_cached("DELETE FROM indicator WHERE id = ?1")?.execute([id])?;
    ids.retain(|other| *other != id.0);
    set_order(connection, "indicator", &ids)?;
    let mut item = item(connection, form, &name, Subject::Indicator(at))?;
    item.before = Some(name);
    Ok(vec![item])
}

/// Moves an indicator, within its goal or to another one.
pub(super) fn relocate(
    connection: &Connection,
    form: FormId,
    from: RowPlace,
    to: RowPlace,
) -> TxResult<Vec<Item>> {
    let (goal, mut left) = rows_of(connection, form, from)?;
    let id = place::indicator_id(connection, form, from)?;
    left.retain(|other| *other != id.0);
    let (new_goal, mut joined) = rows_of(connection, form, to)?;
    joined.retain(|other| *other != id.0);
    if to.row > joined.len() {
        return Err(Error::NoSuchRow(to).into());
    }
    joined.insert(to.row, id.0);
    if new_goal != goal {
        let sql = "UPDATE indicator SET goal = ?2 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute([id, new_goal])?;
        set_order(connection, "indicator", &left)?;
    }
    set_order(connection, "indicator", &joined)?;
    let name = name_of(connection, id)?;
    let shown = |place: RowPlace| Some(format!("{}/{}", place.goal, place.row));
    let item = item(connection, form, &name, Subject::IndicatorPlace(from))?;
    Ok(vec![Item { before: shown(from), after: shown(to), ..item }])
}

/// Chooses the scoring method of an indicator.
pub(super) fn set_method(
    connection: &Connection,
    form: FormId,
    at: RowPlace,
    method: Option<Method>,
) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let id = place::indicator_id(connection, form, at)?;
    let cell = Cell { table: "indicator", column: "method", id: id.0 };
    let before = cell.text(connection)?;
    cell.put(connection, method.map(Method::name))?;
    let item = item(connection, form, &name_of(connection, id)?, Subject::Method(at))?;
    Ok(vec![Item { before, after: method.map(|method| method.name().to_owned()), ..item }])
}

/// Sets a score by hand, or takes it back.
pub(super) fn set_manual(
    connection: &Connection,
    form: FormId,
    at: RowPlace,
    manual: Option<&Manual>,
) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let id = place::indicator_id(connection, form, at)?;
    let text = |column| Cell { table: "indicator", column, id: id.0 }.text(connection);
    let before = (text("manual_score")?, text("manual_reason")?);
    let after = (manual.map(|manual| manual.score.0.to_string()), manual.map(|manual| manual.reason.clone()));
    let sql = "UPDATE indicator SET manual_score = ?2, manual_reason = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id, after.0, after.1])?;
    let name = name_of(connection, id)?;
    let score = item(connection, form, &name, Subject::ManualScore(at))?;
    let reason = item(connection, form, &name, Subject::ManualReason(at))?;
    let items = [
        Item { before: before.0, after: after.0, ..score },
        Item { before: before.1, after: after.1, ..reason },
    ];
    Ok(items.into_iter().filter(|item| item.before != item.after).collect())
}

/// The goal at `at` and its indicators, in order.
fn rows_of(connection: &Connection, form: FormId, at: RowPlace) -> TxResult<(RowId, Vec<i64>)> {
    place::require_form(connection, form)?;
    let goal = place::goal_id(connection, form, at.goal)?.ok_or(Error::NoSuchRow(at))?;
    let sql = "SELECT id FROM indicator WHERE goal = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([goal], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((goal, ids))
}

fn name_of(connection: &Connection, id: RowId) -> TxResult<String> {
    let cell = Cell { table: "indicator", column: "level3", id: id.0 };
    Ok(cell.text(connection)?.unwrap_or_default())
}
