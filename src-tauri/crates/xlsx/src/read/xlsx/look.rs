//! How cells look: the styles part of a workbook, resolved.

use std::collections::HashMap;

use jixiao_sheet::{Border, Borders, Color, Face, Horizontal, Length, SharedText, Style, Value, Vertical};
use quick_xml::events::BytesStart;

use super::color::Theme;
use super::measure;
use crate::error::Fault;
use crate::read::cell_format::built_in_code;
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// A style as a workbook holds it.
#[derive(Clone, Debug)]
pub(super) struct Look {
    style: Style,
    /// Numbers stand on the right, texts on the left.
    general: bool,
}

impl Look {
    /// The style of a cell that holds `value`.
    pub(super) fn style(&self, value: &Value) -> Style {
        let horizontal = match value {
            _ if !self.general => self.style.horizontal,
            Value::Number(_) => Horizontal::Right,
            Value::Text(_) => Horizontal::Left,
        };
        Style { horizontal, ..self.style.clone() }
    }

    /// True when a cell without text shows nothing.
    pub(super) fn is_invisible(&self) -> bool {
        self.style.is_invisible()
    }
}

/// All styles of a workbook.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    numbered: Vec<Look>,
    plain: Look,
    /// Width of a digit of the workbook's default font, in pixels.
    pub digit: i64,
}

impl Default for Looks {
    fn default() -> Self {
        let font = Font::default();
        Self {
            numbered: Vec::new(),
            digit: measure::digit(&font.name, font.size),
            plain: Tables::default().look(&Xf::default()),
        }
    }
}

impl Looks {
    /// The look with that number in the styles part.
    pub(super) fn get(&self, style: u32) -> &Look {
        self.numbered.get(style as usize).unwrap_or(&self.plain)
    }
}

#[derive(Clone)]
struct Font {
    name: SharedText,
    size: Length,
    bold: bool,
    color: Option<Color>,
}

impl Default for Font {
    fn default() -> Self {
        Self { name: SharedText::from("宋体"), size: Length::points(11), bold: false, color: None }
    }
}

/// What a cell style points to.
#[derive(Default)]
struct Tables {
    formats: HashMap<u32, SharedText>,
    fonts: Vec<Font>,
    fills: Vec<Option<Color>>,
    borders: Vec<Borders>,
}

/// A cell style: numbers of its parts, and alignment.
#[derive(Default)]
struct Xf {
    format: u32,
    font: usize,
    fill: usize,
    border: usize,
    horizontal: Option<Horizontal>,
    vertical: Vertical,
    wrap: bool,
}

/// Reads a styles part that has been checked already.
pub(super) fn read(text: &str, part: &str, theme: &Theme) -> Result<Looks, Fault> {
    let mut tables = Tables::default();
    let mut xfs = Vec::new();
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "numFmt" => tables.add_format(&element),
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
    let font = tables.fonts.first().cloned().unwrap_or_default();
    Ok(Looks {
        numbered: xfs.iter().map(|xf| tables.look(xf)).collect(),
        plain: tables.look(&Xf { vertical: Vertical::Bottom, ..Xf::default() }),
        digit: measure::digit(&font.name, font.size),
    })
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

impl Tables {
    fn add_format(&mut self, element: &BytesStart<'_>) {
        if let (Some(id), Some(code)) = (number(element, "numFmtId"), attribute(element, "formatCode")) {
            self.formats.insert(id, SharedText::from(code));
        }
    }

    fn look(&self, xf: &Xf) -> Look {
        let font = self.fonts.get(xf.font).cloned().unwrap_or_default();
        let format = self.formats.get(&xf.format).cloned();
        let style = Style {
            face: Face::of_name(font.name.as_str()),
            typeface: Some(font.name),
            size: font.size,
            bold: font.bold,
            color: font.color,
            horizontal: xf.horizontal.unwrap_or(Horizontal::Left),
            vertical: xf.vertical,
            wrap: xf.wrap,
            borders: self.borders.get(xf.border).copied().unwrap_or(Borders::NONE),
            fill: self.fills.get(xf.fill).copied().flatten(),
            format: Some(format.unwrap_or_else(|| SharedText::from(built_in_code(xf.format)))),
        };
        Look { style, general: xf.horizontal.is_none() }
    }
}

fn font(xml: &mut Xml<'_>, theme: &Theme) -> Result<Font, Fault> {
    let mut font = Font::default();
    xml.children(|_, element| {
        match element.local_name().as_ref() {
            "name" => {
                font.name = attribute(element, "val").map_or_else(|| font.name.clone(), SharedText::from);
            }
            "sz" => font.size = measure::points(element, "val").unwrap_or(font.size),
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

fn xf(xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<Xf, Fault> {
    let mut xf = Xf {
        format: number(element, "numFmtId").unwrap_or_default(),
        font: number(element, "fontId").unwrap_or_default(),
        fill: number(element, "fillId").unwrap_or_default(),
        border: number(element, "borderId").unwrap_or_default(),
        vertical: Vertical::Bottom,
        ..Xf::default()
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
