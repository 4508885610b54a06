//! A form in the place of another: what corresponds stays the same row, so that whatever hangs on rows holds.

use jixiao_model::{Form, Fund, Goal, squeeze};
use rusqlite::{Connection, params};

use crate::collection::{IncomingForm, corresponding, matched};
use crate::error::TxResult;
use crate::ids::{FormId, RowId};
use crate::read::{self, GoalRows, Rows, StoredForm};
use crate::write;

/// Gives the form `id` the content of `with`. Last year's form stays unless `with` brings one, and so does what a workbook cannot
/// say.
pub(super) fn replace(connection: &Connection, id: FormId, with: &IncomingForm) -> TxResult<()> {
    let old = read::form(connection, id)?;
    let mut with = with.clone();
    with.inherit_unstated(&old.form, old.rules.as_ref(), old.classified);
    let new = &with.form;
    write::head_again(connection, id, new)?;
    texts(connection, id, &old.form, &new.form)?;
    let rows = Rows {
        funds: funds(connection, id, &old, &new.form)?,
        goals: goals(connection, id, &old, &new.form)?,
    };
    match &new.last_year {
        Some(last) if new.last_year != old.last_year => {
            write::last_year_beside(connection, id, new, last, &rows)
        }
        _ => Ok(()),
    }
}

fn texts(connection: &Connection, id: FormId, old: &Form, new: &Form) -> TxResult<()> {
    for name in old.texts.keys().filter(|name| !new.texts.contains_key(*name)) {
        let sql = "DELETE FROM form_text WHERE form = ?1 AND name = ?2";
        connection.prepare_cached(sql)?.execute(params![id, name.as_str()])?;
    }
    for (name, text) in new.texts.iter().filter(|(name, text)| old.texts.get(name) != Some(text)) {
        let sql = "INSERT INTO form_text (form, name, text) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (form, name) DO UPDATE SET text = excluded.text";
        connection.prepare_cached(sql)?.execute(params![id, name.as_str(), text])?;
    }
    Ok(())
}

/// Takes out the rows that nothing new corresponds to.
fn drop_rows(
    connection: &Connection,
    table: &'static str,
    ids: &[RowId],
    matched: &[Option<usize>],
) -> TxResult<()> {
    let sql = format!("DELETE FROM {table} WHERE id = ?1");
    for (at, id) in ids.iter().enumerate() {
        if !matched.contains(&Some(at)) {
            connection.prepare_cached(&sql)?.execute([id])?;
        }
    }
    Ok(())
}

/// The total stays the total; the sources go by name.
fn funds(connection: &Connection, form: FormId, old: &StoredForm, new: &Form) -> TxResult<Vec<RowId>> {
    let key = |(at, fund): (usize, &Fund)| if at == 0 { None } else { Some(squeeze(&fund.label)) };
    let matched = matched(old.form.funds.iter().enumerate().map(key), new.funds.iter().enumerate().map(key));
    drop_rows(connection, "fund", &old.rows.funds, &matched)?;
    let mut ids = Vec::with_capacity(new.funds.len());
    for (position, (fund, place)) in new.funds.iter().zip(matched).enumerate() {
        let id = place.and_then(|place| old.rows.funds.get(place)).copied();
        ids.push(match id {
            Some(id) => write::fund_again(connection, id, position, fund)?,
            None => write::fund(connection, form, position, fund, None)?,
        });
    }
    Ok(ids)
}

/// Goals have no names: the first stays the first.
fn goals(connection: &Connection, form: FormId, old: &StoredForm, new: &Form) -> TxResult<Vec<GoalRows>> {
    for rows in old.rows.goals.iter().skip(new.goals.len()) {
        connection.prepare_cached("DELETE FROM goal WHERE id = ?1")?.execute([rows.id])?;
    }
    let mut all = Vec::with_capacity(new.goals.len());
    for (position, goal) in new.goals.iter().enumerate() {
        let there = old.form.goals.get(position).zip(old.rows.goals.get(position));
        all.push(match there {
            Some((before, rows)) => put_goal(connection, rows, before, goal)?,
            None => write::goal(connection, form, position, goal, None)?,
        });
    }
    Ok(all)
}

fn put_goal(connection: &Connection, rows: &GoalRows, old: &Goal, new: &Goal) -> TxResult<GoalRows> {
    let sql = "UPDATE goal SET points = ?2, expected = ?3, actual = ?4 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![rows.id, new.points.text(), new.expected, new.actual])?;
    let matched = corresponding(&old.indicators, &new.indicators);
    drop_rows(connection, "indicator", &rows.indicators, &matched)?;
    let mut indicators = Vec::with_capacity(new.indicators.len());
    for (position, (row, place)) in new.indicators.iter().zip(matched).enumerate() {
        let id = place.and_then(|place| rows.indicators.get(place)).copied();
        indicators.push(match id {
            Some(id) => write::indicator_again(connection, id, position, row)?,
            None => write::indicator(connection, rows.id, position, row, None)?,
        });
    }
    Ok(GoalRows { id: rows.id, indicators })
}
