//! How a worksheet part is built, seen before calamine reads it: where its cells stand and which hold formulas.
//!
//! calamine does not say where a cell stands whose value it cannot read, and computes with references it has not
//! checked. Its reader of formulas is no help: it takes memory for as many shared formulas as a cell claims, and
//! writes each of them out in full.

use std::collections::HashMap;

use jixiao_sheet::{Address, page_texts};
use quick_xml::events::BytesStart;

use super::beside::{Beside, content};
use super::rich::Rich;
use crate::error::Fault;
use crate::read::builder::Budget;
use crate::read::looks::dress::Styled;
use crate::read::looks::tracks::Tracks;
use crate::read::reference;
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// The last row of a worksheet.
const LAST_ROW: u32 = 1 << 20;

/// A worksheet part.
#[derive(Default)]
pub(super) struct CellIndex {
    /// The cells in the part's order.
    pub places: Vec<Place>,
    /// How many merged areas there are.
    pub merges: usize,
    /// The byte where the cells begin.
    pub start: Option<usize>,
    pub hidden_rows: Vec<u32>,
    /// First and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Texts of page headers and footers.
    pub page_texts: Vec<String>,
    pub beside: Beside,
    /// Formulas whose result is 0 may never have been computed.
    pub is_stale: bool,
    /// Tracks and paper.
    pub setup: Tracks,
    /// How many blank cells may be kept for their styles.
    pub blanks: usize,
}

impl CellIndex {
    /// The style of each cell.
    pub fn styled(&self) -> Vec<Styled> {
        let of = |place: &Place| Styled {
            at: place.at,
            style: place.style,
            is_text: place.is_text,
            is_blank: place.is_blank,
        };
        self.places.iter().map(of).collect()
    }
}

/// Where a cell stands.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a cell")]
pub(super) struct Place {
    pub at: Address,
    /// The cell says so itself, not only its order.
    pub is_named: bool,
    pub has_formula: bool,
    /// Neither value nor formula.
    pub is_blank: bool,
    /// Its value is a text, not a number that a format shows.
    pub is_text: bool,
    /// The number of its style.
    pub style: u32,
    /// Its text, where a part of it is crossed out.
    pub rich: Option<Box<Rich>>,
}

/// Walks through the whole part, which has to be well-formed XML with readable references.
///
/// `struck` are shared texts with crossed-out runs, by number; `digit` is the width of a digit of the default font, in pixels.
pub(super) fn read(
    text: &str,
    part: &str,
    struck: &HashMap<usize, Rich>,
    digit: i64,
    budget: &Budget,
) -> Result<CellIndex, Fault> {
    let mut index = CellIndex::default();
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "sheetData" if index.start.is_none() => {
                    index.start = Some(xml.start());
                    rows(&mut xml, struck, &mut index)?;
                }
                "col" => {
                    if is_hidden(&element, "width") {
                        let column =
                            |name| number::<u32>(&element, name).unwrap_or_default().saturating_sub(1);
                        index.hidden_columns.push((column("min"), column("max")));
                    }
                    index.setup.take(&mut xml, &element, digit)?;
                }
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                    let code = content(&mut xml)?;
                    index.page_texts.extend(page_texts(&code));
                    index.setup.page_text(&element, &code);
                }
                "mergeCell" => {
                    check_merge(&element)?;
                    index.merges += 1;
                }
                _ => index.setup.take(&mut xml, &element, digit)?,
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    budget.walk(xml.elements())?;
    let blanks = index.places.iter().filter(|place| place.is_blank && place.style > 0).count();
    index.blanks = budget.blanks(blanks);
    Ok(index)
}

/// True for a row or column without any size, or that says so itself.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
        || matches!(attribute(element, size).as_deref(), Some("0"))
}

fn rows(xml: &mut Xml<'_>, struck: &HashMap<usize, Rich>, index: &mut CellIndex) -> Result<(), Fault> {
    let mut next = Address::default();
    xml.children(|xml, element| {
        if element.local_name().as_ref() != "row" {
            return Ok(Walk::Skip);
        }
        next = Address::new(row(element)?.unwrap_or(next.row), 0);
        if is_hidden(element, "ht") {
            index.hidden_rows.push(next.row);
        }
        index.setup.row(next.row, element);
        xml.children(|xml, element| {
            if element.local_name().as_ref() != "c" {
                return Ok(Walk::Skip);
            }
            let place = place(xml, element, next, struck)?;
            next = Address::new(place.at.row, place.at.column.saturating_add(1));
            index.places.push(place);
            Ok(Walk::Done)
        })?;
        next = Address::new(next.row.saturating_add(1), 0);
        Ok(Walk::Done)
    })
}

/// The row that a row element says it is.
fn row(element: &BytesStart<'_>) -> Result<Option<u32>, Fault> {
    let Some(text) = attribute(element, "r") else {
        return Ok(None);
    };
    let row = text.parse::<u32>().ok().filter(|row| (1..=LAST_ROW).contains(row)).map(|row| row - 1);
    row.map(Some).ok_or_else(|| Fault::damaged(format!("行号“{}”无法识别", shortened(&text))))
}

fn place(
    xml: &mut Xml<'_>,
    element: &BytesStart<'_>,
    next: Address,
    struck: &HashMap<usize, Rich>,
) -> Result<Place, Fault> {
    let named = attribute(element, "r");
    let at = match &named {
        None => next,
        Some(text) => reference::address(text)
            .ok_or_else(|| Fault::damaged(format!("单元格位置“{}”无法识别", shortened(text))))?,
    };
    let kind = attribute(element, "t");
    let is_text = matches!(kind.as_deref(), Some("s" | "str" | "inlineStr"));
    let is_shared = !struck.is_empty() && kind.as_deref() == Some("s");
    let style = number(element, "s").unwrap_or_default();
    let (mut has_formula, mut is_blank, mut rich) = (false, true, None);
    xml.children(|xml, child| {
        is_blank &= !matches!(child.local_name().as_ref(), "f" | "v" | "is");
        match child.local_name().as_ref() {
            "f" => has_formula = true,
            "v" if is_shared => {
                let number = content(xml)?.trim().parse().unwrap_or(usize::MAX);
                rich = struck.get(&number).cloned().map(Box::new);
                return Ok(Walk::Done);
            }
            "is" => {
                let mut text = Rich::default();
                text.read(xml)?;
                rich = Some(Box::new(text)).filter(|text| !text.struck.is_empty());
                return Ok(Walk::Done);
            }
            _ => {}
        }
        Ok(Walk::Skip)
    })?;
    Ok(Place { at, is_named: named.is_some(), has_formula, is_blank, is_text, style, rich })
}

/// calamine subtracts the corners of an area.
fn check_merge(element: &BytesStart<'_>) -> Result<(), Fault> {
    let text = attribute(element, "ref").unwrap_or_default();
    let (first, last) = text.split_once(':').unwrap_or((&text, &text));
    match (reference::address(first), reference::address(last)) {
        (Some(first), Some(last)) if first.row <= last.row && first.column <= last.column => Ok(()),
        _ => Err(Fault::damaged(format!("合并区域“{}”无法识别", shortened(&text)))),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
