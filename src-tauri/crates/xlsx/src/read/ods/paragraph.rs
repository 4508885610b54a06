//! A paragraph of a cell as plain text.

use crate::error::Fault;
use crate::read::xml::{Node, Xml, number};

/// A cell's text is never longer; a run of spaces may claim to be.
const LONGEST: usize = 200_000;

/// The text of the paragraph just opened. Runs of white space count once and not at its head (OpenDocument part 3,
/// 6.1.2); repeated spaces come as elements of their own. One space at its end stays, as in LibreOffice. Readings above words are left out.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = Text { plain: String::new(), after_space: true };
    text.inside(xml)?;
    Ok(text.plain)
}

struct Text {
    plain: String,
    /// White space that follows is not shown.
    after_space: bool,
}

impl Text {
    fn inside(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Text(more) => self.push(&more),
                Node::Close | Node::End => return Ok(()),
                Node::Open(element) => match element.name().as_ref() {
                    "text:ruby-text" | "text:note" | "office:annotation" | "dc:creator" | "dc:date" => {
                        xml.skip()?;
                    }
                    "text:s" => {
                        self.solid(' ', number(&element, "c").unwrap_or(1));
                        xml.skip()?;
                    }
                    "text:tab" => {
                        self.solid('\t', 1);
                        xml.skip()?;
                    }
                    "text:line-break" => {
                        self.solid('\n', 1);
                        xml.skip()?;
                    }
                    _ => self.inside(xml)?,
                },
            }
        }
    }

    fn push(&mut self, more: &str) {
        for c in more.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.plain.push(c);
                self.after_space = false;
            } else if !self.after_space {
                self.plain.push(' ');
                self.after_space = true;
            }
        }
    }

    fn solid(&mut self, c: char, count: usize) {
        let room = LONGEST.saturating_sub(self.plain.len());
        self.plain.extend(std::iter::repeat_n(c, count.min(room)));
        self.after_space = false;
    }
}
