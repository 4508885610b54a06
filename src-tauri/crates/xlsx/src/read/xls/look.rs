//! How cells look: the fonts, formats, styles and colours of a workbook of Excel 97–2003 ([MS-XLS] 2.4.122, 2.4.353, 2.4.188).

use std::collections::HashMap;

use jixiao_sheet::{Border, Borders, Color, Horizontal, Length, SharedText, Vertical};

use super::compound::{u16_at, u32_at};
use super::record::{Record, kind};
use super::strings::Strings;
use crate::read::looks::{CellStyle, Font, Looks, PALETTE, Tables};

/// A twentieth of a point, the unit of type sizes and row heights.
pub(super) const TWIP: Length = Length(50);
/// The weight of bold type.
const BOLD: u16 = 600;
/// Bytes of a style.
const STYLE: usize = 20;
/// The colours before those that a workbook can change are the first of these.
const BASIC: usize = 8;

/// What was found in the globals. A record that is too short says nothing.
pub(super) struct Dress {
    fonts: Vec<Font>,
    /// Styles with the numbers of their colours.
    styles: Vec<([u8; STYLE], CellStyle)>,
    formats: HashMap<u32, SharedText>,
    palette: [u32; 56],
}

impl Default for Dress {
    fn default() -> Self {
        Self { fonts: Vec::new(), styles: Vec::new(), formats: HashMap::new(), palette: PALETTE }
    }
}

impl Dress {
    /// Takes a record, if it is one of these; no more than `most` of each kind.
    pub(super) fn take(&mut self, record: &Record<'_>, strings: Strings, most: usize) {
        match record.kind {
            kind::FONT if self.fonts.len() < most => self.fonts.push(font(record.data, strings)),
            kind::CELL_STYLE if self.styles.len() < most => self.styles.extend(style(record.data)),
            kind::PALETTE => self.colors(record.data),
            _ => {}
        }
    }

    /// The code of a number format.
    pub(super) fn format(&mut self, id: u16, code: &str) {
        self.formats.insert(u32::from(id), SharedText::from(code));
    }

    fn colors(&mut self, data: &[u8]) {
        let colors = data.get(2..).unwrap_or_default().chunks_exact(4);
        for (known, color) in self.palette.iter_mut().zip(colors) {
            *known = u32::from_be_bytes([0, color[0], color[1], color[2]]);
        }
    }

    /// The looks of all styles.
    pub(super) fn looks(self) -> Looks {
        let color = |number: u16| {
            let number = usize::from(number);
            let index = if number < BASIC { number } else { number - BASIC };
            self.palette.get(index).copied().map(Color)
        };
        let mut tables = Tables { formats: self.formats.clone(), ..Tables::default() };
        let colored = |font: &Font| Font {
            color: font
                .color
                .and_then(|Color(number)| color(u16::try_from(number).ok()?))
                .filter(|color| color.0 != 0),
            ..font.clone()
        };
        tables.fonts = self.fonts.iter().map(colored).collect();
        let mut styles = Vec::with_capacity(self.styles.len());
        for (at, (data, style)) in self.styles.into_iter().enumerate() {
            tables.borders.push(borders(&data));
            tables.fills.push(fill(&data).and_then(color));
            styles.push(CellStyle { border: at, fill: at, ..style });
        }
        let plain = CellStyle { vertical: Vertical::Bottom, ..CellStyle::default() };
        tables.looks(&styles, &plain)
    }
}

/// A font; its colour is still a number of the palette.
fn font(data: &[u8], strings: Strings) -> Font {
    let plain = Font::default();
    let size = u16_at(data, 0).map(|twips| TWIP * i64::from(twips)).filter(|size| *size > Length::ZERO);
    let length = data.get(14).copied().map_or(0, u16::from);
    let name = data.get(15..).and_then(|name| strings.text(name, usize::from(length)).ok());
    Font {
        name: name.filter(|name| !name.is_empty()).map_or(plain.name, SharedText::from),
        size: size.unwrap_or(plain.size),
        bold: u16_at(data, 6).is_some_and(|weight| weight >= BOLD),
        color: u16_at(data, 4).map(|number| Color(u32::from(number))),
    }
}

/// The place of a font in the list of all. Fonts are counted without the number 4 ([MS-XLS] 2.5.129).
pub(super) fn font_index(number: u16) -> usize {
    usize::from(if number > 4 { number - 1 } else { number })
}

/// A style of Excel 97 and later; older ones say nothing here.
fn style(data: &[u8]) -> Option<([u8; STYLE], CellStyle)> {
    let data: [u8; STYLE] = data.get(..STYLE)?.try_into().ok()?;
    let font = u16_at(&data, 0)?;
    let alignment = data[6];
    let style = CellStyle {
        font: font_index(font),
        format: u32::from(u16_at(&data, 2)?),
        horizontal: match alignment & 7 {
            0 => None,
            2 | 6 => Some(Horizontal::Center),
            3 => Some(Horizontal::Right),
            _ => Some(Horizontal::Left),
        },
        vertical: match alignment >> 4 & 7 {
            0 => Vertical::Top,
            2 => Vertical::Bottom,
            _ => Vertical::Center,
        },
        wrap: alignment & 8 != 0,
        ..CellStyle::default()
    };
    Some((data, style))
}

fn borders(data: &[u8; STYLE]) -> Borders {
    let [left_right, top_bottom] = [data[10], data[11]];
    Borders {
        left: border(left_right & 15),
        right: border(left_right >> 4),
        top: border(top_bottom & 15),
        bottom: border(top_bottom >> 4),
    }
}

/// The number of the ground's colour; `None` for the paper's.
fn fill(data: &[u8; STYLE]) -> Option<u16> {
    let pattern = u32_at(data, 14)? >> 26;
    (pattern != 0).then(|| u16_at(data, 18).map(|colors| colors & 0x7F))?
}

const fn border(style: u8) -> Border {
    match style {
        0 => Border::None,
        2 | 8 | 10 | 12 | 13 => Border::Medium,
        5 | 6 => Border::Thick,
        _ => Border::Thin,
    }
}
