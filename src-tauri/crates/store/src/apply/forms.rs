use jixiao_model::{FieldName, RuleSetId};
use rusqlite::{Connection, params};

use super::line::item;
use super::order::set_order;
use crate::error::TxResult;
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::new_form::NewForm;
use crate::place::{self, Cell};
use crate::{read, write};

/// Yes-or-no columns of a form.
#[derive(Clone, Copy, Debug)]
pub(super) enum Flag {
    /// 涉密.
    Classified,
    /// Finished.
    Done,
}

/// Puts a form before the one at `position`, or behind the last one.
pub(super) fn add(connection: &Connection, new: &NewForm, position: usize) -> TxResult<Vec<Item>> {
    let mut order = order(connection)?;
    let position = position.min(order.len());
    let id = write::form(connection, new, position)?;
    order.insert(position, id.0);
    set_order(connection, "form", &order)?;
    let item = item(connection, id, "", Subject::Form)?;
    Ok(vec![Item { after: Some(item.form_name.clone()), ..item }])
}

/// Puts forms behind the last one.
pub(super) fn import(connection: &Connection, new: &[NewForm]) -> TxResult<Vec<Item>> {
    let first = order(connection)?.len();
    let mut items = Vec::with_capacity(new.len());
    for (offset, form) in new.iter().enumerate() {
        let id = write::form(connection, form, first + offset)?;
        let item = item(connection, id, "", Subject::Form)?;
        items.push(Item { after: Some(item.form_name.clone()), ..item });
    }
    Ok(items)
}

/// Takes forms out; what belongs to them goes with them (`ON DELETE CASCADE`).
pub(super) fn remove(connection: &Connection, forms: &[FormId]) -> TxResult<Vec<Item>> {
    let mut items = Vec::with_capacity(forms.len());
    for form in forms {
        place::require_form(connection, *form)?;
        let item = item(connection, *form, "", Subject::Form)?;
        connection.prepare_cached("DELETE FROM form WHERE id = ?1")?.execute([form])?;
        items.push(Item { before: Some(item.form_name.clone()), ..item });
    }
    renumber(connection)?;
    Ok(items)
}

/// Gives the forms that are left their places.
pub(crate) fn renumber(connection: &Connection) -> TxResult<()> {
    set_order(connection, "form", &order(connection)?)
}

/// Moves a form within the order.
pub(super) fn relocate(connection: &Connection, form: FormId, position: usize) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let mut order = order(connection)?;
    let before = order.iter().position(|id| *id == form.0).map(|position| position.to_string());
    order.retain(|id| *id != form.0);
    let position = position.min(order.len());
    order.insert(position, form.0);
    set_order(connection, "form", &order)?;
    let item = item(connection, form, "", Subject::Position)?;
    Ok(vec![Item { before, after: Some(position.to_string()), ..item }])
}

/// Puts a copy of a form behind it.
pub(super) fn copy(connection: &Connection, form: FormId, name: &str) -> TxResult<Vec<Item>> {
    let stored = read::form(connection, form)?;
    let mut copy = NewForm {
        form: stored.form,
        rules: stored.rules,
        classified: stored.classified,
        done: false,
        last_year: stored.last_year,
        layout: None,
    };
    copy.form.set_text(FieldName::NAME, name);
    let at = order(connection)?.iter().position(|id| *id == form.0).map_or(0, |position| position + 1);
    add(connection, &copy, at)
}

/// Chooses the rule set of a form.
pub(super) fn set_rules(
    connection: &Connection,
    form: FormId,
    rules: Option<&RuleSetId>,
) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let cell = Cell { table: "form", column: "rules", id: form.0 };
    let before = cell.text(connection)?;
    let after = rules.map(|rules| rules.0.clone());
    cell.put(connection, after.as_deref())?;
    Ok(vec![Item { before, after, ..item(connection, form, "", Subject::Rules)? }])
}

/// Sets a flag of a form.
pub(super) fn set_flag(
    connection: &Connection,
    form: FormId,
    flag: Flag,
    value: bool,
) -> TxResult<Vec<Item>> {
    place::require_form(connection, form)?;
    let (column, subject) = match flag {
        Flag::Classified => ("classified", Subject::Classified),
        Flag::Done => ("done", Subject::Done),
    };
    let sql = format!("SELECT {column} FROM form WHERE id = ?1");
    let before: bool = connection.prepare_cached(&sql)?.query_row([form], |row| row.get(0))?;
    let sql = format!("UPDATE form SET {column} = ?2 WHERE id = ?1");
    connection.prepare_cached(&sql)?.execute(params![form, value])?;
    let item = item(connection, form, "", subject)?;
    Ok(vec![Item { before: Some(before.to_string()), after: Some(value.to_string()), ..item }])
}

fn order(connection: &Connection) -> TxResult<Vec<i64>> {
    Ok(read::order(connection)?.into_iter().map(|form| form.0).collect())
}
