//! 从剪贴板导入: a table that was copied elsewhere is looked through and taken over like a file.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::Import;
use jixiao_app::desk::view::ImportChoice;
use tempfile::tempdir;

use crate::made::{actor, pick, workspace};

fn html() -> String {
    let file = "../../../tests/corpus/containers/guichi-html.xls";
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The texts of the same sheet between tabs, as a spreadsheet puts them on the clipboard.
fn text() -> String {
    let book = jixiao_container::read(html().as_bytes(), "表.xls").unwrap();
    let sheet = &book.sheets[0];
    let rows = sheet.cells.iter().map(|cell| cell.area.last.row).max().unwrap();
    let columns = sheet.cells.iter().map(|cell| cell.area.last.column).max().unwrap();
    let shown = |row: u32, column: u32| {
        let cell =
            sheet.cells.iter().find(|cell| (cell.area.first.row, cell.area.first.column) == (row, column));
        let text = cell.map(|cell| cell.value.shown()).unwrap_or_default();
        if text.contains('\n') { format!("\"{text}\"") } else { text }
    };
    let line = |row| (0..=columns).map(|column| shown(row, column)).collect::<Vec<_>>().join("\t");
    (0..=rows).map(line).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn a_copied_table_is_read_like_a_file() {
    for (html, text) in [(html(), String::new()), (String::new(), text())] {
        let folder = tempdir().unwrap();
        let mut workspace = workspace(&folder);
        let import = Import::pasted(&html, &text, &workspace.catalogue()).unwrap();
        let review = workspace.review(import);
        assert_eq!((review.books[0].name.as_str(), review.books[0].forms.len()), ("剪贴板", 1));
        let form = &review.books[0].forms[0];
        assert_eq!((form.year, form.indicators), (Some(2022), 11), "{form:?}");
        workspace.create(&folder.path().join("表.jixiao"), "某局", 2022, &actor()).unwrap();
        let choice = ImportChoice { forms: vec![pick(form.index)], template_year: None, years: Vec::new() };
        let document = workspace.import_take(&choice, &actor()).unwrap();
        assert_eq!(document.forms[0].name, form.name);
    }
}

#[test]
fn without_a_table_it_is_said_what_to_copy() {
    let folder = tempdir().unwrap();
    let catalogue = workspace(&folder).catalogue();
    for (html, text) in [("", ""), ("<p>一段话</p>", "一段话"), ("", "一行\n又一行")] {
        let error = Import::pasted(html, text, &catalogue).unwrap_err();
        assert!(error.to_string().starts_with("剪贴板里没有表格"), "{error}");
    }
}
