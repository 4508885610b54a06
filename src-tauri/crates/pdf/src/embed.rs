//! The fonts in the file: of each face only the characters that are shown.
//!
//! The library embeds whole fonts unless it is built with its own layout engine, so it is handed fonts that are small
//! already.

use std::collections::{BTreeMap, BTreeSet};

use jixiao_fonts::subset;
use jixiao_sheet::Face;
use printpdf::{FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, TextItem};

use crate::error::PdfError;

/// The name of a face in the file.
pub fn font_id(face: Face) -> FontId {
    FontId(String::from(match face {
        Face::Text => "Text",
        Face::Title => "Title",
        Face::Heading => "Heading",
    }))
}

/// The PostScript name of a face, marked as a subset as ISO 32000-1, 9.6.4 asks: six capitals and a plus sign.
fn postscript_name(face: Face) -> String {
    String::from(match face {
        Face::Text => "JIXIAA+NotoSerifCJKsc-Regular",
        Face::Title => "JIXIAB+NotoSerifCJKsc-Bold",
        Face::Heading => "JIXIAC+NotoSansCJKsc-Regular",
    })
}

/// Adds the fonts that the pages of `pdf` use.
pub fn embed(pdf: &mut PdfDocument) -> Result<(), PdfError> {
    let used = characters(pdf);
    for face in [Face::Text, Face::Title, Face::Heading] {
        let Some(characters) = used.get(&font_id(face).0) else {
            continue;
        };
        let bytes = subset(face, characters)?;
        let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
            .ok_or_else(|| PdfError::Library("无法读取刚取出的字体".to_owned()))?;
        font.font_name = Some(postscript_name(face));
        pdf.resources.fonts.map.insert(font_id(face), PdfFont::new(font));
    }
    Ok(())
}

/// The characters that are shown, by font.
fn characters(pdf: &PdfDocument) -> BTreeMap<String, BTreeSet<char>> {
    let mut used: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for page in &pdf.pages {
        let mut font = None;
        for op in &page.ops {
            match op {
                Op::SetFont { font: PdfFontHandle::External(id), .. } => font = Some(id.0.clone()),
                Op::ShowText { items } => {
                    let characters = used.entry(font.clone().unwrap_or_default()).or_default();
                    for item in items {
                        if let TextItem::Text(text) = item {
                            characters.extend(text.chars());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    used
}
