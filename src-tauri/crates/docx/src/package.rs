//! The archive around the main part.

use std::io::{Cursor, Write};

use jixiao_sheet::Properties;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::WriteError;
use crate::body::{Parts, footer, header_id};
use crate::xml::Xml;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#;

/// No space is added between Chinese characters and digits, as in print.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style></w:styles>"#;

/// Word lays out as it does since 2013.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

const CORE: [(&str, &str); 4] = [
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// The document of these parts, as bytes of a .docx file.
pub fn pack(parts: &Parts, properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let (footer, core) = (footer()?, core(properties)?);
    let (types, relations) = (types(parts), relations(parts));
    let fixed: [(&str, &[u8]); 8] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("docProps/core.xml", &core),
        ("word/document.xml", &parts.document),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/settings.xml", SETTINGS.as_bytes()),
        ("word/footer1.xml", &footer),
    ];
    let headers = parts.headers.iter().map(|(sheet, bytes)| (header_file(*sheet), bytes.as_slice()));
    let all = fixed.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(headers);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all {
        archive.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Readers number the parts of page headers from one.
fn header_file(sheet: usize) -> String {
    format!("word/header{}.xml", sheet + 1)
}

fn types(parts: &Parts) -> String {
    let header = |sheet: usize| {
        let file = header_file(sheet);
        format!(
            r#"<Override PartName="/{file}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#
        )
    };
    let headers: String = parts.headers.iter().map(|(sheet, _)| header(*sheet)).collect();
    format!("{TYPES}{headers}</Types>")
}

fn relations(parts: &Parts) -> String {
    let header = |sheet: usize| {
        let (id, number) = (header_id(sheet), sheet + 1);
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header{number}.xml"/>"#
        )
    };
    let headers: String = parts.headers.iter().map(|(sheet, _)| header(*sheet)).collect();
    format!("{PARTS}{headers}</Relationships>")
}

fn core(properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let created = jiff::Timestamp::from_second(properties.created).map_err(|_| WriteError::Time)?.to_string();
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &CORE, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&properties.title))?;
        xml.element("dc:creator", &[], |xml| xml.text(&properties.author))?;
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&created))?;
        }
        Ok(())
    })?;
    Ok(xml.into_bytes())
}
