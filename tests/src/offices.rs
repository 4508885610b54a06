//! Forms of other offices than those whose editions are built in: how much of each is read right.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jixiao_app::json::to_json;
use jixiao_app::{BookForm, Catalogue, learned, read_book};
use jixiao_model::{Form, FormKind};

use crate::corpus::{differences, fields, folder};

/// The folders of books with what a right reading of them gives.
pub const FOLDERS: [&str; 9] = [
    "regions",
    "offices",
    "offices-2",
    "offices-3",
    "offices-4",
    "offices-5",
    "offices-6",
    "offices-7",
    "offices-8",
];

/// What became of one book.
pub struct Reading {
    /// File name of the book.
    pub book: String,
    /// The forms that it holds, as JSON.
    pub truth: Vec<serde_json::Value>,
    /// The forms that were read.
    pub forms: Vec<Form>,
    /// Fields of the forms that it holds.
    pub fields: usize,
    /// What was read otherwise, field by field.
    pub differences: Vec<String>,
    /// What the program says of the book: cells without a place and fields that were not found.
    pub problems: usize,
    book_forms: Vec<BookForm>,
}

impl Reading {
    /// Fields that were read right.
    #[must_use]
    pub fn right(&self) -> usize {
        self.fields - self.differences.len().min(self.fields)
    }

    /// True when every form was read and is of the kind that it is.
    #[must_use]
    pub fn is_recognised(&self) -> bool {
        let kind =
            |truth: &serde_json::Value| serde_json::from_value::<FormKind>(truth.get("kind")?.clone()).ok();
        let is_alike =
            |(truth, form): (&serde_json::Value, &Form)| kind(truth).is_none_or(|kind| kind == form.kind);
        self.truth.len() == self.forms.len() && self.truth.iter().zip(&self.forms).all(is_alike)
    }
}

/// The books of a folder, in the order of their names.
#[must_use]
pub fn books(name: &str) -> Vec<PathBuf> {
    let books = folder().join("corpus").join(name).join("books");
    let entries = std::fs::read_dir(&books).unwrap_or_else(|error| panic!("{}: {error}", books.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

/// Reads every book of a folder, in the order of their names.
#[must_use]
pub fn readings(name: &str, catalogue: &Catalogue) -> Vec<Reading> {
    books(name).iter().map(|path| reading(path, catalogue)).collect()
}

fn reading(path: &Path, catalogue: &Catalogue) -> Reading {
    let truth = truth(path);
    let book = read_book(path, catalogue).unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
    let forms: Vec<Form> = book.forms.iter().map(|form| form.form().clone()).collect();
    let found: Vec<serde_json::Value> = forms.iter().map(|form| json(form, catalogue)).collect();
    let mut wrong = Vec::new();
    for (at, truth) in truth.iter().enumerate() {
        wrong.extend(differences(truth, found.get(at).unwrap_or(&serde_json::Value::Null)));
    }
    let of_forms: usize = book.forms.iter().map(|form| form.recovered.problems.len()).sum();
    Reading {
        book: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        fields: truth.iter().map(fields).sum(),
        truth,
        forms,
        differences: wrong,
        problems: of_forms,
        book_forms: book.forms,
    }
}

fn truth(book: &Path) -> Vec<serde_json::Value> {
    let name = book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = book.with_file_name("").join("../forms").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn json(form: &Form, catalogue: &Catalogue) -> serde_json::Value {
    let edition = catalogue.edition_of(form).unwrap_or_else(|error| panic!("{error}"));
    serde_json::to_value(to_json(form, edition)).unwrap_or_else(|error| panic!("{error}"))
}

/// Fields read right and fields in all.
#[must_use]
pub fn counts(readings: &[Reading]) -> (usize, usize) {
    let right = readings.iter().map(Reading::right).sum();
    (right, readings.iter().map(|reading| reading.fields).sum())
}

/// docs/LAYOUTS.md: each book, what it is, how much of it is read, and what is not.
#[must_use]
pub fn document() -> String {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    let folders = FOLDERS.join(",");
    let mut page = format!(
        "# Layouts of other offices\n\n\
         Made by `make layouts` from `tests/corpus/{{{folders}}}`: how the forms of offices are read whose editions are not \
         built in. A field is one text or figure of the truth, `extra` fields and columns included. A form is printed again in the layout \
         learned from its sheet, cell by cell; where that cannot be learned, the sheet itself is printed with the present texts.\n",
    );
    for name in FOLDERS {
        let readings = readings(name, &catalogue);
        let (right, all) = counts(&readings);
        let _ = write!(page, "\n## {name}\n\n{right} of {all} fields.\n\n");
        page.push_str("| book | forms | kind | year | amounts in | fields | right | reported |\n");
        page.push_str("|---|--:|---|---|---|--:|--:|--:|\n");
        for reading in &readings {
            write_row(&mut page, reading);
        }
        page.push_str("\nNot as in the truth:\n\n");
        for reading in &readings {
            write_differences(&mut page, reading);
        }
        page.push_str("\nLayouts that are not learned:\n\n");
        for reading in &readings {
            write_unlearned(&mut page, reading, &catalogue);
        }
    }
    page
}

/// Why no layout is learned from a sheet, form by form.
fn write_unlearned(page: &mut String, reading: &Reading, catalogue: &Catalogue) {
    for form in &reading.book_forms {
        let on_sheet = reading.book_forms.iter().filter(|other| other.sheet == form.sheet).count();
        if let Err(error) = learned(form, on_sheet == 1, catalogue) {
            let _ = writeln!(page, "- {} {}: {error}", reading.book, form.sheet);
        }
    }
}

fn write_row(page: &mut String, reading: &Reading) {
    let each = |show: fn(&Form) -> String| {
        let mut shown: Vec<String> = reading.forms.iter().map(show).collect();
        shown.dedup();
        shown.join("、")
    };
    let kind = each(|form| form.kind.label().to_owned());
    let year = each(|form| form.year.map_or_else(|| "—".to_owned(), |year| year.to_string()));
    let unit = each(|form| form.amount_unit.name().to_owned());
    let (book, forms, fields) = (&reading.book, reading.forms.len(), reading.fields);
    let (right, reported) = (reading.right(), reading.problems);
    let _ =
        writeln!(page, "| {book} | {forms} | {kind} | {year} | {unit} | {fields} | {right} | {reported} |");
}

/// Differences of one book told at the most.
const MAX_DIFFERENCES: usize = 6;

fn write_differences(page: &mut String, reading: &Reading) {
    if reading.differences.is_empty() {
        return;
    }
    let _ = writeln!(page, "- {}: {} fields", reading.book, reading.differences.len());
    for difference in reading.differences.iter().take(MAX_DIFFERENCES) {
        let line: String = difference.trim_start_matches('.').chars().take(120).collect();
        let _ = writeln!(page, "  - `{}`", line.replace('`', "'"));
    }
    if reading.differences.len() > MAX_DIFFERENCES {
        let _ = writeln!(page, "  - and {} more", reading.differences.len() - MAX_DIFFERENCES);
    }
}
