//! 指标库: indicators of other books, kept without their forms.

use jixiao_model::EditionId;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::error::TxResult;

/// An indicator of a book that was added to the library, with its figures of that time as they stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryRow {
    /// What the book is called in the library. A book of the same name takes the place of an earlier one.
    pub source: String,
    /// The year evaluated.
    pub year: Option<u16>,
    /// Name of the form.
    pub form: String,
    /// 实施单位.
    pub agency: String,
    /// The form's layout.
    pub edition: EditionId,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 年度指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值.
    pub weight: String,
    /// 得分.
    pub score: String,
}

/// All rows, in the order in which they came.
pub(crate) fn list(connection: &Connection) -> TxResult<Vec<LibraryRow>> {
    let sql = "SELECT source, year, form, agency, edition, level1, level2, level3, target, actual, weight, score \
               FROM library ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<LibraryRow> {
    Ok(LibraryRow {
        source: row.get(0)?,
        year: row.get(1)?,
        form: row.get(2)?,
        agency: row.get(3)?,
        edition: EditionId(row.get(4)?),
        level1: row.get(5)?,
        level2: row.get(6)?,
        level3: row.get(7)?,
        target: row.get(8)?,
        actual: row.get(9)?,
        weight: row.get(10)?,
        score: row.get(11)?,
    })
}
