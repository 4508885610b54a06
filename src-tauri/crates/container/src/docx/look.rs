//! How texts, cells and pages look (ECMA-376 Part 1, 17.3.2, 17.4 and 17.6).

use jixiao_sheet::{Border, Borders, Color, Face, Horizontal, Length, Page, SharedText, Style, Vertical};
use jixiao_xlsx::guarded::{Fault, Walk, Xml, attribute, number};
use quick_xml::events::BytesStart;

/// A twentieth of a point, the unit of widths and margins.
pub(super) const TWIP: Length = Length(50);
/// Half a point, the unit of type sizes.
const HALF_POINT: Length = Length(500);
/// The size of a text that no style gives one.
const SIZE: Length = Length::points(10);
/// Lines up to so many eighths of a point are thin, up to twice as many medium.
const THIN: u32 = 8;

/// What is said of a text; what is not said follows from the styles below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextLook {
    pub typeface: Option<SharedText>,
    pub size: Option<Length>,
    pub is_bold: Option<bool>,
    pub color: Option<Color>,
    pub horizontal: Option<Horizontal>,
    /// The style that it names.
    pub style: Option<String>,
}

impl TextLook {
    /// Takes one property of a run.
    pub(super) fn run_property(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "rStyle" => self.style = attribute(element, "val"),
            "rFonts" => {
                let name = ["eastAsia", "ascii", "hAnsi"].iter().find_map(|kind| attribute(element, kind));
                self.typeface = name.map(SharedText::from).or_else(|| self.typeface.take());
            }
            "sz" => self.size = number::<i64>(element, "val").map(|half| HALF_POINT * half.clamp(2, 400)),
            "b" => self.is_bold = Some(is_on(element)),
            "color" => self.color = attribute(element, "val").and_then(|value| color(&value)),
            _ => {}
        }
    }

    /// Takes one property of a paragraph.
    pub(super) fn paragraph_property(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "pStyle" => self.style = attribute(element, "val"),
            "jc" => {
                self.horizontal = match attribute(element, "val").as_deref() {
                    Some("center") => Some(Horizontal::Center),
                    Some("right" | "end") => Some(Horizontal::Right),
                    Some(_) => Some(Horizontal::Left),
                    None => self.horizontal,
                }
            }
            _ => {}
        }
    }

    /// The same with what `below` says where this says nothing.
    pub(super) fn over(self, below: &Self) -> Self {
        Self {
            typeface: self.typeface.or_else(|| below.typeface.clone()),
            size: self.size.or(below.size),
            is_bold: self.is_bold.or(below.is_bold),
            color: self.color.or(below.color),
            horizontal: self.horizontal.or(below.horizontal),
            style: self.style,
        }
    }

    /// The style of a text without lines around it.
    pub(super) fn into_style(self) -> Style {
        let face = self.typeface.as_ref().map_or(Face::Text, |name| Face::of_name(name.as_str()));
        let horizontal = self.horizontal.unwrap_or(Horizontal::Left);
        Style {
            typeface: Some(self.typeface.unwrap_or_else(|| face.name().into())),
            bold: self.is_bold.unwrap_or_default(),
            color: self.color.filter(|color| *color != Color(0)),
            ..Style::new(face, self.size.unwrap_or(SIZE), horizontal, Border::None)
        }
    }
}

/// Lines that are said for the sides of a cell or table, and between the cells of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    left: Option<Border>,
    right: Option<Border>,
    top: Option<Border>,
    bottom: Option<Border>,
    inside_h: Option<Border>,
    inside_v: Option<Border>,
}

