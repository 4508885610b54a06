//! What tests begin with: a person, a published book, a document.

use std::path::{Path, PathBuf};

use jixiao_app::desk::view::{DocumentView, ImportChoice, ImportPick};
use jixiao_app::desk::{Actor, Import, Workspace};
use tempfile::TempDir;

pub fn actor() -> Actor {
    Actor { who: "王会计".to_owned(), now: "2024-03-02T14:03:00+08:00[+08:00]".parse().unwrap() }
}

pub fn published_book(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus/books").join(name)
}

pub fn workspace(folder: &TempDir) -> Workspace {
    Workspace::new(folder.path().join("data")).unwrap()
}

/// The sample, opened in a room of its own.
pub fn sample(folder: &TempDir) -> (Workspace, Vec<i64>) {
    let mut workspace = workspace(folder);
    let document = workspace.open_sample(&actor()).unwrap();
    (workspace, ids(&document))
}

/// A new document of 2023 with the forms of a published book, as they are or as templates of another year.
pub fn taken(folder: &TempDir, book: &str, template_year: Option<u16>) -> (Workspace, Vec<i64>) {
    let mut workspace = workspace(folder);
    let import = Import::read(&[published_book(book)], &workspace.catalogue(), &mut |_| true);
    let review = workspace.review(import);
    let forms = review.books[0].forms.iter().map(|form| pick(form.index)).collect();
    let choice = ImportChoice { forms, template_year, years: Vec::new() };
    workspace
        .create(&folder.path().join("某局.jixiao"), "乌鲁木齐市人力资源和社会保障局", 2023, &actor())
        .unwrap();
    let document = workspace.import_take(&choice, &actor()).unwrap();
    (workspace, ids(&document))
}

/// A form under review, as it was recognised.
pub fn pick(index: u32) -> ImportPick {
    ImportPick { index, edition: None, columns: Vec::new(), rules: None, merge: None }
}

fn ids(document: &DocumentView) -> Vec<i64> {
    document.forms.iter().map(|form| form.id).collect()
}
