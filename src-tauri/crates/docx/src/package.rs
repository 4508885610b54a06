//! The archive around the main part.

use std::io::{Cursor, Write};

use jixiao_sheet::Properties;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::WriteError;
use crate::xml::Xml;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Where the kinds of parts have their names.
const KINDS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

const CORE: [(&str, &str); 4] = [
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// A part beside the main one.
pub struct Part {
    /// `styles`, `settings`, `fontTable`, `theme`, `header`, `footer`: its kind of content and its relation have the same word.
    pub kind: &'static str,
    /// Its file in the folder of the main part.
    pub file: String,
    /// The relation that the main part knows it by.
    pub id: String,
    pub bytes: Vec<u8>,
}

impl Part {
    pub fn new(kind: &'static str, file: &str, bytes: Vec<u8>) -> Self {
        Self { kind, file: file.to_owned(), id: kind.to_owned(), bytes }
    }

    /// The typefaces, with those that stand in for them.
    pub fn fonts() -> Self {
        Self::new("fontTable", "fontTable.xml", include_bytes!("parts/fonts.xml").to_vec())
    }

    /// Colours and lines that nothing here uses, and Word wants to know.
    pub fn theme() -> Self {
        Self::new("theme", "theme/theme1.xml", include_bytes!("parts/theme.xml").to_vec())
    }

    /// What kind of content it is.
    fn content(&self) -> String {
        match self.kind {
            "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            kind => format!("{KINDS}.{kind}+xml"),
        }
    }
}

/// A document of this main part and what it refers to, as bytes of a .docx file.
pub fn pack(document: &[u8], parts: &[Part], properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let core = core(properties)?;
    let (types, of_package, of_document) = (types(parts), of_package(), relations(parts));
    let fixed: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", of_package.as_bytes()),
        ("docProps/core.xml", &core),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", of_document.as_bytes()),
    ];
    let others = parts.iter().map(|part| (format!("word/{}", part.file), part.bytes.as_slice()));
    let all = fixed.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(others);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all {
        archive.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What each part holds.
fn types(parts: &[Part]) -> String {
    let default = |extension: &str, kind: &str| {
        format!(r#"<Default Extension="{extension}" ContentType="application/{kind}"/>"#)
    };
    let own = |name: &str, kind: &str| format!(r#"<Override PartName="/{name}" ContentType="{kind}"/>"#);
    let mut types = default("rels", "vnd.openxmlformats-package.relationships+xml") + &default("xml", "xml");
    types += &own("word/document.xml", &format!("{KINDS}.document.main+xml"));
    types += &own("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    types.extend(parts.iter().map(|part| own(&format!("word/{}", part.file), &part.content())));
    format!(r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{types}</Types>"#)
}

fn of_package() -> String {
    let main = related("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml");
    let core =
        related("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml");
    format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{main}{core}</Relationships>"#)
}

fn relations(parts: &[Part]) -> String {
    let all =
        parts.iter().map(|Part { kind, file, id, .. }| related(id, &format!("{RELATIONS}/{kind}"), file));
    let all: String = all.collect();
    format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#)
}

fn related(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
}

fn core(properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let created = jiff::Timestamp::from_second(properties.created).map_err(|_| WriteError::Time)?.to_string();
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &CORE, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&properties.title))?;
        xml.element("dc:creator", &[], |xml| xml.text(&properties.author))?;
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"))?;
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&created))?;
        }
        Ok(())
    })?;
    Ok(xml.into_bytes())
}
