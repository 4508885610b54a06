//! A document is a valid package of Word: parts and what each is, relations, order of elements, styles (ECMA-376 Parts 1, 2).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use jixiao_docx::{Passage, Prose, Signature};
use jixiao_sheet::{Address, Area, Borders, Cell, Header, Length, Page, Properties, Sheet, Style, Value};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The children that an element may have, in the order of the schema (ECMA-376 Part 1, annex A). What is written is among them; what a
/// parent may hold in any order is not listed.
const ORDER: &[(&str, &[&str])] = &[
    ("w:document", &["w:background", "w:body"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
            "w:textDirection",
            "w:bidi",
            "w:rtlGutter",
            "w:docGrid",
        ],
    ),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    ("w:tblGrid", &["w:gridCol"]),
    ("w:tr", &["w:tblPrEx", "w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
    ),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:p", &["w:pPr", "w:r", "w:fldSimple"]),
    ("w:r", &["w:rPr", "w:t", "w:br"]),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    (
        "w:style",
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:rsid",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    (
        "w:settings",
        &[
            "w:mirrorMargins",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
        ],
    ),
    ("w:fonts", &["w:font"]),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:notTrueType", "w:pitch", "w:sig"]),
];

/// Elements whose children may stand in any order, among those that `ORDER` lists.
const MIXED: [&str; 2] = ["w:p", "w:r"];

/// Elements that hold what is not looked at, or any number of anything.
const OPEN: [&str; 9] =
    ["w:body", "w:trPr", "w:hdr", "w:ftr", "w:fldSimple", "w:compat", "w:rPrDefault", "w:pPrDefault", "w:t"];

/// The parts of a package by their names.
struct Package(BTreeMap<String, String>);

impl Package {
    fn of(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let parts = (0..archive.len()).map(|at| {
            let part = archive.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            (name, std::io::read_to_string(part).unwrap())
        });
        Self(parts.collect())
    }

    /// The elements of a part, in their order, each with those that it stands in.
    fn elements(&self, part: &str) -> Vec<(Vec<String>, BTreeMap<String, String>)> {
        let mut reader = Reader::from_str(&self.0[part]);
        let (mut open, mut found) = (Vec::<String>::new(), Vec::new());
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{part}: {error}")) {
                Event::Start(element) => {
                    open.push(name(&element));
                    found.push((open.clone(), attributes(&element)));
                }
                Event::Empty(element) => {
                    let path = open.iter().cloned().chain([name(&element)]).collect();
                    found.push((path, attributes(&element)));
                }
                Event::End(_) => drop(open.pop()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{part}");
        found
    }

    /// The values of an attribute of all elements of this name.
    fn values(&self, part: &str, element: &str, attribute: &str) -> Vec<String> {
        let all = self.elements(part).into_iter().filter(|(path, _)| path.last().unwrap() == element);
        all.map(|(_, attributes)| attributes[attribute].clone()).collect()
    }
}

/// A part of `WordprocessingML`.
fn is_word(part: &str) -> bool {
    part.starts_with("word/") && !is_relations(part) && !part.contains("theme")
}

fn is_relations(part: &str) -> bool {
    part.contains("_rels/")
}

fn name(element: &BytesStart<'_>) -> String {
    element.name().0.to_owned()
}

fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let all = element.attributes().map(|attribute| attribute.unwrap());
    all.map(|attribute| (attribute.key.0.to_owned(), attribute.value.to_string())).collect()
}

/// Each part has a kind, and each kind that is named a part.
fn check_types(package: &Package) {
    let types = "[Content_Types].xml";
    let named: Vec<String> = package.values(types, "Override", "PartName");
    for part in &named {
        assert!(package.0.contains_key(part.trim_start_matches('/')), "{part}");
    }
    let all: BTreeSet<&String> = named.iter().collect();
    assert_eq!(all.len(), named.len(), "no part is named twice");
    for part in package.0.keys().filter(|part| !is_relations(part) && *part != types) {
        assert!(named.contains(&format!("/{part}")), "{part}");
    }
}

/// Relations lead to parts of their kind, and what refers to one finds it.
fn check_relations(package: &Package) {
    let kinds: BTreeMap<String, String> = {
        let names = package.values("[Content_Types].xml", "Override", "PartName");
        names.into_iter().zip(package.values("[Content_Types].xml", "Override", "ContentType")).collect()
    };
    for (part, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let ids = package.values(part, "Relationship", "Id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{part}");
        let targets = package.values(part, "Relationship", "Target").into_iter();
        for (target, kind) in targets.zip(package.values(part, "Relationship", "Type")) {
            let target = format!("{folder}{target}");
            assert!(package.0.contains_key(&target), "{target}");
            let word = kind.rsplit('/').next().unwrap().replace("officeDocument", "document.main");
            assert!(kinds[&format!("/{target}")].contains(&word), "{target} {kind}");
        }
    }
    let known = package.values("word/_rels/document.xml.rels", "Relationship", "Id");
    for (path, attributes) in package.elements("word/document.xml") {
        if let Some(id) = attributes.get("r:id") {
            assert!(known.contains(id), "{id} in {path:?}");
        }
    }
}

/// Children stand in the order of the schema, and none stands where it may not.
fn check_order(package: &Package) {
    for part in package.0.keys().filter(|part| is_word(part)) {
        // For each open element the place of its last child.
        let mut last: Vec<usize> = Vec::new();
        for (path, _) in package.elements(part) {
            last.resize(path.len(), 0);
            last[path.len() - 1] = 0;
            let [.., parent, child] = path.as_slice() else { continue };
            let Some((_, order)) = ORDER.iter().find(|(known, _)| known == parent) else {
                assert!(OPEN.contains(&parent.as_str()), "{parent} holds {child} in {part}");
                continue;
            };
            let place = order.iter().position(|known| known == child);
            let place = place.unwrap_or_else(|| panic!("{child} in {parent} of {part}"));
            let before = last.len() - 2;
            assert!(
                place >= last[before] || MIXED.contains(&parent.as_str()),
                "{child} in {parent} of {part}"
            );
            assert!(place == 0 || child != "w:pPr" && child != "w:rPr" || !MIXED.contains(&parent.as_str()));
            last[before] = place;
        }
    }
}

/// What a paragraph calls its style, and a style the one that it is based on, is there.
fn check_styles(package: &Package) {
    let known = package.values("word/styles.xml", "w:style", "w:styleId");
    assert_eq!(package.0["word/styles.xml"].matches("w:default=\"1\"").count(), 1);
    for part in package.0.keys().filter(|part| is_word(part)) {
        for element in ["w:pStyle", "w:basedOn", "w:next"] {
            for style in package.values(part, element, "w:val") {
                assert!(known.contains(&style), "{style} in {part}");
            }
        }
    }
}

/// Rows of a table are as wide as its grid, a cell ends with a paragraph, and the document with its paper.
fn check_body(package: &Package) {
    let elements = package.elements("word/document.xml");
    let (mut grid, mut row) = (0, None::<usize>);
    let check = |row: &mut Option<usize>, grid: usize| {
        if let Some(cells) = row.take() {
            assert_eq!(cells, grid, "columns of a row");
        }
    };
    for (path, attributes) in &elements {
        match path.last().unwrap().as_str() {
            "w:tbl" | "w:sectPr" => {
                check(&mut row, grid);
                grid = 0;
            }
            "w:gridCol" => grid += 1,
            "w:tr" => {
                check(&mut row, grid);
                row = Some(0);
            }
            "w:tc" => *row.as_mut().unwrap() += 1,
            "w:gridSpan" => *row.as_mut().unwrap() += attributes["w:val"].parse::<usize>().unwrap() - 1,
            _ => {}
        }
    }
    let text = &package.0["word/document.xml"];
    assert_eq!(text.matches("</w:tc>").count(), text.matches("</w:p></w:tc>").count());
    assert!(text.ends_with("</w:sectPr></w:body></w:document>"));
}

fn check(bytes: &[u8]) -> Package {
    let package = Package::of(bytes);
    check_types(&package);
    check_relations(&package);
    check_order(&package);
    check_styles(&package);
    check_body(&package);
    package
}

fn cell(first: (u32, u32), last: (u32, u32), text: &str, style: Style) -> Cell {
    let area = Area { first: Address::new(first.0, first.1), last: Address::new(last.0, last.1) };
    Cell { area, value: Value::Text(text.to_owned()), style, field: None }
}

/// A form with a title, merges both ways, headings that are repeated, a hidden column and a page header.
fn sheet(name: &str, header: Option<&str>) -> Sheet {
    let title = Style { borders: Borders::NONE, ..Style::default() };
    let margin = Length::tenth_mm(150);
    let page = Page::new(Length::tenth_mm(2970), Length::tenth_mm(2100), margin, margin, margin);
    Sheet {
        name: name.to_owned(),
        columns: [30, 60, 0, 90].map(Length::points).to_vec(),
        rows: vec![Length::points(20); 6],
        cells: vec![
            cell((0, 0), (0, 3), name, title),
            cell((1, 0), (1, 0), "项目名称", Style { bold: true, ..Style::default() }),
            cell((1, 1), (1, 3), "甲 & <乙>\n丙", Style::default()),
            cell(
                (2, 0),
                (3, 0),
                "资金",
                Style { color: Some(jixiao_sheet::Color(0xFF)), ..Style::default() },
            ),
            cell((3, 3), (3, 3), "2", Style { wrap: false, ..Style::default() }),
            cell((4, 0), (4, 3), "指标", Style { fill: Some(jixiao_sheet::Color(0xEE)), ..Style::default() }),
            cell((5, 1), (5, 3), "≥90%", Style::default()),
        ],
        headers: vec![Header { first: 4, last: 4, until: 5 }],
        page: Some(Page { header: header.map(str::to_owned), breaks: vec![3], ..page }),
        ..Sheet::default()
    }
}

fn properties() -> Properties {
    Properties {
        title: "某局 <2023> & 说明".to_owned(), author: "某局".to_owned(), created: 1_709_359_380
    }
}

#[test]
fn forms_are_a_valid_package() {
    let sheets = [sheet("一", None), sheet("二", Some("&L某局&C金额单位：万元"))];
    let package = check(&jixiao_docx::write(&sheets, &properties()).unwrap());
    assert!(package.0.contains_key("word/header2.xml"));
}

#[test]
fn a_text_is_a_valid_package_as_official_documents_are_set() {
    let passages = vec![
        Passage::Text("2023年度，某局按照要求组织开展了绩效自评。".to_owned()),
        Passage::Heading("一、自评结果".to_owned()),
        Passage::Subheading("（一）总体".to_owned()),
        Passage::Text("评为优。\u{1}".to_owned()),
    ];
    let signature = Signature { agency: "某局".to_owned(), date: Some("2024年3月1日".to_owned()) };
    let title = vec!["某局".to_owned(), "2023年度预算绩效情况说明".to_owned()];
    let prose = Prose { title, passages, signature: Some(signature) };
    let bytes = jixiao_docx::write_prose(&prose, &properties()).unwrap();
    assert_eq!(bytes, jixiao_docx::write_prose(&prose, &properties()).unwrap());
    let package = check(&bytes);
    let styles = package.values("word/document.xml", "w:pStyle", "w:val");
    let expected = ["Title", "BodyText", "Heading1", "Heading2", "BodyText", "Signature", "Signature"];
    assert_eq!(styles, expected);
    let core = &package.0["docProps/core.xml"];
    for words in
        ["某局 &lt;2023&gt; &amp; 说明", "<dc:creator>某局<", "<dc:language>zh-CN<", "2024-03-02T06:03:00Z"]
    {
        assert!(core.contains(words), "{words} in {core}");
    }
    let names = package.values("word/styles.xml", "w:name", "w:val");
    assert!(
        ["Title", "heading 1", "heading 2", "footer"].iter().all(|name| names.iter().any(|own| own == name))
    );
    assert!(package.0["word/styles.xml"].contains("方正小标宋简体"));
    for (part, side) in [("word/footer1.xml", "right"), ("word/footer2.xml", "left")] {
        let text: String = {
            let mut reader = Reader::from_str(&package.0[part]);
            let mut text = String::new();
            loop {
                match reader.read_event().unwrap() {
                    Event::Text(words) => text.push_str(&words),
                    Event::Eof => break text,
                    _ => {}
                }
            }
        };
        assert_eq!((text.as_str(), package.values(part, "w:jc", "w:val")), ("—1—", vec![side.to_owned()]));
    }
}

#[test]
fn a_date_that_is_not_known_is_left_to_be_written_in() {
    let signature = Signature { agency: "某局".to_owned(), date: None };
    let prose = Prose { signature: Some(signature), ..Prose::default() };
    let package = check(&jixiao_docx::write_prose(&prose, &properties()).unwrap());
    assert!(package.0["word/document.xml"].contains("年　　月　　日"));
}
