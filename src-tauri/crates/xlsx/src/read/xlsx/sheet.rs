//! A worksheet part: cells and merged areas.

use jixiao_sheet::Address;
use quick_xml::events::BytesStart;

use super::strings::rich_text;
use super::styles::Styles;
use crate::error::Fault;
use crate::read::cell_format::CellFormat;
use crate::read::gather::Gatherer;
use crate::read::reference;
use crate::read::texts::{Texts, unescape};
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub strings: Texts,
    pub styles: Styles,
}

/// Reads one worksheet into `gatherer`.
pub(super) fn read(
    text: &str,
    part: &str,
    shared: &Shared,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), Fault> {
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(()),
            Node::Open(element) => match element.local_name().as_ref() {
                "sheetData" => rows(&mut xml, shared, gatherer)?,
                "mergeCell" => merge(&element, gatherer)?,
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
        }
    }
}

fn merge(element: &BytesStart<'_>, gatherer: &mut Gatherer<'_>) -> Result<(), Fault> {
    let text = attribute(element, "ref").unwrap_or_default();
    if let Some(area) = reference::area(&text) {
        return gatherer.merge(area);
    }
    gatherer.problem(None, || format!("合并区域“{}”无法识别，没有读入。", shortened(&text)));
    Ok(())
}

fn rows(xml: &mut Xml<'_>, shared: &Shared, gatherer: &mut Gatherer<'_>) -> Result<(), Fault> {
    let mut next = Address::default();
    xml.children(|xml, element| {
        if element.local_name().as_ref() != "row" {
            return Ok(Walk::Skip);
        }
        let row = number::<u32>(element, "r").and_then(|row| row.checked_sub(1)).unwrap_or(next.row);
        next = Address::new(row, 0);
        xml.children(|xml, element| {
            if element.local_name().as_ref() != "c" {
                return Ok(Walk::Skip);
            }
            next = cell(xml, element, next, shared, gatherer)?;
            Ok(Walk::Done)
        })?;
        next = Address::new(next.row.saturating_add(1), 0);
        Ok(Walk::Done)
    })
}

/// Reads one cell and returns the place behind it, where a cell stands that does not say its own.
fn cell(
    xml: &mut Xml<'_>,
    element: &BytesStart<'_>,
    next: Address,
    shared: &Shared,
    gatherer: &mut Gatherer<'_>,
) -> Result<Address, Fault> {
    gatherer.budget.step()?;
    let at = match attribute(element, "r") {
        None => next,
        Some(text) => reference::address(&text)
            .ok_or_else(|| Fault::damaged(format!("单元格位置“{}”无法识别", shortened(&text))))?,
    };
    let kind = attribute(element, "t").unwrap_or_default();
    let style = number(element, "s").unwrap_or(0);
    let content = content(xml)?;
    put(at, &kind, style, &content, shared, gatherer)?;
    Ok(Address::new(at.row, at.column.saturating_add(1)))
}

#[derive(Default)]
struct Content {
    has_formula: bool,
    value: String,
    inline: Option<String>,
}

fn content(xml: &mut Xml<'_>) -> Result<Content, Fault> {
    let mut content = Content::default();
    xml.children(|xml, element| {
        match element.local_name().as_ref() {
            "v" => content.value = xml.text()?,
            "is" => content.inline = Some(rich_text(xml)?),
            "f" => {
                content.has_formula = true;
                return Ok(Walk::Skip);
            }
            _ => return Ok(Walk::Skip),
        }
        Ok(Walk::Done)
    })?;
    Ok(content)
}

/// ECMA-376 Part 1, 18.18.11: the types of a cell's value.
fn put(
    at: Address,
    kind: &str,
    style: usize,
    content: &Content,
    shared: &Shared,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), Fault> {
    let value = content.value.trim();
    match kind {
        "s" if value.is_empty() => Ok(()),
        "s" => {
            let text = value.parse().ok().and_then(|index| shared.strings.get(index));
            gatherer.shared_text(at, text)
        }
        "inlineStr" => {
            let text = content.inline.clone().unwrap_or_else(|| unescape(&content.value).into_owned());
            gatherer.text(at, &text)
        }
        "str" => gatherer.text(at, &unescape(&content.value)),
        _ if value.is_empty() => {
            if content.has_formula {
                gatherer.uncomputed(at);
            }
            Ok(())
        }
        "b" => gatherer.truth(at, value != "0" && value != "false"),
        "e" => gatherer.error(at, value),
        // An ISO date, with or without a time.
        "d" => gatherer.text(at, value.split_once('T').map_or(value, |(date, _)| date)),
        _ => match value.parse::<f64>() {
            Ok(number) => {
                let general = CellFormat::default();
                gatherer.number(at, number, shared.styles.get(style).unwrap_or(&general))
            }
            Err(_) => gatherer.text(at, value),
        },
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
