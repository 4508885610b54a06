//! What a sheet holds beside its cells: comments, text boxes and pictures.

use jixiao_sheet::Address;

use super::relations::{of_type, relations};
use super::rich::Rich;
use crate::error::Fault;
use crate::limits;
use crate::read::archive::Archive;
use crate::read::builder::SheetBuilder;
use crate::read::reference;
use crate::read::xml::{Node, Walk, Xml, attribute};

/// Comments and drawings of one sheet. As many of each as are reported, and one more.
#[derive(Default)]
pub(super) struct Beside {
    comments: Vec<(Address, String)>,
    text_boxes: Vec<(Address, String)>,
    pictures: Vec<Address>,
}

impl Beside {
    /// Reads the parts that belong to the sheet in `part`.
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Fault> {
        let mut beside = Self::default();
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let links = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        for (ending, is_drawing) in [("/comments", false), ("/drawing", true)] {
            let Some(part) = of_type(&links, ending) else { continue };
            let Some(text) = archive.part(&part)? else { continue };
            let mut xml = Xml::new(&text, &part);
            if is_drawing { beside.drawing(&mut xml)? } else { beside.comments(&mut xml)? }
        }
        Ok(beside)
    }

    /// Reports all of it.
    pub(super) fn report(&self, builder: &mut SheetBuilder<'_>) {
        for (at, text) in &self.comments {
            builder.comment(*at, text);
        }
        for (at, text) in &self.text_boxes {
            builder.text_box(Some(*at), text);
        }
        for at in &self.pictures {
            builder.floating_picture(Some(*at));
        }
    }

    /// ECMA-376 Part 1, 18.7.
    fn comments(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut text = Rich::default();
        loop {
            match xml.next()? {
                Node::End => return Ok(()),
                Node::Open(element) if element.local_name().as_ref() == "comment" => {
                    let at = attribute(&element, "ref").and_then(|at| reference::address(&at));
                    text.read(xml)?;
                    if let Some(at) = at.filter(|_| self.comments.len() <= limits::PROBLEMS) {
                        self.comments.push((at, text.plain.clone()));
                    }
                }
                Node::Open(_) | Node::Close | Node::Text(_) => {}
            }
        }
    }

    /// Each anchor holds a shape, a picture, or a group of them (ECMA-376 Part 1, 20.5.2).
    fn drawing(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::End => return Ok(()),
                Node::Open(element)
                    if matches!(
                        element.local_name().as_ref(),
                        "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor"
                    ) =>
                {
                    self.anchor(xml)?;
                }
                Node::Open(_) | Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn anchor(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut found = Anchor::default();
        found.inside(xml)?;
        if !found.text.trim().is_empty() && self.text_boxes.len() <= limits::PROBLEMS {
            self.text_boxes.push((found.at, found.text));
        }
        if found.has_picture && self.pictures.len() <= limits::PROBLEMS {
            self.pictures.push(found.at);
        }
        Ok(())
    }
}

#[derive(Default)]
struct Anchor {
    at: Address,
    text: String,
    has_picture: bool,
}

impl Anchor {
    fn inside(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "from" => self.place(xml)?,
                "t" => self.text.push_str(&content(xml)?),
                "p" => {
                    if !self.text.is_empty() {
                        self.text.push('\n');
                    }
                    self.inside(xml)?;
                }
                "pic" => {
                    self.has_picture = true;
                    return Ok(Walk::Skip);
                }
                "Fallback" => return Ok(Walk::Skip),
                _ => self.inside(xml)?,
            }
            Ok(Walk::Done)
        })
    }

    fn place(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, element| {
            let place = match element.local_name().as_ref() {
                "row" => &mut self.at.row,
                "col" => &mut self.at.column,
                _ => return Ok(Walk::Skip),
            };
            *place = content(xml)?.trim().parse().unwrap_or_default();
            Ok(Walk::Done)
        })
    }
}

/// The text of the element just opened.
pub(super) fn content(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut content = String::new();
    loop {
        match xml.next()? {
            Node::Text(text) => content.push_str(&text),
            Node::Open(_) => xml.skip()?,
            Node::Close | Node::End => return Ok(content),
        }
    }
}
