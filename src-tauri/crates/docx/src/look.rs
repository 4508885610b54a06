//! Looks and lengths in the words of Word.

use std::io;

use jixiao_layout::text_height;
use jixiao_sheet::{Border, Borders, Horizontal, Length, Style, Vertical};

use crate::xml::Xml;

/// Thousandths of a point in a twentieth of a point, in which Word measures.
const TWIP: i64 = 50;

/// A length in twentieths of a point.
pub const fn twips(length: Length) -> i64 {
    length.0 / TWIP
}

/// The properties of a paragraph: how far its lines are apart, and where they stand.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub style: &'a Style,
    /// It begins a page.
    pub breaks_page: bool,
    /// Free above and below it.
    pub around: Length,
}

impl<'a> Placed<'a> {
    pub const fn of(style: &'a Style) -> Self {
        Self { style, breaks_page: false, around: Length::ZERO }
    }
}

/// A paragraph with a text, line by line.
pub fn paragraph(xml: &mut Xml, text: &str, placed: Placed) -> io::Result<()> {
    let style = placed.style;
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            if placed.breaks_page {
                xml.empty("w:pageBreakBefore", &[])?;
            }
            let around = twips(placed.around).to_string();
            let line = twips(line_height(style)).to_string();
            xml.empty(
                "w:spacing",
                &[("w:before", &around), ("w:after", &around), ("w:line", &line), ("w:lineRule", "exact")],
            )?;
            xml.value("w:jc", horizontal(style.horizontal))?;
            xml.element("w:rPr", &[], |xml| run_properties(xml, style))
        })?;
        if text.is_empty() {
            return Ok(());
        }
        xml.element("w:r", &[], |xml| {
            xml.element("w:rPr", &[], |xml| run_properties(xml, style))?;
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[])?;
                }
                let line = line.strip_suffix('\r').unwrap_or(line);
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line))?;
            }
            Ok(())
        })
    })
}

/// How far the lines of a text are apart in print.
pub fn line_height(style: &Style) -> Length {
    let face = style.printed_face();
    text_height(1, face, style.size) - text_height(0, face, style.size)
}

fn run_properties(xml: &mut Xml, style: &Style) -> io::Result<()> {
    let name = style.typeface_name();
    xml.empty(
        "w:rFonts",
        &[("w:ascii", name), ("w:hAnsi", name), ("w:eastAsia", name), ("w:cs", name), ("w:hint", "eastAsia")],
    )?;
    if style.bold {
        xml.empty("w:b", &[])?;
    }
    if let Some(color) = style.color {
        xml.value("w:color", &format!("{:06X}", color.0))?;
    }
    // In half points.
    let size = (style.size.0 / 500).max(2).to_string();
    xml.value("w:sz", &size)?;
    xml.value("w:szCs", &size)
}

/// Where lines begin.
pub const fn horizontal(horizontal: Horizontal) -> &'static str {
    match horizontal {
        Horizontal::Left => "left",
        Horizontal::Center => "center",
        Horizontal::Right => "right",
    }
}

/// Where a text stands in its cell.
pub const fn vertical(vertical: Vertical) -> &'static str {
    match vertical {
        Vertical::Top => "top",
        Vertical::Center => "center",
        Vertical::Bottom => "bottom",
    }
}

/// The lines around a cell.
pub fn borders(xml: &mut Xml, borders: Borders) -> io::Result<()> {
    xml.element("w:tcBorders", &[], |xml| {
        for (name, border) in [
            ("w:top", borders.top),
            ("w:left", borders.left),
            ("w:bottom", borders.bottom),
            ("w:right", borders.right),
        ] {
            // In eighths of a point.
            let size = match border {
                Border::None => {
                    xml.value(name, "nil")?;
                    continue;
                }
                Border::Thin => "4",
                Border::Medium => "12",
                Border::Thick => "18",
            };
            xml.empty(name, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", "auto")])?;
        }
        Ok(())
    })
}
