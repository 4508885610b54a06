//! What a large document costs: `large make FILE FORMS`, then `large open FILE` or `large check FILE`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "run by hand")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use jixiao_app::desk::{Actor, Workspace, check_document};
use jixiao_app::{BatchFacts, Catalogue, Form, read_book};
use jixiao_model::FieldName;
use jixiao_store::{Change, NewForm};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let catalogue = Catalogue::load().unwrap();
    let start = Instant::now();
    match arguments.as_slice() {
        ["make", file, forms] => make(Path::new(file), forms.parse().unwrap(), &catalogue),
        ["open", file] => open(Path::new(file)),
        ["check", file] => {
            let facts = BatchFacts::default();
            let checked = check_document(Path::new(file), None, &facts, &Actor::here(), &catalogue).unwrap();
            println!("{} forms", checked.forms.len());
        }
        _ => println!("large make FILE FORMS, large open FILE, large check FILE"),
    }
    println!("{:.3?}, {}", start.elapsed(), memory());
}

/// Published project forms in turn, with names of their own.
fn make(file: &Path, forms: usize, catalogue: &Catalogue) {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus/books");
    let read = |book: &str| read_book(&books.join(book), catalogue).unwrap();
    let published: Vec<Form> = ["changji-2021.xlsx", "changji-jobs-2020.xls", "urumqi-2023.xlsx"]
        .into_iter()
        .flat_map(|book| read(book).forms)
        .map(|form| form.form().clone())
        .filter(|form| form.kind.is_project())
        .collect();
    let made_up = |number: usize| {
        let mut form = published[number % published.len()].clone();
        form.set_text(FieldName::NAME, format!("{}（{number:07}）", form.name()));
        NewForm { form, ..NewForm::default() }
    };
    let mut store = jixiao_store::create(file, "某部门", 2023, "甲", 0).unwrap();
    store.apply(&Change::ImportForms((0..forms).map(made_up).collect()), "甲", 1).unwrap();
    store.close().unwrap();
}

/// As the window opens it, its list and its first form included.
fn open(file: &Path) {
    let data = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::new(data.path().to_owned()).unwrap();
    let document = workspace.open(file, &Actor::here()).unwrap();
    let first = document.forms.first().unwrap().id;
    let form = workspace.open_document().unwrap().form(first).unwrap();
    println!("{} forms, {} cells in the first; {}", document.forms.len(), form.cells.len(), memory());
}

/// What the system says that this process takes and took at most.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
