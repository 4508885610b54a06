//! Colours of a workbook: written out, from the theme, or by number.

use jixiao_sheet::Color;
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::Fault;
use crate::read::looks::PALETTE;
use crate::read::xml::{Node, Walk, Xml, attribute, number};

/// The theme that Excel gives a new workbook, in the theme's own order.
const OFFICE: [u32; 12] = [
    0x00_0000, 0xFF_FFFF, 0x1F_497D, 0xEE_ECE1, 0x4F_81BD, 0xC0_504D, 0x9B_BB59, 0x80_64A2, 0x4B_ACC6,
    0xF7_9646, 0x00_00FF, 0x80_0080,
];

/// The colours of a workbook's theme.
pub(super) struct Theme([u32; 12]);

impl Default for Theme {
    fn default() -> Self {
        Self(OFFICE)
    }
}

impl Theme {
    /// Reads the theme part.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, Fault> {
        let mut theme = Self::default();
        let mut xml = Xml::new(text, part);
        loop {
            match xml.next()? {
                Node::End => return Ok(theme),
                Node::Open(element) if element.local_name().as_ref() == "clrScheme" => {
                    theme.read_colors(&mut xml)?;
                }
                Node::Open(_) | Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn read_colors(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut slots = self.0.iter_mut();
        xml.children(|xml, _| {
            let slot = slots.next();
            let mut found = None;
            xml.children(|_, color| {
                let text = attribute(color, "lastClr").or_else(|| attribute(color, "val"));
                found = found.or(text.as_deref().and_then(hex));
                Ok(Walk::Skip)
            })?;
            if let (Some(slot), Some(found)) = (slot, found) {
                *slot = found;
            }
            Ok(Walk::Done)
        })
    }

    /// The colour that an element such as `color` or `fgColor` names; `None` for automatic ones.
    pub(super) fn color(&self, element: &BytesStart<'_>) -> Option<Color> {
        let plain = self.plain(element)?;
        let tint = attribute(element, "tint").and_then(|tint| tint.parse::<Decimal>().ok());
        let thousandths =
            tint.and_then(|tint| tint.checked_mul(Decimal::ONE_THOUSAND)?.to_i32()).unwrap_or_default();
        Some(Color(tinted(plain, thousandths.clamp(-1000, 1000))))
    }

    fn plain(&self, element: &BytesStart<'_>) -> Option<u32> {
        if let Some(text) = attribute(element, "rgb") {
            return hex(text.get(text.len().checked_sub(6)?..)?);
        }
        if let Some(theme) = number::<usize>(element, "theme") {
            // Light and dark stand the other way round than in the theme itself.
            let index = if theme < 4 { theme ^ 1 } else { theme };
            return self.0.get(index).copied();
        }
        let index = number::<usize>(element, "indexed")?;
        PALETTE.get(if index < 8 { index } else { index - 8 }).copied()
    }
}

fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)
}

/// Darker for a negative share of a thousand, lighter for a positive one. Near enough to Excel's own way over lightness.
fn tinted(color: u32, thousandths: i32) -> u32 {
    let part = |part: u8| {
        let part = i32::from(part);
        let toward = if thousandths < 0 { part } else { 255 - part };
        u8::try_from(part + toward * thousandths / 1000).unwrap_or(u8::MAX)
    };
    u32::from_be_bytes(color.to_be_bytes().map(part)) & 0xFF_FFFF
}
