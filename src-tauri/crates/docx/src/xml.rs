//! Elements of `WordprocessingML`, written into memory.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// A part as it is written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Self {
        Self(Writer::new(br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.to_vec()))
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element and what `inside` writes.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element whose only attribute is its value.
    pub fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// Characters; those that no XML holds are left out.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        let is_allowed =
            |c: &char| !(c.is_control() && !matches!(c, '\t' | '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
        let clean: String = text.chars().filter(is_allowed).collect();
        self.0.write_event(Event::Text(BytesText::new(&clean)))
    }
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
