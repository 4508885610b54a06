//! How a worksheet part is built, seen before calamine reads it: where its cells stand and which hold formulas.
//!
//! calamine does not say where a cell stands whose value it cannot read, and computes with references it has not
//! checked. Its reader of formulas is no help: it takes memory for as many shared formulas as a cell claims, and
//! writes each of them out in full.

use jixiao_sheet::Address;
use quick_xml::events::BytesStart;

use super::setup::Setup;
use crate::error::Fault;
use crate::read::gather::Budget;
use crate::read::reference;
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// The last row of a worksheet.
const LAST_ROW: u32 = 1 << 20;

/// A worksheet part.
pub(super) struct Survey {
    /// The cells in the part's order.
    pub places: Vec<Place>,
    /// How many merged areas there are.
    pub merges: usize,
    /// The byte where the cells begin.
    pub start: Option<usize>,
    /// Tracks and paper.
    pub setup: Setup,
    /// How many blank cells may be kept for their styles.
    pub blanks: usize,
}

/// Where a cell stands.
pub(super) struct Place {
    pub at: Address,
    /// The cell says so itself, not only its order.
    pub is_named: bool,
    pub has_formula: bool,
    /// Neither value nor formula.
    pub is_blank: bool,
    /// The number of its style.
    pub style: u32,
}

/// Walks through the whole part, which has to be well-formed XML with readable references.
/// `digit` is the width of a digit of the default font, in pixels.
pub(super) fn read(text: &str, part: &str, digit: i64, budget: &Budget) -> Result<Survey, Fault> {
    let mut survey = Survey { places: Vec::new(), merges: 0, start: None, setup: Setup::new(), blanks: 0 };
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "sheetData" if survey.start.is_none() => {
                    survey.start = Some(xml.start());
                    rows(&mut xml, &mut survey)?;
                }
                "mergeCell" => {
                    check_merge(&element)?;
                    survey.merges += 1;
                }
                _ => survey.setup.take(&mut xml, &element, digit)?,
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    budget.walk(xml.elements())?;
    let blanks = survey.places.iter().filter(|place| place.is_blank && place.style > 0).count();
    survey.blanks = budget.blanks(blanks);
    Ok(survey)
}

fn rows(xml: &mut Xml<'_>, survey: &mut Survey) -> Result<(), Fault> {
    let mut next = Address::default();
    xml.children(|xml, element| {
        if element.local_name().as_ref() != "row" {
            return Ok(Walk::Skip);
        }
        next = Address::new(row(element)?.unwrap_or(next.row), 0);
        survey.setup.row(next.row, element);
        xml.children(|xml, element| {
            if element.local_name().as_ref() != "c" {
                return Ok(Walk::Skip);
            }
            let place = place(xml, element, next)?;
            next = Address::new(place.at.row, place.at.column.saturating_add(1));
            survey.places.push(place);
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
    let (mut has_formula, mut is_blank) = (false, true);
    xml.children(|_, child| {
        has_formula |= child.local_name().as_ref() == "f";
        is_blank &= !matches!(child.local_name().as_ref(), "f" | "v" | "is");
        Ok(Walk::Skip)
    })?;
    let style = number(element, "s").unwrap_or_default();
    Ok(Place { at, is_named: named.is_some(), has_formula, is_blank, style })
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
