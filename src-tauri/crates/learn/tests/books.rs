//! Every book there is, printed again in the layout that was learned from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jixiao_edition::{editions, labels};
use jixiao_layout::reprint;
use jixiao_learn::{About, proven};
use jixiao_recover::{Catalogue, recover};

fn books(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(folder);
    let mut books: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    books.sort();
    books
}

#[test]
fn books_are_printed_again() {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let catalogue = Catalogue { editions: &editions, labels: &labels };
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    for folder in ["regions/books", "books", "containers"] {
        let (mut learned, mut all) = (0, 0);
        for path in books(folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let Ok(book) = jixiao_container::read(&std::fs::read(&path).unwrap(), &name) else { continue };
            let mut why: BTreeMap<String, usize> = BTreeMap::new();
            for sheet in &book.sheets {
                let recovered = recover(sheet, catalogue);
                let prepared = reprint(sheet, &BTreeMap::new());
                let prepared = jixiao_sheet::Sheet { rows: sheet.rows.clone(), ..prepared };
                let end = sheet.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or_default();
                for form in &recovered.forms {
                    let rows = if recovered.forms.len() == 1 { 0..end } else { form.rows.clone() };
                    all += 1;
                    match proven(&prepared, form, rows, &labels, &about) {
                        Ok(_) => learned += 1,
                        Err(error) => *why.entry(error.to_string()).or_default() += 1,
                    }
                }
            }
            println!("{name}: {why:?}");
        }
        println!("{folder}: {learned} of {all}");
    }
}
