//! The corpus, and what to compare.

use std::path::PathBuf;

use jixiao_container::{Workbook, read};

/// The bytes of a file of the corpus.
pub fn corpus(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(name)).unwrap()
}

/// A file of the corpus.
pub fn book(name: &str) -> Workbook {
    read(&corpus(name), name).unwrap()
}

/// All cells that hold something, as `A1:B2 text`.
pub fn cells(book: &Workbook) -> Vec<String> {
    let all = book.sheets.iter().flat_map(|sheet| &sheet.cells);
    let filled = all.filter(|cell| !cell.value.shown().is_empty());
    filled.map(|cell| format!("{} {}", cell.area, cell.value.shown())).collect()
}

/// All problems, as `A1 text`.
pub fn problems(book: &Workbook) -> Vec<String> {
    book.problems.iter().map(|found| format!("{} {}", found.problem.cell, found.problem.text)).collect()
}
