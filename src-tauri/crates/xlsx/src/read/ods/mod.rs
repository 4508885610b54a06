//! OpenDocument spreadsheets (OASIS OpenDocument 1.3, part 3).

mod cell;
mod names;
mod paragraph;
mod table;
mod value;

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::builder::{Budget, SheetBuilder};
use super::guard::check_sheet_count;
use super::workbook::Workbook;
use super::xml::{Node, Walk, Xml, attribute, qualified};
use crate::error::Fault;
use names::{named_ranges, place};

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
        check_sheet_count(self.workbook.sheets.len() + 1)?;
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
