//! The texts in which last year's words become the new year's: shown, and chosen one by one.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jixiao_model::FieldRef;

use super::form::{field_key, field_of};
use super::view::{YearPlace, YearWordLine};
use crate::describe::describe;
use crate::template::{Template, YearWords};

/// Texts that were chosen, by the key of their form.
pub type YearFields = BTreeMap<i64, Vec<FieldRef>>;

/// The texts of a form in which years were replaced, before and after. `name` is the form's, before.
pub fn year_lines(form: i64, name: &str, made: &Template) -> Vec<YearWordLine> {
    let replaced = made.year_words.iter().filter(|word| word.replaced.is_some());
    let line = |word: &crate::template::YearWord| YearWordLine {
        at: YearPlace { form, field: field_key(&word.field) },
        form: name.to_owned(),
        place: describe(&word.field),
        before: word.text.clone(),
        after: made.form.show(&word.field),
    };
    replaced.map(line).collect()
}

/// The texts that the person chose.
///
/// # Errors
/// A place that this program did not name.
pub fn year_fields(chosen: &[YearPlace]) -> Result<YearFields> {
    let mut fields = YearFields::new();
    for place in chosen {
        let field = field_of(&place.field).with_context(|| "认不出要改年份的位置，请重新打开这个窗口再试")?;
        fields.entry(place.form).or_default().push(field);
    }
    Ok(fields)
}

/// What becomes of the year words of a form.
pub fn year_words(chosen: &YearFields, form: i64) -> YearWords<'_> {
    YearWords::ReplaceIn(chosen.get(&form).map_or(&[], Vec::as_slice))
}
