//! How the cells of a workbook look, whatever file it stands in: styles by number, lengths, tracks and paper.

pub(in crate::read) mod dress;
pub(in crate::read) mod measure;
pub(in crate::read) mod tracks;

use std::collections::HashMap;

use jixiao_sheet::{Borders, Color, Face, Horizontal, Length, SharedText, Style, Value, Vertical};

use crate::read::cell_format::built_in_code;

/// The numbered colours from 8 on (ECMA-376 Part 1, 18.8.27); 0 to 7 are the first eight once more.
pub(in crate::read) const PALETTE: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000,
    0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366,
    0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00,
    0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99,
    0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99, 0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900,
    0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366,
    0x33_3399, 0x33_3333,
];

/// A style as a workbook holds it.
#[derive(Clone, Debug)]
pub(in crate::read) struct Look {
    style: Style,
    /// Numbers stand on the right, texts on the left.
    general: bool,
}

impl Look {
    /// The style of a cell that holds `value`.
    pub(in crate::read) fn style(&self, value: &Value) -> Style {
        let horizontal = match value {
            _ if !self.general => self.style.horizontal,
            Value::Number(_) => Horizontal::Right,
            Value::Text(_) => Horizontal::Left,
        };
        Style { horizontal, ..self.style.clone() }
    }

    /// True when a cell without text shows nothing.
    pub(in crate::read) fn is_invisible(&self) -> bool {
        self.style.is_invisible()
    }
}

/// All styles of a workbook.
#[derive(Clone, Debug)]
pub(in crate::read) struct Looks {
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
            plain: Tables::default().look(&CellStyle::default()),
        }
    }
}

impl Looks {
    /// The look with that number in the styles part.
    pub(in crate::read) fn get(&self, style: u32) -> &Look {
        self.numbered.get(style as usize).unwrap_or(&self.plain)
    }
}

/// A font.
#[derive(Clone)]
pub(in crate::read) struct Font {
    pub name: SharedText,
    pub size: Length,
    pub bold: bool,
    pub color: Option<Color>,
}

impl Default for Font {
    fn default() -> Self {
        Self { name: SharedText::from("宋体"), size: Length::points(11), bold: false, color: None }
    }
}

/// What a cell style points to.
#[derive(Default)]
pub(in crate::read) struct Tables {
    pub formats: HashMap<u32, SharedText>,
    pub fonts: Vec<Font>,
    pub fills: Vec<Option<Color>>,
    pub borders: Vec<Borders>,
}

/// A cell style: numbers of its parts, and alignment.
#[derive(Default)]
pub(in crate::read) struct CellStyle {
    pub format: u32,
    pub font: usize,
    pub fill: usize,
    pub border: usize,
    pub horizontal: Option<Horizontal>,
    pub vertical: Vertical,
    pub wrap: bool,
}

impl Tables {
    /// The looks of these cell styles, in their order. `plain` is that of a cell which names none.
    pub(in crate::read) fn looks(&self, styles: &[CellStyle], plain: &CellStyle) -> Looks {
        let font = self.fonts.first().cloned().unwrap_or_default();
        Looks {
            numbered: styles.iter().map(|style| self.look(style)).collect(),
            plain: self.look(plain),
            digit: measure::digit(&font.name, font.size),
        }
    }

    fn look(&self, cell: &CellStyle) -> Look {
        let font = self.fonts.get(cell.font).cloned().unwrap_or_default();
        let format = self.formats.get(&cell.format).cloned();
        let style = Style {
            face: Face::of_name(font.name.as_str()),
            typeface: Some(font.name),
            size: font.size,
            bold: font.bold,
            color: font.color,
            horizontal: cell.horizontal.unwrap_or(Horizontal::Left),
            vertical: cell.vertical,
            wrap: cell.wrap,
            borders: self.borders.get(cell.border).copied().unwrap_or(Borders::NONE),
            fill: self.fills.get(cell.fill).copied().flatten(),
            format: Some(format.unwrap_or_else(|| SharedText::from(built_in_code(cell.format)))),
        };
        Look { style, general: cell.horizontal.is_none() }
    }
}
