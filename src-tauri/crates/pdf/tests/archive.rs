//! What is written is PDF/A-2u. No independent validator can be had from the package registries that the tests may use, so the
//! clauses of ISO 19005-2 that a file of ours can breach are checked here, on the bytes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use jixiao_layout::{Pages, pages};
use jixiao_pdf::{Document, Volume, write, write_volume};
use jixiao_sheet::{Address, Area, Cell, Color, Properties, Sheet, Style, Value};
use lopdf::content::Content;
use lopdf::{Dictionary, Object};

type Check = fn(&[u8], &lopdf::Document) -> Result<(), String>;

/// Clause, and what it asks.
const CLAUSES: &[(&str, Check)] = &[
    ("6.1.2 file header: version and four bytes beyond ASCII", header),
    ("6.1.3 trailer: an identifier, no encryption, nothing behind the end", trailer),
    ("6.1.7 streams lie in the file, none packed with LZW", streams),
    ("6.2.3 an output intent with a profile, or colours that need none", colours),
    ("6.2.10 no transparency", transparency),
    ("6.2.11.4 every font is embedded", embedded),
    ("6.2.11.7 every character has its Unicode value (level U)", unicode),
    ("6.2.11.8 no reference to .notdef", notdef),
    ("6.3, 6.4, 6.5 no annotations, forms or actions", actions),
    ("6.6.2, 6.6.4 metadata that say so, and say what the information dictionary says", metadata),
    ("6.9 no optional contents", optional),
    ("14.9.2 of ISO 32000-1: the language", language),
];

fn header(bytes: &[u8], _: &lopdf::Document) -> Result<(), String> {
    let lines: Vec<&[u8]> = bytes.splitn(3, |byte| *byte == b'\n').collect();
    ensure(lines[0] == b"%PDF-1.7", || format!("{:?}", String::from_utf8_lossy(lines[0])))?;
    let is_binary =
        lines[1].starts_with(b"%") && lines[1][1..].iter().filter(|byte| **byte > 127).count() >= 4;
    ensure(is_binary, || format!("{:?}", lines[1]))
}

fn trailer(bytes: &[u8], file: &lopdf::Document) -> Result<(), String> {
    ensure(file.trailer.get(b"ID").is_ok(), || "no ID".to_owned())?;
    ensure(file.trailer.get(b"Encrypt").is_err(), || "encrypted".to_owned())?;
    ensure(bytes.trim_ascii_end().ends_with(b"%%EOF"), || "something behind the end".to_owned())
}

fn streams(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        for key in ["F", "FFilter", "FDecodeParams"] {
            ensure(stream.dict.get(key.as_bytes()).is_err(), || format!("a stream with {key}"))?;
        }
        let filter = format!("{:?}", stream.dict.get(b"Filter").ok());
        ensure(!filter.contains("LZW") && !filter.contains("Crypt"), || filter.clone())?;
    }
    Ok(())
}

fn colours(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    let catalog = file.catalog().unwrap();
    let intents =
        catalog.get(b"OutputIntents").and_then(|entry| file.dereference(entry)).map(|found| found.1);
    let has_profile = intents.and_then(Object::as_array).is_ok_and(|intents| {
        intents.iter().any(|intent| {
            let intent = file.dereference(intent).unwrap().1.as_dict().unwrap();
            intent.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"GTS_PDFA1")
                && intent.get(b"DestOutputProfile").is_ok()
        })
    });
    let device: BTreeSet<String> = operations(file)
        .into_iter()
        .filter(|(operator, _)| matches!(operator.as_str(), "rg" | "RG" | "g" | "G" | "k" | "K"))
        .map(|(operator, _)| operator)
        .collect();
    ensure(device.is_empty() || has_profile, || format!("{device:?} without a profile"))
}

fn transparency(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    for dictionary in dictionaries(file) {
        ensure(dictionary.get(b"SMask").is_err(), || "a soft mask".to_owned())?;
        for key in ["CA", "ca"] {
            let opacity = dictionary.get(key.as_bytes()).ok().map(|opacity| format!("{opacity:?}"));
            ensure(opacity.as_deref().is_none_or(|opacity| opacity == "1"), || format!("{key} {opacity:?}"))?;
        }
    }
    Ok(())
}

fn embedded(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    let mut count = 0;
    for descriptor in of_type(file, "FontDescriptor") {
        count += 1;
        let has_file = ["FontFile2", "FontFile3"].iter().any(|key| descriptor.get(key.as_bytes()).is_ok());
        ensure(has_file, || format!("{descriptor:?}"))?;
    }
    ensure(count > 0, || "no font".to_owned())
}

fn unicode(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    for font in of_type(file, "Font") {
        if font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0") {
            let map = font.get(b"ToUnicode").map_err(|_| format!("{font:?}"))?;
            let map = file.dereference(map).unwrap().1.as_stream().unwrap().decompressed_content().unwrap();
            let map = String::from_utf8_lossy(&map).into_owned();
            for value in ["<0000>\n", "<FEFF>\n", "<FFFE>\n"] {
                let mapped = map
                    .lines()
                    .filter(|line| line.starts_with('<'))
                    .any(|line| format!("{line}\n").ends_with(&format!(" {value}")));
                ensure(!mapped, || format!("a character stands for {value}"))?;
            }
        }
    }
    Ok(())
}

