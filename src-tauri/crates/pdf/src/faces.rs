//! The fonts as the library reads them, each once for a file.

use std::collections::BTreeMap;

use jixiao_fonts::FontId;
use krilla::text::Font;

use crate::error::PdfError;

/// The fonts that a file uses. The library embeds only the glyphs that are drawn.
#[derive(Default)]
pub struct Faces(BTreeMap<FontId, Font>);

impl Faces {
    /// The font as the library reads it.
    pub fn get(&mut self, id: FontId) -> Result<Font, PdfError> {
        if let Some(font) = self.0.get(&id) {
            return Ok(font.clone());
        }
        let font = Font::new(id.font().bytes().into(), 0).ok_or(PdfError::Font)?;
        self.0.insert(id, font.clone());
        Ok(font)
    }
}
