use jixiao_layout::{Text, page_number};
use jixiao_sheet::Properties;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document as File, SerializeSettings};

use crate::date::date;
use crate::document::Document;
use crate::draw::{draw_table, draw_texts, points};
use crate::error::PdfError;
use crate::faces::Faces;
use crate::pack::packed;
use crate::tags::Cells;

const LANGUAGE: &str = "zh-CN";

/// Writes documents into one PDF file, one after another, with page numbers running through the file.
///
/// What no font has is drawn as a box; `jixiao_fonts::missing` tells of a text what that is.
///
/// # Errors
/// [`PdfError::Nothing`] when there is no page; the others mean that the program is damaged.
pub fn write(documents: &[Document<'_>], properties: &Properties) -> Result<Vec<u8>, PdfError> {
    let total: usize = documents.iter().map(|document| document.pages.pages.len()).sum();
    if total == 0 {
        return Err(PdfError::Nothing);
    }
    let mut file = File::new_with(settings()?);
    file.set_metadata(metadata(properties));
    let mut outline = Outline::new();
    let mut faces = Faces::default();
    let mut tags = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    let mut number = 0;
    for document in documents {
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(document.title.to_owned(), top));
        let paper = &document.pages.paper;
        let mut cells = Cells::default();
        for printed in &document.pages.pages {
            number += 1;
            let size = PageSettings::from_wh(points(paper.width), points(paper.height));
            let size = size.ok_or_else(|| PdfError::Library("纸张没有大小".to_owned()))?;
            let mut page = file.start_page_with(size);
            let mut surface = page.surface();
            draw_table(printed, &mut surface);
            let footer = page_number(paper, number, total);
            let texts: Vec<&Text> = printed.texts.iter().chain([&footer]).collect();
            draw_texts(&texts, &mut cells, &mut faces, &mut surface)?;
            surface.finish();
            page.finish();
        }
        tags.push(cells.into_group());
    }
    file.set_tag_tree(tags);
    file.set_outline(outline);
    let bytes = file.finish().map_err(|error| PdfError::Library(format!("{error:?}")))?;
    Ok(packed(&bytes).unwrap_or(bytes))
}

/// PDF/A-2u (ISO 19005-2): to be read in decades, with every character's meaning.
fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| PdfError::Library(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(properties: &Properties) -> Metadata {
    Metadata::new()
        .title(properties.title.clone())
        .authors(vec![properties.author.clone()])
        .creator("绩效自评".to_owned())
        .producer(format!("jixiao {}", env!("CARGO_PKG_VERSION")))
        .language(LANGUAGE.to_owned())
        .creation_date(date(properties.created))
}

#[cfg(test)]
mod tests;
