//! How cells look: the styles part of a workbook, resolved.

use jixiao_sheet::{Border, Borders, Color, Horizontal, SharedText, Vertical};
use quick_xml::events::BytesStart;

use super::color::Theme;
use super::lengths;
use crate::error::Fault;
use crate::read::looks::{CellStyle, Font, Looks, Tables};
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// Reads a styles part that has been checked already.
pub(super) fn read(text: &str, part: &str, theme: &Theme) -> Result<Looks, Fault> {
    let mut tables = Tables::default();
    let mut xfs = Vec::new();
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "numFmt" => add_format(&mut tables, &element),
                "fonts" => tables.fonts.extend(each(&mut xml, |xml| font(xml, theme))?),
                "fills" => tables.fills.extend(each(&mut xml, |xml| fill(xml, theme))?),
                "borders" => tables.borders.extend(each(&mut xml, |xml| borders(xml))?),
                "cellXfs" => xml.children(|xml, element| {
                    xfs.push(xf(xml, element)?);
                    Ok(Walk::Done)
                })?,
                "cellStyleXfs" | "dxfs" => xml.skip()?,
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    let plain = CellStyle { vertical: Vertical::Bottom, ..CellStyle::default() };
    Ok(tables.looks(&xfs, &plain))
}

/// What `read` makes of each child of the element just opened.
fn each<'a, T>(
    xml: &mut Xml<'a>,
    mut read: impl FnMut(&mut Xml<'a>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut found = Vec::new();
    xml.children(|xml, _| {
        found.push(read(xml)?);
        Ok(Walk::Done)
    })?;
    Ok(found)
}

fn add_format(tables: &mut Tables, element: &BytesStart<'_>) {
    if let (Some(id), Some(code)) = (number(element, "numFmtId"), attribute(element, "formatCode")) {
        tables.formats.insert(id, SharedText::from(code));
    }
}

fn font(xml: &mut Xml<'_>, theme: &Theme) -> Result<Font, Fault> {
    let mut font = Font::default();
    xml.children(|_, element| {
        match element.local_name().as_ref() {
            "name" => {
                font.name = attribute(element, "val").map_or_else(|| font.name.clone(), SharedText::from);
            }
            "sz" => font.size = lengths::points(element, "val").unwrap_or(font.size),
            "b" => font.bold = is_on(attribute(element, "val").as_deref().unwrap_or("1")),
            "color" => font.color = theme.color(element).filter(|color| color.0 != 0),
            _ => {}
        }
        Ok(Walk::Skip)
    })?;
    Ok(font)
}

/// A solid ground, or the foreground of a pattern.
fn fill(xml: &mut Xml<'_>, theme: &Theme) -> Result<Option<Color>, Fault> {
    let mut color = None;
    xml.children(|xml, pattern| {
        let kind = attribute(pattern, "patternType").unwrap_or_default();
        let is_plain = matches!(kind.as_str(), "" | "none" | "gray125");
        xml.children(|_, element| {
            if element.local_name().as_ref() == "fgColor" && !is_plain {
                color = theme.color(element);
            }
            Ok(Walk::Skip)
        })?;
        Ok(Walk::Done)
    })?;
    Ok(color)
}

fn borders(xml: &mut Xml<'_>) -> Result<Borders, Fault> {
    let mut borders = Borders::NONE;
    xml.children(|_, element| {
        let line = border(&attribute(element, "style").unwrap_or_default());
        match element.local_name().as_ref() {
            "left" | "start" => borders.left = line,
            "right" | "end" => borders.right = line,
            "top" => borders.top = line,
            "bottom" => borders.bottom = line,
            _ => {}
        }
        Ok(Walk::Skip)
    })?;
    Ok(borders)
}

fn border(style: &str) -> Border {
    match style {
        "" | "none" => Border::None,
        "medium" | "mediumDashed" | "mediumDashDot" | "mediumDashDotDot" | "slantDashDot" => Border::Medium,
        "thick" | "double" => Border::Thick,
        _ => Border::Thin,
    }
}

fn xf(xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<CellStyle, Fault> {
    let mut xf = CellStyle {
        format: number(element, "numFmtId").unwrap_or_default(),
        font: number(element, "fontId").unwrap_or_default(),
        fill: number(element, "fillId").unwrap_or_default(),
        border: number(element, "borderId").unwrap_or_default(),
        vertical: Vertical::Bottom,
        ..CellStyle::default()
    };
    xml.children(|_, element| {
        if element.local_name().as_ref() == "alignment" {
            xf.horizontal = horizontal(&attribute(element, "horizontal").unwrap_or_default());
            xf.vertical = vertical(&attribute(element, "vertical").unwrap_or_default());
            xf.wrap = is_on(&attribute(element, "wrapText").unwrap_or_default());
        }
        Ok(Walk::Skip)
    })?;
    Ok(xf)
}

fn horizontal(name: &str) -> Option<Horizontal> {
    match name {
        "" | "general" => None,
        "center" | "centerContinuous" => Some(Horizontal::Center),
        "right" => Some(Horizontal::Right),
        _ => Some(Horizontal::Left),
    }
}

fn vertical(name: &str) -> Vertical {
    match name {
        "top" => Vertical::Top,
        "center" | "justify" | "distributed" => Vertical::Center,
        _ => Vertical::Bottom,
    }
}

fn is_on(text: &str) -> bool {
    matches!(text, "1" | "true")
}
