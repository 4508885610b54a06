use jixiao_model::{Form, Fund, Goal, Indicator};
use rusqlite::{Connection, ToSql, params};

use crate::change::NewForm;
use crate::error::Inner;
use crate::ids::{FormId, Named, RowId};
use crate::last_year::LastYear;
use crate::read::{GoalRows, Rows};

/// Puts a form, and last year's beside it, into the tables. The caller has made room at `position`.
pub(crate) fn form(connection: &Connection, new: &NewForm, position: usize) -> Inner<FormId> {
    let id = head(connection, new, &new.form, position, None)?;
    let last = match &new.last_year {
        None => None,
        Some(last) => Some((last, reference(connection, id, new, last)?)),
    };
    body(connection, id, &new.form, last.as_ref().map(|(last, rows)| (*last, rows)))?;
    Ok(id)
}

fn reference(connection: &Connection, id: FormId, new: &NewForm, last: &LastYear) -> Inner<Rows> {
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
) -> Inner<()> {
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

fn refer(connection: &Connection, table: &'static str, row: RowId, then: Option<RowId>) -> Inner<()> {
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

fn head(
    connection: &Connection,
    new: &NewForm,
    form: &Form,
    position: usize,
    reference_of: Option<FormId>,
) -> Inner<FormId> {
    connection
        .prepare_cached(
            "INSERT INTO form (reference_of, position, kind, rules, classified, done, edition, year, title, \
             total_weight, total_score) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            reference_of,
            position,
            Named(new.kind),
            new.rules.as_ref().map(|rules| &rules.0),
            new.classified,
            new.done,
            form.edition.0,
            form.year,
            form.title,
            form.total.weight.text(),
            form.total.score.text(),
        ])?;
    Ok(FormId(connection.last_insert_rowid()))
}

/// Writes texts and rows; `last` says which rows of last year they belong to.
fn body(connection: &Connection, id: FormId, form: &Form, last: Option<(&LastYear, &Rows)>) -> Inner<Rows> {
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

/// Puts a fund row into the tables. The caller has made room at `position`.
pub(crate) fn fund(
    connection: &Connection,
    form: FormId,
    position: usize,
    fund: &Fund,
    reference: Option<RowId>,
) -> Inner<RowId> {
    connection
        .prepare_cached(
            "INSERT INTO fund (form, position, reference, label, initial, adjusted, executed, weight, rate, score) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            form,
            position,
            reference,
            fund.label,
            fund.initial.text(),
            fund.adjusted.text(),
            fund.executed.text(),
            fund.weight.text(),
            fund.rate.text(),
            fund.score.text(),
        ])?;
    Ok(RowId(connection.last_insert_rowid()))
}

/// Puts a goal with its indicators into the tables. The caller has made room at `position`.
pub(crate) fn goal(
    connection: &Connection,
    form: FormId,
    position: usize,
    goal: &Goal,
    last: Option<(&LastYear, &Rows)>,
) -> Inner<GoalRows> {
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

/// Puts an indicator into the tables. The caller has made room at `position`.
pub(crate) fn indicator(
    connection: &Connection,
    goal: RowId,
    position: usize,
    row: &Indicator,
    reference: Option<RowId>,
) -> Inner<RowId> {
    let sql = "INSERT INTO indicator (goal, position, reference, level1, level2, level3, target, basis, actual, weight, \
               score, reason, method, manual_score, manual_reason) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    write_indicator(connection, sql, &[&goal, &position, &reference], row)?;
    Ok(RowId(connection.last_insert_rowid()))
}

/// Gives the indicator `id` the content of `row`.
pub(crate) fn indicator_again(
    connection: &Connection,
    id: RowId,
    position: usize,
    row: &Indicator,
) -> Inner<RowId> {
    let sql = "UPDATE indicator SET position = ?2, level1 = ?3, level2 = ?4, level3 = ?5, target = ?6, basis = ?7, \
               actual = ?8, weight = ?9, score = ?10, reason = ?11, method = ?12, manual_score = ?13, \
               manual_reason = ?14 WHERE id = ?1";
    write_indicator(connection, sql, &[&id, &position], row)?;
    Ok(id)
}

/// Runs `sql` with `places` and, behind them, what the row says.
fn write_indicator(connection: &Connection, sql: &str, places: &[&dyn ToSql], row: &Indicator) -> Inner<()> {
    let manual = row.manual.as_ref();
    let columns: [&dyn ToSql; 12] = [
        &row.level1,
        &row.level2,
        &row.level3,
        &row.target,
        &row.basis,
        &row.actual,
        &row.weight.text(),
        &row.score.text(),
        &row.reason,
        &row.method.map(Named),
        &manual.map(|manual| manual.score.0.to_string()),
        &manual.map(|manual| &manual.reason),
    ];
    connection.prepare_cached(sql)?.execute([places, &columns].concat().as_slice())?;
    Ok(())
}
