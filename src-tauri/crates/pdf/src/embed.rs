//! The fonts in the file: of each only the glyphs that are shown, by their numbers (ISO 32000-1, 9.7).
//!
//! The library's own fonts draw one glyph for each character, and its table of texts keeps one character for each glyph. So they are
//! added to its document here.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use ttf_parser::{Face, Tag, name_id};

use crate::error::PdfError;
use crate::fonts::{Fonts, Used, resource};
use crate::units::thousandths;

/// So many entries a table may have in one part (Adobe Technical Note 5411).
const TOGETHER: usize = 100;

/// Adds the fonts that the pages of `file` use.
pub fn embed(file: &mut Document, fonts: &Fonts) -> Result<(), PdfError> {
    let mut added = Vec::new();
    for (letter, (id, used)) in ('A'..='Z').cycle().zip(fonts.iter()) {
        let bytes = subsetter::subset(id.font().bytes(), 0, &used.glyphs).map_err(|_| PdfError::Font)?;
        let face = Face::parse(&bytes, 0).map_err(|_| PdfError::Font)?;
        added.push((resource(id), font(file, &face, used, letter)));
    }
    let resources = resources(file).ok_or_else(|| PdfError::Library("没有放字体的地方".to_owned()))?;
    let resources = file.get_dictionary_mut(resources).map_err(library)?;
    for (name, id) in added {
        resources.set(name, id);
    }
    Ok(())
}

/// The dictionary of fonts, which all pages share.
fn resources(file: &Document) -> Option<ObjectId> {
    let page = file.get_dictionary(*file.get_pages().values().next()?).ok()?;
    let resources = file.get_dictionary(page.get(b"Resources").ok()?.as_reference().ok()?).ok()?;
    resources.get(b"Font").ok()?.as_reference().ok()
}

fn font(file: &mut Document, face: &Face<'_>, used: &Used, letter: char) -> ObjectId {
    let name = name(face, letter);
    let (program, key, kind) = program(face);
    let program = file.add_object(program);
    let descriptor = file.add_object(descriptor(face, &name, (key, program)));
    let system = dictionary! {
        "Registry" => Object::string_literal("Adobe"),
        "Ordering" => Object::string_literal("Identity"),
        "Supplement" => 0,
    };
    let mut descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => kind,
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => system,
        "FontDescriptor" => descriptor,
        "DW" => 1000,
        "W" => vec![0.into(), widths(face).into()],
    };
    if key == "FontFile2" {
        descendant.set("CIDToGIDMap", "Identity");
    }
    let descendant = file.add_object(descendant);
    let texts = file.add_object(Stream::new(Dictionary::new(), texts(used).into_bytes()));
    file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => texts,
    })
}

/// The font program, the key that it stands under, and the kind of font that it makes.
fn program(face: &Face<'_>) -> (Stream, &'static str, &'static str) {
    if let Some(outlines) = face.raw_face().table(Tag::from_bytes(b"CFF ")) {
        let kind = dictionary! { "Subtype" => "CIDFontType0C" };
        return (Stream::new(kind, outlines.to_vec()), "FontFile3", "CIDFontType0");
    }
    let bytes = face.raw_face().data;
    let length = dictionary! { "Length1" => i64::try_from(bytes.len()).unwrap_or_default() };
    (Stream::new(length, bytes.to_vec()), "FontFile2", "CIDFontType2")
}

fn descriptor(face: &Face<'_>, name: &str, (key, program): (&str, ObjectId)) -> Dictionary {
    let per_em = i64::from(face.units_per_em());
    let length = |units: i16| Object::from(thousandths(i64::from(units), per_em));
    let bounds = face.global_bounding_box();
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        // Symbolic: it has a mapping of its own.
        "Flags" => 4,
        "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(length).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => length(face.ascender()),
        "Descent" => length(face.descender()),
        "CapHeight" => length(face.ascender()),
        "StemV" => 80,
        key => program,
    }
}

/// The font's own name, marked as a subset as ISO 32000-1, 9.6.4 asks: six capitals and a plus sign.
fn name(face: &Face<'_>, letter: char) -> String {
    let mut own = face.names().into_iter().filter(|name| name.name_id == name_id::POST_SCRIPT_NAME);
    let own = own.find_map(|name| name.to_string()).unwrap_or_default();
    let own: String = own.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("JIXIA{letter}+{own}")
}

fn widths(face: &Face<'_>) -> Vec<Object> {
    let per_em = i64::from(face.units_per_em());
    let width = |glyph| face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).map_or(0, i64::from);
    (0..face.number_of_glyphs()).map(|glyph| thousandths(width(glyph), per_em).into()).collect()
}

/// The table from glyphs to texts (ISO 32000-1, 9.10.3).
fn texts(used: &Used) -> String {
    let mut table = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(u16, &str)> = used.texts().collect();
    for entries in entries.chunks(TOGETHER) {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{} beginbfchar", entries.len());
        for (code, text) in entries {
            let _ = write!(table, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(table, "{unit:04X}");
            }
            table.push_str(">\n");
        }
        table.push_str("endbfchar\n");
    }
    table.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    table
}

/// What the library says.
#[expect(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
pub fn library(error: lopdf::Error) -> PdfError {
    PdfError::Library(error.to_string())
}

/// A string of bytes.
pub fn string(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
}
