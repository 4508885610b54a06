//! A text as official documents are set (GB/T 9704—2012): title, headings by their level, page numbers, signature and date.

use std::io;

use crate::package::Part;
use crate::xml::Xml;

/// The namespaces of a part.
const NAMES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Styles and settings are the same for every text.
const STYLES: &str = include_str!("prose/styles.xml");
const SETTINGS: &str = include_str!("prose/settings.xml");

/// One character of the text, in twentieths of a point.
const CHARACTER: i64 = 320;

/// A date that is still to be written in.
const NO_DATE: &str = "　　　　年　　月　　日";

/// A text to hand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The title, line by line.
    pub title: Vec<String>,
    /// What follows it.
    pub passages: Vec<Passage>,
    /// Who signs it.
    pub signature: Option<Signature>,
}

/// A paragraph of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// `一、…`
    Heading(String),
    /// `（一）…`
    Subheading(String),
    /// Anything else.
    Text(String),
}

/// The place for name, seal and date at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The unit.
    pub agency: String,
    /// `2024年3月1日`; `None` for one that is still to be written in.
    pub date: Option<String>,
}

/// The main part of a text, and the parts that it refers to.
pub fn parts(prose: &Prose) -> io::Result<(Vec<u8>, Vec<Part>)> {
    let mut xml = Xml::new();
    xml.element("w:document", &NAMES, |xml| xml.element("w:body", &[], |xml| body(xml, prose)))?;
    let (odd, even) = (footer("right")?, footer("left")?);
    let parts = vec![
        Part::new("styles", "styles.xml", STYLES.into()),
        Part::new("settings", "settings.xml", SETTINGS.into()),
        Part::fonts(),
        Part::theme(),
        Part { id: "odd".to_owned(), ..Part::new("footer", "footer1.xml", odd) },
        Part { id: "even".to_owned(), ..Part::new("footer", "footer2.xml", even) },
    ];
    Ok((xml.into_bytes(), parts))
}

fn body(xml: &mut Xml, prose: &Prose) -> io::Result<()> {
    let title: Vec<&str> = prose.title.iter().map(String::as_str).collect();
    styled(xml, "Title", |_| Ok(()), &title)?;
    let last = prose.passages.len().saturating_sub(1);
    for (at, passage) in prose.passages.iter().enumerate() {
        let (style, text) = match passage {
            Passage::Heading(text) => ("Heading1", text),
            Passage::Subheading(text) => ("Heading2", text),
            Passage::Text(text) => ("BodyText", text),
        };
        // A signature does not stand on a page alone.
        let keeps = at == last && prose.signature.is_some();
        let together = |xml: &mut Xml| if keeps { xml.empty("w:keepNext", &[]) } else { Ok(()) };
        styled(xml, style, together, &[text])?;
    }
    if let Some(signature) = &prose.signature {
        sign(xml, signature)?;
    }
    paper(xml)
}

/// The unit above the middle of the date, which ends four characters from the right, so that the seal covers both.
fn sign(xml: &mut Xml, signature: &Signature) -> io::Result<()> {
    let date = signature.date.as_deref().unwrap_or(NO_DATE);
    let right = CHARACTER * 4;
    let above = (right + (width(date) - width(&signature.agency)) / 2).max(0);
    let first = |xml: &mut Xml| {
        xml.empty("w:keepNext", &[])?;
        xml.empty("w:spacing", &[("w:before", "579")])?;
        xml.empty("w:ind", &[("w:right", &above.to_string())])
    };
    styled(xml, "Signature", first, &[&signature.agency])?;
    let second = |xml: &mut Xml| xml.empty("w:ind", &[("w:right", &right.to_string())]);
    styled(xml, "Signature", second, &[date])
}

/// How wide a text is set, half a character for digits.
fn width(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { CHARACTER / 2 } else { CHARACTER }).sum()
}

/// A paragraph of a style, with what `properties` adds to it.
fn styled(
    xml: &mut Xml,
    style: &str,
    properties: impl FnOnce(&mut Xml) -> io::Result<()>,
    lines: &[&str],
) -> io::Result<()> {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", style)?;
            properties(xml)
        })?;
        xml.element("w:r", &[], |xml| {
            for (at, line) in lines.iter().enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[])?;
                }
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line))?;
            }
            Ok(())
        })
    })
}

/// `—1—`, one character from the outer side: right on odd pages, left on even ones.
fn footer(side: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:ftr", &NAMES, |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Footer")?;
                xml.empty("w:ind", &[(if side == "left" { "w:left" } else { "w:right" }, "280")])?;
                xml.value("w:jc", side)
            })?;
            let dash =
                |xml: &mut Xml| xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text("—")));
            dash(xml)?;
            xml.element("w:fldSimple", &[("w:instr", "PAGE")], |xml| {
                xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text("1")))
            })?;
            dash(xml)
        })
    })?;
    Ok(xml.into_bytes())
}

/// A4 with 37 mm above, 35 mm below, 28 mm left and 26 mm right: 22 lines of 28 characters.
fn paper(xml: &mut Xml) -> io::Result<()> {
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "odd")])?;
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "even")])?;
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "2098"),
                ("w:right", "1474"),
                ("w:bottom", "1984"),
                ("w:left", "1587"),
                ("w:header", "851"),
                ("w:footer", "1304"),
                ("w:gutter", "0"),
            ],
        )
    })
}
