use std::collections::{BTreeMap, HashMap};

use jixiao_model::{
    AmountUnit, EditionId, Entry, ExtraTexts, FieldName, Form, FormKind, Fund, Goal, Indicator, Manual,
    Method, Points, RuleSetId, Total,
};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, TxResult};
use crate::evidence::{self, Evidence};
use crate::ids::{FormId, Named, RowId, RowPlace};
use crate::last_year::LastYear;

/// What the document says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The agency's name.
    pub agency: String,
    /// The year being evaluated.
    pub year: u16,
}

/// One line of the list of forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    /// The form.
    pub id: FormId,
    /// Project or department.
    pub kind: FormKind,
    /// 项目名称, or the department's name.
    pub name: String,
    /// 实施单位.
    pub implementing_unit: String,
    /// The official layout.
    pub edition: EditionId,
    /// The year of the form.
    pub year: Option<u16>,
    /// The rule set chosen for it.
    pub rules: Option<RuleSetId>,
    /// 涉密.
    pub classified: bool,
    /// Finished.
    pub done: bool,
}

/// A form with everything that the document knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredForm {
    /// The form's key.
    pub id: FormId,
    /// The form, with methods and manual scores.
    pub form: Form,
    /// The keys of its rows, in the same order.
    pub rows: Rows,
    /// The rule set chosen for it.
    pub rules: Option<RuleSetId>,
    /// 涉密.
    pub classified: bool,
    /// Finished.
    pub done: bool,
    /// Last year's form, for reading.
    pub last_year: Option<LastYear>,
    /// The layout that the form's edition names, as TOML, when it is one of the document's own.
    pub layout: Option<String>,
    /// The files that are attached to its indicators, row by row.
    pub evidence: Vec<Evidence>,
}

/// Keys of the rows of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Of [`Form::funds`].
    pub funds: Vec<RowId>,
    /// Of [`Form::goals`].
    pub goals: Vec<GoalRows>,
}

/// Keys of a goal and its indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalRows {
    /// Of the goal.
    pub id: RowId,
    /// Of [`Goal::indicators`].
    pub indicators: Vec<RowId>,
}

/// Reads agency and year.
pub(crate) fn document(connection: &Connection) -> TxResult<Document> {
    let read = |row: &Row<'_>| Ok(Document { agency: row.get(0)?, year: row.get(1)? });
    Ok(connection.prepare_cached("SELECT agency, year FROM document")?.query_row([], read)?)
}

