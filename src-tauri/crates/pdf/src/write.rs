use jixiao_layout::{Printed, page_number};
use jixiao_sheet::{Page, Properties};
use printpdf::{
    OffsetDateTime, PageAnnotId, PageAnnotation, PdfDocument, PdfDocumentInfo, PdfPage,
    PdfParseErrorSeverity, PdfSaveOptions, Rect, to_lopdf_doc,
};

use crate::archive::{CREATOR, complete, producer};
use crate::document::{Document, Numbers, Volume};
use crate::draw::{Around, draw};
use crate::embed::embed;
use crate::error::PdfError;
use crate::fonts::Fonts;
use crate::labels::label;
use crate::units::points;

/// Writes documents into one PDF file, one after another, with page numbers running through the file.
///
/// What no font has is drawn as a box; `jixiao_fonts::missing` tells of a text what that is.
///
/// # Errors
/// [`PdfError::Nothing`] when there is no page; the others mean that the program is damaged.
pub fn write(documents: &[Document<'_>], properties: &Properties) -> Result<Vec<u8>, PdfError> {
    write_volume(&Volume { documents, ..Volume::default() }, properties)
}

/// Writes documents as a volume: what stands in front has no page numbers.
///
/// # Errors
/// Those of [`write()`].
pub fn write_volume(volume: &Volume<'_>, properties: &Properties) -> Result<Vec<u8>, PdfError> {
    let total: usize = volume.documents.iter().map(|document| document.pages.pages.len()).sum();
    if total == 0 {
        return Err(PdfError::Nothing);
    }
    let mut pdf = PdfDocument::new("");
    pdf.metadata.info = information(properties)?;
    let mut fonts = Fonts::default();
    let mut before = 0;
    let front = volume.front.iter().map(|document| (document, false));
    for (document, is_numbered) in front.chain(volume.documents.iter().map(|document| (document, true))) {
        let paper = &document.pages.paper;
        mark(&mut pdf, document);
        let own = document.pages.pages.len();
        let (first, of) = match volume.numbers {
            Numbers::Through => (before + 1, total),
            Numbers::Each => (1, own),
        };
        before += if is_numbered { own } else { 0 };
        for (page, number) in document.pages.pages.iter().zip(first..) {
            let footer = is_numbered.then(|| page_number(paper, number, of));
            let around = Around { footer: footer.as_ref(), watermark: volume.watermark };
            let ops = draw(page, &around, paper, &mut fonts);
            pdf.pages.push(on_paper(paper, ops));
        }
    }
    save(&pdf, &fonts, properties, volume)
}

/// Bookmarks of a document that begins with the next page.
fn mark(pdf: &mut PdfDocument, document: &Document<'_>) {
    let within = document.pages.bookmarks.iter().map(|(page, text)| (*page, text.as_str()));
    for (page, text) in std::iter::once((0, document.title)).chain(within) {
        // Zero-padded, because the library keeps bookmarks in a map.
        let id = PageAnnotId(format!("{:06}", pdf.bookmarks.map.len()));
        let bookmark = PageAnnotation { name: text.to_owned(), page: pdf.pages.len() + page + 1 };
        pdf.bookmarks.map.insert(id, bookmark);
    }
}

fn information(properties: &Properties) -> Result<PdfDocumentInfo, PdfError> {
    let created = OffsetDateTime::from_unix_timestamp(properties.created)
        .map_err(|_| PdfError::Library(format!("日期 {} 超出范围", properties.created)))?;
    Ok(PdfDocumentInfo {
        creation_date: created,
        modification_date: created,
        metadata_date: created,
        document_title: properties.title.clone(),
        author: properties.author.clone(),
        creator: CREATOR.to_owned(),
        producer: producer(),
        ..PdfDocumentInfo::default()
    })
}

fn on_paper(paper: &Page, ops: Vec<printpdf::Op>) -> PdfPage {
    let sheet = Rect::from_wh(points(paper.width), points(paper.height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

fn save(
    pdf: &PdfDocument,
    fonts: &Fonts,
    properties: &Properties,
    volume: &Volume<'_>,
) -> Result<Vec<u8>, PdfError> {
    let mut warnings = Vec::new();
    let mut file = to_lopdf_doc(pdf, &PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        return Err(PdfError::Library(warning.msg.clone()));
    }
    embed(&mut file, fonts)?;
    complete(&mut file, properties, &digest(volume, properties))?;
    label(&mut file, volume)?;
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| PdfError::Library(error.to_string()))?;
    Ok(bytes)
}

/// The file's id, made of what it shows: the same input gives the same id (FNV-1a, twice 64 bits).
fn digest(volume: &Volume<'_>, properties: &Properties) -> String {
    let documents = || volume.front.iter().chain(volume.documents);
    let texts = documents().flat_map(|document| &document.pages.pages).flat_map(Printed::lines);
    let marks = documents().flat_map(|document| &document.pages.bookmarks).map(|(_, text)| text.as_str());
    let all = [properties.title.as_str(), properties.author.as_str()]
        .into_iter()
        .chain(documents().map(|document| document.title))
        .chain(marks)
        .chain(volume.watermark)
        .chain(texts.map(|text| text.text.as_str()));
    let (mut first, mut second) = (0xcbf2_9ce4_8422_2325_u64, properties.created.cast_unsigned());
    for byte in all.flat_map(str::bytes) {
        first = (first ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        second = (second ^ first).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{first:016x}{second:016x}")
}

#[cfg(test)]
mod tests;
