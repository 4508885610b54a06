//! One row of a table, put in or given other content: what a row says is listed once for both.

use jixiao_model::{ExtraTexts, Form, Fund, Indicator};
use rusqlite::{Connection, ToSql};

use crate::error::TxResult;
use crate::ids::{FormId, Named, RowId};
use crate::new_form::NewForm;

/// Puts the form's own row into the tables: `form` is that of `new` or, beside the form `reference_of`, last year's.
pub(crate) fn head(
    connection: &Connection,
    new: &NewForm,
    form: &Form,
    position: usize,
    reference_of: Option<FormId>,
) -> TxResult<FormId> {
    let sql = "INSERT INTO form (reference_of, position, kind, rules, classified, done, edition, year, title, \
               total_weight, total_score, amount_unit) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    write_head(connection, sql, &[&reference_of, &position], new, form)?;
    Ok(FormId(connection.last_insert_rowid()))
}

/// Gives the row of the form `id` what `new` says.
pub(crate) fn head_again(connection: &Connection, id: FormId, new: &NewForm) -> TxResult<()> {
    let sql = "UPDATE form SET kind = ?2, rules = ?3, classified = ?4, done = ?5, edition = ?6, year = ?7, title = ?8, \
               total_weight = ?9, total_score = ?10, amount_unit = ?11 WHERE id = ?1";
    write_head(connection, sql, &[&id], new, &new.form)
}

fn write_head(
    connection: &Connection,
    sql: &str,
    places: &[&dyn ToSql],
    new: &NewForm,
    form: &Form,
) -> TxResult<()> {
    let columns: [&dyn ToSql; 10] = [
        &Named(form.kind),
        &new.rules.as_ref().map(|rules| &rules.0),
        &new.classified,
        &new.done,
        &form.edition.0,
        &form.year,
        &form.title,
        &form.total.weight.text(),
        &form.total.score.text(),
        &Named(form.amount_unit),
    ];
    keep_layout(connection, new)?;
    run(connection, sql, places, &columns)
}

/// A layout that is there already is the same: its id follows from what it says.
fn keep_layout(connection: &Connection, new: &NewForm) -> TxResult<()> {
    if let Some(toml) = &new.layout {
        let sql = "INSERT INTO editions (id, toml) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
        connection.prepare_cached(sql)?.execute([&new.form.edition.0, toml])?;
    }
    Ok(())
}

/// Puts a fund row into the tables. The caller has made room at `position`.
pub(crate) fn fund(
    connection: &Connection,
    form: FormId,
    position: usize,
    fund: &Fund,
    reference: Option<RowId>,
) -> TxResult<RowId> {
    let sql = "INSERT INTO fund (form, position, reference, label, initial, adjusted, executed, weight, rate, score, extra) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    write_fund(connection, sql, &[&form, &position, &reference], fund)?;
    Ok(RowId(connection.last_insert_rowid()))
}

/// Gives the fund row `id` the content of `fund`.
pub(crate) fn fund_again(
    connection: &Connection,
    id: RowId,
    position: usize,
    fund: &Fund,
) -> TxResult<RowId> {
    let sql = "UPDATE fund SET position = ?2, label = ?3, initial = ?4, adjusted = ?5, executed = ?6, weight = ?7, \
               rate = ?8, score = ?9, extra = ?10 WHERE id = ?1";
    write_fund(connection, sql, &[&id, &position], fund)?;
    Ok(id)
}

fn write_fund(connection: &Connection, sql: &str, places: &[&dyn ToSql], fund: &Fund) -> TxResult<()> {
    let columns: [&dyn ToSql; 8] = [
        &fund.label,
        &fund.initial.text(),
        &fund.adjusted.text(),
        &fund.executed.text(),
        &fund.weight.text(),
        &fund.rate.text(),
        &fund.score.text(),
        &extra_json(&fund.extra)?,
    ];
    run(connection, sql, places, &columns)
}

/// Puts an indicator into the tables. The caller has made room at `position`.
pub(crate) fn indicator(
    connection: &Connection,
    goal: RowId,
    position: usize,
    row: &Indicator,
    reference: Option<RowId>,
) -> TxResult<RowId> {
    let sql = "INSERT INTO indicator (goal, position, reference, level1, level2, level3, target, basis, actual, weight, \
               score, reason, method, manual_score, manual_reason, operator, target_unit, extra) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    write_indicator(connection, sql, &[&goal, &position, &reference], row)?;
    Ok(RowId(connection.last_insert_rowid()))
}

/// Gives the indicator `id` the content of `row`.
pub(crate) fn indicator_again(
    connection: &Connection,
    id: RowId,
    position: usize,
    row: &Indicator,
) -> TxResult<RowId> {
    let sql = "UPDATE indicator SET position = ?2, level1 = ?3, level2 = ?4, level3 = ?5, target = ?6, basis = ?7, \
               actual = ?8, weight = ?9, score = ?10, reason = ?11, method = ?12, manual_score = ?13, \
               manual_reason = ?14, operator = ?15, target_unit = ?16, extra = ?17 WHERE id = ?1";
    write_indicator(connection, sql, &[&id, &position], row)?;
    Ok(id)
}

fn write_indicator(
    connection: &Connection,
    sql: &str,
    places: &[&dyn ToSql],
    row: &Indicator,
) -> TxResult<()> {
    let manual = row.manual.as_ref();
    let columns: [&dyn ToSql; 15] = [
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
        &row.operator,
        &row.target_unit,
        &extra_json(&row.extra)?,
    ];
    run(connection, sql, places, &columns)
}

fn extra_json(extra: &ExtraTexts) -> TxResult<String> {
    Ok(serde_json::to_string(extra)?)
}

/// Runs `sql` with the row's places and, behind them, what it says.
fn run(connection: &Connection, sql: &str, places: &[&dyn ToSql], columns: &[&dyn ToSql]) -> TxResult<()> {
    connection.prepare_cached(sql)?.execute([places, columns].concat().as_slice())?;
    Ok(())
}
