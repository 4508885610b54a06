//! The styles part: only the number formats.

use std::collections::HashMap;

use super::book::Book;
use crate::error::Fault;
use crate::read::archive::Archive;
use crate::read::cell_format::CellFormat;
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// Excel allows 65,490 cell styles; more is no workbook.
const STYLES: usize = 65_536;

/// Number formats by style index.
#[derive(Default)]
pub(super) struct Styles {
    /// Format number of each cell style.
    formats: Vec<u32>,
    /// Formats by number.
    by_id: HashMap<u32, CellFormat>,
}

impl Styles {
    /// The format of a cell style.
    pub(super) fn get(&self, style: usize) -> Option<&CellFormat> {
        self.by_id.get(self.formats.get(style)?)
    }
}

/// Reads the styles; a workbook without any shows all numbers as General.
pub(super) fn read(archive: &mut Archive<'_>, book: &Book) -> Result<Styles, Fault> {
    let mut styles = Styles::default();
    let part = book.styles_part.as_deref().unwrap_or("xl/styles.xml");
    let Some(text) = archive.part(part)? else {
        return Ok(styles);
    };
    let mut xml = Xml::new(&text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) if element.local_name().as_ref() == "numFmt" => {
                let code = attribute(&element, "formatCode").unwrap_or_default();
                if let Some(id) = number(&element, "numFmtId").filter(|_| styles.by_id.len() < STYLES) {
                    styles.by_id.insert(id, CellFormat::new(&code));
                }
            }
            Node::Open(element) if element.local_name().as_ref() == "cellXfs" => styles.cells(&mut xml)?,
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
    for id in &styles.formats {
        styles.by_id.entry(*id).or_insert_with(|| CellFormat::built_in(*id));
    }
    Ok(styles)
}

impl Styles {
    fn cells(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|_, element| {
            if element.local_name().as_ref() == "xf" && self.formats.len() < STYLES {
                self.formats.push(number(element, "numFmtId").unwrap_or_default());
            }
            Ok(Walk::Skip)
        })
    }
}
