//! Books of other offices, printed again in their own layout: the same texts in the same cells, looking the same; and as Word
//! documents, the same forms.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jixiao_app::{Catalogue, Existing, Filled, LayoutChoice, Output, read_book, report};
use jixiao_model::{EditionId, Form, squeeze};
use jixiao_sheet::{Address, Cell, Length, Sheet, Style};
use jixiao_tests::corpus;
use jixiao_tests::offices::{FOLDERS, books};
use rust_decimal::Decimal;

/// The forms of `book` in their own layout, in a file of a folder that vanishes with it.
fn again(book: &Path, docx: bool, catalogue: &Catalogue) -> (PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let output = Output {
        xlsx: !docx,
        pdf: false,
        docx,
        layout: LayoutChoice::Own,
        ..Output::whole(folder.path().to_owned(), Existing::Replace)
    };
    let read = read_book(book, catalogue).unwrap();
    let made = report(&read, "", None, Filled::Keep, &output, catalogue, &mut || {}).unwrap();
    assert!(made.dropped.is_empty() && made.written.failures.is_empty(), "{made:?}");
    (made.written.files[0].clone(), folder)
}

fn sheets(path: &PathBuf) -> Vec<Sheet> {
    let mut sheets = jixiao_xlsx::read(&fs::read(path).unwrap(), "表.xlsx").unwrap().sheets;
    sheets.retain(|sheet| sheet.cells.iter().any(|cell| !cell.value.shown().trim().is_empty()));
    sheets
}

/// The cells that show something or are merged.
fn standing(sheet: &Sheet) -> BTreeMap<Address, &Cell> {
    let is_seen = |cell: &&Cell| cell.area.first != cell.area.last || !cell.value.shown().trim().is_empty();
    sheet.cells.iter().filter(is_seen).map(|cell| (cell.area.first, cell)).collect()
}

/// Numbers by value, texts without white space; a date says so.
fn shown(cell: &Cell) -> String {
    let text = squeeze(&cell.value.shown());
    let plain = text.replace(',', "").parse::<Decimal>().map(|number| number.normalize().to_string());
    let code = cell.style.format.as_ref().map(|code| code.as_str().to_lowercase()).unwrap_or_default();
    let is_date = code.contains("yy") && text.contains(|c: char| c.is_ascii_digit());
    format!("{}{}", plain.unwrap_or(text), if is_date { "，日期" } else { "" })
}

fn look(style: &Style) -> String {
    let bold = if style.bold { "粗" } else { "" };
    format!("{} {} {bold} {:?}", style.typeface_name(), style.size.0, style.horizontal)
}

#[derive(Default)]
struct Compared {
    cells: usize,
    texts: Vec<String>,
    looks: Vec<String>,
    widths: Vec<String>,
}

impl Compared {
    fn sheet(&mut self, name: &str, one: &Sheet, two: &Sheet) {
        let (before, after) = (standing(one), standing(two));
        for at in before.keys().chain(after.keys().filter(|at| !before.contains_key(at))) {
            self.cells += 1;
            let place = |what: String| format!("{name} {at}: {what}");
            match (before.get(at), after.get(at)) {
                (Some(one), Some(two)) if one.area == two.area && shown(one) == shown(two) => {
                    if look(&one.style) != look(&two.style) {
                        self.looks.push(place(format!("{} / {}", look(&one.style), look(&two.style))));
                    }
                }
                (one, two) => {
                    let text =
                        |cell: Option<&&Cell>| cell.map(|cell| format!("{} {}", shown(cell), cell.area));
                    self.texts.push(place(format!("{:?} / {:?}", text(one), text(two))));
                }
            }
        }
        for (column, (one, two)) in one.columns.iter().zip(&two.columns).enumerate() {
            if (one.0 - two.0).abs() * 100 > one.0 * 3 && (*one - *two).max(*two - *one) > Length::points(1) {
                self.widths.push(format!("{name} {column}: {} / {}", one.0, two.0));
            }
        }
    }
}

#[test]
fn books_are_printed_again_as_they_are() {
    let catalogue = Catalogue::load().unwrap();
    let mut found = Compared::default();
    for book in FOLDERS.iter().flat_map(|folder| books(folder)) {
        let name = book.file_stem().unwrap().to_string_lossy().into_owned();
        let (path, _folder) = again(&book, false, &catalogue);
        let (before, after) = (sheets(&book), sheets(&path));
        assert_eq!(before.len(), after.len(), "{name}");
        for (one, two) in before.iter().zip(&after) {
            found.sheet(&name, one, two);
        }
    }
    assert!(found.cells > 7000, "{}", found.cells);
    assert!(found.texts.is_empty(), "{:#?}", found.texts);
    assert!(found.widths.is_empty(), "{:#?}", found.widths);
    assert!(found.looks.is_empty(), "{} of {}: {:#?}", found.looks.len(), found.cells, found.looks);
}

/// The forms of a book or document, white space aside. Which edition is near a form is no part of it.
fn forms(path: &Path, catalogue: &Catalogue) -> Vec<String> {
    let book = read_book(path, catalogue).unwrap();
    let plain = |form: &Form| {
        let json = serde_json::to_string(&Form { edition: EditionId::default(), ..form.clone() }).unwrap();
        squeeze(&json.replace("\\n", ""))
    };
    book.forms.iter().map(|form| plain(form.form())).collect()
}

#[test]
fn word_documents_hold_the_same_forms() {
    let catalogue = Catalogue::load().unwrap();
    let published =
        ["urumqi-2023.xlsx", "urumqi-2023-stacked.xlsx", "tongcheng-2021.xlsx", "changji-2021.xlsx"];
    let published = published.map(|name| corpus::folder().join("corpus/books").join(name));
    for book in FOLDERS.iter().flat_map(|folder| books(folder)).chain(published) {
        let (path, _folder) = again(&book, true, &catalogue);
        assert_eq!(forms(&path, &catalogue), forms(&book, &catalogue), "{}", book.display());
    }
}
