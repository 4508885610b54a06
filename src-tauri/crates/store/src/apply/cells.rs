use std::collections::{BTreeMap, HashMap};

use jixiao_model::{FieldName, FieldRef, FundColumn, IndicatorColumn, fold};
use rusqlite::{Connection, OptionalExtension, params};

use crate::change::FieldText;
use crate::error::{Error, TxResult};
use crate::ids::FormId;
use crate::journal::{Item, Subject};
use crate::place::{self, Place};
use crate::read;

/// Puts texts into fields. Fields that hold their text already are not mentioned; of two texts for one field the last
/// counts, so that what is written is what has changed in the end.
pub(super) fn set_texts(connection: &Connection, texts: &[FieldText]) -> TxResult<Vec<Item>> {
    let mut names: BTreeMap<FormId, String> = BTreeMap::new();
    let last: HashMap<(FormId, &FieldRef), usize> =
        texts.iter().enumerate().map(|(at, text)| ((text.form, &text.field), at)).collect();
    let mut items = Vec::new();
    for (at, FieldText { form, field, text }) in texts.iter().enumerate() {
        if last.get(&(*form, field)) != Some(&at) {
            continue;
        }
        if !names.contains_key(form) {
            place::require_form(connection, *form)?;
            names.insert(*form, read::name(connection, *form)?);
        }
        let place = place::find(connection, *form, field)?;
        let row_name = row_name(connection, *form, field)?;
        let Some((before, after)) = put(connection, *form, &place, text)? else { continue };
        items.push(Item {
            form: Some(*form),
            form_name: names.get(form).cloned().unwrap_or_default(),
            row_name,
            subject: Subject::Field(field.clone()),
            before: Some(before),
            after: Some(after),
        });
    }
    Ok(items)
}

/// The texts before and after, when they differ.
fn put(
    connection: &Connection,
    form: FormId,
    place: &Place,
    text: &str,
) -> TxResult<Option<(String, String)>> {
    let (before, after) = match place {
        Place::Cell(cell) => (cell.text(connection)?.unwrap_or_default(), text.to_owned()),
        Place::Extra(cell) => (cell.text(connection)?, text.to_owned()),
        Place::Text(name) => (form_text(connection, form, name)?, text.to_owned()),
        Place::Year => (shown(form_year(connection, form)?), shown(year(text)?)),
    };
    if before == after {
        return Ok(None);
    }
    match place {
        Place::Cell(cell) => cell.put(connection, Some(text))?,
        Place::Extra(cell) => cell.put(connection, text)?,
        Place::Text(name) => put_form_text(connection, form, name, text)?,
        Place::Year => {
            let sql = "UPDATE form SET year = ?2 WHERE id = ?1";
            connection.prepare_cached(sql)?.execute(params![form, year(text)?])?;
        }
    }
    Ok(Some((before, after)))
}

fn form_text(connection: &Connection, form: FormId, name: &FieldName) -> TxResult<String> {
    let sql = "SELECT text FROM form_text WHERE form = ?1 AND name = ?2";
    let text =
        connection.prepare_cached(sql)?.query_row((form, name.as_str()), |row| row.get(0)).optional()?;
    Ok(text.unwrap_or_default())
}

/// An empty text has no row, so that equal forms are equal in the file too.
fn put_form_text(connection: &Connection, form: FormId, name: &FieldName, text: &str) -> TxResult<()> {
    if text.is_empty() {
        let sql = "DELETE FROM form_text WHERE form = ?1 AND name = ?2";
        connection.prepare_cached(sql)?.execute((form, name.as_str()))?;
    } else {
        let sql = "INSERT INTO form_text (form, name, text) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (form, name) DO UPDATE SET text = excluded.text";
        connection.prepare_cached(sql)?.execute((form, name.as_str(), text))?;
    }
    Ok(())
}

fn form_year(connection: &Connection, form: FormId) -> TxResult<Option<u16>> {
    let sql = "SELECT year FROM form WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([form], |row| row.get(0))?)
}

fn shown(year: Option<u16>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

/// `2023`, `2023年`, `２０２３年度`; blank is no year.
fn year(text: &str) -> TxResult<Option<u16>> {
    let folded = fold(text);
    let digits = folded.trim().trim_end_matches('度').trim_end_matches('年').trim_end();
    if digits.is_empty() {
        return Ok(None);
    }
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = if four { digits.parse().ok() } else { None };
    Ok(Some(year.ok_or_else(|| Error::NotAYear(text.to_owned()))?))
}

/// What a reader of the journal knows the row by.
fn row_name(connection: &Connection, form: FormId, field: &FieldRef) -> TxResult<String> {
    let name = match field {
        FieldRef::Fund { row, .. } | FieldRef::FundExtra { row, .. } => {
            FieldRef::Fund { row: *row, column: FundColumn::Label }
        }
        FieldRef::Indicator { goal, row, .. } | FieldRef::IndicatorExtra { goal, row, .. } => {
            FieldRef::Indicator { goal: *goal, row: *row, column: IndicatorColumn::Level3 }
        }
        FieldRef::Title
        | FieldRef::Year
        | FieldRef::Text(_)
        | FieldRef::GoalNumber(_)
        | FieldRef::GoalPoints(_)
        | FieldRef::GoalExpected(_)
        | FieldRef::GoalActual(_)
        | FieldRef::Total(_) => return Ok(String::new()),
    };
    match place::find(connection, form, &name)? {
        Place::Cell(cell) => Ok(cell.text(connection)?.unwrap_or_default()),
        Place::Extra(_) | Place::Text(_) | Place::Year => Ok(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_people_write_them() {
        for (text, expected) in
            [("2023", Some(2023)), (" ２０２３年度 ", Some(2023)), ("2023年", Some(2023)), (" ", None)]
        {
            assert_eq!(year(text).unwrap(), expected, "{text}");
        }
        for text in ["23", "二〇二三年", "2023-2024", "+023"] {
            assert!(year(text).is_err(), "{text}");
        }
    }
}
