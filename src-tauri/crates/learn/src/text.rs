//! The text of a cell as a template: values become placeholders, what stands around them stays.

use std::ops::Range;

use jixiao_edition::{Field, Format, Piece, Side, Template, key};
use jixiao_model::{FieldName, FieldRef, Form, TotalColumn, squeeze};
use jixiao_sheet::{Cell, Number, Value};

use crate::error::CannotLearn;
use crate::source::Source;

/// A template and what is printed in place of a blank value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub template: Template,
    pub blank: Option<String>,
}

impl Text {
    pub fn of(field: Field) -> Self {
        Self { template: Template::of(vec![Piece::Field(field, Format::Plain)]), blank: None }
    }
}

/// The text of a cell.
///
/// # Errors
/// It holds braces.
pub fn text(source: &Source, cell: &Cell) -> Result<Text, CannotLearn> {
    let shown = cell.value.shown();
    if shown.contains(['{', '}']) {
        return Err(CannotLearn::Braces(cell.area.first));
    }
    let form = source.form();
    let fields = shown_fields(source, cell, &shown);
    let mut found: Vec<(Range<usize>, Field, Format)> = Vec::new();
    for field in &fields {
        if let Some((place, format)) = place(form, field, &shown)
            && !found.iter().any(|(other, ..)| other.start < place.end && place.start < other.end)
        {
            found.push((place, Field::of(field), format));
        }
    }
    if found.is_empty() {
        let value = fields.iter().find(|field| !is_of_heading(field));
        return Ok(match value {
            Some(field) if form.show(field).is_empty() => {
                Text { blank: Some(shown), ..Text::of(Field::of(field)) }
            }
            // More digits than are shown.
            Some(field) => {
                let field = Field::of(field);
                let format = kept(&cell.value, &field).unwrap_or(Format::Plain);
                Text { template: Template::of(vec![Piece::Field(field, format)]), blank: None }
            }
            None => Text { template: Template::of(words(source, &shown)), blank: None },
        });
    }
    found.sort_by_key(|(place, ..)| place.start);
    Ok(Text { template: template(source, cell, &shown, found), blank: None })
}

/// The heading of a numbered goal stays when its number and points are not told apart.
const fn is_of_heading(field: &FieldRef) -> bool {
    matches!(field, FieldRef::GoalNumber(_) | FieldRef::GoalPoints(_))
}

fn template(
    source: &Source,
    cell: &Cell,
    shown: &str,
    found: Vec<(Range<usize>, Field, Format)>,
) -> Template {
    let is_alone = found.len() == 1;
    let mut pieces = Vec::new();
    let mut from = 0;
    for (place, field, format) in found {
        pieces.push(Piece::Words(shown[from..place.start].to_owned()));
        from = place.end;
        let format = if is_alone { kept(&cell.value, &field).unwrap_or(format) } else { format };
        pieces.push(Piece::Field(field, format));
    }
    pieces.push(Piece::Words(shown[from..].to_owned()));
    let is_space =
        |piece: Option<&Piece>| matches!(piece, Some(Piece::Words(words)) if words.trim().is_empty());
    if is_space(pieces.last()) {
        pieces.pop();
    }
    if is_space(pieces.first()) {
        pieces.remove(0);
    }
    let parts = pieces.into_iter().flat_map(|piece| match piece {
        Piece::Words(ref text) => words(source, text),
        Piece::Field(..) => vec![piece],
    });
    Template::of(parts.collect())
}

/// A number stays a number, and a text that looks like one a text.
fn kept(value: &Value, field: &Field) -> Option<Format> {
    match value {
        Value::Number(_) => (!is_figure(field)).then_some(Format::Number),
        Value::Text(text) => (is_figure(field) && Number::showing(text).is_some()).then_some(Format::Text),
    }
}

/// Fields that are printed as numbers unless an edition says otherwise.
fn is_figure(field: &Field) -> bool {
    use jixiao_model::IndicatorColumn::{Score, Weight};
    matches!(field, Field::Fund(_) | Field::Total(_) | Field::Indicator(Weight | Score) | Field::Year)
}

/// The fields that a cell shows: those that were read from it, and some that are printed in more than one place.
fn shown_fields(source: &Source, cell: &Cell, shown: &str) -> Vec<FieldRef> {
    let mut fields: Vec<FieldRef> = source.fields(cell).iter().map(|field| (*field).clone()).collect();
    if let Some(FieldRef::GoalPoints(goal)) = fields.first().cloned() {
        fields.insert(0, FieldRef::GoalNumber(goal));
        if source.is_unread(&FieldRef::GoalExpected(goal)) {
            fields.push(FieldRef::GoalExpected(goal));
        }
    }
    if fields.is_empty() {
        fields.extend(repeated(source.form(), shown).map(FieldRef::Text));
        fields.extend(total(source, cell, shown));
    }
    fields
}

