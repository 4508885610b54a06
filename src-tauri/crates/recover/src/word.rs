use std::borrow::Cow;

use jixiao_edition::{Labels, Meaning, key};
use jixiao_sheet::{Sheet, Value};

use crate::label::meaning;

/// The text of a cell, in the shapes in which it is read, made once.
pub struct Word<'a> {
    /// As shown, line breaks and spaces included.
    pub shown: Cow<'a, str>,
    /// As labels are compared.
    pub key: String,
    /// What it means as a label.
    pub meaning: &'a Meaning,
}

/// The texts of a sheet's cells, in their order.
pub fn words<'a>(sheet: &'a Sheet, labels: &'a Labels) -> Vec<Word<'a>> {
    sheet.cells.iter().map(|cell| word(&cell.value, labels)).collect()
}

fn word<'a>(value: &'a Value, labels: &'a Labels) -> Word<'a> {
    let shown = match value {
        Value::Text(text) => Cow::Borrowed(text.as_str()),
        Value::Number(number) => Cow::Owned(number.shown()),
    };
    let key = key(&shown);
    let meaning = meaning(labels, &key);
    Word { shown, key, meaning }
}
