use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::error::TxResult;
use crate::ids::RowId;

/// What indicators of department forms are put together from, as decided. One that nobody has decided about is not there.
pub type Links = BTreeMap<RowId, Decision>;

/// What a person decided that an indicator is put together from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Rows of project forms, by key. None where no project feeds the indicator, or where all of them have gone.
    pub sources: Vec<RowId>,
    /// How many more rows were decided on that have gone since: nobody has decided about what is left.
    pub lost: usize,
}

/// The person's own words in place of a drafted section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// The words; empty where the person leaves the section out.
    pub text: String,
    /// The draft that they took the place of, as the person last saw it.
    pub draft: String,
}

/// All decisions.
pub(crate) fn list(connection: &Connection) -> TxResult<Links> {
    let mut links = Links::new();
    let mut statement = connection.prepare_cached("SELECT indicator, decided FROM confirmed")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        links.insert(row.get(0)?, Decision { sources: Vec::new(), lost: row.get(1)? });
    }
    let mut statement = connection.prepare_cached("SELECT indicator, source FROM link ORDER BY source")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let decision = links.entry(row.get(0)?).or_default();
        decision.sources.push(row.get(1)?);
        decision.lost = decision.lost.saturating_sub(1);
    }
    Ok(links)
}

/// What was decided about one indicator; `None` when nobody has.
pub(crate) fn of(connection: &Connection, row: RowId) -> TxResult<Option<Decision>> {
    let sql = "SELECT decided FROM confirmed WHERE indicator = ?1";
    let decided: Option<usize> =
        connection.prepare_cached(sql)?.query_row([row], |row| row.get(0)).optional()?;
    let Some(decided) = decided else { return Ok(None) };
    let mut statement =
        connection.prepare_cached("SELECT source FROM link WHERE indicator = ?1 ORDER BY source")?;
    let sources: Vec<RowId> = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let lost = decided.saturating_sub(sources.len());
    Ok(Some(Decision { sources, lost }))
}

/// The person's own words by section.
pub(crate) fn own_words(connection: &Connection) -> TxResult<BTreeMap<String, OwnWords>> {
    let mut statement = connection.prepare_cached("SELECT section, text, draft FROM own_words")?;
    let words = statement
        .query_map([], |row| Ok((row.get(0)?, OwnWords { text: row.get(1)?, draft: row.get(2)? })))?;
    Ok(words.collect::<rusqlite::Result<_>>()?)
}
