use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Inner;
use crate::journal::{Item, Subject};

/// Puts the person's own words in the place of a drafted section, or takes them back.
pub(super) fn set(connection: &Connection, section: &str, text: Option<&str>) -> Inner<Vec<Item>> {
    let sql = "SELECT text FROM own_words WHERE section = ?1";
    let before: Option<String> =
        connection.prepare_cached(sql)?.query_row([section], |row| row.get(0)).optional()?;
    let after = text.map(str::to_owned);
    if before == after {
        return Ok(Vec::new());
    }
    match text {
        Some(text) => {
            let sql = "INSERT INTO own_words (section, text) VALUES (?1, ?2) \
                       ON CONFLICT (section) DO UPDATE SET text = excluded.text";
            connection.prepare_cached(sql)?.execute(params![section, text])?;
        }
        None => {
            connection.prepare_cached("DELETE FROM own_words WHERE section = ?1")?.execute([section])?;
        }
    }
    let subject = Subject::OwnWords(section.to_owned());
    Ok(vec![Item { form: None, form_name: String::new(), row_name: String::new(), subject, before, after }])
}
