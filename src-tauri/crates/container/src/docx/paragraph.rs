//! A paragraph as its reader sees it, and what is in it besides text.

use std::collections::HashMap;

use jixiao_sheet::Page;
use jixiao_xlsx::guarded::{Fault, Node, Xml, attribute};
use quick_xml::events::BytesStart;

use super::look::{self, TextLook, is_on};
use super::styles::Styles;
use crate::table::{Note, Text};

const HIDDEN: &str = "这里有隐藏的文字，没有读入。请在 Word 或 WPS 中取消隐藏后核对。";
const FOOTNOTE: &str = "这里有脚注或尾注，其中的文字没有读入。请核对。";
const SYMBOL: &str = "这里有特殊字体的符号，没有读入。请核对后补上。";

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its text; line breaks and tabs as characters.
    pub plain: String,
    /// It begins a page.
    pub breaks_before: bool,
    /// It ends a page or a section.
    pub breaks_after: bool,
    /// The paper of the section that it ends.
    pub page: Option<Page>,
    /// What it says of its own look.
    look: TextLook,
    /// What it says of its first run of text, or of its end where it has none.
    run: TextLook,
    struck: String,
    comments: Vec<String>,
    notes: Vec<Note>,
}

/// What a run of text is.
#[derive(Clone, Default)]
struct Look {
    /// Crossed out, or deleted in a revision.
    is_struck: bool,
    is_hidden: bool,
    text: TextLook,
}

/// Reads the paragraph just opened, or all paragraphs of another element.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Paragraph, Fault> {
    let mut paragraph = Paragraph::default();
    paragraph.inside(xml, Look::default())?;
    Ok(paragraph)
}

impl Paragraph {
    /// The text and its notes; `comments` by their number.
    /// `styles` are the document's.
    pub(super) fn into_text(mut self, comments: &HashMap<String, String>, styles: &Styles) -> Text {
        if !self.struck.trim().is_empty() {
            self.notes.push(Note::Struck(self.struck));
        }
        let found = self.comments.iter().filter_map(|id| comments.get(id));
        self.notes.extend(found.map(|text| Note::Comment(text.clone())));
        let style = Some(styles.resolve(self.run, &self.look).into_style());
        Text { plain: self.plain, notes: self.notes, style }
    }

    fn inside(&mut self, xml: &mut Xml<'_>, mut look: Look) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
                Node::Open(element) => self.element(xml, &element, &mut look)?,
            }
        }
    }

    fn element(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>, look: &mut Look) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "t" => return self.characters(xml, look),
            "delText" => return self.characters(xml, &Look { is_struck: true, ..look.clone() }),
            "del" | "moveFrom" => return self.inside(xml, Look { is_struck: true, ..look.clone() }),
            "rPr" => return look.properties(xml),
            "pPr" => return self.properties(xml),
            "txbxContent" => return self.text_box(xml),
            "tab" => self.push("\t", look),
            "br" if attribute(element, "type").as_deref() == Some("page") => self.page_break(),
            "br" | "cr" => self.push("\n", look),
            "noBreakHyphen" => self.push("-", look),
            "sym" => self.symbol(element, look),
            "blip" | "imagedata" => self.notes.push(Note::Picture),
            "footnoteReference" | "endnoteReference" => self.notes.push(Note::Other(FOOTNOTE)),
            "commentReference" => self.comments.extend(attribute(element, "id")),
            // An older form of the same drawing; codes of fields; properties of content controls.
            "Fallback" | "instrText" | "sdtPr" | "fldChar" => {}
            "p" if !self.plain.is_empty() => {
                self.push("\n", look);
                return self.inside(xml, look.clone());
            }
            _ => return self.inside(xml, look.clone()),
        }
        xml.skip()
    }

    fn characters(&mut self, xml: &mut Xml<'_>, look: &Look) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Text(text) => self.push(&text, look),
                Node::Open(_) => xml.skip()?,
                Node::Close | Node::End => return Ok(()),
            }
        }
    }

    fn push(&mut self, text: &str, look: &Look) {
        if look.is_struck {
            self.struck.push_str(text);
        } else if look.is_hidden {
            if !self.notes.contains(&Note::Other(HIDDEN)) {
                self.notes.push(Note::Other(HIDDEN));
            }
        } else {
            if self.plain.trim().is_empty() && !text.trim().is_empty() {
                self.run = look.text.clone();
            }
            self.plain.push_str(text);
        }
    }

    fn page_break(&mut self) {
        if self.plain.trim().is_empty() {
            self.breaks_before = true;
        } else {
            self.breaks_after = true;
        }
    }

    /// The boxes of check lists, in the fonts Wingdings and Wingdings 2; other symbols are reported.
    fn symbol(&mut self, element: &BytesStart<'_>, look: &Look) {
        let code = attribute(element, "char").unwrap_or_default().to_uppercase();
        match code.trim_start_matches("F0").trim_start_matches("00") {
            "FE" | "52" => self.push("☑", look),
            "FD" | "54" | "53" => self.push("☒", look),
            "A8" | "6F" | "A3" | "30" | "2A" => self.push("☐", look),
            "FC" | "50" => self.push("✓", look),
            "FB" | "4F" => self.push("✗", look),
            _ => self.notes.push(Note::Other(SYMBOL)),
        }
    }

    fn text_box(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let inner = read(xml)?;
        self.notes.push(Note::TextBox(inner.plain));
        self.notes.extend(inner.notes);
        Ok(())
    }

    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Open(element) => {
                    match element.local_name().as_ref() {
                        "pageBreakBefore" => self.breaks_before |= is_on(&element),
                        "sectPr" => {
                            self.breaks_after = true;
                            self.page = look::page(xml)?;
                            continue;
                        }
                        // The end of the paragraph looks as what will be typed there.
                        "rPr" => {
                            let mut end = Look::default();
                            end.properties(xml)?;
                            if self.plain.is_empty() {
                                self.run = end.text;
                            }
                            continue;
                        }
                        _ => self.look.paragraph_property(&element),
                    }
                    xml.skip()?;
                }
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }
}

impl Look {
    /// Reads the run properties just opened.
    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Open(element) => {
                    match element.local_name().as_ref() {
                        "strike" | "dstrike" => self.is_struck |= is_on(&element),
                        "vanish" => self.is_hidden |= is_on(&element),
                        _ => self.text.run_property(&element),
                    }
                    xml.skip()?;
                }
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }
}
