//! The corpus books: what they show, and that no text of the published forms is missing.

use std::collections::BTreeSet;

use crate::files::{corpus, corpus_form};
use jixiao_sheet::{Area, Cell, Sheet};
use jixiao_xlsx::{Workbook, read};
use serde_json::Value;

/// Books with their numbers of sheets, cells and merged areas.
const BOOKS: [(&str, usize, usize, usize); 7] = [
    ("changji-2021.xlsx", 16, 2157, 316),
    ("changji-2021.ods", 16, 2157, 316),
    ("changji-jobs-2020.xls", 2, 288, 50),
    ("urumqi-2023.xlsx", 31, 3298, 552),
    ("urumqi-2023-stacked.xlsx", 1, 596, 105),
    ("urumqi-2023-filled-down.xlsx", 6, 666, 90),
    ("tongcheng-2021.xlsx", 1, 372, 113),
];

/// Books, the forms in them, and how many texts of those keys stand in the forms.
const TRUTH: [(&str, &[&str], usize); 5] = [
    ("changji-2021.xlsx", &["changji-2021"], 685),
    ("changji-2021.ods", &["changji-2021"], 685),
    ("changji-jobs-2020.xls", &["changji-jobs-2020"], 112),
    ("urumqi-2023.xlsx", &["urumqi-2023-department", "urumqi-2023"], 1013),
    ("tongcheng-2021.xlsx", &["tongcheng-2021-department"], 157),
];

/// Keys of texts that a workbook holds as they are; labels and amounts are laid out in many ways.
const KEYS: [&str; 10] = [
    "name",
    "competent_department",
    "implementing_unit",
    "goal_expected",
    "goal_actual",
    "expected",
    "level3",
    "target",
    "actual",
    "reason",
];

/// Cells by book, sheet and place, with the area they stand for.
const CELLS: [(&str, usize, &str, &str); 20] = [
    ("changji-2021.xlsx", 0, "A1:I1", "“访惠聚”工作为民办实事经费（区级）项目支出绩效自评表"),
    ("changji-2021.xlsx", 0, "A5:B9", "项目资金\n（万元）"),
    ("changji-2021.xlsx", 0, "D6:D6", "20"),
    ("changji-2021.xlsx", 0, "H6:H6", "100.00%"),
    ("changji-2021.xlsx", 0, "I6:I6", "10.00分"),
    ("changji-2021.xlsx", 0, "C8:C8", "      上年结转资金"),
    ("changji-2021.ods", 0, "A1:I1", "“访惠聚”工作为民办实事经费（区级）项目支出绩效自评表"),
    ("changji-2021.ods", 0, "A5:B9", "项目资金\n（万元）"),
    ("changji-2021.ods", 0, "D6:D6", "20"),
    ("changji-2021.ods", 0, "C8:C8", "      上年结转资金"),
    ("changji-jobs-2020.xls", 0, "A1:I1", "项目支出绩效自评表"),
    ("changji-jobs-2020.xls", 0, "D6:D6", "13"),
    ("changji-jobs-2020.xls", 0, "F4:I4", "昌吉回族自治州公共就业服务局"),
    ("urumqi-2023.xlsx", 0, "C5:C5", "36,751.12"),
    ("urumqi-2023.xlsx", 0, "G5:G5", "98.94%"),
    ("urumqi-2023.xlsx", 0, "A4:A9", "年度预算（万元）"),
    ("urumqi-2023-stacked.xlsx", 0, "H6:H6", "90.99%"),
    ("urumqi-2023-stacked.xlsx", 0, "I6:I6", "9.10分"),
    ("urumqi-2023-filled-down.xlsx", 0, "D6:D6", "5.6"),
    ("tongcheng-2021.xlsx", 0, "A1:H1", "附件2"),
];

fn book(name: &str) -> Workbook {
    read(&corpus(name), name).unwrap()
}

fn merged(sheet: &Sheet) -> BTreeSet<Area> {
    sheet.cells.iter().map(|cell| cell.area).filter(|area| area.first != area.last).collect()
}

/// Texts, numbers and merged areas; not the blank cells that only have a look.
fn kept(sheet: &Sheet) -> Vec<(Area, &jixiao_sheet::Value)> {
    let is_kept = |cell: &&Cell| cell.area.first != cell.area.last || !cell.value.shown().is_empty();
    sheet.cells.iter().filter(is_kept).map(|cell| (cell.area, &cell.value)).collect()
}

#[test]
fn every_book_opens_whole() {
    for (name, sheets, cells, areas) in BOOKS {
        let book = book(name);
        assert_eq!(book.sheets.len(), sheets, "{name}");
        assert_eq!(book.problems, [], "{name}");
        assert_eq!(book.sheets.iter().map(|sheet| kept(sheet).len()).sum::<usize>(), cells, "{name}");
        assert_eq!(book.sheets.iter().map(|sheet| merged(sheet).len()).sum::<usize>(), areas, "{name}");
        for sheet in &book.sheets {
            assert!(sheet.cells.is_sorted_by_key(|cell| cell.area.first), "{name} {}", sheet.name);
            assert!(merged(sheet).len() > 9, "{name} {}", sheet.name);
        }
    }
}

#[test]
fn cells_are_as_printed() {
    for (name, sheet, place, expected) in CELLS {
        let book = book(name);
        let cell = book.sheets[sheet].cells.iter().find(|cell| cell.area.to_string() == place);
        let shown = cell.map(|cell| cell.value.shown()).unwrap_or_default();
        assert_eq!(shown, expected, "{name} {place}");
    }
}

#[test]
fn the_same_book_reads_the_same_in_two_formats() {
    let (one, other) = (book("changji-2021.xlsx"), book("changji-2021.ods"));
    for (one, other) in one.sheets.iter().zip(&other.sheets) {
        assert_eq!((&one.name, kept(one)), (&other.name, kept(other)));
    }
}

#[test]
fn every_text_of_the_published_forms_is_read() {
    for (name, forms, count) in TRUTH {
        let book = book(name);
        let cells = book.sheets.iter().flat_map(|sheet| &sheet.cells);
        let shown: BTreeSet<String> = cells.map(|cell| without_blanks(&cell.value.shown())).collect();
        let mut texts = Vec::new();
        for form in forms {
            collect("", &corpus_form(form), &mut texts);
        }
        assert_eq!(texts.len(), count, "{name}");
        for text in texts {
            assert!(shown.contains(&text), "{name}: {text}");
        }
    }
}

fn collect(key: &str, value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| collect(key, value, texts)),
        Value::Array(values) => values.iter().for_each(|value| collect(key, value, texts)),
        Value::String(text) if KEYS.contains(&key) && !text.trim().is_empty() => {
            texts.push(without_blanks(text));
        }
        _ => {}
    }
}

/// Line breaks and spaces are set differently in each book.
fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}