/// The total of a form that prints it in its head and again in the row of its name.
fn total(source: &Source, cell: &Cell, shown: &str) -> Option<FieldRef> {
    let is_label =
        |cell: &&Cell| source.meaning(cell).is_some_and(|meaning| meaning.side == Some(Side::Total));
    source.row(cell.area.first.row).iter().find(|cell| is_label(cell))?;
    let columns = [TotalColumn::Score, TotalColumn::Weight];
    let mut totals = columns.into_iter().map(FieldRef::Total);
    let shown = shown.trim();
    totals.find(|total| !shown.is_empty() && source.form().show(total) == shown)
}

/// A name that is printed a second time: alone in a cell, or behind a colon.
fn repeated(form: &Form, shown: &str) -> Option<FieldName> {
    let text = squeeze(shown);
    let behind = text.rsplit_once([':', '：']).map(|(_, behind)| behind);
    let names = [FieldName::NAME, FieldName::IMPLEMENTING_UNIT, FieldName::COMPETENT_DEPARTMENT];
    names.into_iter().find(|name| {
        let value = squeeze(form.text(name));
        value.chars().count() > 2 && (value == text || behind == Some(value.as_str()))
    })
}

/// Where a field's value stands in a text, and how it is printed there.
fn place(form: &Form, field: &FieldRef, shown: &str) -> Option<(Range<usize>, Format)> {
    let value = form.show(field);
    let plain = |value: &str| locate(shown, value, is_amount(field)).map(|place| (place, Format::Plain));
    match field {
        FieldRef::Text(name) if *name == FieldName::REPORTED_ON => {
            let date = jixiao_layout::chinese_date(&value)?;
            locate(shown, &date, false).map(|place| (place, Format::Date)).or_else(|| plain(&value))
        }
        FieldRef::Text(name) if *name == FieldName::NOTES => plain(&value).or_else(|| {
            let place = locate(shown, &jixiao_layout::numbered(&value), false)?;
            Some((place, Format::Numbered))
        }),
        _ => plain(&value),
    }
}

const fn is_amount(field: &FieldRef) -> bool {
    matches!(field, FieldRef::Fund { column, .. } if column.is_amount())
}

/// The bytes of `shown` that hold `value`; white space, and in amounts the separators of thousands, left aside. What stands behind
/// a colon comes first: 名称：名称.
fn locate(shown: &str, value: &str, is_amount: bool) -> Option<Range<usize>> {
    let counts = |c: &char| !(c.is_whitespace() || is_amount && matches!(c, ',' | '，'));
    let wanted: Vec<char> = value.chars().filter(counts).collect();
    let characters: Vec<(usize, char)> = shown.char_indices().filter(|(_, c)| counts(c)).collect();
    if wanted.is_empty() {
        return None;
    }
    let is_here = |window: &[(usize, char)]| window.iter().map(|(_, c)| *c).eq(wanted.iter().copied());
    let starts = || characters.windows(wanted.len()).enumerate().filter(|(_, window)| is_here(window));
    let behind_colon =
        |at: &usize| at.checked_sub(1).is_some_and(|before| matches!(characters[before].1, ':' | '：'));
    let mut places = starts().map(|(at, _)| at);
    let at = places.clone().find(behind_colon).or_else(|| places.next())?;
    let (last, c) = characters[at + wanted.len() - 1];
    Some(characters[at].0..last + c.len_utf8())
}

/// Words with the form's year as a placeholder: 2023年全年预算数. A label by which a text or a column goes stays as it is.
fn words(source: &Source, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let year = source.form().year.filter(|_| !is_name(source, text)).map(|year| format!("{year}年"));
    let mut parts = match &year {
        Some(year) => text.split(year.as_str()).collect::<Vec<_>>().into_iter(),
        None => vec![text].into_iter(),
    };
    pieces.extend(parts.next().map(|part| Piece::Words(part.to_owned())));
    for part in parts {
        pieces.push(Piece::Field(Field::Year, Format::Plain));
        pieces.push(Piece::Words(format!("年{part}")));
    }
    pieces
}

/// True for a label by which a text or a column of the office's own goes.
fn is_name(source: &Source, text: &str) -> bool {
    let form = source.form();
    let label = squeeze(text);
    form.texts.keys().any(|name| label.trim_end_matches([':', '：']) == name.as_str())
        || source.found.columns.iter().any(|column| column.field.is_none() && column.heading == key(text))
        || form.funds.iter().any(|fund| fund.extra.iter().any(|(column, _)| column.as_str() == label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_whatever_space_stands_in_them() {
        for (shown, value, is_amount, expected) in [
            ("单位名称：甲 局  ", "甲局", false, Some("甲 局")),
            ("名称：名称", "名称", false, Some("名称")),
            ("36,751.12万元", "36751.12", true, Some("36,751.12")),
            ("甲，乙", "甲乙", false, None),
            ("甲", "", false, None),
        ] {
            let found = locate(shown, value, is_amount);
            assert_eq!(found.map(|place| &shown[place]), expected, "{shown}");
        }
        assert_eq!(locate("名称：名称", "名称", false), Some(9..15));
    }
}
