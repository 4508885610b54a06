//! The corpus books: what they show, and the same as calamine reads.

use std::collections::BTreeSet;
use std::io::Cursor;

use crate::files::{corpus, is_ods, is_xls};
use calamine::{Data, Reader, Xls, Xlsx, open_workbook_auto_from_rs};
use jixiao_sheet::{Address, Area, Sheet, Value};
use jixiao_xlsx::{Workbook, read};
use rust_decimal::prelude::ToPrimitive;

/// Books and their numbers of sheets.
const BOOKS: [(&str, usize); 7] = [
    ("changji-2021.xlsx", 16),
    ("changji-2021.ods", 16),
    ("changji-jobs-2020.xls", 2),
    ("urumqi-2023.xlsx", 31),
    ("urumqi-2023-stacked.xlsx", 1),
    ("urumqi-2023-filled-down.xlsx", 6),
    ("tongcheng-2021.xlsx", 1),
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

#[test]
fn every_book_opens_whole() {
    for (name, sheets) in BOOKS {
        let book = book(name);
        assert_eq!(book.sheets.len(), sheets, "{name}");
        assert_eq!(book.problems, [], "{name}");
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
        assert_eq!(one, other);
    }
}

#[test]
fn calamine_reads_the_same_values() {
    for (name, _) in BOOKS {
        let ours = book(name);
        let mut theirs = open_workbook_auto_from_rs(Cursor::new(corpus(name))).unwrap();
        assert_eq!(theirs.sheet_names(), ours.sheets.iter().map(|s| s.name.clone()).collect::<Vec<_>>());
        for sheet in &ours.sheets {
            compare(sheet, &theirs.worksheet_range(&sheet.name).unwrap());
        }
    }
}

fn compare(ours: &Sheet, theirs: &calamine::Range<Data>) {
    let (top, left) = theirs.start().unwrap();
    let mut count = 0;
    for (row, column, data) in theirs.used_cells() {
        let at = Address::new(top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
        let value = &ours.cell(at).unwrap_or_else(|| panic!("{} {at}", ours.name)).value;
        match (data, value) {
            (Data::String(text), Value::Text(own)) => assert_eq!(text.trim(), own.trim(), "{at}"),
            (Data::Float(float), Value::Number(own)) => assert_eq!(Some(*float), own.value.to_f64(), "{at}"),
            (Data::Int(whole), Value::Number(own)) => assert_eq!(Some(*whole), own.value.to_i64(), "{at}"),
            other => panic!("{} {at} {other:?}", ours.name),
        }
        count += 1;
    }
    let held = ours.cells.iter().filter(|cell| !cell.value.shown().is_empty()).count();
    assert_eq!(count, held, "{}", ours.name);
}

#[test]
fn calamine_reads_the_same_merged_areas() {
    for (name, _) in BOOKS.iter().filter(|(name, _)| !is_ods(name)) {
        let cursor = Cursor::new(corpus(name));
        for sheet in &book(name).sheets {
            let theirs = if is_xls(name) {
                let book: Xls<_> = calamine::open_workbook_from_rs(cursor.clone()).unwrap();
                book.merge_cells_by_sheet_name(&sheet.name).unwrap()
            } else {
                let mut book: Xlsx<_> = calamine::open_workbook_from_rs(cursor.clone()).unwrap();
                book.merge_cells_by_sheet_name(&sheet.name).unwrap()
            };
            let corner = |(row, column)| Address::new(row, column);
            let theirs = theirs.iter().map(|area| Area { first: corner(area.start), last: corner(area.end) });
            assert_eq!(merged(sheet), theirs.collect(), "{name} {}", sheet.name);
        }
    }
}
