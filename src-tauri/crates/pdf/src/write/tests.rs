use jixiao_layout::{Pages, Printed, pages};
use jixiao_sheet::{Address, Area, Borders, Cell, Face, Length, Sheet, Style, Value};
use printpdf::{PdfDocument, PdfParseOptions};

use super::{Document, write};
use crate::PdfError;
use jixiao_sheet::Properties;

fn properties() -> Properties {
    Properties { title: "绩效自评表".into(), author: "某市人社局".into(), created: 1_700_000_000 }
}

/// A sheet with a title and one row for each text.
fn laid_out(title: &str, texts: &[&str]) -> Pages {
    let mut sheet = Sheet { columns: vec![Length::points(400)], ..Sheet::default() };
    let big =
        Style { face: Face::Title, size: Length::points(16), borders: Borders::NONE, ..Style::default() };
    let rows = [(title, big)].into_iter().chain(texts.iter().map(|&text| (text, Style::default())));
    for (row, (text, style)) in (0..).zip(rows) {
        let at = Address::new(row, 0);
        let value = Value::Text(text.to_owned());
        sheet.cells.push(Cell { area: Area { first: at, last: at }, value, style, field: None });
    }
    sheet.rows = vec![Length::points(22); sheet.cells.len()];
    pages(&sheet)
}

fn read_back(bytes: &[u8]) -> PdfDocument {
    PdfDocument::parse(bytes, &PdfParseOptions::default(), &mut Vec::new()).unwrap()
}

/// The texts of each page, in the file's order.
fn extracted(bytes: &[u8]) -> Vec<String> {
    read_back(bytes).extract_text().into_iter().map(|page| page.concat().replace("\r\n", "|")).collect()
}

#[test]
fn texts_can_be_extracted_in_order() {
    let first = laid_out("项目支出绩效自评表", &["完成率≥95.5%，执行“好”——是。", "𫖮①㎡"]);
    let second = laid_out("臺灣", &["（2023年度）"]);
    let documents = [Document { title: "一", pages: &first }, Document { title: "二", pages: &second }];
    let found = extracted(&write(&documents, &properties()).unwrap());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], "项目支出绩效自评表|完成率≥95.5%，执行“好”——是。|𫖮①㎡|第 1 页 共 2 页");
    assert_eq!(found[1], "臺灣|（2023年度）|第 2 页 共 2 页");
}

#[test]
fn each_document_has_a_bookmark_on_its_first_page() {
    let long = laid_out("甲", &["长文。\n"; 80]);
    let short = laid_out("乙", &["短文"]);
    assert!(long.pages.len() > 1);
    let documents = [Document { title: "甲项目", pages: &long }, Document { title: "乙项目", pages: &short }];
    let read = read_back(&write(&documents, &properties()).unwrap());
    let mut bookmarks: Vec<_> = read.bookmarks.map.values().map(|b| (b.page, b.name.as_str())).collect();
    bookmarks.sort_unstable();
    assert_eq!(bookmarks, [(1, "甲项目"), (long.pages.len() + 1, "乙项目")]);
    assert_eq!(read.metadata.info.document_title, "绩效自评表");
    assert_eq!(read.metadata.info.author, "某市人社局");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let printed = laid_out("甲", &["一", "二"]);
    let documents = [Document { title: "甲", pages: &printed }];
    let bytes = write(&documents, &properties()).unwrap();
    assert_eq!(bytes, write(&documents, &properties()).unwrap());
    let later = Properties { created: 1_800_000_000, ..properties() };
    assert_ne!(bytes, write(&documents, &later).unwrap());
}

#[test]
fn the_file_says_what_it_is() {
    let printed = laid_out("甲", &["一"]);
    let bytes = write(&[Document { title: "甲", pages: &printed }], &properties()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for expected in ["%PDF-1.7", "/PageMode/UseOutlines", "/CreationDate(D:20231114221320+00'00')", "/ID[("] {
        assert!(text.contains(expected), "{expected}");
    }
    assert!(!text.contains("GTS_PDFX"));
}

#[test]
fn only_used_characters_are_embedded() {
    let printed = laid_out("甲", &["一", "二"]);
    let bytes = write(&[Document { title: "甲", pages: &printed }], &properties()).unwrap();
    assert!(bytes.len() < 120_000, "{}", bytes.len());
}

#[test]
fn characters_without_a_glyph_are_refused_by_name() {
    let printed = laid_out("甲", &["笑脸😀和😀", "好"]);
    let error = write(&[Document { title: "业务楼运营费", pages: &printed }], &properties()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "有些字不在内置字体中，打印出来会是空框，所以没有生成 PDF。请改写下列文字后再导出：\n\
         《业务楼运营费》的“笑脸😀和😀”中的“😀”（U+1F600）"
    );
}

#[test]
fn nothing_to_print_is_an_error() {
    assert!(matches!(write(&[], &properties()), Err(PdfError::Nothing)));
}

#[test]
fn an_empty_page_still_has_its_number() {
    let empty = Pages { pages: vec![Printed::default()], ..laid_out("甲", &[]) };
    let bytes = write(&[Document { title: "空", pages: &empty }], &properties()).unwrap();
    assert_eq!(extracted(&bytes), ["第 1 页 共 1 页"]);
}
