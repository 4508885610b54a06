//! Word documents (ECMA-376 Part 1, 17): their tables, and the lines around them.

mod look;
mod paragraph;
mod styles;
mod table;

use std::collections::HashMap;

use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Archive, Budget, Fault, Node, Walk, Xml, attribute};

use crate::lines::{self, Piece};
use crate::table::Text;
use paragraph::Paragraph;
use styles::Styles;

const PART: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
/// Word numbers the parts of page headers and footers from one.
const PAGE_PARTS: usize = 12;

/// Reads the tables of a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Fault> {
    let mut archive = Archive::open(bytes)?;
    let budget = Budget::default();
    let comments = comments(&mut archive)?;
    let page_texts = page_texts(&mut archive)?;
    let styles = match archive.part(STYLES)? {
        Some(text) => Styles::read(&text, STYLES)?,
        None => Styles::default(),
    };
    let text = archive.needed(PART)?;
    let mut xml = Xml::new(&text, PART);
    let mut pieces = Vec::new();
    let reader = Reader { comments, styles, budget: &budget };
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) if element.local_name().as_ref() == "body" => {
                reader.body(&mut xml, &mut pieces)?;
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
    budget.walk(xml.elements())?;
    lines::workbook(pieces, "表", &page_texts, &budget)
}

/// What all parts of a document need.
struct Reader<'b> {
    comments: HashMap<String, String>,
    styles: Styles,
    budget: &'b Budget,
}

impl Reader<'_> {
    /// Reads what stands beside tables, also inside content controls and revisions.
    fn body(&self, xml: &mut Xml<'_>, pieces: &mut Vec<Piece>) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "p" => {
                    let paragraph = paragraph::read(xml)?;
                    if paragraph.breaks_before {
                        pieces.push(Piece::Break);
                    }
                    let (breaks_after, page) = (paragraph.breaks_after, paragraph.page.clone());
                    pieces.push(Piece::Line(self.text(paragraph)?));
                    if breaks_after {
                        pieces.push(Piece::Break);
                    }
                    pieces.extend(page.map(Piece::Section));
                }
                "tbl" => pieces.push(Piece::Table(self.table(xml, 0)?)),
                "sectPr" => pieces.extend(look::page(xml)?.map(Piece::Section)),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.body(xml, pieces)?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }

    /// The text of a paragraph with the comments on it.
    fn text(&self, paragraph: Paragraph) -> Result<Text, Fault> {
        self.budget.text(paragraph.plain.len())?;
        Ok(paragraph.into_text(&self.comments, &self.styles))
    }
}

/// Comments by their number.
fn comments(archive: &mut Archive<'_>) -> Result<HashMap<String, String>, Fault> {
    let mut comments = HashMap::new();
    let part = "word/comments.xml";
    let Some(text) = archive.part(part)? else {
        return Ok(comments);
    };
    let mut xml = Xml::new(&text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(comments),
            Node::Open(element) if element.local_name().as_ref() == "comment" => {
                let id = attribute(&element, "id").unwrap_or_default();
                comments.insert(id, paragraph::read(&mut xml)?.plain);
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}

/// The lines of all page headers and footers.
fn page_texts(archive: &mut Archive<'_>) -> Result<Vec<String>, Fault> {
    let mut texts = Vec::new();
    for number in 1..=PAGE_PARTS {
        for kind in ["header", "footer"] {
            let part = format!("word/{kind}{number}.xml");
            if let Some(text) = archive.part(&part)? {
                page_part(&text, &part, &mut texts)?;
            }
        }
    }
    Ok(texts)
}

fn page_part(text: &str, part: &str, texts: &mut Vec<String>) -> Result<(), Fault> {
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(()),
            Node::Open(element) if element.local_name().as_ref() == "p" => {
                let line = paragraph::read(&mut xml)?.plain;
                // Page numbers are fields, whose digits say nothing.
                if line.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c)) {
                    texts.push(line);
                }
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}
