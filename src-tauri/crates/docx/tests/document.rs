//! What is written is what Word asks for, and is read again as it was.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_container::read;
use jixiao_sheet::{
    Address, Area, Border, Borders, Cell, Header, Length, Page, Properties, Sheet, Style, Value,
};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The children that an element may have, in the order that the schema asks for (ECMA-376 Part 1, annex A); all that are written.
const ORDER: &[(&str, &[&str])] = &[
    ("w:pPr", &["w:pageBreakBefore", "w:spacing", "w:jc", "w:rPr", "w:sectPr"]),
    ("w:rPr", &["w:rFonts", "w:b", "w:color", "w:sz", "w:szCs"]),
    ("w:sectPr", &["w:footerReference", "w:type", "w:pgSz", "w:pgMar"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblLayout", "w:tblCellMar"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:vAlign"]),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:p", &["w:pPr", "w:r"]),
];

fn cell(at: &str, text: &str, style: Style) -> Cell {
    let (first, last) = at.split_once(':').unwrap_or((at, at));
    let address = |at: &str| {
        let column = u32::from(at.as_bytes()[0] - b'A');
        Address::new(at[1..].parse::<u32>().unwrap() - 1, column)
    };
    let area = Area { first: address(first), last: address(last) };
    Cell { area, value: Value::Text(text.to_owned()), style, field: None }
}

/// A form with a title, merges both ways, headings that are repeated, a gap, a ground and a hidden column.
fn sheet(name: &str) -> Sheet {
    let title = Style { borders: Borders::NONE, bold: true, size: Length::points(18), ..Style::default() };
    let thick = Style {
        borders: Borders::all(Border::Thick),
        fill: Some(jixiao_sheet::Color(0xEE_EEEE)),
        wrap: false,
        ..Style::default()
    };
    let plain = Style::default;
    let long = "目标".repeat(40);
    Sheet {
        name: name.to_owned(),
        columns: [30, 60, 0, 90].map(Length::points).to_vec(),
        rows: vec![Length::points(20); 7],
        cells: vec![
            cell("A1:D1", name, title),
            cell("A2", "项目名称", thick),
            cell("B2:D2", "甲 & <乙>\n丙\u{1}", plain()),
            cell("A3:A4", "资金", plain()),
            cell("B3", "1.50", plain()),
            cell("D4", "2", plain()),
            cell("A5", "指标", plain()),
            cell("B5:D5", "指标值", plain()),
            cell("A6:A7", "数量指标", plain()),
            cell("B6:D6", &long, plain()),
            cell("B7:D7", "≥90%", plain()),
        ],
        headers: vec![Header { first: 4, last: 4, until: 6 }],
        page: Some(Page {
            breaks: vec![5],
            ..Page::new(
                Length::tenth_mm(2970),
                Length::tenth_mm(2100),
                Length::tenth_mm(150),
                Length::tenth_mm(200),
                Length::tenth_mm(200),
            )
        }),
        ..Sheet::default()
    }
}

fn part(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let text = part(&jixiao_docx::write(&[sheet("一"), sheet("二")], &Properties::default()).unwrap());
    let mut reader = Reader::from_str(&text);
    // The open elements, each with the place of its last child.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut seen = 0;
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(element) | Event::Empty(element) = &event {
            let name = element.name().0.to_owned();
            if let Some((parent, last)) = open.last_mut()
                && let Some((_, order)) = ORDER.iter().find(|(known, _)| known == parent)
            {
                let place = order.iter().position(|known| *known == name);
                assert!(place.is_some_and(|place| place >= *last), "{name} in {parent}");
                (*last, seen) = (place.unwrap(), seen + 1);
            }
        }
        match event {
            Event::Start(element) => open.push((element.name().0.to_owned(), 0)),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(seen > 200, "{seen}");
    for (what, count) in [
        ("<w:tblHeader/>", 2),
        ("<w:pageBreakBefore/>", 2),
        ("w:orient=\"landscape\"", 2),
        ("<w:sectPr>", 2),
        ("w:vMerge w:val=\"restart\"", 4),
        ("w:vMerge w:val=\"continue\"", 4),
        ("<w:gridCol", 12),
        ("<w:tbl>", 4),
    ] {
        assert_eq!(text.matches(what).count(), count, "{what}");
    }
}

#[test]
fn a_document_is_read_as_its_sheets() {
    let bytes = jixiao_docx::write(&[sheet("一张表"), sheet("另一张表")], &Properties::default()).unwrap();
    assert_eq!(
        bytes,
        jixiao_docx::write(&[sheet("一张表"), sheet("另一张表")], &Properties::default()).unwrap()
    );
    let sheets = read(&bytes, "表.docx").unwrap().sheets;
    assert_eq!(sheets.len(), 2);
    // The hidden column is not printed, and the one behind it takes its place.
    let shown: Vec<String> = sheets[1]
        .cells
        .iter()
        .filter(|cell| !cell.value.shown().is_empty())
        .map(|cell| format!("{} {}", cell.area, cell.value.shown()))
        .collect();
    let long = format!("B6:C6 {}", "目标".repeat(40));
    assert_eq!(
        shown,
        [
            "A1:C1 另一张表",
            "A2:A2 项目名称",
            "B2:C2 甲 & <乙>\n丙",
            "A3:A4 资金",
            "B3:B3 1.50",
            "C4:C4 2",
            "A5:A5 指标",
            "B5:C5 指标值",
            "A6:A7 数量指标",
            long.as_str(),
            "B7:C7 ≥90%",
        ]
    );
}
