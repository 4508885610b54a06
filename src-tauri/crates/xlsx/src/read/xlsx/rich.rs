//! Texts in runs of different looks, of which only crossed-out ones matter.

use crate::error::Fault;
use crate::read::xml::{Node, Xml, attribute};

/// A text without its crossed-out runs, and those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub plain: String,
    pub struck: String,
}

impl Rich {
    /// Reads the `si` or `is` element just opened (ECMA-376 Part 1, 18.4.8). Readings above words are left out.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        self.plain.clear();
        self.struck.clear();
        let mut depth = 1;
        let (mut is_text, mut is_struck) = (false, false);
        while depth > 0 {
            match xml.next()? {
                Node::Open(element) => {
                    depth += 1;
                    match element.local_name().as_ref() {
                        "r" => is_struck = false,
                        "strike" => {
                            is_struck = !matches!(attribute(&element, "val").as_deref(), Some("0" | "false"));
                        }
                        "t" => is_text = true,
                        "rPh" => {
                            xml.skip()?;
                            depth -= 1;
                        }
                        _ => {}
                    }
                }
                Node::Text(text) if is_text && is_struck => self.struck.push_str(&text),
                Node::Text(text) if is_text => self.plain.push_str(&text),
                Node::Text(_) => {}
                Node::Close => {
                    depth -= 1;
                    is_text = false;
                }
                Node::End => return Ok(()),
            }
        }
        Ok(())
    }
}
