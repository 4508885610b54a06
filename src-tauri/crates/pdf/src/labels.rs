//! What a viewer calls the pages (ISO 32000-1, 12.4.2): the numbers that are printed on them, so that “page 3” is the one that says 3.

use lopdf::{Dictionary, Document, Object, dictionary};

use crate::document::{Numbers, Volume};
use crate::embed::library;
use crate::error::PdfError;

/// Pages in front have small Roman numerals, the others count from 1.
pub fn label(file: &mut Document, volume: &Volume<'_>) -> Result<(), PdfError> {
    let mut ranges: Vec<(usize, Dictionary)> = Vec::new();
    let length = |documents: &[crate::Document<'_>]| -> usize {
        documents.iter().map(|document| document.pages.pages.len()).sum()
    };
    let mut at = length(volume.front);
    if at > 0 {
        ranges.push((0, dictionary! { "S" => "r" }));
    }
    match volume.numbers {
        Numbers::Through => ranges.push((at, dictionary! { "S" => "D" })),
        Numbers::Each => {
            for document in volume.documents {
                ranges.push((at, dictionary! { "S" => "D" }));
                at += document.pages.pages.len();
            }
        }
    }
    let index = |at: usize| Object::from(i64::try_from(at).unwrap_or_default());
    let numbers: Vec<Object> =
        ranges.into_iter().flat_map(|(at, label)| [index(at), Object::Dictionary(label)]).collect();
    let labels = file.add_object(dictionary! { "Nums" => numbers });
    file.catalog_mut().map_err(library)?.set("PageLabels", labels);
    Ok(())
}
