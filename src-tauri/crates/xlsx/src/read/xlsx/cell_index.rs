//! How a worksheet part is built, seen before calamine reads it: where its cells stand and which hold formulas.
//!
//! calamine does not say where a cell stands whose value it cannot read, and computes with references it has not
//! checked. Its reader of formulas is no help: it takes memory for as many shared formulas as a cell claims, and
//! writes each of them out in full.

use jixiao_sheet::Address;
use quick_xml::events::BytesStart;

use crate::error::Fault;
use crate::read::builder::Budget;
use crate::read::reference;
use crate::read::xml::{Node, Walk, Xml, attribute};

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
}

/// Where a cell stands.
pub(super) struct Place {
    pub at: Address,
    /// The cell says so itself, not only its order.
    pub is_named: bool,
    pub has_formula: bool,
}

/// Walks through the whole part, which has to be well-formed XML with readable references.
pub(super) fn read(text: &str, part: &str, budget: &Budget) -> Result<CellIndex, Fault> {
    let mut index = CellIndex::default();
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "sheetData" if index.start.is_none() => {
                    index.start = Some(xml.start());
                    rows(&mut xml, &mut index.places)?;
                }
                "mergeCell" => {
                    check_merge(&element)?;
                    index.merges += 1;
                }
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    budget.walk(xml.elements())?;
    Ok(index)
}

fn rows(xml: &mut Xml<'_>, places: &mut Vec<Place>) -> Result<(), Fault> {
    let mut next = Address::default();
    xml.children(|xml, element| {
        if element.local_name().as_ref() != "row" {
            return Ok(Walk::Skip);
        }
        next = Address::new(row(element)?.unwrap_or(next.row), 0);
        xml.children(|xml, element| {
            if element.local_name().as_ref() != "c" {
                return Ok(Walk::Skip);
            }
            let place = place(xml, element, next)?;
            next = Address::new(place.at.row, place.at.column.saturating_add(1));
            places.push(place);
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

fn place(xml: &mut Xml<'_>, element: &BytesStart<'_>, next: Address) -> Result<Place, Fault> {
    let named = attribute(element, "r");
    let at = match &named {
        None => next,
        Some(text) => reference::address(text)
            .ok_or_else(|| Fault::damaged(format!("单元格位置“{}”无法识别", shortened(text))))?,
    };
    let mut has_formula = false;
    xml.children(|_, child| {
        has_formula |= child.local_name().as_ref() == "f";
        Ok(Walk::Skip)
    })?;
    Ok(Place { at, is_named: named.is_some(), has_formula })
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
