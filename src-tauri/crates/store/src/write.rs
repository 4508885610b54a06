use jixiao_model::{Form, Goal};
use rusqlite::{Connection, params};

use crate::error::TxResult;
use crate::ids::{FormId, RowId};
use crate::last_year::LastYear;
use crate::new_form::NewForm;
use crate::read::{GoalRows, Rows};

mod rows;

use rows::head;
pub(crate) use rows::{fund, fund_again, head_again, indicator, indicator_again};

/// Puts a form, and last year's beside it, into the tables. The caller has made room at `position`.
pub(crate) fn form(connection: &Connection, new: &NewForm, position: usize) -> TxResult<FormId> {
    let id = head(connection, new, &new.form, position, None)?;
    let last = match &new.last_year {
        None => None,
        Some(last) => Some((last, reference(connection, id, new, last)?)),
    };
    body(connection, id, &new.form, last.as_ref().map(|(last, rows)| (*last, rows)))?;
    Ok(id)
}

fn reference(connection: &Connection, id: FormId, new: &NewForm, last: &LastYear) -> TxResult<Rows> {
    let reference = head(connection, new, &last.form, 0, Some(id))?;
    body(connection, reference, &last.form, None)
}

/// Puts another form of last year beside a form that is there, whose rows are `rows`.
pub(crate) fn last_year_beside(
    connection: &Connection,
    id: FormId,
    new: &NewForm,
    last: &LastYear,
    rows: &Rows,
) -> TxResult<()> {
    connection.prepare_cached("DELETE FROM form WHERE reference_of = ?1")?.execute([id])?;
    let then = reference(connection, id, new, last)?;
    for (at, row) in rows.funds.iter().enumerate() {
        refer(connection, "fund", *row, fund_then(last, &then, at))?;
    }
    for (goal, of) in rows.goals.iter().enumerate() {
        refer(connection, "goal", of.id, goal_then(last, &then, goal))?;
        for (at, row) in of.indicators.iter().enumerate() {
            refer(connection, "indicator", *row, indicator_then(last, &then, goal, at))?;
        }
    }
    Ok(())
}

fn refer(connection: &Connection, table: &'static str, row: RowId, then: Option<RowId>) -> TxResult<()> {
    let sql = format!("UPDATE {table} SET reference = ?2 WHERE id = ?1");
    connection.prepare_cached(&sql)?.execute(params![row, then])?;
    Ok(())
}

/// Last year's row of the fund at `at`.
fn fund_then(last: &LastYear, then: &Rows, at: usize) -> Option<RowId> {
    then.funds.get((*last.funds.get(at)?)?).copied()
}

fn goal_then(last: &LastYear, then: &Rows, at: usize) -> Option<RowId> {
    Some(then.goals.get((*last.goals.get(at)?)?)?.id)
}

fn indicator_then(last: &LastYear, then: &Rows, goal: usize, at: usize) -> Option<RowId> {
    let place = (*last.indicators.get(goal)?.get(at)?)?;
    then.goals.get(place.goal)?.indicators.get(place.row).copied()
}

/// Writes texts and rows; `last` says which rows of last year they belong to.
fn body(
    connection: &Connection,
    id: FormId,
    form: &Form,
    last: Option<(&LastYear, &Rows)>,
) -> TxResult<Rows> {
    let mut insert =
        connection.prepare_cached("INSERT INTO form_text (form, name, text) VALUES (?1, ?2, ?3)")?;
    for (name, text) in &form.texts {
        insert.execute(params![id, name.as_str(), text])?;
    }
    let mut rows = Rows::default();
    for (at, row) in form.funds.iter().enumerate() {
        let reference = last.and_then(|(last, then)| fund_then(last, then, at));
        rows.funds.push(fund(connection, id, at, row, reference)?);
    }
    for (at, row) in form.goals.iter().enumerate() {
        rows.goals.push(goal(connection, id, at, row, last)?);
    }
    Ok(rows)
}

/// Puts a goal with its indicators into the tables. The caller has made room at `position`.
pub(crate) fn goal(
    connection: &Connection,
    form: FormId,
    position: usize,
    goal: &Goal,
    last: Option<(&LastYear, &Rows)>,
) -> TxResult<GoalRows> {
    let then = last.and_then(|(last, then)| goal_then(last, then, position));
    connection
        .prepare_cached(
            "INSERT INTO goal (form, position, reference, points, expected, actual) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            form,
            position,
            then,
            goal.points.text(),
            goal.expected,
            goal.actual
        ])?;
    let mut rows = GoalRows { id: RowId(connection.last_insert_rowid()), indicators: Vec::new() };
    for (at, row) in goal.indicators.iter().enumerate() {
        let reference = last.and_then(|(last, then)| indicator_then(last, then, position, at));
        rows.indicators.push(indicator(connection, rows.id, at, row, reference)?);
    }
    Ok(rows)
}
