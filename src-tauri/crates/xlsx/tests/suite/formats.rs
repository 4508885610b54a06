//! The same workbook in three formats, saved by LibreOffice: number formats, dates, errors, hidden sheets, names.

use crate::files::{is_ods, xls};
use jixiao_sheet::{Sheet, Value};
use jixiao_xlsx::{Workbook, read};

/// What column A shows from row 1 on; column B holds the format codes.
const SHOWN: [&str; 31] = [
    "20",
    "98.94736842",
    "13",
    "12.35",
    "98.94%",
    "100%",
    "10.00分",
    "96.38分",
    "36,751.12",
    "2,058.03",
    "-2,058.03",
    "5.00",
    "5.5",
    "≥95人",
    "007",
    "1,234.50",
    "2021-12-31",
    "2021年12月31日",
    "2021年12月",
    "TRUE",
    "=1次",
    "甲\n乙",
    "  前后  ",
    "0.1",
    "0.0000001",
    "0.00",
    "123456789012",
    "1,234,567",
    "40",
    "#DIV/0!",
    "合并",
];

fn fixture(name: &str) -> Workbook {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), name).unwrap()
}

fn column_a(sheet: &Sheet) -> Vec<String> {
    let cells = sheet.cells.iter().filter(|cell| cell.area.first.column == 0);
    cells.map(|cell| cell.value.shown()).collect()
}

#[test]
fn all_formats_read_alike() {
    for name in ["formats.xlsx", "formats.xls", "formats.ods"] {
        let book = fixture(name);
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["数字格式", "隐藏", "it's 空格"], "{name}");
        for (shown, expected) in column_a(&book.sheets[0]).iter().zip(SHOWN) {
            // OpenDocument shows General with all digits.
            let is_longer = is_ods(name) && shown == "98.9473684210526";
            assert!(shown == expected || is_longer, "{name}: {shown} instead of {expected}");
        }
        assert_eq!(column_a(&book.sheets[0]).len(), SHOWN.len(), "{name}");
        let marks = book.sheets.iter().flat_map(|sheet| &sheet.marks);
        let marks: Vec<String> = marks.map(|mark| format!("{} {}", mark.name, mark.area)).collect();
        assert_eq!(marks, ["jixiao.form A1:B9", "jixiao.book A1:A1"], "{name}");
        let reported =
            book.problems.iter().map(|reported| (reported.sheet.as_str(), reported.problem.cell.as_str()));
        assert_eq!(reported.collect::<Vec<_>>(), [("数字格式", "A30"), ("隐藏", "")], "{name}");
    }
}

#[test]
fn formats_are_kept_beside_the_values() {
    for name in ["formats.xlsx", "formats.xls", "formats.ods"] {
        let book = fixture(name);
        let Value::Number(percent) = &book.sheets[0].cells[8].value else { panic!("{name}") };
        assert_eq!((percent.value.to_string().as_str(), percent.format.percent), ("0.9894", true), "{name}");
        let Value::Number(points) = &book.sheets[0].cells[12].value else { panic!("{name}") };
        assert_eq!(
            (points.value.to_string().as_str(), points.format.suffix.as_str()),
            ("10", "分"),
            "{name}"
        );
    }
}

/// Excel 5.0/95 keeps texts as bytes of a code page: 甲 is `BC D7` in GBK.
#[test]
fn texts_of_excel_95_are_gbk() {
    let mut book = xls(&[(0x0204, &[0, 0, 0, 0, 0, 0, 4, 0, 0xBC, 0xD7, 0xD2, 0xD2])]);
    book[5] = 5;
    // The sheet's name is a plain byte string there; the flags before it go, and all behind moves up a byte.
    let entry = 12;
    book[entry + 2] = 8;
    book[entry + 4] = 28;
    book.remove(entry + 4 + 7);
    let book = read(&book, "旧.xls").unwrap();
    assert_eq!(book.sheets[0].name, "A");
    assert_eq!(book.sheets[0].cells[0].value, Value::Text("甲乙".to_owned()));
}
