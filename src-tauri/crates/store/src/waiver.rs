use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::error::TxResult;
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::{place, read};

/// A finding that a person has waived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The form that the finding is about; `None` for the document.
    pub form: Option<FormId>,
    /// What names the finding.
    pub key: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub who: String,
    /// When, in the caller's clock (seconds since 1970, UTC).
    pub at: i64,
}

/// All waivers, oldest first.
pub(crate) fn list(connection: &Connection) -> TxResult<Vec<Waiver>> {
    let sql = "SELECT form, key, reason, who, at FROM waiver ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let waivers = statement.query_map([], |row| {
        Ok(Waiver {
            form: row.get(0)?,
            key: row.get(1)?,
            reason: row.get(2)?,
            who: row.get(3)?,
            at: row.get(4)?,
        })
    })?;
    Ok(waivers.collect::<rusqlite::Result<_>>()?)
}

/// Replaces the waiver of a finding with the given reason, person and time, or takes it back.
pub(crate) fn set(
    connection: &Connection,
    form: Option<FormId>,
    key: &str,
    waived: Option<(&String, &str, i64)>,
) -> TxResult<Vec<Item>> {
    let form_name = match form {
        None => String::new(),
        Some(form) => {
            place::require_form(connection, form)?;
            read::name(connection, form)?
        }
    };
    let sql = "SELECT reason FROM waiver WHERE form IS ?1 AND key = ?2";
    let before: Option<String> =
        connection.prepare_cached(sql)?.query_row(params![form, key], |row| row.get(0)).optional()?;
    let after = waived.map(|(reason, ..)| reason.clone());
    if before == after {
        return Ok(Vec::new());
    }
    let sql = "DELETE FROM waiver WHERE form IS ?1 AND key = ?2";
    connection.prepare_cached(sql)?.execute(params![form, key])?;
    if let Some((reason, who, at)) = waived {
        let sql = "INSERT INTO waiver (form, key, reason, who, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        connection.prepare_cached(sql)?.execute(params![form, key, reason, who, at])?;
    }
    let subject = Subject::Waiver(key.to_owned());
    Ok(vec![Item { form, form_name, row_name: String::new(), subject, before, after }])
}
