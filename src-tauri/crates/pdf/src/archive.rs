//! What PDF/A-2u (ISO 19005-2) asks beyond fonts and colours: what the file says of itself.
//!
//! The library knows archival files only as a name for its own settings. So its document is completed here.

use jixiao_sheet::Properties;
use lopdf::{Document, Object, Stream, dictionary};

use crate::date::date;
use crate::embed::{library, string};
use crate::error::PdfError;

/// The program that the file says has made it.
pub const CREATOR: &str = "绩效自评";
const LANGUAGE: &str = "zh-CN";

/// The colour space that colours are given in: sRGB, of Clinton Ingram's Compact ICC Profiles (CC0).
const PROFILE: &[u8] = include_bytes!("../assets/srgb.icc");

/// Puts right what the library leaves random or wrong (the file's id, its version, the page mode, which must be a name, and entries
/// without a value), and adds language, colour space and metadata.
pub fn complete(file: &mut Document, properties: &Properties, id: &str) -> Result<(), PdfError> {
    "1.7".clone_into(&mut file.version);
    file.trailer.set("ID", vec![string(id.as_bytes()), string(id.as_bytes())]);
    let kind = dictionary! { "N" => 3 };
    let profile = file.add_object(Stream::new(kind, PROFILE.to_vec()));
    let intent = file.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    });
    // Metadata must be readable without unpacking.
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = Stream::new(kind, metadata(properties).into_bytes()).with_compression(false);
    let packet = file.add_object(packet);
    let catalog = file.catalog_mut().map_err(library)?;
    catalog.set("PageMode", "UseOutlines");
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("Metadata", packet);
    let information = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(library)?;
    let information = file.get_dictionary_mut(information).map_err(library)?;
    for key in ["GTS_PDFXVersion", "Identifier", "Subject", "Keywords", "Trapped"] {
        information.remove(key.as_bytes());
    }
    let given = [("Title", &properties.title), ("Author", &properties.author)];
    for (key, _) in given.iter().filter(|(_, text)| text.is_empty()) {
        information.remove(key.as_bytes());
    }
    for page in file.get_pages().into_values() {
        file.get_dictionary_mut(page).map_err(library)?.remove(b"Annots");
    }
    Ok(())
}

/// The program and its version.
pub fn producer() -> String {
    format!("jixiao {}", env!("CARGO_PKG_VERSION"))
}

/// What the information dictionary says, once more as XMP (ISO 16684-1).
fn metadata(properties: &Properties) -> String {
    let (title, author) = (escaped(&properties.title), escaped(&properties.author));
    let (created, producer) = (date(properties.created), producer());
    let given = |text: &str, around: String| if text.is_empty() { String::new() } else { around };
    let title = given(
        &title,
        format!("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n"),
    );
    let author =
        given(&author, format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         {title}{author}\
         <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n\
         <xmp:CreateDate>{created}</xmp:CreateDate>\n<xmp:ModifyDate>{created}</xmp:ModifyDate>\n\
         <pdf:Producer>{producer}</pdf:Producer>\n\
         <pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// A text within XML.
fn escaped(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
