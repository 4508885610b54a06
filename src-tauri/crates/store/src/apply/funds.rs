use jixiao_model::{FieldRef, Fund, FundColumn};
use rusqlite::Connection;

use super::line::item;
use super::order::set_order;
use crate::error::{Error, TxResult};
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::place::{self, Cell};
use crate::write;

/// Puts a new fund source before the row at `at`, or behind the last one.
pub(super) fn insert(connection: &Connection, form: FormId, at: usize, fund: &Fund) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    if at == 0 || at > ids.len() {
        return Err(no_such(at));
    }
    let id = write::fund(connection, form, at, fund, None)?;
    ids.insert(at, id.0);
    set_order(connection, "fund", &ids)?;
    let item = item(connection, form, &fund.label, Subject::Fund(at))?;
    Ok(vec![Item { after: Some(fund.label.clone()), ..item }])
}

/// Takes a fund source out.
pub(super) fn remove(connection: &Connection, form: FormId, at: usize) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    let id = source_at(&ids, at)?;
    let name = label(connection, id)?;
    delete(connection, id)?;
    ids.remove(at);
    set_order(connection, "fund", &ids)?;
    let item = item(connection, form, &name, Subject::Fund(at))?;
    Ok(vec![Item { before: Some(name), ..item }])
}

/// Moves a fund source below the total.
pub(super) fn relocate(connection: &Connection, form: FormId, from: usize, to: usize) -> TxResult<Vec<Item>> {
    let mut ids = ids_of(connection, form)?;
    let id = source_at(&ids, from)?;
    source_at(&ids, to)?;
    ids.remove(from);
    ids.insert(to, id);
    set_order(connection, "fund", &ids)?;
    let item = item(connection, form, &label(connection, id)?, Subject::FundPlace(from))?;
    Ok(vec![Item { before: Some(from.to_string()), after: Some(to.to_string()), ..item }])
}

/// Keys of the fund rows, in order.
pub(super) fn ids_of(connection: &Connection, form: FormId) -> TxResult<Vec<i64>> {
    place::require_form(connection, form)?;
    let sql = "SELECT id FROM fund WHERE form = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([form], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The fund source at `at`; the total above them stays where it is.
fn source_at(ids: &[i64], at: usize) -> TxResult<i64> {
    if at == 0 {
        return Err(Error::TotalFund.into());
    }
    ids.get(at).copied().ok_or_else(|| no_such(at))
}

fn no_such(row: usize) -> crate::error::Fault {
    Error::NoSuchField(FieldRef::Fund { row, column: FundColumn::Label }).into()
}

/// The fund source's name.
pub(super) fn label(connection: &Connection, id: i64) -> TxResult<String> {
    Ok(Cell { table: "fund", column: "label", id }.text(connection)?.unwrap_or_default())
}

/// Deletes a row; the caller closes the gap.
pub(super) fn delete(connection: &Connection, id: i64) -> TxResult<()> {
    connection.prepare_cached("DELETE FROM fund WHERE id = ?1")?.execute([id])?;
    Ok(())
}
