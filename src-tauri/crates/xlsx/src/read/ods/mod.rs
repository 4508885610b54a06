//! OpenDocument spreadsheets (OASIS OpenDocument 1.3, part 3).

mod cell;
mod paragraph;
mod table;
mod value;

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::builder::{Budget, SheetBuilder};
use super::xml::{Node, Walk, Xml, attribute, qualified};
use super::{Workbook, is_mark, reference};
use crate::error::Fault;

const PART: &str = "content.xml";

/// Reads all sheets of a spreadsheet.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Workbook, Fault> {
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") || archive.has("encrypted-package") {
        return Err(Fault::Encrypted);
    }
    let text = archive.needed(PART)?;
    let mut xml = Xml::new(&text, PART);
    let mut content = Content::default();
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.name().as_ref() {
                "style:style" => content.style(&mut xml, &element)?,
                "office:spreadsheet" => content.spreadsheet(&mut xml)?,
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    for (name, text) in std::mem::take(&mut content.names) {
        content.workbook.mark(name, place(&text));
    }
    Ok(content.workbook)
}

#[derive(Default)]
struct Content {
    workbook: Workbook,
    budget: Budget,
    /// Styles of tables that are not displayed.
    hidden: HashSet<String>,
    /// Named ranges that begin with `jixiao.`, and what they refer to.
    names: Vec<(String, String)>,
}

impl Content {
    fn style(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<(), Fault> {
        let name = qualified(element, "style:name").unwrap_or_default();
        xml.children(|_, element| {
            if attribute(element, "display").as_deref() == Some("false") {
                self.hidden.insert(name.clone());
            }
            Ok(Walk::Skip)
        })
    }

    fn spreadsheet(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name().as_ref() {
            "table:table" => self.table(xml, element),
            "table:named-expressions" => {
                named_ranges(xml, &mut self.names)?;
                Ok(Walk::Done)
            }
            _ => Ok(Walk::Skip),
        })
    }

    fn table(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<Walk, Fault> {
        super::check_sheet_count(self.workbook.sheets.len() + 1)?;
        let name = qualified(element, "table:name").unwrap_or_default();
        let mut builder = SheetBuilder::new(&name, false, &self.budget);
        table::read(xml, &mut builder, &mut self.names)?;
        self.workbook.add(builder.finish());
        if qualified(element, "table:style-name").is_some_and(|style| self.hidden.contains(&style)) {
            self.workbook.report_hidden(&name);
        }
        Ok(Walk::Done)
    }
}

/// Collects the named ranges of the element just opened.
fn named_ranges(xml: &mut Xml<'_>, names: &mut Vec<(String, String)>) -> Result<(), Fault> {
    xml.children(|_, element| {
        let name = qualified(element, "table:name").unwrap_or_default();
        if is_mark(&name) {
            names.push((name, qualified(element, "table:cell-range-address").unwrap_or_default()));
        }
        Ok(Walk::Skip)
    })
}

/// Reads `$'sheet'.$A$1:.$B$2` and `$'sheet'.$A$1:$'sheet'.$B$2`.
fn place(text: &str) -> Option<(String, jixiao_sheet::Area)> {
    let (sheet, area) = reference::split_sheet(text, '.')?;
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let last = last.rsplit('.').next()?;
    Some((sheet, reference::spanning(reference::address(first)?, reference::address(last)?)))
}
