//! The faces of the installation, for characters that no embedded font has.

use std::sync::{LazyLock, OnceLock};

use jixiao_sheet::Face;

use crate::font::Font;

/// Gives the font files of the installation, in the order in which they are asked for a character.
pub type Load = fn() -> Vec<Vec<u8>>;

static LOAD: OnceLock<Load> = OnceLock::new();
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files = LOAD.get().map_or_else(Vec::new, |load| load());
    files.into_iter().map(|file| Font::read(file.leak())).collect()
});

/// Says where the faces of the installation come from. They are read when a character asks for them for the first time, and stay
/// as they are as long as the program runs; what is said after the first time is not heard.
///
/// Without them the embedded fonts are all there is, and what they lack is printed as a box (ADR 0024).
pub fn install(load: Load) {
    // A second answer to the same question is ignored.
    let _ = LOAD.set(load);
}

/// One of the fonts that the program has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontId {
    /// The embedded font of a face.
    Embedded(Face),
    /// A face of the installation, by its place among them.
    Installed(usize),
}

impl FontId {
    /// The font.
    #[must_use]
    pub fn font(self) -> &'static Font {
        match self {
            Self::Embedded(face) => Font::of(face),
            Self::Installed(index) => FONTS.get(index).unwrap_or_else(|| Font::of(Face::Text)),
        }
    }
}

/// The font that draws `c` where `face` is asked for: itself, or the text face, which has the most characters, or the first face of
/// the installation that has it, or none. `c` is a character that is drawn, see [`crate::visible`].
#[must_use]
pub fn font_for(face: Face, c: char) -> Option<FontId> {
    [face, Face::Text]
        .into_iter()
        .map(FontId::Embedded)
        .find(|id| id.font().has(c))
        .or_else(|| FONTS.iter().position(|font| font.has(c)).map(FontId::Installed))
}
