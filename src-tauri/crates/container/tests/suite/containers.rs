//! One form in several containers.

use crate::files::{book, cells, problems};

/// What a form's author typed does not depend on the program that it was saved with.
#[test]
fn one_form_in_all_containers() {
    let expected = cells(&book("containers/guichi.docx"));
    assert_eq!(expected.len(), 108, "cells with a text");
    for name in ["guichi-html.xls", "guichi-html-gbk.xls", "guichi-xml2003.xls"] {
        let book = book(&format!("containers/{name}"));
        let numbers = |text: &String| text.replace(".0 ", " ");
        let found = cells(&book);
        assert_eq!(
            found.iter().map(numbers).collect::<Vec<_>>(),
            expected.iter().map(numbers).collect::<Vec<_>>(),
            "{name}"
        );
        assert_eq!(problems(&book), Vec::<String>::new(), "{name}");
    }
}

/// A PDF has no cells, only lines; wrapped text and the title above the table come out as far as one can tell.
#[test]
fn the_ruled_table_of_a_pdf_has_the_same_texts() {
    let found = book("containers/guichi.pdf");
    let texts = |book: &jixiao_container::Workbook| -> Vec<String> {
        let all = book.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| cell.value.shown());
        let folded = all.map(|text| text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        let mut texts: Vec<String> = folded.filter(|text| !text.is_empty()).collect();
        texts.sort();
        texts
    };
    let (expected, found_texts) = (texts(&book("containers/guichi.docx")), texts(&found));
    let missing: Vec<&String> = expected.iter().filter(|text| !found_texts.contains(text)).collect();
    // The print leaves a mark and a colon of the original away.
    assert_eq!(missing, ["年度资金总额：", "附件："]);
    assert!(problems(&found)[0].starts_with(" 这是 PDF 文件"));
}
