use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::error::Inner;
use crate::ids::RowId;

/// What indicators of department forms are put together from, as confirmed: for each row the rows of project forms, by key. A
/// row that no project feeds has none; one that nobody has decided about is not there.
pub type Links = BTreeMap<RowId, Vec<RowId>>;

/// All confirmed links.
pub(crate) fn list(connection: &Connection) -> Inner<Links> {
    let mut links = Links::new();
    let mut statement = connection.prepare_cached("SELECT indicator FROM confirmed")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        links.insert(row.get(0)?, Vec::new());
    }
    let mut statement = connection.prepare_cached("SELECT indicator, source FROM link ORDER BY source")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        links.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(links)
}

/// The confirmed sources of one indicator, by key; `None` when nobody has decided.
pub(crate) fn of(connection: &Connection, row: RowId) -> Inner<Option<Vec<RowId>>> {
    let sql = "SELECT 1 FROM confirmed WHERE indicator = ?1";
    if !connection.prepare_cached(sql)?.exists([row])? {
        return Ok(None);
    }
    let mut statement =
        connection.prepare_cached("SELECT source FROM link WHERE indicator = ?1 ORDER BY source")?;
    let sources = statement.query_map([row], |row| row.get(0))?;
    Ok(Some(sources.collect::<rusqlite::Result<_>>()?))
}

/// The person's own words by section.
pub(crate) fn own_words(connection: &Connection) -> Inner<BTreeMap<String, String>> {
    let mut statement = connection.prepare_cached("SELECT section, text FROM own_words")?;
    let words = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(words.collect::<rusqlite::Result<_>>()?)
}
