use rusqlite::{Connection, params};

use crate::error::TxResult;
use crate::journal::{Item, Subject};
use crate::links::{self, OwnWords};

/// Puts the person's own words in the place of a drafted section, or takes them back.
pub(super) fn set(connection: &Connection, section: &str, after: Option<&OwnWords>) -> TxResult<Vec<Item>> {
    let before = links::own_words(connection)?.remove(section);
    if before.as_ref() == after {
        return Ok(Vec::new());
    }
    match after {
        Some(OwnWords { text, draft }) => {
            let sql = "INSERT INTO own_words (section, text, draft) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (section) DO UPDATE SET text = excluded.text, draft = excluded.draft";
            connection.prepare_cached(sql)?.execute(params![section, text, draft])?;
        }
        None => {
            connection.prepare_cached("DELETE FROM own_words WHERE section = ?1")?.execute([section])?;
        }
    }
    let (before, after) = (before.map(|words| words.text), after.map(|words| words.text.clone()));
    let subject = Subject::OwnWords(section.to_owned());
    Ok(vec![Item { form: None, form_name: String::new(), row_name: String::new(), subject, before, after }])
}
