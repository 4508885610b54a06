//! Word documents (ECMA-376 Part 1, 17): their tables, and the lines around them.

mod look;
mod page_texts;
mod paragraph;
mod styles;
mod table;

use std::collections::HashMap;

use jixiao_sheet::Page;
use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Archive, Budget, Fault, Node, Walk, Xml, attribute};

use crate::lines::{self, Piece};
use crate::table::Text;
use page_texts::PageTexts;
use paragraph::Paragraph;
use styles::Styles;

const PART: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";

/// Reads the tables of a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Fault> {
    let mut archive = Archive::open(bytes)?;
    let budget = Budget::default();
    let comments = comments(&mut archive)?;
    let styles = match archive.part(STYLES)? {
        Some(text) => Styles::read(&text, STYLES)?,
        None => Styles::default(),
    };
    let PageTexts { texts, header } = page_texts::read(&mut archive, &styles)?;
    let text = archive.needed(PART)?;
    let mut xml = Xml::new(&text, PART);
    let mut pieces = Vec::new();
    let reader = Reader { comments, styles, header, budget: &budget };
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
    lines::workbook(pieces, "表", &texts, &budget)
}

/// What all parts of a document need.
struct Reader<'b> {
    comments: HashMap<String, String>,
    styles: Styles,
    /// The page header in the codes of a workbook.
    header: Option<String>,
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
                    pieces.extend(page.map(|page| self.section(page)));
                }
                "tbl" => pieces.push(Piece::Table(self.table(xml, 0)?)),
                "sectPr" => pieces.extend(look::page(xml)?.map(|page| self.section(page))),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.body(xml, pieces)?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }

    fn section(&self, page: Page) -> Piece {
        Piece::Section(Page { header: self.header.clone(), ..page })
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
