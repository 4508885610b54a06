use jixiao_model::{ColumnName, ExtraTexts, FieldName, FieldRef, TotalColumn};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, TxResult};
use crate::ids::{FormId, RowId, RowPlace};

/// The column of one row that holds a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Table.
    pub table: &'static str,
    /// Column.
    pub column: &'static str,
    /// Key of the row.
    pub id: i64,
}

impl Cell {
    /// The text that stands there.
    pub(crate) fn text(self, connection: &Connection) -> TxResult<Option<String>> {
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", self.column, self.table);
        Ok(connection.prepare_cached(&sql)?.query_row([self.id], |row| row.get(0))?)
    }

    /// Puts a text there.
    pub(crate) fn put(self, connection: &Connection, text: Option<&str>) -> TxResult<()> {
        let sql = format!("UPDATE {} SET {} = ?2 WHERE id = ?1", self.table, self.column);
        connection.prepare_cached(&sql)?.execute(params![self.id, text])?;
        Ok(())
    }
}

/// The texts of one row in columns of the office's own, kept as JSON in the column `extra`.
#[derive(Clone, Debug)]
pub(crate) struct ExtraCell {
    /// The cell that holds the texts.
    pub texts: Cell,
    /// The column.
    pub column: ColumnName,
}

impl ExtraCell {
    fn all(&self, connection: &Connection) -> TxResult<ExtraTexts> {
        let json = self.texts.text(connection)?.unwrap_or_default();
        Ok(if json.is_empty() { ExtraTexts::default() } else { serde_json::from_str(&json)? })
    }

    /// The text that stands there.
    pub(crate) fn text(&self, connection: &Connection) -> TxResult<String> {
        Ok(self.all(connection)?.get(&self.column).to_owned())
    }

    /// Puts a text there.
    pub(crate) fn put(&self, connection: &Connection, text: &str) -> TxResult<()> {
        let mut all = self.all(connection)?;
        all.set(self.column.clone(), text);
        self.texts.put(connection, Some(&serde_json::to_string(&all)?))
    }
}

/// Where the text of a field stands; all but [`Place::Cell`] are no plain columns.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A text column.
    Cell(Cell),
    /// A text in a column of the office's own.
    Extra(ExtraCell),
    /// A text of head or foot, whose row exists while it is not empty.
    Text(FieldName),
    /// The year of the form, a number.
    Year,
}

/// Finds the place of `field`.
pub(crate) fn find(connection: &Connection, form: FormId, field: &FieldRef) -> TxResult<Place> {
    let of_form = |column| Place::Cell(Cell { table: "form", column, id: form.0 });
    let of_goal = |goal: usize, column| {
        let id = goal_id(connection, form, goal)?.ok_or_else(|| Error::NoSuchField(field.clone()))?;
        TxResult::Ok(Place::Cell(Cell { table: "goal", column, id: id.0 }))
    };
    Ok(match field {
        FieldRef::Title => of_form("title"),
        FieldRef::Total(TotalColumn::Weight) => of_form("total_weight"),
        FieldRef::Total(TotalColumn::Score) => of_form("total_score"),
        FieldRef::Year => Place::Year,
        FieldRef::Text(name) => Place::Text(name.clone()),
        FieldRef::GoalNumber(_) => return Err(Error::NotEditable(field.clone()).into()),
        FieldRef::GoalPoints(goal) => of_goal(*goal, "points")?,
        FieldRef::GoalExpected(goal) => of_goal(*goal, "expected")?,
        FieldRef::GoalActual(goal) => of_goal(*goal, "actual")?,
        FieldRef::Fund { row, column } => {
            let id = fund_id(connection, form, *row)?.ok_or_else(|| Error::NoSuchField(field.clone()))?;
            Place::Cell(Cell { table: "fund", column: column.key(), id: id.0 })
        }
        FieldRef::FundExtra { row, column } => {
            let id = fund_id(connection, form, *row)?.ok_or_else(|| Error::NoSuchField(field.clone()))?;
            extra("fund", id, column)
        }
        FieldRef::IndicatorExtra { goal, row, column } => {
            let id = indicator_id(connection, form, RowPlace { goal: *goal, row: *row })?;
            extra("indicator", id, column)
        }
        FieldRef::Indicator { goal, row, column } => {
            let id = indicator_id(connection, form, RowPlace { goal: *goal, row: *row })?;
            Place::Cell(Cell { table: "indicator", column: column.key(), id: id.0 })
        }
    })
}

fn extra(table: &'static str, row: RowId, column: &ColumnName) -> Place {
    Place::Extra(ExtraCell { texts: Cell { table, column: "extra", id: row.0 }, column: column.clone() })
}

/// Makes sure that the form is one of this year's.
pub(crate) fn require_form(connection: &Connection, form: FormId) -> TxResult<()> {
    let sql = "SELECT 1 FROM form WHERE id = ?1 AND reference_of IS NULL";
    if connection.prepare_cached(sql)?.exists([form])? {
        return Ok(());
    }
    Err(Error::NoSuchForm(form).into())
}

/// The goal at `index`.
pub(crate) fn goal_id(connection: &Connection, form: FormId, index: usize) -> TxResult<Option<RowId>> {
    row_at(connection, "SELECT id FROM goal WHERE form = ?1 AND position = ?2", form.0, index)
}

/// The indicator at `at`.
pub(crate) fn indicator_id(connection: &Connection, form: FormId, at: RowPlace) -> TxResult<RowId> {
    let goal = goal_id(connection, form, at.goal)?.ok_or(Error::NoSuchRow(at))?;
    let sql = "SELECT id FROM indicator WHERE goal = ?1 AND position = ?2";
    Ok(row_at(connection, sql, goal.0, at.row)?.ok_or(Error::NoSuchRow(at))?)
}

/// The fund row at `index`.
pub(crate) fn fund_id(connection: &Connection, form: FormId, index: usize) -> TxResult<Option<RowId>> {
    row_at(connection, "SELECT id FROM fund WHERE form = ?1 AND position = ?2", form.0, index)
}

fn row_at(connection: &Connection, sql: &str, parent: i64, index: usize) -> TxResult<Option<RowId>> {
    let Ok(position) = i64::try_from(index) else { return Ok(None) };
    Ok(connection.prepare_cached(sql)?.query_row([parent, position], |row| row.get(0)).optional()?)
}
