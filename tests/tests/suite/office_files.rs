//! Word documents and workbooks are what the schemas of Office ask for, by an independent validator, and 汇总表 counts by itself.
//! Both are left out where those programs are not installed (`make bench-setup`).

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use jixiao_app::{
    Book, Catalogue, Existing, Filled, Output, read_book, report, summarise, summary_sheet, workbook,
    write_summary,
};
use jixiao_sheet::{Address, Properties, Value};
use jixiao_tests::corpus;
use jixiao_tests::libreoffice::typed_into;
use jixiao_tests::openxml_audit::breaches;

fn books(catalogue: &Catalogue) -> Vec<Book> {
    let paths = ["urumqi-2023.xlsx", "tongcheng-2021.xlsx"].map(corpus::book_path);
    paths.iter().map(|path| read_book(path, catalogue).unwrap()).collect()
}

#[test]
fn an_independent_validator_finds_nothing() {
    let catalogue = Catalogue::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let output =
        Output { pdf: false, docx: true, ..Output::whole(folder.path().to_path_buf(), Existing::Replace) };
    for book in books(&catalogue) {
        report(&book, "", None, Filled::Keep, &output, &catalogue, &mut || {}).unwrap();
        let written =
            write_summary(&summarise(&[book], Some("某局"), None, &[], &catalogue).unwrap(), &output);
        assert!(written.failures.is_empty(), "{:?}", written.failures);
    }
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let name = format!("file.{}", path.extension().unwrap().to_string_lossy());
        let found = breaches(&name, &fs::read(&path).unwrap()).unwrap_or_default();
        assert_eq!(found, "", "{}", path.display());
    }
}

#[test]
fn the_summary_counts_by_itself() {
    let catalogue = Catalogue::load().unwrap();
    let urumqi = books(&catalogue).remove(0);
    let mut sheet = summary_sheet(&summarise(&[urumqi], None, None, &[], &catalogue).unwrap());
    let expected: BTreeMap<Address, String> = sheet
        .cells
        .iter()
        .filter(|cell| sheet.live.formulas.contains_key(&cell.area.first))
        .map(|cell| (cell.area.first, cell.value.shown()))
        .collect();
    assert!(expected.len() > 80, "{}", expected.len());
    // The results that are stored are wrong on purpose, so that nothing but a computation gives the right ones.
    for cell in &mut sheet.cells {
        if let (true, Value::Number(number)) = (expected.contains_key(&cell.area.first), &mut cell.value) {
            number.value = rust_decimal::dec!(7);
        }
    }
    let written = workbook(&[sheet], &Properties::default()).unwrap();
    let Some(counted) = typed_into(&written, &[]) else { return };
    let read = jixiao_container::read(&counted, "after.xlsx").unwrap();
    for (at, shown) in expected {
        assert_eq!(read.sheets[0].cell(at).unwrap().value.shown(), shown, "{at}");
    }
}
