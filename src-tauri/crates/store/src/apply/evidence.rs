use rusqlite::{Connection, params};

use super::line::item;
use crate::error::{Error, TxResult};
use crate::evidence::{self, Evidence, EvidenceFile};
use crate::ids::{EvidenceId, FormId, Named, RowId, RowPlace};
use crate::journal::{Item, Subject};
use crate::place::{self, Cell};

/// Attaches files to an indicator; one that it has already, from the same place and with the same bytes, is not attached again.
pub(super) fn attach(
    connection: &Connection,
    form: FormId,
    at: RowPlace,
    files: &[EvidenceFile],
    when: i64,
) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let row = place::indicator_id(connection, form, at)?;
    let mut items = Vec::new();
    for file in files {
        let there = evidence::of_row(connection, row)?;
        if there.iter().any(|known| (&known.file.path, &known.file.hash) == (&file.path, &file.hash)) {
            continue;
        }
        insert(connection, row, file, when)?;
        items.push(line(connection, form, at, row, (None, Some(file)))?);
    }
    Ok(items)
}

fn insert(connection: &Connection, row: RowId, file: &EvidenceFile, when: i64) -> TxResult<()> {
    let sql = "INSERT INTO evidence (indicator, name, place, path, hash, size, modified, at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        row,
        file.name,
        Named(file.place),
        file.path,
        file.hash,
        file.size,
        file.modified,
        when
    ])?;
    Ok(())
}

/// Takes a file off the indicator of its form.
pub(super) fn detach(connection: &Connection, form: FormId, id: EvidenceId) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let all = evidence::of_form(connection, form)?;
    let Some(Evidence { row, file, .. }) = all.into_iter().find(|known| known.id == id) else {
        return Err(Error::NoSuchEvidence(id).into());
    };
    connection.prepare_cached("DELETE FROM evidence WHERE id = ?1")?.execute([id])?;
    let at = place_of(connection, row)?;
    Ok(vec![line(connection, form, at, row, (Some(&file), None))?])
}

fn place_of(connection: &Connection, row: RowId) -> TxResult<RowPlace> {
    let sql = "SELECT goal.position, indicator.position FROM indicator \
               JOIN goal ON goal.id = indicator.goal WHERE indicator.id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok(RowPlace { goal: row.get(0)?, row: row.get(1)? });
    Ok(connection.prepare_cached(sql)?.query_row([row], read)?)
}

fn line(
    connection: &Connection,
    form: FormId,
    at: RowPlace,
    row: RowId,
    (before, after): (Option<&EvidenceFile>, Option<&EvidenceFile>),
) -> TxResult<Item> {
    let cell = Cell { table: "indicator", column: "level3", id: row.0 };
    let name = cell.text(connection)?.unwrap_or_default();
    let item = item(connection, form, &name, Subject::Evidence(at))?;
    let shown = |file: Option<&EvidenceFile>| file.map(|file| file.name.clone());
    Ok(Item { before: shown(before), after: shown(after), ..item })
}
