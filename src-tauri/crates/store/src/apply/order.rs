use rusqlite::{Connection, params};

use crate::error::TxResult;

/// Puts what belongs to one parent into a new order: `position` counts from zero without gaps.
pub(super) fn set_order(connection: &Connection, table: &'static str, ids: &[i64]) -> TxResult<()> {
    let sql = format!("UPDATE {table} SET position = ?2 WHERE id = ?1 AND position <> ?2");
    let mut update = connection.prepare_cached(&sql)?;
    for (position, id) in ids.iter().enumerate() {
        update.execute(params![id, position])?;
    }
    Ok(())
}
