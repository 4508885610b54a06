//! What one form says stays out of its layout: words of a layout are printed on everybody's form.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use jixiao_edition::{editions, labels};
use jixiao_layout::sheet as printed;
use jixiao_learn::{About, nearly};
use jixiao_model::{Form, Goal, squeeze};
use jixiao_recover::{Catalogue, recover};

/// Books, and cells whose text their layouts don't print.
const STRAYS: [(&str, &[&str]); 12] = [
    ("offices-6/books/shandong-2023-liaocheng-dept.xlsx", &["A14", "F14", "A15", "F15", "A16", "F16"]),
    ("offices-6/books/jilin-2022-siping-hospital.xlsx", &["C11", "H11", "C12", "H12"]),
    ("offices-3/books/shandong-2023-wensi-goal-rows.xlsx", &["B11", "F11", "B12", "F12"]),
    (
        "offices-3/books/xizang-2023-cangjiang-transfer-html.xls",
        &["D2", "D3", "H3", "E6", "G6", "E7", "G8", "D9", "H9"],
    ),
    ("offices-3/books/anhui-2023-wanshui-webcopy-repeat.xlsx", &["C11", "D11", "G11", "H11", "I11"]),
    ("regions/books/yunnan-2022-yongde.xlsx", &["J25"]),
    ("offices-5/books/yunnan-2021-changning.xlsx", &["J20"]),
    ("offices-5/books/sichuan-2024-mingshan.xls", &["F12", "H12"]),
    ("offices-5/books/hunan-2024-qidong-target.docx", &["E7"]),
    ("offices-2/books/hunan-2021-batang-target.xlsx", &["D25", "F25", "F26", "D27", "F29"]),
    ("offices/books/yunnan-2022-dept-years-parts.xlsx", &["A9", "B9", "G9", "A11", "B11"]),
    ("offices-6/books/zhejiang-2024-lishui-court.xlsx", &["K2", "O2", "J9", "A9", "N5"]),
];

/// Cells that are words of the form, though no field is read from them: they stay.
const WORDS: [(&str, &[&str]); 5] = [
    ("offices/books/shanxi-2022-declaration.xlsx", &["A33"]),
    ("offices/books/qinghai-2022-hunan-transfer.xlsx", &["A37", "A38"]),
    ("regions/books/yunnan-2023-baoshan.xlsx", &["A11"]),
    ("offices-5/books/hunan-2021-lingling-cdc.xlsx", &["B9", "B10", "B11"]),
    ("offices-3/books/gansu-2023-longyuan-hints-stars.xlsx", &["A2", "A9", "A12", "A22"]),
];

/// The texts of some cells of a book, with all that the layouts of its forms print on a form with nothing in it.
fn layouts(book: &str, cells: &[&str]) -> Vec<(String, String, Vec<String>)> {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(book);
    let read = jixiao_container::read(&std::fs::read(path).unwrap(), book).unwrap();
    let mut texts = Vec::new();
    let mut words = Vec::new();
    for sheet in &read.sheets {
        let recovered = recover(sheet, Catalogue { editions: &editions, labels: &labels });
        let is_alone = recovered.forms.len() == 1;
        for found in &recovered.forms {
            let learned = nearly(sheet, found, is_alone, &labels, &about);
            assert!(learned.is_ok(), "{book}: {:?}", learned.err());
            let learned = learned.unwrap().edition;
            let blank = Form {
                goals: vec![Goal::default()],
                kind: learned.kind,
                amount_unit: learned.amount_unit,
                ..Form::default()
            };
            words.extend(printed(&blank, &learned).cells.iter().map(|cell| squeeze(&cell.value.shown())));
        }
        let wanted = sheet.cells.iter().filter(|cell| cells.contains(&cell.area.first.to_string().as_str()));
        texts.extend(wanted.map(|cell| (cell.area.first.to_string(), squeeze(&cell.value.shown()))));
    }
    texts.into_iter().map(|(at, text)| (at, text, words.clone())).collect()
}

#[test]
fn what_one_form_says_is_not_in_its_layout() {
    let mut printed = Vec::new();
    for (book, cells) in STRAYS {
        let layouts = layouts(book, cells);
        assert!(layouts.len() >= cells.len(), "{book}");
        let kept = layouts.into_iter().filter(|(_, text, words)| !text.is_empty() && words.contains(text));
        printed.extend(kept.map(|(at, text, _)| format!("{book} {at} {text}")));
    }
    assert_eq!(printed, Vec::<String>::new());
}

#[test]
fn words_of_the_form_stay_in_its_layout() {
    let mut lost = Vec::new();
    for (book, cells) in WORDS {
        let gone = layouts(book, cells).into_iter().filter(|(_, text, words)| !words.contains(text));
        lost.extend(gone.map(|(at, text, _)| format!("{book} {at} {text}")));
    }
    assert_eq!(lost, Vec::<String>::new());
}

/// Layouts whose labels stand beside heading and indicators, and one with a heading that is a number.
#[test]
fn labels_beside_rows_and_numbers_as_headings_are_learned() {
    for book in [
        "offices-4/books/sichuan-2021-anju.xlsx",
        "offices-5/books/jiangsu-2018-suzhou.xlsx",
        "offices-6/books/hunan-2023-xiangtan-target.xls",
    ] {
        layouts(book, &[]);
    }
}
