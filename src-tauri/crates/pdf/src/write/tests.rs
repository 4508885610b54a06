use jixiao_layout::{Pages, Printed, pages};
use jixiao_sheet::{Address, Area, Borders, Cell, Face, Length, Sheet, Style, Value};
use lopdf::Document as Read;

use super::{Document, Numbers, Volume, write, write_volume};
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

fn read_back(bytes: &[u8]) -> Read {
    Read::load_mem(bytes).unwrap()
}

/// The texts of each page, in the file's order.
fn extracted(bytes: &[u8]) -> Vec<String> {
    let read = read_back(bytes);
    let text = |page| {
        let text = read.extract_text(&[page]).unwrap();
        text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    };
    read.get_pages().into_keys().map(text).collect()
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
    let bookmarks: Vec<_> =
        read.get_toc().unwrap().toc.into_iter().map(|entry| (entry.page, entry.title)).collect();
    assert_eq!(bookmarks, [(1, "甲项目".to_owned()), (long.pages.len() + 1, "乙项目".to_owned())]);
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
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let read = read_back(&bytes);
    let catalog = read.catalog().unwrap();
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    let information = read.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let information = read.get_dictionary(information).unwrap();
    let created = information.get(b"CreationDate").unwrap().as_str().unwrap();
    assert!(created.starts_with(b"D:20231114221320"), "{created:?}");
    assert!(information.get(b"GTS_PDFXVersion").is_err());
}

#[test]
fn only_used_characters_are_embedded() {
    let printed = laid_out("甲", &["一", "二"]);
    let bytes = write(&[Document { title: "甲", pages: &printed }], &properties()).unwrap();
    assert!(bytes.len() < 120_000, "{}", bytes.len());
}

#[test]
fn a_character_that_no_font_has_is_a_box_and_is_copied_as_typed() {
    let printed = laid_out("甲", &["笑脸😀和😀", "选项□"]);
    let bytes = write(&[Document { title: "业务楼运营费", pages: &printed }], &properties()).unwrap();
    let page = *read_back(&bytes).get_pages().values().next().unwrap();
    let content = String::from_utf8_lossy(&read_back(&bytes).get_page_content(page)).into_owned();
    // The box stands for two characters, of which one is copied by way of a mark beside it.
    assert!(content.contains("/ActualText"), "{content}");
    assert!(extracted(&bytes)[0].contains('😀'));
}

#[test]
fn a_character_whose_glyph_another_one_shares_is_copied_as_typed() {
    // The radical ⼀ looks like 一 and has its glyph.
    let printed = laid_out("甲", &["一二三", "⼀等奖"]);
    let bytes = write(&[Document { title: "甲", pages: &printed }], &properties()).unwrap();
    let page = *read_back(&bytes).get_pages().values().next().unwrap();
    let content = String::from_utf8_lossy(&read_back(&bytes).get_page_content(page)).into_owned();
    assert!(extracted(&bytes)[0].contains("一二三"));
    assert!(content.contains("/ActualText"), "{content}");
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

#[test]
fn what_stands_in_front_of_a_volume_has_no_number_and_words_stand_across_each_page() {
    let [cover, long, short] =
        [laid_out("封面", &[]), laid_out("甲", &["长文。\n"; 80]), laid_out("乙", &["短文"])];
    let long = Pages { bookmarks: vec![(1, "甲之二".to_owned())], ..long };
    let front = [Document { title: "封面", pages: &cover }];
    let documents = [Document { title: "甲", pages: &long }, Document { title: "乙", pages: &short }];
    let volume =
        Volume { front: &front, documents: &documents, watermark: Some("草稿"), ..Volume::default() };
    let bytes = write_volume(&volume, &properties()).unwrap();
    let (pages, total) = (extracted(&bytes), long.pages.len() + 1);
    assert_eq!(pages.len(), total + 1);
    assert!(pages.iter().all(|page| page.contains('草') && page.contains('稿')), "{pages:?}");
    assert!(!pages[0].contains("共") && pages[1].ends_with(&format!("第 1 页 共 {total} 页")), "{pages:?}");
    let marks: Vec<_> =
        read_back(&bytes).get_toc().unwrap().toc.into_iter().map(|entry| (entry.page, entry.title)).collect();
    let expected = [(1, "封面"), (2, "甲"), (3, "甲之二"), (total + 1, "乙")];
    assert_eq!(marks, expected.map(|(page, title)| (page, title.to_owned())));
    let plain = write_volume(&Volume { watermark: None, ..volume }, &properties()).unwrap();
    assert!(!extracted(&plain)[0].contains('草'));
}

#[test]
fn pages_count_through_the_volume_or_within_each_form_and_are_called_so() {
    let [cover, long, short] =
        [laid_out("封面", &[]), laid_out("甲", &["长文。\n"; 80]), laid_out("乙", &["短文"])];
    let front = [Document { title: "封面", pages: &cover }];
    let documents = [Document { title: "甲", pages: &long }, Document { title: "乙", pages: &short }];
    let count = i64::try_from(long.pages.len()).unwrap();
    for (numbers, last, expected) in [
        (Numbers::Through, format!("第 {0} 页 共 {0} 页", count + 1), vec![(0, "r"), (1, "D")]),
        (Numbers::Each, "第 1 页 共 1 页".to_owned(), vec![(0, "r"), (1, "D"), (1 + count, "D")]),
    ] {
        let volume = Volume { front: &front, documents: &documents, numbers, ..Volume::default() };
        let bytes = write_volume(&volume, &properties()).unwrap();
        assert!(extracted(&bytes).last().unwrap().ends_with(&last), "{:?}", extracted(&bytes));
        let read = read_back(&bytes);
        let labels = read.catalog().unwrap().get(b"PageLabels").unwrap().as_reference().unwrap();
        let labels = read.get_dictionary(labels).unwrap().get(b"Nums").unwrap().as_array().unwrap();
        let style =
            |label: &lopdf::Object| label.as_dict().unwrap().get(b"S").unwrap().as_name().unwrap().to_vec();
        let found: Vec<_> =
            labels.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), style(&pair[1]))).collect();
        let expected: Vec<_> =
            expected.into_iter().map(|(at, style)| (at, style.as_bytes().to_vec())).collect();
        assert_eq!(found, expected);
    }
}

/// What is justified is copied as it was typed: most lines say once how far their characters stand apart.
#[test]
fn justified_texts_are_copied_without_spaces() {
    let text =
        "本年完成率为98.5%，共1234人，较上年有所提高，“群众满意度”（抽样）稳步上升，各项任务按期完成。"
            .repeat(8);
    let style = Style { horizontal: jixiao_sheet::Horizontal::Left, ..Style::default() };
    let at = Address::new(0, 0);
    let cell =
        Cell { area: Area { first: at, last: at }, value: Value::Text(text.clone()), style, field: None };
    let columns = vec![Length::points(207)];
    let printed =
        pages(&Sheet { columns, rows: vec![Length::points(22)], cells: vec![cell], ..Sheet::default() });
    let lines: Vec<_> = printed.pages[0].texts.iter().filter(|line| !line.moves.is_empty()).collect();
    assert!(lines.len() > 10, "{}", lines.len());
    let bytes = write(&[Document { title: "甲", pages: &printed }], &properties()).unwrap();
    let copied = extracted(&bytes).concat().replace('|', "");
    assert!(copied.starts_with(&text), "{copied}");
    let page = *read_back(&bytes).get_pages().values().next().unwrap();
    let content = String::from_utf8_lossy(&read_back(&bytes).get_page_content(page)).into_owned();
    assert!(content.contains(" Tc"), "{content}");
}
