//! The glyphs that a file shows, by font, and what each stands for.

use std::collections::BTreeMap;

use jixiao_fonts::FontId;
use jixiao_sheet::Face;
use subsetter::GlyphRemapper;

/// The fonts of a file.
#[derive(Default)]
pub struct Fonts(BTreeMap<FontId, Used>);

impl Fonts {
    /// What is used of a font.
    pub fn of(&mut self, font: FontId) -> &mut Used {
        self.0.entry(font).or_default()
    }

    /// All fonts of which something is used.
    pub fn iter(&self) -> impl Iterator<Item = (FontId, &Used)> {
        self.0.iter().map(|(&id, used)| (id, used))
    }
}

/// What a file shows of one font. Glyphs are counted anew in the order in which they are met.
#[derive(Default)]
pub struct Used {
    pub glyphs: GlyphRemapper,
    /// The text that a glyph stood for when it was met first, by its new number.
    texts: BTreeMap<u16, String>,
    /// A character for glyphs that stand for a text only together with others.
    parts: BTreeMap<u16, String>,
}

impl Used {
    /// A glyph's number in the file.
    pub fn code(&mut self, glyph: u16) -> u16 {
        self.glyphs.remap(glyph)
    }

    /// Whether a glyph stands for a text: it does, unless it stands for another one already.
    pub fn stands_for(&mut self, glyph: u16, typed: &str) -> bool {
        let code = self.code(glyph);
        self.texts.entry(code).or_insert_with(|| typed.to_owned()) == typed
    }

    /// A glyph stands for a text together with others.
    pub fn is_part_of(&mut self, glyph: u16, c: char) {
        let code = self.code(glyph);
        self.parts.entry(code).or_insert_with(|| c.to_string());
    }

    /// What each glyph but the first, which shows what is missing, stands for.
    pub fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        (1..self.glyphs.num_gids()).filter_map(|code| {
            let text = self.texts.get(&code).or_else(|| self.parts.get(&code))?;
            Some((code, text.as_str()))
        })
    }
}

/// The name of a font in the pages. The library keeps `F1` to `F14` for fonts that every viewer has.
pub fn resource(font: FontId) -> String {
    match font {
        FontId::Embedded(Face::Text) => "Text".to_owned(),
        FontId::Embedded(Face::Title) => "Title".to_owned(),
        FontId::Embedded(Face::Heading) => "Heading".to_owned(),
        FontId::Installed(index) => format!("Installed{index}"),
    }
}
