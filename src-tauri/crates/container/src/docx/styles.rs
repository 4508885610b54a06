//! The styles of a document (ECMA-376 Part 1, 17.7).

use std::collections::HashMap;

use jixiao_xlsx::guarded::{Fault, Node, Walk, Xml, attribute};
use quick_xml::events::BytesStart;

use super::look::{Lines, TextLook};

/// Styles that stand on one another; Word allows eleven.
const DEPTH: usize = 12;

/// The styles by their names, and what a document says where they say nothing.
#[derive(Default)]
pub(super) struct Styles {
    defaults: TextLook,
    /// The style of paragraphs and of tables that name none.
    paragraph: Option<String>,
    table: Option<String>,
    by_name: HashMap<String, DocumentStyle>,
}

#[derive(Default)]
struct DocumentStyle {
    based_on: Option<String>,
    text: TextLook,
    lines: Lines,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text, part);
        loop {
            match xml.next()? {
                Node::End => return Ok(styles),
                Node::Open(element) => match element.local_name().as_ref() {
                    "docDefaults" => properties(&mut xml, &mut styles.defaults, &mut Lines::default())?,
                    "style" => styles.style(&mut xml, &element)?,
                    _ => {}
                },
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn style(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(id) = attribute(element, "styleId") else { return xml.skip() };
        if attribute(element, "default").is_some_and(|value| value != "0" && value != "false") {
            match attribute(element, "type").as_deref() {
                Some("paragraph") => self.paragraph = Some(id.clone()),
                Some("table") => self.table = Some(id.clone()),
                _ => {}
            }
        }
        let mut style = DocumentStyle::default();
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "basedOn" => style.based_on = attribute(element, "val"),
                "rPr" | "pPr" | "tblPr" => {
                    let kind = element.local_name().as_ref().to_owned();
                    block(xml, &kind, &mut style.text, &mut style.lines)?;
                    return Ok(Walk::Done);
                }
                _ => {} // `tblStylePr`, what a style says of some rows and columns of a table alone, among others
            }
            Ok(Walk::Skip)
        })?;
        self.by_name.insert(id, style);
        Ok(())
    }

    /// What all styles below `look` add to it: of its run, of its paragraph, and of the document.
    pub(super) fn resolve(&self, run: TextLook, paragraph: &TextLook) -> TextLook {
        let own = run.style.clone();
        let named = paragraph.style.clone().or_else(|| self.paragraph.clone());
        let look = run.over(&self.text(own.as_deref()));
        look.over(paragraph).over(&self.text(named.as_deref())).over(&self.defaults)
    }

    fn text(&self, id: Option<&str>) -> TextLook {
        self.chain(id).fold(TextLook::default(), |look, style| look.over(&style.text))
    }

    /// The lines of a table of this style.
    pub(super) fn lines(&self, id: Option<&str>) -> Lines {
        let id = id.or(self.table.as_deref());
        self.chain(id).fold(Lines::default(), |lines, style| lines.over(style.lines))
    }

    /// A style and those below it.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a DocumentStyle> {
        let first = id.and_then(|id| self.by_name.get(id));
        let below = |style: &&'a DocumentStyle| style.based_on.as_ref().and_then(|id| self.by_name.get(id));
        std::iter::successors(first, below).take(DEPTH)
    }
}

/// Reads the blocks of properties inside the element just opened.
fn properties(xml: &mut Xml<'_>, look: &mut TextLook, lines: &mut Lines) -> Result<(), Fault> {
    xml.children(|xml, element| {
        let kind = element.local_name().as_ref().to_owned();
        match kind.as_str() {
            "rPrDefault" | "pPrDefault" => properties(xml, look, lines)?,
            _ => block(xml, &kind, look, lines)?,
        }
        Ok(Walk::Done)
    })
}

/// Reads one block of properties: of runs, of paragraphs, or of a table.
fn block(xml: &mut Xml<'_>, kind: &str, look: &mut TextLook, lines: &mut Lines) -> Result<(), Fault> {
    xml.children(|xml, element| {
        match kind {
            "rPr" => look.run_property(element),
            "pPr" => look.paragraph_property(element),
            "tblPr" if element.local_name().as_ref() == "tblBorders" => {
                lines.read(xml)?;
                return Ok(Walk::Done);
            }
            _ => {}
        }
        Ok(Walk::Skip)
    })
}
