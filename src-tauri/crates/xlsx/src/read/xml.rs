//! One XML part, walked element by element, never deeper than a workbook is.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use crate::error::Fault;
use crate::limits;

/// What stands next in an XML part. `Empty` elements come as `Open` and `Close`.
pub enum Node<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// The element opened last, and not closed yet, ends.
    Close,
    /// Text, its references resolved.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// A walk through an XML part.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    start: usize,
    depth: usize,
    elements: usize,
}

impl<'a> Xml<'a> {
    /// Starts at the beginning of `text`; `part` names it in errors.
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, start: 0, depth: 0, elements: 0 }
    }

    /// The next element or text.
    ///
    /// # Errors
    /// The part is not well-formed, or larger or deeper than is read.
    #[expect(clippy::should_implement_trait, reason = "an iterator would give errors for ever")]
    pub fn next(&mut self) -> Result<Node<'a>, Fault> {
        loop {
            self.start = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            match self.reader.read_event().map_err(|_| self.damaged())? {
                Event::Start(element) => {
                    self.depth += 1;
                    self.elements += 1;
                    if self.elements > limits::XML_ELEMENTS {
                        return Err(Fault::TooMuch(format!("{} 的内容项过多", self.part)));
                    }
                    if self.depth > limits::XML_DEPTH {
                        return Err(self.damaged());
                    }
                    return Ok(Node::Open(element));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return Ok(Node::Text(resolve(&reference))),
                Event::Eof if self.depth > 0 => return Err(self.damaged()),
                Event::Eof => return Ok(Node::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// The byte of the part where the element just opened begins.
    pub fn start(&self) -> usize {
        self.start
    }

    /// How many elements have been opened.
    pub fn elements(&self) -> usize {
        self.elements
    }

    /// Walks past the end of the element just opened.
    ///
    /// # Errors
    /// The part is not well-formed, or larger or deeper than is read.
    pub fn skip(&mut self) -> Result<(), Fault> {
        self.children(|_, _| Ok(Walk::Skip))
    }

    /// Shows each child of the element just opened to `visit`, texts left out, and walks past its end.
    ///
    /// # Errors
    /// The part is not well-formed, or larger or deeper than is read.
    pub fn children(
        &mut self,
        mut visit: impl FnMut(&mut Self, &BytesStart<'a>) -> Result<Walk, Fault>,
    ) -> Result<(), Fault> {
        loop {
            match self.next()? {
                Node::Open(element) => match visit(self, &element)? {
                    Walk::Skip => self.leave()?,
                    Walk::Done => {}
                },
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    fn leave(&mut self) -> Result<(), Fault> {
        let inside = self.depth;
        while self.depth >= inside {
            self.next()?;
        }
        Ok(())
    }

    fn damaged(&self) -> Fault {
        Fault::damaged(format!("{} 第 {} 字节处不合规范", self.part, self.reader.error_position()))
    }
}

/// Whether a visited child was walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The visitor walked past its end.
    Done,
    /// The visitor only looked at its attributes.
    Skip,
}

/// An attribute by its local name, unescaped.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    find(element, |key| key.local_name().as_ref() == name)
}

/// An attribute by its whole name, prefix included, unescaped.
pub fn qualified(element: &BytesStart<'_>, name: &str) -> Option<String> {
    find(element, |key| key.as_ref() == name)
}

fn find(element: &BytesStart<'_>, wanted: impl Fn(QName<'_>) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| wanted(attribute.key))?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// An attribute that holds a whole number.
pub fn number<N: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(element, name)?.trim().parse().ok()
}

/// A character or one of XML's five names. Entities that a file declares itself are never expanded.
fn resolve(reference: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string().into();
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default().into()
}
