//! Waivers go with their rows: what names a finding tells the place of its cell, and places change when rows come and go.

use jixiao_model::FieldRef;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::error::TxResult;
use crate::ids::{FormId, RowId, RowPlace};
use crate::place;

/// What names a finding of a cell; whatever else a key may be is left alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    check: String,
    field: FieldRef,
}

/// A waived finding and the row of its cell, which keeps its key wherever it goes.
#[derive(Clone, Debug)]
pub(crate) struct Waived {
    waiver: i64,
    key: Key,
    row: RowId,
}

/// The waivers whose cells a change may move. Call before the change, and [`follow`] behind it.
pub(crate) fn waived(connection: &Connection, change: &Change) -> TxResult<Vec<Waived>> {
    if matches!(change, Change::SetText(_) | Change::SetTexts(_)) {
        return Ok(Vec::new()); // Most changes, and rows stay where they are.
    }
    let sql = "SELECT id, form, key FROM waiver WHERE form IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (waiver, form, text): (i64, FormId, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Ok(key) = serde_json::from_str::<Key>(&text) else { continue };
        if let Some(row) = row_of(connection, form, &key.field)? {
            found.push(Waived { waiver, key, row });
        }
    }
    Ok(found)
}

/// Gives the waivers the present places of their cells; those whose row is gone go, too.
pub(crate) fn follow(connection: &Connection, waived: &[Waived]) -> TxResult<()> {
    for Waived { waiver, key, row } in waived {
        match place_of(connection, &key.field, *row)? {
            Some(field) if field == key.field => {}
            Some(field) => {
                let key = serde_json::to_string(&Key { field, check: key.check.clone() })?;
                let sql = "UPDATE waiver SET key = ?2 WHERE id = ?1";
                connection.prepare_cached(sql)?.execute(params![waiver, key])?;
            }
            None => {
                connection.prepare_cached("DELETE FROM waiver WHERE id = ?1")?.execute([waiver])?;
            }
        }
    }
    Ok(())
}

/// The row of a cell; `None` for cells that stand in no row, or in one that is not there.
fn row_of(connection: &Connection, form: FormId, field: &FieldRef) -> TxResult<Option<RowId>> {
    match field {
        FieldRef::Title | FieldRef::Year | FieldRef::Text(_) | FieldRef::Total(_) => Ok(None),
        FieldRef::Fund { row, .. } | FieldRef::FundExtra { row, .. } => {
            place::fund_id(connection, form, *row)
        }
        FieldRef::GoalNumber(goal)
        | FieldRef::GoalPoints(goal)
        | FieldRef::GoalExpected(goal)
        | FieldRef::GoalActual(goal) => place::goal_id(connection, form, *goal),
        FieldRef::Indicator { goal, row, .. } | FieldRef::IndicatorExtra { goal, row, .. } => {
            // A waiver may be left over for a row that is no more; that is no error of this change.
            Ok(place::indicator_id(connection, form, RowPlace { goal: *goal, row: *row }).ok())
        }
    }
}

/// The same cell of a row, where the row stands now; `None` when it is gone.
fn place_of(connection: &Connection, field: &FieldRef, row: RowId) -> TxResult<Option<FieldRef>> {
    let position = |sql: &str| -> TxResult<Option<usize>> {
        Ok(connection.prepare_cached(sql)?.query_row([row], |row| row.get(0)).optional()?)
    };
    let goal = || position("SELECT position FROM goal WHERE id = ?1");
    let fund = || position("SELECT position FROM fund WHERE id = ?1");
    let indicator = || -> TxResult<Option<(usize, usize)>> {
        let sql = "SELECT goal.position, indicator.position FROM indicator \
                   JOIN goal ON goal.id = indicator.goal WHERE indicator.id = ?1";
        let place = connection.prepare_cached(sql)?.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(place.optional()?)
    };
    Ok(match field {
        FieldRef::Title | FieldRef::Year | FieldRef::Text(_) | FieldRef::Total(_) => Some(field.clone()),
        FieldRef::Fund { column, .. } => fund()?.map(|row| FieldRef::Fund { row, column: *column }),
        FieldRef::FundExtra { column, .. } => {
            fund()?.map(|row| FieldRef::FundExtra { row, column: column.clone() })
        }
        FieldRef::GoalNumber(_) => goal()?.map(FieldRef::GoalNumber),
        FieldRef::GoalPoints(_) => goal()?.map(FieldRef::GoalPoints),
        FieldRef::GoalExpected(_) => goal()?.map(FieldRef::GoalExpected),
        FieldRef::GoalActual(_) => goal()?.map(FieldRef::GoalActual),
        FieldRef::Indicator { column, .. } => {
            indicator()?.map(|(goal, row)| FieldRef::Indicator { goal, row, column: *column })
        }
        FieldRef::IndicatorExtra { column, .. } => {
            indicator()?.map(|(goal, row)| FieldRef::IndicatorExtra { goal, row, column: column.clone() })
        }
    })
}