impl Lines {
    /// Reads the lines in the element just opened (`tblBorders`, `tcBorders`).
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|_, element| {
            let line = Some(border(element));
            match element.local_name().as_ref() {
                "left" | "start" => self.left = line,
                "right" | "end" => self.right = line,
                "top" => self.top = line,
                "bottom" => self.bottom = line,
                "insideH" => self.inside_h = line,
                "insideV" => self.inside_v = line,
                _ => {}
            }
            Ok(Walk::Skip)
        })
    }

    /// The same with the lines of `below` where this says nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            left: self.left.or(below.left),
            right: self.right.or(below.right),
            top: self.top.or(below.top),
            bottom: self.bottom.or(below.bottom),
            inside_h: self.inside_h.or(below.inside_h),
            inside_v: self.inside_v.or(below.inside_v),
        }
    }

    /// The lines around a cell in a table with the lines `table`. `is_edge` tells which sides of the cell are the table's own, in the
    /// order left, right, top, bottom.
    pub(super) fn around(self, table: Self, is_edge: [bool; 4]) -> Borders {
        let [left, right, top, bottom] = is_edge;
        let side = |own: Option<Border>, outer: Option<Border>, inner: Option<Border>, is_edge: bool| {
            own.or(if is_edge { outer } else { inner }).unwrap_or(Border::None)
        };
        Borders {
            left: side(self.left, table.left, table.inside_v, left),
            right: side(self.right, table.right, table.inside_v, right),
            top: side(self.top, table.top, table.inside_h, top),
            bottom: side(self.bottom, table.bottom, table.inside_h, bottom),
        }
    }

    /// Takes the lower line of a cell that goes on with this one.
    pub(super) const fn end_with(&mut self, last: Self) {
        self.bottom = last.bottom;
    }
}

/// What is said of a cell besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellLook {
    pub lines: Lines,
    pub fill: Option<Color>,
    pub vertical: Vertical,
}

impl CellLook {
    /// The look of a cell of which nothing is said.
    pub(super) fn new() -> Self {
        Self { vertical: Vertical::Top, ..Self::default() }
    }

    /// Takes one property of a cell but its lines.
    pub(super) fn property(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "shd" => self.fill = attribute(element, "fill").and_then(|value| color(&value)),
            "vAlign" => {
                self.vertical = match attribute(element, "val").as_deref() {
                    Some("center" | "both") => Vertical::Center,
                    Some("bottom") => Vertical::Bottom,
                    _ => Vertical::Top,
                }
            }
            _ => {}
        }
    }
}

/// The paper of a section (17.6), whose element was just opened; `None` where it does not say how large it is.
pub(super) fn page(xml: &mut Xml<'_>) -> Result<Option<Page>, Fault> {
    let mut size = None;
    let mut margins = [None; 4];
    xml.children(|_, element| {
        let length = |name: &str| twips(element, name);
        match element.local_name().as_ref() {
            "pgSz" => size = length("w").zip(length("h")),
            "pgMar" => margins = ["left", "right", "top", "bottom"].map(length),
            _ => {}
        }
        Ok(Walk::Skip)
    })?;
    let [left, right, top, bottom] = margins.map(|margin| margin.unwrap_or(Length::points(72)));
    let page = size
        .map(|(width, height)| Page { right_margin: right, ..Page::new(width, height, left, top, bottom) });
    Ok(page)
}

/// A length in twips that is more than nothing and no more than paper is long.
pub(super) fn twips(element: &BytesStart<'_>, name: &str) -> Option<Length> {
    number::<i64>(element, name).filter(|twips| (1..=32_000).contains(twips)).map(|twips| TWIP * twips)
}

fn border(element: &BytesStart<'_>) -> Border {
    let width = number::<u32>(element, "sz").unwrap_or(THIN);
    match attribute(element, "val").as_deref() {
        None | Some("nil" | "none") => Border::None,
        Some("double" | "thick" | "triple") => Border::Thick,
        Some(_) if width <= THIN => Border::Thin,
        Some(_) if width <= 2 * THIN => Border::Medium,
        Some(_) => Border::Thick,
    }
}

/// A colour as `RRGGBB`; `None` for the reader's own (`auto`).
fn color(value: &str) -> Option<Color> {
    let is_code = value.len() == 6;
    u32::from_str_radix(value, 16).ok().filter(|_| is_code).map(Color)
}

/// A property is on unless its value says otherwise (17.17.4).
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}
