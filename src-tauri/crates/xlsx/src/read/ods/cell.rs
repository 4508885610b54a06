//! One cell of a table.

use jixiao_sheet::{Address, Value};
use quick_xml::events::BytesStart;

use super::{paragraph, value};
use crate::error::Fault;
use crate::limits;
use crate::read::builder::SheetBuilder;
use crate::read::xml::{Walk, Xml, number, qualified};

/// What a cell holds and how far it reaches.
pub(super) struct Content {
    value: CellValue,
    /// Rows and columns, at least one each.
    pub span: (u32, u32),
    comment: Option<String>,
}

enum CellValue {
    Nothing,
    Text(String),
    Truth(bool),
    Number(f64, String),
    Error(String),
    Uncomputed,
}

impl Content {
    /// True for a single cell without a value.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.value, CellValue::Nothing) && self.span == (1, 1) && self.comment.is_none()
    }

    /// Puts the value at `at`.
    pub(super) fn put(&self, at: Address, builder: &mut SheetBuilder<'_>) -> Result<(), Fault> {
        if let Some(comment) = &self.comment {
            builder.comment(at, comment);
        }
        match &self.value {
            CellValue::Nothing => Ok(()),
            CellValue::Text(text) => builder.text(at, text),
            CellValue::Truth(truth) => builder.truth(at, *truth),
            CellValue::Error(text) => builder.error(at, text),
            CellValue::Uncomputed => {
                builder.uncomputed(at);
                Ok(())
            }
            CellValue::Number(number, shown) => match value::of(*number, shown) {
                Some(Value::Text(text)) => builder.text(at, &text),
                Some(value) => builder.put(at, value),
                None => {
                    builder
                        .problem(Some(at), || format!("数值 {number:e} 过大，已按文本读入。请核对后改正。"));
                    builder.text(at, shown)
                }
            },
        }
    }
}

/// Reads the cell just opened: its paragraphs and its comment, not its drawings. They take from `room`, in bytes.
pub(super) fn read(xml: &mut Xml<'_>, element: &BytesStart<'_>, room: &mut usize) -> Result<Content, Fault> {
    let mut text: Option<String> = None;
    let mut comment = None;
    xml.children(|xml, child| {
        if child.name().as_ref() == "office:annotation" {
            comment = Some(paragraph::read(xml)?);
            return Ok(Walk::Done);
        }
        if child.name().as_ref() != "text:p" {
            return Ok(Walk::Skip);
        }
        let paragraph = paragraph::read(xml)?;
        let what = || format!("一行文字超过 {} MB", limits::TEXT_BYTES >> 20);
        *room = room.checked_sub(paragraph.len()).ok_or_else(|| Fault::TooMuch(what()))?;
        match &mut text {
            None => text = Some(paragraph),
            Some(text) => {
                text.push('\n');
                text.push_str(&paragraph);
            }
        }
        Ok(Walk::Done)
    })?;
    let span = |name| number(element, name).unwrap_or(1).max(1);
    let span = (span("number-rows-spanned"), span("number-columns-spanned"));
    Ok(Content { value: cell_value(element, text), span, comment })
}

/// OpenDocument part 3, 19.385 (office:value-type). The paragraphs are what the person sees.
fn cell_value(element: &BytesStart<'_>, text: Option<String>) -> CellValue {
    let has_formula = qualified(element, "table:formula").is_some();
    let is_error = qualified(element, "calcext:value-type").as_deref() == Some("error");
    let shown = text.unwrap_or_default();
    if is_error || has_formula && (shown.starts_with('#') || shown.starts_with("Err:")) {
        return CellValue::Error(shown);
    }
    let attribute = |name| qualified(element, name).unwrap_or_default();
    match qualified(element, "office:value-type").as_deref() {
        Some("float" | "percentage" | "currency") => match attribute("office:value").trim().parse() {
            Ok(number) => CellValue::Number(number, percent_or(shown, element)),
            Err(_) => CellValue::Text(shown),
        },
        Some("date") => CellValue::Text(value::date(&attribute("office:date-value"), &shown)),
        Some("boolean") => CellValue::Truth(attribute("office:boolean-value") == "true"),
        Some("string") if shown.is_empty() => CellValue::Text(attribute("office:string-value")),
        None if has_formula && shown.is_empty() => CellValue::Uncomputed,
        None if shown.is_empty() => CellValue::Nothing,
        _ => CellValue::Text(shown),
    }
    .unless_empty()
}

/// A number without paragraphs is shown as General; a percentage needs its sign.
fn percent_or(shown: String, element: &BytesStart<'_>) -> String {
    let is_percentage = qualified(element, "office:value-type").as_deref() == Some("percentage");
    if shown.is_empty() && is_percentage { "%".to_owned() } else { shown }
}

impl CellValue {
    fn unless_empty(self) -> Self {
        match self {
            Self::Text(text) if text.is_empty() => Self::Nothing,
            cell_value => cell_value,
        }
    }
}
