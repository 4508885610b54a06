//! Books of other offices, printed again in their own layout: the same texts in the same cells, looking the same; and as Word
//! documents, the same forms.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jixiao_app::{BookForm, Catalogue, Existing, Filled, LayoutChoice, Output, RunFiles, read_book, report};
use jixiao_model::{EditionId, Form, squeeze};
use jixiao_sheet::{Address, Cell, Length, Sheet, Style, Value};
use jixiao_tests::corpus;
use jixiao_tests::offices::{FOLDERS, books};
use rust_decimal::Decimal;

fn again(book: &Path, docx: bool, catalogue: &Catalogue) -> (PathBuf, tempfile::TempDir) {
    printed(book, docx, LayoutChoice::Own, catalogue)
}

/// The forms of `book` in a file of a folder that vanishes with it.
fn printed(
    book: &Path,
    docx: bool,
    layout: LayoutChoice,
    catalogue: &Catalogue,
) -> (PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let output = Output {
        run: RunFiles::default(),
        xlsx: !docx,
        pdf: false,
        docx,
        layout,
        ..Output::whole(folder.path().to_owned(), Existing::Replace)
    };
    let read = read_book(book, catalogue).unwrap();
    let made = report(&read, "", None, Filled::Keep, &output, catalogue, &mut || {}).unwrap();
    assert!(made.dropped.is_empty() && made.written.failures.is_empty(), "{made:?}");
    (made.written.files[0].clone(), folder)
}

/// The books that say how they look.
fn workbooks() -> Vec<PathBuf> {
    let is_workbook = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "xlsx");
    FOLDERS.iter().flat_map(|folder| books(folder)).filter(is_workbook).collect()
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

/// Numbers by what is stored (a rate of 0.98 may come again as 98.00%), texts without white space; a date says so.
fn shown(cell: &Cell) -> String {
    let text = match &cell.value {
        Value::Number(number) => number.value.to_string(),
        Value::Text(text) => squeeze(text),
    };
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
                (None, Some(_)) if UNSCORED.contains(&name) => {}
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

/// Books that give no scores; printed again, they have those that the rules give.
const UNSCORED: [&str; 1] = ["sichuan-2023-daying-railway"];

#[test]
fn books_are_printed_again_as_they_are() {
    let catalogue = Catalogue::load().unwrap();
    let mut found = Compared::default();
    for book in workbooks() {
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

/// The forms of a book or document, white space aside. Which edition is near a form is no part of it, nor is a year that stands in the
/// names of a book's sheets alone, which a document does not have.
fn forms(path: &Path, years: &mut Vec<Option<u16>>, catalogue: &Catalogue) -> Vec<String> {
    let book = read_book(path, catalogue).unwrap();
    let mut years = years.drain(..).map(Some).chain(std::iter::repeat(None));
    let plain = |read: &BookForm| {
        let mut form = Form { edition: EditionId::default(), ..read.form().clone() };
        let is_in_name = form.year.is_some_and(|year| read.sheet.contains(&year.to_string()));
        if years.next().flatten() == Some(None) && is_in_name {
            form.year = None;
        }
        squeeze(&serde_json::to_string(&form).unwrap().replace("\\n", ""))
    };
    book.forms.iter().map(plain).collect()
}

fn years(path: &Path, catalogue: &Catalogue) -> Vec<Option<u16>> {
    read_book(path, catalogue).unwrap().forms.iter().map(|form| form.form().year).collect()
}

#[test]
fn word_documents_hold_the_forms_of_workbooks() {
    let catalogue = Catalogue::load().unwrap();
    let published =
        ["urumqi-2023.xlsx", "urumqi-2023-stacked.xlsx", "tongcheng-2021.xlsx", "changji-2021.xlsx"];
    let published = published.map(|name| corpus::folder().join("corpus/books").join(name));
    for book in workbooks().into_iter().chain(published) {
        let ((word, _one), (workbook, _two)) =
            (again(&book, true, &catalogue), again(&book, false, &catalogue));
        let mut years = years(&word, &catalogue);
        let expected = forms(&workbook, &mut years, &catalogue);
        assert_eq!(forms(&word, &mut Vec::new(), &catalogue), expected, "{}", book.display());
    }
}

/// Books of the offices whose editions are built in: the edition that is chosen, and whether its layout is that of the book.
const EDITIONS: &[(&str, &str)] = &[
    ("sichuan-2023-daying.xlsx", "sichuan-2023-project"),
    ("hubei-2020-project.xlsx", "hubei-2020-project"),
    ("chongqing-2021-zhongxian-transfer.xlsx", "national-2021-transfer"),
    ("hunan-2022-yueyang-target.xlsx", "national-target"),
];

#[test]
fn books_are_printed_again_in_the_editions_of_their_offices() {
    let catalogue = Catalogue::load().unwrap();
    for (name, edition) in EDITIONS {
        let book = corpus::folder().join("corpus/regions/books").join(name);
        let read = read_book(&book, &catalogue).unwrap();
        assert_eq!(read.forms[0].form().edition.0, *edition, "{name}");
        let (path, _folder) = printed(&book, false, LayoutChoice::Official, &catalogue);
        let mut found = Compared::default();
        for (one, two) in sheets(&book).iter().zip(&sheets(&path)) {
            found.sheet(name, one, two);
        }
        assert!(found.cells > 50 && found.texts.is_empty(), "{:#?}", found.texts);
        assert!(found.widths.is_empty(), "{:#?}", found.widths);
    }
}
