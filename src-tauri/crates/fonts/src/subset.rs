use std::collections::BTreeSet;

use allsorts::binary::read::ReadScope;
use allsorts::error::ParseError;
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile};
use allsorts::tables::FontTableProvider;
use allsorts::tables::cmap::Cmap;
use allsorts::tag;

use jixiao_sheet::Face;

use crate::font::Font;

/// The embedded font cannot be read: the program itself is damaged.
#[derive(Debug, thiserror::Error)]
#[error("内置字体已损坏，无法从中取字（{0}）；请重新安装本程序")]
pub struct SubsetError(#[from] allsorts::subset::SubsetError);

/// A font file with only the given characters of a face. Characters that the face lacks are left out.
///
/// # Errors
/// Only when the embedded font is damaged.
pub fn subset(face: Face, characters: &BTreeSet<char>) -> Result<Vec<u8>, SubsetError> {
    Ok(subset_of(Font::of(face).bytes, characters)?)
}

fn subset_of(font: &[u8], characters: &BTreeSet<char>) -> Result<Vec<u8>, allsorts::subset::SubsetError> {
    let file = ReadScope::new(font).read::<FontData<'_>>()?;
    let provider = file.table_provider(0)?;
    let glyphs = glyphs(&provider, characters)?;
    allsorts::subset::subset(&provider, &glyphs, &SubsetProfile::Pdf, CmapTarget::Unicode)
}

/// The glyphs of the characters, ascending and each once, led by `.notdef` as the subsetter demands.
fn glyphs(provider: &impl FontTableProvider, characters: &BTreeSet<char>) -> Result<Vec<u16>, ParseError> {
    let data = provider.read_table_data(tag::CMAP)?;
    let cmap = ReadScope::new(&data).read::<Cmap<'_>>()?;
    let (_, subtable) = read_cmap_subtable(&cmap)?.ok_or(ParseError::UnsuitableCmap)?;
    let mut glyphs = BTreeSet::from([0]);
    for &c in characters {
        glyphs.extend(subtable.map_glyph(u32::from(c))?);
    }
    Ok(glyphs.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(face: Face, text: &str) {
        let bytes = subset(face, &text.chars().collect()).unwrap();
        let font = ttf_parser::Face::parse(&bytes, 0).unwrap();
        for c in text.chars() {
            let glyph = font.glyph_index(c).unwrap_or_else(|| panic!("{c} U+{:04X}", c as u32));
            assert_ne!(glyph.0, 0, "{c}");
            let units = if c.is_ascii() { 500 } else { 1000 };
            assert_eq!(font.glyph_hor_advance(glyph), Some(units), "{c}");
        }
        assert!(usize::from(font.number_of_glyphs()) <= text.chars().count() + 1);
        assert!(bytes.len() < 80_000, "{}", bytes.len());
    }

    #[test]
    fn a_subset_has_the_characters_and_little_else() {
        check(Face::Text, "项目支出绩效自评表≥95.5%（2023年度）");
        check(Face::Title, "部门整体支出绩效自评表");
        check(Face::Heading, "一级指标0123");
        check(Face::Text, "𫖮𬭊㸌"); // beyond the Basic Multilingual Plane
        check(Face::Text, "");
    }

    #[test]
    fn the_same_characters_give_the_same_bytes() {
        let characters = "绩效自评0123".chars().collect();
        assert_eq!(subset(Face::Text, &characters).unwrap(), subset(Face::Text, &characters).unwrap());
    }
}
