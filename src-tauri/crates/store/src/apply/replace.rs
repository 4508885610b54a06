//! A form in the place of another: what corresponds stays the same row, so that whatever hangs on rows holds.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use jixiao_model::{Form, Fund, Goal, Indicator, squeeze};
use rusqlite::{Connection, params};

use crate::change::NewForm;
use crate::error::Inner;
use crate::ids::{FormId, Named, RowId};
use crate::read::{self, GoalRows, Rows, StoredForm};
use crate::write;

/// Gives the form `id` the content of `new`. Last year's form stays unless `new` brings one.
pub(super) fn replace(connection: &Connection, id: FormId, new: &NewForm) -> Inner<()> {
    let old = read::form(connection, id)?;
    head(connection, id, new)?;
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

fn head(connection: &Connection, id: FormId, new: &NewForm) -> Inner<()> {
    let form = &new.form;
    connection
        .prepare_cached(
            "UPDATE form SET kind = ?2, rules = ?3, classified = ?4, done = ?5, edition = ?6, year = ?7, title = ?8, \
             total_weight = ?9, total_score = ?10 WHERE id = ?1",
        )?
        .execute(params![
            id,
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
    Ok(())
}

fn texts(connection: &Connection, id: FormId, old: &Form, new: &Form) -> Inner<()> {
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

/// For each of `new`, the one of `old` with the same key, each at most once, in order.
fn matched<K: Eq + Hash>(
    old: impl IntoIterator<Item = K>,
    new: impl IntoIterator<Item = K>,
) -> Vec<Option<usize>> {
    let mut places: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (at, key) in old.into_iter().enumerate() {
        places.entry(key).or_default().push_back(at);
    }
    new.into_iter().map(|key| places.get_mut(&key).and_then(VecDeque::pop_front)).collect()
}

/// Takes out the rows that nothing new corresponds to.
fn drop_rows(
    connection: &Connection,
    table: &'static str,
    ids: &[RowId],
    matched: &[Option<usize>],
) -> Inner<()> {
    let sql = format!("DELETE FROM {table} WHERE id = ?1");
    for (at, id) in ids.iter().enumerate() {
        if !matched.contains(&Some(at)) {
            connection.prepare_cached(&sql)?.execute([id])?;
        }
    }
    Ok(())
}

/// The total stays the total; the sources go by name.
fn funds(connection: &Connection, form: FormId, old: &StoredForm, new: &Form) -> Inner<Vec<RowId>> {
    let key = |(at, fund): (usize, &Fund)| if at == 0 { None } else { Some(squeeze(&fund.label)) };
    let matched = matched(old.form.funds.iter().enumerate().map(key), new.funds.iter().enumerate().map(key));
    drop_rows(connection, "fund", &old.rows.funds, &matched)?;
    let mut ids = Vec::with_capacity(new.funds.len());
    for (position, (fund, place)) in new.funds.iter().zip(matched).enumerate() {
        let id = place.and_then(|place| old.rows.funds.get(place)).copied();
        ids.push(match id {
            Some(id) => put_fund(connection, id, position, fund)?,
            None => write::fund(connection, form, position, fund, None)?,
        });
    }
    Ok(ids)
}

fn put_fund(connection: &Connection, id: RowId, position: usize, fund: &Fund) -> Inner<RowId> {
    connection
        .prepare_cached(
            "UPDATE fund SET position = ?2, label = ?3, initial = ?4, adjusted = ?5, executed = ?6, weight = ?7, \
             rate = ?8, score = ?9 WHERE id = ?1",
        )?
        .execute(params![
            id,
            position,
            fund.label,
            fund.initial.text(),
            fund.adjusted.text(),
            fund.executed.text(),
            fund.weight.text(),
            fund.rate.text(),
            fund.score.text(),
        ])?;
    Ok(id)
}

/// Goals have no names: the first stays the first.
fn goals(connection: &Connection, form: FormId, old: &StoredForm, new: &Form) -> Inner<Vec<GoalRows>> {
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

fn put_goal(connection: &Connection, rows: &GoalRows, old: &Goal, new: &Goal) -> Inner<GoalRows> {
    let sql = "UPDATE goal SET points = ?2, expected = ?3, actual = ?4 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![rows.id, new.points.text(), new.expected, new.actual])?;
    let key = |row: &Indicator| [&row.level1, &row.level2, &row.level3].map(|text| squeeze(text));
    let matched = matched(old.indicators.iter().map(key), new.indicators.iter().map(key));
    drop_rows(connection, "indicator", &rows.indicators, &matched)?;
    let mut indicators = Vec::with_capacity(new.indicators.len());
    for (position, (row, place)) in new.indicators.iter().zip(matched).enumerate() {
        let id = place.and_then(|place| rows.indicators.get(place)).copied();
        indicators.push(match id {
            Some(id) => put_indicator(connection, id, position, row)?,
            None => write::indicator(connection, rows.id, position, row, None)?,
        });
    }
    Ok(GoalRows { id: rows.id, indicators })
}

fn put_indicator(connection: &Connection, id: RowId, position: usize, row: &Indicator) -> Inner<RowId> {
    connection
        .prepare_cached(
            "UPDATE indicator SET position = ?2, level1 = ?3, level2 = ?4, level3 = ?5, target = ?6, basis = ?7, \
             actual = ?8, weight = ?9, score = ?10, reason = ?11, method = ?12, manual_score = ?13, \
             manual_reason = ?14 WHERE id = ?1",
        )?
        .execute(params![
            id,
            position,
            row.level1,
            row.level2,
            row.level3,
            row.target,
            row.basis,
            row.actual,
            row.weight.text(),
            row.score.text(),
            row.reason,
            row.method.map(Named),
            row.manual.as_ref().map(|manual| manual.score.0.to_string()),
            row.manual.as_ref().map(|manual| &manual.reason),
        ])?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_correspond() {
        for (old, new, expected) in [
            ("甲乙丙", "甲乙丙", vec![Some(0), Some(1), Some(2)]),
            ("甲乙丙", "丙丁甲", vec![Some(2), None, Some(0)]),
            ("甲甲", "甲甲甲", vec![Some(0), Some(1), None]),
            ("", "甲", vec![None]),
            ("甲", "", vec![]),
        ] {
            assert_eq!(matched(old.chars(), new.chars()), expected, "{old} {new}");
        }
    }
}
