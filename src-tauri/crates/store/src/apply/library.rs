use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::error::TxResult;
use crate::journal::{Item, Subject};
use crate::library::{self, LibraryRow};
use crate::record;

/// Adds the indicators of books; a book of the same name as an earlier one takes its place.
pub(super) fn add(connection: &Connection, rows: &[LibraryRow]) -> TxResult<Vec<Item>> {
    let (mut before, mut after) = (by_source(&library::list(connection)?), by_source(rows));
    after.retain(|source, rows| before.get(source) != Some(rows));
    before.retain(|source, _| after.contains_key(source));
    for source in before.keys() {
        clear(connection, source)?;
    }
    let count = |books: &Books, source: &str| books.get(source).map(Vec::len);
    let items = after.keys().map(|source| item(source, count(&before, source), count(&after, source)));
    let items = items.collect();
    record::insertions(connection, || after.values().flatten().try_for_each(|row| insert(connection, row)))?;
    Ok(items)
}

/// Rows by the book that they came from.
type Books = BTreeMap<String, Vec<LibraryRow>>;

fn by_source(rows: &[LibraryRow]) -> Books {
    let mut books = Books::new();
    for row in rows {
        books.entry(row.source.clone()).or_default().push(row.clone());
    }
    books
}

/// Takes the indicators of a book out.
pub(super) fn remove(connection: &Connection, source: &str) -> TxResult<Vec<Item>> {
    let before = clear(connection, source)?;
    Ok(before.into_iter().map(|before| item(source, Some(before), None)).collect())
}

/// Takes a book's rows out; how many there were, if any.
fn clear(connection: &Connection, source: &str) -> TxResult<Option<usize>> {
    let gone = connection.prepare_cached("DELETE FROM library WHERE source = ?1")?.execute([source])?;
    Ok(Some(gone).filter(|gone| *gone > 0))
}

fn insert(connection: &Connection, row: &LibraryRow) -> TxResult<()> {
    let sql = "INSERT INTO library \
               (source, year, form, agency, edition, level1, level2, level3, target, actual, weight, score) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    connection.prepare_cached(sql)?.execute(params![
        row.source,
        row.year,
        row.form,
        row.agency,
        row.edition.0,
        row.level1,
        row.level2,
        row.level3,
        row.target,
        row.actual,
        row.weight,
        row.score
    ])?;
    Ok(())
}

fn item(source: &str, before: Option<usize>, after: Option<usize>) -> Item {
    Item {
        form: None,
        form_name: String::new(),
        row_name: String::new(),
        subject: Subject::Library(source.to_owned()),
        before: before.map(|count| count.to_string()),
        after: after.map(|count| count.to_string()),
    }
}