fn notdef(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    let shown = operations(file).into_iter().filter(|(operator, _)| matches!(operator.as_str(), "Tj" | "TJ"));
    for (_, operands) in shown {
        let parts = operands.into_iter().flat_map(|operand| match operand {
            Object::Array(parts) => parts,
            other => vec![other],
        });
        for part in parts {
            let codes = part.as_str().unwrap_or_default();
            ensure(codes.chunks(2).all(|code| code != [0, 0]), || format!("{codes:?}"))?;
        }
    }
    Ok(())
}

fn actions(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    for dictionary in dictionaries(file) {
        for key in ["Annots", "AcroForm", "OpenAction", "AA", "JavaScript", "JS", "Launch"] {
            ensure(dictionary.get(key.as_bytes()).is_err(), || key.to_owned())?;
        }
    }
    Ok(())
}

fn metadata(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    let entry = file.catalog().unwrap().get(b"Metadata").map_err(|_| "none".to_owned())?;
    let stream = file.dereference(entry).unwrap().1.as_stream().unwrap();
    ensure(stream.dict.get(b"Filter").is_err(), || "packed".to_owned())?;
    let packet = String::from_utf8(stream.content.clone()).map_err(|error| error.to_string())?;
    for expected in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "绩效自评表",
        "某市人社局",
        "zh-CN",
    ] {
        ensure(packet.contains(expected), || format!("{expected} is not in {packet}"))?;
    }
    ensure(packet.contains("2023-11-14T22:13:20"), || packet.clone())
}

fn optional(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    ensure(file.catalog().unwrap().get(b"OCProperties").is_err(), || "OCProperties".to_owned())
}

fn language(_: &[u8], file: &lopdf::Document) -> Result<(), String> {
    let language = file.catalog().unwrap().get(b"Lang").and_then(Object::as_str).unwrap_or_default();
    ensure(language == b"zh-CN", || format!("{language:?}"))
}

fn ensure(holds: bool, message: impl Fn() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

fn dictionaries(file: &lopdf::Document) -> Vec<&Dictionary> {
    let objects = file.objects.values();
    objects
        .filter_map(|object| match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        })
        .collect()
}

fn of_type<'a>(file: &'a lopdf::Document, name: &str) -> Vec<&'a Dictionary> {
    let is = |dictionary: &&Dictionary| {
        let kind = dictionary.get(b"Type").or_else(|_| dictionary.get(b"S")).and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == name.as_bytes())
    };
    dictionaries(file).into_iter().filter(is).collect()
}

/// What is drawn, operator and operands, on all pages.
fn operations(file: &lopdf::Document) -> Vec<(String, Vec<Object>)> {
    let contents = file.get_pages().into_values().map(|page| file.get_page_content(page));
    contents
        .flat_map(|content| Content::decode(&content).unwrap().operations)
        .map(|operation| (operation.operator, operation.operands))
        .collect()
}

fn cell((row, column): (u32, u32), text: &str, style: &Style) -> Cell {
    let at = Address::new(row, column);
    Cell {
        area: Area { first: at, last: at },
        value: Value::Text(text.to_owned()),
        style: style.clone(),
        field: None,
    }
}

/// A form with all that may be printed: a title, headings, coloured grounds and texts, shared glyphs, boxes, several pages.
fn form() -> Pages {
    let loud = Style { fill: Some(Color(0xFF_FF00)), color: Some(Color(0xFF_0000)), ..Style::default() };
    let title = Style { borders: jixiao_sheet::Borders::NONE, ..Style::default() };
    let mut cells = vec![
        cell((0, 0), "项目支出绩效自评表", &title),
        cell((1, 0), "指标", &loud),
        cell((1, 1), "说明", &loud),
    ];
    for row in 2..90 {
        cells.push(cell((row, 0), "一⼀①…—😀\u{ffff}", &Style::default()));
        cells.push(cell((row, 1), "完成率≥95.5%，执行“好”——是。", &Style::default()));
    }
    let headers = vec![jixiao_sheet::Header { first: 1, last: 1, until: 89 }];
    let columns = vec![jixiao_sheet::Length::points(200); 2];
    pages(&Sheet { columns, cells, headers, ..Sheet::default() })
}

#[test]
fn a_file_meets_every_clause() {
    let form = form();
    assert!(form.pages.len() > 1);
    let properties =
        Properties {
            title: "绩效自评表".into(), author: "某市人社局".into(), created: 1_700_000_000
        };
    let documents = [Document { title: "甲", pages: &form }];
    let volume =
        Volume { front: &documents, documents: &documents, watermark: Some("草稿"), ..Volume::default() };
    for bytes in [write(&documents, &properties).unwrap(), write_volume(&volume, &properties).unwrap()] {
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        for (clause, check) in CLAUSES {
            if let Err(breach) = check(&bytes, &file) {
                panic!("{clause}: {breach}");
            }
        }
    }
}
