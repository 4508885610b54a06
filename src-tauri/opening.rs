//! What the program is started with or handed later: a document to open, workbooks to import, or the sample.

use std::path::{Path, PathBuf};

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::DocumentView;
use jixiao_app::{is_document, is_workbook};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::state::{Answer, Shared, trouble};

/// What is handed to the program: on its command line, by a second start, or dropped on its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// A document to open.
    Document(PathBuf),
    /// Workbooks to import.
    Books(Vec<PathBuf>),
    /// The sample.
    Sample,
}

/// What the page is told of it: paths stay here.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum HandedKind {
    Document,
    Books,
}

/// Reads a command line; paths in it start from `folder`. One document is opened, before all workbooks.
fn named(arguments: &[String], folder: &Path) -> Option<Handed> {
    let rest = || arguments.iter().skip(1);
    let paths: Vec<PathBuf> = rest().map(|argument| folder.join(argument)).collect();
    let books: Vec<PathBuf> = paths.iter().filter(|path| is_workbook(path)).cloned().collect();
    if let Some(document) = document_among(&paths) {
        Some(Handed::Document(document))
    } else if !books.is_empty() {
        Some(Handed::Books(books))
    } else {
        rest().any(|argument| argument == "--sample").then_some(Handed::Sample)
    }
}

fn document_among(paths: &[PathBuf]) -> Option<PathBuf> {
    paths.iter().find(|path| is_document(path)).cloned()
}

/// Opens a document, or the sample; nothing for workbooks.
pub fn open(shared: &Shared, handed: &Handed) -> Answer<Option<DocumentView>> {
    let opened = match handed {
        Handed::Document(path) => shared.room().open(path, &Hand::here()),
        Handed::Sample => shared.room().open_sample(&Hand::here()),
        Handed::Books(_) => return Ok(None),
    };
    opened.map(Some).map_err(trouble)
}

/// Opens what the program was started with; the page learns of it when it asks for the document.
pub fn first_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let Some(handed) = named(arguments, folder) else { return };
    let shared = app.state::<Shared>();
    if matches!(handed, Handed::Books(_)) {
        shared.keep_handed(handed);
    } else if let Err(trouble) = open(&shared, &handed) {
        shared.tell_at_start(trouble);
    }
}

/// A second start shows the first window, with what it was started with.
pub fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    if let Some(handed) = named(arguments, folder) {
        hand(app, handed);
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Files that were dropped on the window: a document is opened; anything else is read for import, which says what is no workbook.
pub fn dropped<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) {
    hand(app, document_among(paths).map_or_else(|| Handed::Books(paths.to_vec()), Handed::Document));
}

/// Offers to the page what it has not yet taken; it takes it once what is typed there is kept.
pub fn hand<R: Runtime>(app: &AppHandle<R>, handed: Handed) {
    let kind = if matches!(handed, Handed::Books(_)) { HandedKind::Books } else { HandedKind::Document };
    app.state::<Shared>().keep_handed(handed);
    // A window that is just closing hears nothing.
    drop(app.emit("handed", kind));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_goes_before_workbooks_and_they_before_the_sample() {
        let at = |name: &str| Path::new("/home/王会计").join(name);
        let cases: [(&[&str], Option<Handed>); 7] = [
            (&[], None),
            (&["说明.txt"], None),
            (&["--sample"], Some(Handed::Sample)),
            (&["局.jixiao"], Some(Handed::Document(at("局.jixiao")))),
            (&["/u/局.JIXIAO", "--sample"], Some(Handed::Document("/u/局.JIXIAO".into()))),
            (
                &["a.xlsx", "b.XLS", "--sample", "c.ods"],
                Some(Handed::Books(vec![at("a.xlsx"), at("b.XLS"), at("c.ods")])),
            ),
            (&["a.xlsx", "局.jixiao"], Some(Handed::Document(at("局.jixiao")))),
        ];
        for (arguments, expected) in cases {
            let line: Vec<String> = ["jixiao-app"].iter().chain(arguments).map(ToString::to_string).collect();
            assert_eq!(named(&line, Path::new("/home/王会计")), expected, "{arguments:?}");
        }
    }
}
