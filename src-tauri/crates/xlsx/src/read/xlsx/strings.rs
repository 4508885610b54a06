//! The shared strings part, and texts wherever they stand.

use super::book::Book;
use crate::error::Fault;
use crate::read::archive::Archive;
use crate::read::texts::{Texts, unescape};
use crate::read::xml::{Node, Walk, Xml};

/// Reads the shared strings; a workbook without texts has none.
pub(super) fn read(archive: &mut Archive<'_>, book: &Book) -> Result<Texts, Fault> {
    let mut texts = Texts::default();
    let part = book.strings_part.as_deref().unwrap_or("xl/sharedStrings.xml");
    let Some(text) = archive.part(part)? else {
        return Ok(texts);
    };
    let mut xml = Xml::new(&text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(texts),
            Node::Open(element) if element.local_name().as_ref() == "si" => {
                let text = rich_text(&mut xml)?;
                texts.push(&text);
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}

/// The text of an `si` or `is` element just opened: its runs in order, phonetic hints (`rPh`) left out.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    xml.children(|xml, element| match element.local_name().as_ref() {
        "t" => {
            text.push_str(&unescape(&xml.text()?));
            Ok(Walk::Done)
        }
        "r" => {
            xml.children(|xml, element| {
                if element.local_name().as_ref() != "t" {
                    return Ok(Walk::Skip);
                }
                text.push_str(&unescape(&xml.text()?));
                Ok(Walk::Done)
            })?;
            Ok(Walk::Done)
        }
        _ => Ok(Walk::Skip),
    })?;
    Ok(text)
}
