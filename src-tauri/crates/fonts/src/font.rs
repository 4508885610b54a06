use std::sync::{LazyLock, OnceLock};

use jixiao_sheet::{Face, Length};

use crate::visible::visible;

/// Code points of the Basic Multilingual Plane; those beyond are few and kept in a list.
const BASIC: usize = 0x1_0000;

/// One font with the metrics that layout needs.
pub struct Font {
    bytes: &'static [u8],
    units_per_em: i64,
    ascent: i64,
    descent: i64,
    basic: Vec<Shape>,
    beyond: Vec<(char, Shape)>,
    shaper: OnceLock<Option<rustybuzz::Face<'static>>>,
}

/// A character's glyph and how wide it is, in the font's own units.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    /// 0 where the font lacks the character.
    pub glyph: u16,
    pub advance: u16,
}

static TEXT: LazyLock<Font> = LazyLock::new(|| Font::read(include_bytes!("../assets/text.otf")));
static TITLE: LazyLock<Font> = LazyLock::new(|| Font::read(include_bytes!("../assets/title.otf")));
static HEADING: LazyLock<Font> = LazyLock::new(|| Font::read(include_bytes!("../assets/heading.otf")));

impl Font {
    /// The embedded font of a face.
    #[must_use]
    pub fn of(face: Face) -> &'static Self {
        match face {
            Face::Text => &TEXT,
            Face::Title => &TITLE,
            Face::Heading => &HEADING,
        }
    }

    /// The width of a character at a type size. A character that the font lacks counts as an em, one without a shape as
    /// nothing.
    #[must_use]
    pub fn advance(&self, c: char, size: Length) -> Length {
        let Some(shown) = visible(c) else {
            return Length::ZERO;
        };
        self.scaled(self.shape(shown).map_or(self.units_per_em, |shape| i64::from(shape.advance)), size)
    }

    /// The width of a text in one line, each character for itself.
    #[must_use]
    pub fn width(&self, text: &str, size: Length) -> Length {
        text.chars().map(|c| self.advance(c, size)).sum()
    }

    /// Whether the font has a shape for the character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.shape(c).is_some()
    }

    /// The height of a line: the font's own ascent and descent, 1.44 em.
    ///
    /// `LibreOffice` takes the same height when 宋体 is not installed and Noto stands in for it; Excel and WPS take about
    /// 1.25 em for 宋体. Rows measured with it are high enough in all of them.
    #[must_use]
    pub fn line_height(&self, size: Length) -> Length {
        Length(size.0 * (self.ascent + self.descent) / self.units_per_em)
    }

    /// From the top of a line down to its baseline, such that Chinese characters, which stand 0.88 em above the baseline
    /// and 0.12 em below it, are in the middle of the line.
    #[must_use]
    pub fn baseline(&self, size: Length) -> Length {
        let above_and_below = self.line_height(size) - size;
        Length(above_and_below.0 / 2 + size.0 * 88 / 100)
    }

    /// The font file.
    #[must_use]
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// How many of the font's own units are an em.
    #[must_use]
    pub const fn units_per_em(&self) -> i64 {
        self.units_per_em
    }

    /// How wide the font says that a glyph is, in its own units; a shaped text may give it another place.
    #[must_use]
    pub fn glyph_advance(&self, glyph: u16) -> i64 {
        let advance = self.shaper().and_then(|face| face.glyph_hor_advance(ttf_parser::GlyphId(glyph)));
        advance.map_or(0, i64::from)
    }

    /// A length in the font's own units at a type size.
    pub(crate) const fn scaled(&self, units: i64, size: Length) -> Length {
        Length((size.0 * units + self.units_per_em / 2).div_euclid(self.units_per_em))
    }

    pub(crate) fn shape(&self, c: char) -> Option<Shape> {
        let shape = match self.basic.get(c as usize) {
            Some(&shape) => shape,
            None => self.beyond[self.beyond.binary_search_by_key(&c, |entry| entry.0).ok()?].1,
        };
        (shape.glyph != 0).then_some(shape)
    }

    /// The font as the shaper reads it, read once; `None` for a damaged one.
    pub(crate) fn shaper(&self) -> Option<&rustybuzz::Face<'static>> {
        self.shaper.get_or_init(|| rustybuzz::Face::from_slice(self.bytes, 0)).as_ref()
    }

    /// Reads the tables once, so that measuring is a look-up. A font that cannot be read has no characters at all, which
    /// the coverage check then reports; a test reads all of them.
    pub(crate) fn read(bytes: &'static [u8]) -> Self {
        let mut font = Self {
            bytes,
            units_per_em: 1000,
            ascent: 1151,
            descent: 286,
            basic: vec![Shape::default(); BASIC],
            beyond: Vec::new(),
            shaper: OnceLock::new(),
        };
        if let Ok(face) = ttf_parser::Face::parse(bytes, 0) {
            font.units_per_em = i64::from(face.units_per_em());
            font.ascent = i64::from(face.ascender());
            font.descent = -i64::from(face.descender());
            font.read_characters(&face);
        }
        font
    }

    fn read_characters(&mut self, face: &ttf_parser::Face<'_>) {
        let Some(table) = face.tables().cmap else { return };
        // The last subtable is the one with all code points, format 12.
        let Some(subtable) =
            table.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode).last()
        else {
            return;
        };
        subtable.codepoints(|code| {
            let glyph = subtable.glyph_index(code);
            let (Some(c), Some(glyph)) = (char::from_u32(code), glyph) else {
                return;
            };
            let Some(advance) = face.glyph_hor_advance(glyph) else { return };
            let shape = Shape { glyph: glyph.0, advance };
            match self.basic.get_mut(code as usize) {
                Some(entry) => *entry = shape,
                None => self.beyond.push((c, shape)),
            }
        });
        self.beyond.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACES: [Face; 3] = [Face::Text, Face::Title, Face::Heading];
    const EM: Length = Length(10_000);

    #[test]
    fn chinese_is_an_em_wide_and_digits_are_even() {
        let full = "中国，。“”‘’（）《》…—·≥≤＜＞±×÷℃㎡①⑳￥１Ａ％Ⅳ㈠";
        for face in FACES {
            let advance = |c| Font::of(face).advance(c, EM);
            assert!(full.chars().all(|c| advance(c) == EM), "{face:?}");
            assert!(('0'..='9').all(|c| advance(c) == advance('0')), "{face:?}");
            assert!(advance('i') < advance('0') && advance('0') < advance('M'), "{face:?}");
        }
    }

    #[test]
    fn every_standard_character_is_there() {
        let table = include_str!("../assets/tgh8105.txt");
        let mut count = 0;
        for c in table.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars) {
            count += 1;
            for face in FACES {
                assert!(Font::of(face).has(c), "{c} U+{:04X} {face:?}", c as u32);
            }
        }
        assert_eq!(count, 8105);
    }

    #[test]
    fn an_unknown_character_counts_as_an_em() {
        assert_eq!(Font::of(Face::Text).advance('😀', EM), EM);
        assert_eq!(Font::of(Face::Text).width("得分\u{200b}", EM), Length(20_000));
    }

    #[test]
    fn characters_stand_in_the_middle_of_their_line() {
        for face in FACES {
            let font = Font::of(face);
            let above = font.baseline(EM) - Length(8_800);
            let below = font.line_height(EM) - font.baseline(EM) - Length(1_200);
            assert!((above.0 - below.0).abs() <= 1, "{face:?} {above:?} {below:?}");
        }
    }
}
