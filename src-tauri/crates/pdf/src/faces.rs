//! The fonts as the library reads them.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use jixiao_fonts::FontId;
use krilla::text::Font;

use crate::error::PdfError;

/// Every font is read once for all files: the library goes through all of its bytes to know it again, ten megabytes for a form.
static READ: LazyLock<Mutex<BTreeMap<FontId, Font>>> = LazyLock::new(Mutex::default);

/// The fonts that a file uses. The library embeds only the glyphs that are drawn.
#[derive(Default)]
pub struct Faces(BTreeMap<FontId, Font>);

impl Faces {
    /// The font as the library reads it.
    pub fn get(&mut self, id: FontId) -> Result<Font, PdfError> {
        if let Some(font) = self.0.get(&id) {
            return Ok(font.clone());
        }
        let font = read(id)?;
        self.0.insert(id, font.clone());
        Ok(font)
    }
}

fn read(id: FontId) -> Result<Font, PdfError> {
    // What a thread that failed has left is whole: a font is either there or not.
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(font) = known.get(&id) {
        return Ok(font.clone());
    }
    let font = Font::new(id.font().bytes().into(), 0).ok_or(PdfError::Font)?;
    known.insert(id, font.clone());
    Ok(font)
}
