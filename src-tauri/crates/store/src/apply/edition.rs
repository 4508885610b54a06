use jixiao_model::{FieldRef, Fund, FundColumn};
use rusqlite::{Connection, params};

use super::funds;
use super::line::item;
use super::order::set_order;
use crate::change::{FundSlot, NewEdition};
use crate::error::{Error, TxResult};
use crate::ids::{FormId, Named};
use crate::journal::{Item, Subject};
use crate::place::Cell;
use crate::write;

/// Gives a form another layout: its edition, kind and title, and the rows of its funds table.
pub(super) fn set(connection: &Connection, form: FormId, new: &NewEdition) -> TxResult<Vec<Item>> {
    let ids = funds::ids_of(connection, form)?;
    let mut items = vec![put(connection, form, "edition", &new.edition.0, Subject::Edition)?];
    items.push(put(connection, form, "title", &new.title, Subject::Field(FieldRef::Title))?);
    let sql = "UPDATE form SET kind = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![form, Named(new.kind)])?;
    items.extend(drop_rows(connection, form, &ids, &new.funds)?);
    let mut order = Vec::with_capacity(new.funds.len());
    for (at, slot) in new.funds.iter().enumerate() {
        let (id, item) = fill(connection, form, &ids, at, slot)?;
        order.push(id);
        items.push(item);
    }
    set_order(connection, "fund", &order)?;
    Ok(items.into_iter().filter(|item| item.before != item.after).collect())
}

fn put(
    connection: &Connection,
    form: FormId,
    column: &'static str,
    text: &str,
    subject: Subject,
) -> TxResult<Item> {
    let cell = Cell { table: "form", column, id: form.0 };
    let before = cell.text(connection)?;
    cell.put(connection, Some(text))?;
    let item = item(connection, form, "", subject)?;
    Ok(Item { before, after: Some(text.to_owned()), ..item })
}

/// Takes out the rows that no slot keeps.
fn drop_rows(connection: &Connection, form: FormId, ids: &[i64], slots: &[FundSlot]) -> TxResult<Vec<Item>> {
    let mut items = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        if slots.iter().all(|slot| slot.row != Some(at)) {
            let name = funds::label(connection, *id)?;
            funds::delete(connection, *id)?;
            let item = item(connection, form, &name, Subject::Fund(at))?;
            items.push(Item { before: Some(name), ..item });
        }
    }
    Ok(items)
}

/// The row of a slot, an old one under its new name or a new one.
fn fill(
    connection: &Connection,
    form: FormId,
    ids: &[i64],
    at: usize,
    slot: &FundSlot,
) -> TxResult<(i64, Item)> {
    let label = Some(slot.label.clone());
    let Some(row) = slot.row else {
        let fund = Fund { label: slot.label.clone(), ..Fund::default() };
        let id = write::fund(connection, form, at, &fund, None)?;
        let item = item(connection, form, &slot.label, Subject::Fund(at))?;
        return Ok((id.0, Item { after: label, ..item }));
    };
    let field = FieldRef::Fund { row, column: FundColumn::Label };
    let id = *ids.get(row).ok_or_else(|| Error::NoSuchField(field.clone()))?;
    let before = funds::label(connection, id)?;
    Cell { table: "fund", column: "label", id }.put(connection, Some(&slot.label))?;
    let item = item(connection, form, &before, Subject::Field(field))?;
    Ok((id, Item { before: Some(before), after: label, ..item }))
}
