use rusqlite::Connection;

use crate::error::TxResult;
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::read;

/// A line of the journal about a form, or about the row of this name in it.
pub(super) fn item(
    connection: &Connection,
    form: FormId,
    row_name: &str,
    subject: Subject,
) -> TxResult<Item> {
    Ok(Item {
        form: Some(form),
        form_name: read::name(connection, form)?,
        row_name: row_name.to_owned(),
        subject,
        before: None,
        after: None,
    })
}
