//! 彻底清除: nothing of a project's texts stays in the file, not in the record of changes, not in what undo keeps, not in pages that are
//! free.

use jixiao_model::squeeze;
use rusqlite::{Connection, params};

use crate::error::TxResult;
use crate::ids::FormId;
use crate::journal::{self, EntryKind, Item, Line, Subject};
use crate::{apply, links, read};

/// What the record of changes calls a project whose texts are gone.
pub const PURGED: &str = "（已彻底清除）";

/// A project whose texts can be removed for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purgeable {
    /// Its key.
    pub form: FormId,
    /// Its name, or its last one.
    pub name: String,
    /// It is still in the document.
    pub is_there: bool,
}

/// Forms that were removed and of which the record of changes tells, and those that are classified.
pub(crate) fn purgeable(connection: &Connection) -> TxResult<Vec<Purgeable>> {
    let mut found = Vec::new();
    for row in read::list(connection)?.into_iter().filter(|row| row.classified) {
        found.push(Purgeable { form: row.id, name: row.name, is_there: true });
    }
    let sql = "SELECT form, form_name FROM journal_item WHERE id IN \
               (SELECT max(id) FROM journal_item WHERE form NOT IN (SELECT id FROM form) GROUP BY form) \
               AND form_name <> ?1 ORDER BY id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let gone = statement
        .query_map([PURGED], |row| Ok(Purgeable { form: row.get(0)?, name: row.get(1)?, is_there: false }))?;
    for one in gone {
        found.push(one?);
    }
    Ok(found)
}

/// Removes forms and whatever the document knows of them. No step before this one can be undone any more: what undo keeps are texts.
pub(crate) fn purge(connection: &Connection, forms: &[FormId], who: &str, at: i64) -> TxResult<()> {
    let mut names = Vec::new();
    for form in forms {
        names.extend(names_of(connection, *form)?);
        connection.prepare_cached("DELETE FROM collected WHERE form = ?1")?.execute([form])?;
        connection.prepare_cached("DELETE FROM form WHERE id = ?1")?.execute([form])?;
    }
    forget_own_words(connection, &names)?;
    apply::renumber(connection)?;
    connection.execute_batch("DELETE FROM row_change; UPDATE journal SET state = NULL;")?;
    for form in forms {
        let sql = "UPDATE journal_item SET before = NULL, after = NULL, row_name = '', form_name = ?2, subject = ?3 \
                   WHERE form = ?1";
        let subject = serde_json::to_string(&Subject::Form)?;
        connection.prepare_cached(sql)?.execute(params![form, PURGED, subject])?;
    }
    for name in names {
        forget_name(connection, &name)?;
    }
    let line = Line { who, at, kind: EntryKind::RemoveForm, target: None, state: None };
    let entry = journal::write(connection, line)?;
    let items: Vec<Item> = forms.iter().map(|form| gone(*form)).collect();
    journal::write_items(connection, entry, &items)
}

fn gone(form: FormId) -> Item {
    let (form_name, row_name) = (PURGED.to_owned(), String::new());
    Item { form: Some(form), form_name, row_name, subject: Subject::Form, before: None, after: None }
}

/// Every name that the form ever had.
fn names_of(connection: &Connection, form: FormId) -> TxResult<Vec<String>> {
    let sql = "SELECT DISTINCT form_name FROM journal_item WHERE form = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut names: Vec<String> =
        statement.query_map([form], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    names.push(read::name(connection, form)?);
    names.retain(|name| !name.trim().is_empty() && name != PURGED);
    Ok(names)
}

/// Characters of the shortest name that is looked for within texts: 补贴 stands in those of many projects.
const WITHIN: usize = 4;

/// What other lines of the record tell of the project by its name, and what was remembered of the file that it was collected from.
fn forget_name(connection: &Connection, name: &str) -> TxResult<()> {
    let sql = if name.chars().count() < WITHIN {
        "UPDATE journal_item SET before = NULL, after = NULL WHERE before = ?1 OR after = ?1"
    } else {
        "UPDATE journal_item SET before = NULL, after = NULL WHERE instr(before, ?1) > 0 OR instr(after, ?1) > 0"
    };
    connection.prepare_cached(sql)?.execute([name])?;
    // A key begins with the name: what follows is the unit, or a number in brackets.
    let sql = "DELETE FROM collected WHERE form IS NULL AND (substr(key, 1, length(?1) + 1) = ?1 || char(9) \
               OR substr(key, 1, length(?1) + 1) = ?1 || '（')";
    connection.prepare_cached(sql)?.execute([squeeze(name)])?;
    Ok(())
}

/// The person's own words of a section that name a project go, so that the section is drafted anew; so do the drafts that they were
/// held against.
fn forget_own_words(connection: &Connection, names: &[String]) -> TxResult<()> {
    connection.execute("UPDATE own_words SET draft = ''", [])?;
    let names: Vec<String> = names.iter().map(|name| without_year(&squeeze(name))).collect();
    let is_named =
        |text: &str| names.iter().any(|name| name.chars().count() >= WITHIN && text.contains(name.as_str()));
    for (section, words) in links::own_words(connection)? {
        if is_named(&squeeze(&words.text)) {
            connection.prepare_cached("DELETE FROM own_words WHERE section = ?1")?.execute([section])?;
        }
    }
    Ok(())
}

/// A name without the year before it, which texts leave out; one that would be too short stays whole.
fn without_year(name: &str) -> String {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).unwrap_or(name);
    if rest.chars().count() >= WITHIN { rest.to_owned() } else { name.to_owned() }
}
