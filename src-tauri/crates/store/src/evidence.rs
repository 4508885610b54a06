//! 佐证材料: what the document knows of files that stand behind actual values. The files themselves are the caller's.

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::error::TxResult;
use crate::ids::{EvidenceId, FormId, Named, RowId};

/// Where an attached file lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidencePlace {
    /// In the folder beside the document; its path is that folder's name and its own, with `/` between.
    #[default]
    Copied,
    /// Where it was; its path is the whole path.
    Linked,
}

/// A file as it was when it was attached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// What it was called.
    pub name: String,
    /// Whether it was copied.
    pub place: EvidencePlace,
    /// Where it lies, see [`EvidencePlace`].
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Bytes.
    pub size: i64,
    /// When it was last changed, in seconds since 1970, UTC.
    pub modified: i64,
}

/// A file that is attached to an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its key.
    pub id: EvidenceId,
    /// The indicator.
    pub row: RowId,
    /// When it was attached, in the caller's clock (seconds since 1970, UTC).
    pub at: i64,
    /// The file.
    pub file: EvidenceFile,
}

const COLUMNS: &str =
    "evidence.id, evidence.indicator, evidence.name, place, path, hash, size, modified, evidence.at";

/// The files of a form, row by row, in the order in which they were attached.
pub(crate) fn of_form(connection: &Connection, form: FormId) -> TxResult<Vec<Evidence>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence JOIN indicator ON indicator.id = evidence.indicator \
         JOIN goal ON goal.id = indicator.goal WHERE goal.form = ?1 \
         ORDER BY goal.position, indicator.position, evidence.id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([form], evidence)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The files of one indicator.
pub(crate) fn of_row(connection: &Connection, row: RowId) -> TxResult<Vec<Evidence>> {
    let sql = format!("SELECT {COLUMNS} FROM evidence WHERE indicator = ?1 ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([row], evidence)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: row.get(0)?,
        row: row.get(1)?,
        at: row.get(8)?,
        file: EvidenceFile {
            name: row.get(2)?,
            place: row.get::<_, Named<EvidencePlace>>(3)?.0,
            path: row.get(4)?,
            hash: row.get(5)?,
            size: row.get(6)?,
            modified: row.get(7)?,
        },
    })
}