/// Reads the list of forms, in order, without their rows.
pub(crate) fn list(connection: &Connection) -> TxResult<Vec<FormRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT form.id, kind, coalesce(name.text, ''), coalesce(agency.text, ''), edition, year, rules, classified, done \
         FROM form \
         LEFT JOIN form_text AS name ON name.form = form.id AND name.name = ?1 \
         LEFT JOIN form_text AS agency ON agency.form = form.id AND agency.name = ?2 \
         WHERE reference_of IS NULL ORDER BY position",
    )?;
    let names = [FieldName::NAME, FieldName::IMPLEMENTING_UNIT];
    let rows = statement.query_map(names.each_ref().map(FieldName::as_str), |row| {
        Ok(FormRow {
            id: row.get(0)?,
            kind: row.get::<_, Named<FormKind>>(1)?.0,
            name: row.get(2)?,
            implementing_unit: row.get(3)?,
            edition: EditionId(row.get(4)?),
            year: row.get(5)?,
            rules: row.get::<_, Option<String>>(6)?.map(RuleSetId),
            classified: row.get(7)?,
            done: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keys of the forms, in order.
pub(crate) fn order(connection: &Connection) -> TxResult<Vec<FormId>> {
    let sql = "SELECT id FROM form WHERE reference_of IS NULL ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// 项目名称 of a form.
pub(crate) fn name(connection: &Connection, form: FormId) -> TxResult<String> {
    let sql = "SELECT text FROM form_text WHERE form = ?1 AND name = ?2";
    let name = connection
        .prepare_cached(sql)?
        .query_row((form, FieldName::NAME.as_str()), |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_default())
}

/// Reads one form of this year.
pub(crate) fn form(connection: &Connection, id: FormId) -> TxResult<StoredForm> {
    let sql = "SELECT rules, classified, done FROM form WHERE id = ?1 AND reference_of IS NULL";
    let head = connection.prepare_cached(sql)?.query_row([id], |row| {
        let rules = row.get::<_, Option<String>>(0)?.map(RuleSetId);
        Ok((rules, row.get(1)?, row.get(2)?))
    });
    let (rules, classified, done) = head.optional()?.ok_or(Error::NoSuchForm(id))?;
    let this = plain(connection, id)?;
    let sql = "SELECT id FROM form WHERE reference_of = ?1";
    let reference: Option<FormId> =
        connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    let last_year = match reference {
        Some(reference) => Some(last_year(&this, plain(connection, reference)?)),
        None => None,
    };
    let rows = this.rows;
    let layout = layout(connection, &this.form.edition)?;
    let evidence = evidence::of_form(connection, id)?;
    Ok(StoredForm { id, form: this.form, rows, rules, classified, done, last_year, layout, evidence })
}

fn layout(connection: &Connection, id: &EditionId) -> TxResult<Option<String>> {
    let sql = "SELECT toml FROM editions WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([&id.0], |row| row.get(0)).optional()?)
}

/// The layouts of the document's own, as TOML, in the order of their ids.
pub(crate) fn layouts(connection: &Connection) -> TxResult<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT toml FROM editions ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A form, its rows' keys, and the keys of the rows of last year that they belong to, table by table: a fund and a goal may have
/// the same key.
struct Plain {
    form: Form,
    rows: Rows,
    references: HashMap<(&'static str, RowId), RowId>,
}

fn plain(connection: &Connection, id: FormId) -> TxResult<Plain> {
    let sql =
        "SELECT edition, year, title, total_weight, total_score, kind, amount_unit FROM form WHERE id = ?1";
    let form = connection.prepare_cached(sql)?.query_row([id], |row| {
        Ok(Form {
            kind: row.get::<_, Named<FormKind>>(5)?.0,
            amount_unit: row.get::<_, Named<AmountUnit>>(6)?.0,
            edition: EditionId(row.get(0)?),
            year: row.get(1)?,
            title: row.get(2)?,
            total: Total { weight: entry(row, 3)?, score: entry(row, 4)? },
            ..Form::default()
        })
    })?;
    let form = Form { texts: texts(connection, id)?, ..form };
    let mut plain = Plain { form, rows: Rows::default(), references: HashMap::new() };
    plain.read_funds(connection, id)?;
    plain.read_goals(connection, id)?;
    plain.read_indicators(connection, id)?;
    Ok(plain)
}

fn texts(connection: &Connection, id: FormId) -> TxResult<BTreeMap<FieldName, String>> {
    let mut statement = connection.prepare_cached("SELECT name, text FROM form_text WHERE form = ?1")?;
    let texts = statement
        .query_map([id], |row| Ok((FieldName::new(row.get::<_, String>(0)?), row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(texts)
}

impl Plain {
    fn read_funds(&mut self, connection: &Connection, id: FormId) -> TxResult<()> {
        let mut statement = connection.prepare_cached(
            "SELECT id, reference, label, initial, adjusted, executed, weight, rate, score, extra \
             FROM fund WHERE form = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let id = self.refer("fund", row)?;
            self.rows.funds.push(id);
            self.form.funds.push(Fund {
                label: row.get(2)?,
                initial: entry(row, 3)?,
                adjusted: entry(row, 4)?,
                executed: entry(row, 5)?,
                weight: entry(row, 6)?,
                rate: entry(row, 7)?,
                score: entry(row, 8)?,
                extra: extra(row, 9)?,
            });
        }
        Ok(())
    }

    fn read_goals(&mut self, connection: &Connection, id: FormId) -> TxResult<()> {
        let mut statement = connection.prepare_cached(
            "SELECT id, reference, points, expected, actual FROM goal WHERE form = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let id = self.refer("goal", row)?;
            self.rows.goals.push(GoalRows { id, indicators: Vec::new() });
            let (points, expected, actual) = (entry(row, 2)?, row.get(3)?, row.get(4)?);
            self.form.goals.push(Goal { points, expected, actual, indicators: Vec::new() });
        }
        Ok(())
    }

    fn read_indicators(&mut self, connection: &Connection, id: FormId) -> TxResult<()> {
        let mut statement = connection.prepare_cached(
            "SELECT indicator.id, indicator.reference, goal.position, level1, level2, level3, target, basis, \
             indicator.actual, weight, score, reason, method, manual_score, manual_reason, operator, target_unit, extra \
             FROM indicator JOIN goal ON goal.id = indicator.goal \
             WHERE goal.form = ?1 ORDER BY goal.position, indicator.position",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let (id, goal): (_, usize) = (self.refer("indicator", row)?, row.get(2)?);
            let Some((goal, keys)) = self.form.goals.get_mut(goal).zip(self.rows.goals.get_mut(goal)) else {
                return Err(Fault::Corrupt);
            };
            keys.indicators.push(id);
            goal.indicators.push(indicator(row)?);
        }
        // Documents of thousands of forms are held in memory.
        self.rows.goals.iter_mut().for_each(|keys| keys.indicators.shrink_to_fit());
        self.form.goals.iter_mut().for_each(|goal| goal.indicators.shrink_to_fit());
        Ok(())
    }

    /// Key of a row whose first two columns are `id` and `reference`.
    fn refer(&mut self, table: &'static str, row: &Row<'_>) -> TxResult<RowId> {
        let id = row.get(0)?;
        if let Some(reference) = row.get(1)? {
            self.references.insert((table, id), reference);
        }
        Ok(id)
    }
}

fn indicator(row: &Row<'_>) -> TxResult<Indicator> {
    let method: Option<Named<Method>> = row.get(12)?;
    Ok(Indicator {
        level1: row.get(3)?,
        level2: row.get(4)?,
        level3: row.get(5)?,
        operator: row.get(15)?,
        target: row.get(6)?,
        target_unit: row.get(16)?,
        basis: row.get(7)?,
        actual: row.get(8)?,
        weight: entry(row, 9)?,
        score: entry(row, 10)?,
        reason: row.get(11)?,
        extra: extra(row, 17)?,
        method: method.map(|Named(method)| method),
        manual: manual(row.get(13)?, row.get(14)?)?,
    })
}

/// A manual score from its two columns.
pub(crate) fn manual(score: Option<String>, reason: Option<String>) -> TxResult<Option<Manual>> {
    let Some((score, reason)) = score.zip(reason) else { return Ok(None) };
    let score = score.parse().map_err(|_| Fault::Corrupt)?;
    Ok(Some(Manual { score: Points(score), reason }))
}

fn entry<T: jixiao_model::Figure>(row: &Row<'_>, column: usize) -> rusqlite::Result<Entry<T>> {
    row.get::<_, String>(column).map(Entry::new)
}

fn extra(row: &Row<'_>, column: usize) -> TxResult<ExtraTexts> {
    Ok(serde_json::from_str(&row.get::<_, String>(column)?)?)
}

/// Turns keys of last year's rows into their places.
fn last_year(this: &Plain, last: Plain) -> LastYear {
    let then = |table: &'static str, id: &RowId| this.references.get(&(table, *id));
    let fund = |id| last.rows.funds.iter().position(|row| Some(row) == then("fund", id));
    let goal = |id| last.rows.goals.iter().position(|goal| Some(&goal.id) == then("goal", id));
    let place = |id| {
        let mut goals = last.rows.goals.iter().enumerate();
        goals.find_map(|(goal, rows)| {
            let row = rows.indicators.iter().position(|row| Some(row) == then("indicator", id))?;
            Some(RowPlace { goal, row })
        })
    };
    LastYear {
        funds: this.rows.funds.iter().map(fund).collect(),
        goals: this.rows.goals.iter().map(|rows| goal(&rows.id)).collect(),
        indicators: this.rows.goals.iter().map(|rows| rows.indicators.iter().map(place).collect()).collect(),
        form: last.form,
    }
}
