//! Files that the program is started with: a document to open, workbooks to import, or the sample.

use std::path::{Path, PathBuf};

use jixiao_app::desk::Hand;
use jixiao_app::desk::view::{DocumentView, Trouble};
use jixiao_app::{is_document, is_workbook};
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::commands::import_dropped;
use crate::state::{Answer, Shared, trouble};

/// What the command line names.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Document(PathBuf),
    Books(Vec<PathBuf>),
    Sample,
    Nothing,
}

/// What the page is told once it asks, because nobody listens before.
#[derive(Debug)]
pub enum AtStart {
    /// The document that was named cannot be opened.
    Trouble(Trouble),
    /// Workbooks to import.
    Books(Vec<PathBuf>),
}

/// Reads a command line; paths in it start from `folder`. One document is opened, before all workbooks.
fn named(arguments: &[String], folder: &Path) -> Named {
    let rest = || arguments.iter().skip(1);
    let paths = || rest().map(|argument| folder.join(argument));
    if let Some(document) = paths().find(|path| is_document(path)) {
        return Named::Document(document);
    }
    let books: Vec<PathBuf> = paths().filter(|path| is_workbook(path)).collect();
    if !books.is_empty() {
        return Named::Books(books);
    }
    if rest().any(|argument| argument == "--sample") { Named::Sample } else { Named::Nothing }
}

fn open<R: Runtime>(app: &AppHandle<R>, path: &Path) -> Answer<DocumentView> {
    app.state::<Shared>().room().open(path, &Hand::here()).map_err(trouble)
}

fn open_sample<R: Runtime>(app: &AppHandle<R>) -> Answer<DocumentView> {
    app.state::<Shared>().room().open_sample(&Hand::here()).map_err(trouble)
}

/// Opens what the program was started with; the page learns of it when it asks for the document.
pub fn first_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let opened = match named(arguments, folder) {
        Named::Document(path) => open(app, &path),
        Named::Sample => open_sample(app),
        Named::Books(books) => return app.state::<Shared>().tell_at_start(AtStart::Books(books)),
        Named::Nothing => return,
    };
    if let Err(trouble) = opened {
        app.state::<Shared>().tell_at_start(AtStart::Trouble(trouble));
    }
}

/// A second start shows the first window, with what it was started with. A window that is just closing hears nothing.
pub fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let opened = match named(arguments, folder) {
        Named::Document(path) => Some(open(app, &path)),
        Named::Sample => Some(open_sample(app)),
        Named::Books(books) => {
            import_dropped(app, books);
            None
        }
        Named::Nothing => None,
    };
    match opened {
        Some(Ok(view)) => drop(app.emit("open-document", view)),
        Some(Err(trouble)) => drop(app.emit("trouble", trouble)),
        None => {}
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_goes_before_workbooks_and_they_before_the_sample() {
        let at = |name: &str| Path::new("/home/王会计").join(name);
        let cases: [(&[&str], Named); 7] = [
            (&[], Named::Nothing),
            (&["说明.txt"], Named::Nothing),
            (&["--sample"], Named::Sample),
            (&["局.jixiao"], Named::Document(at("局.jixiao"))),
            (&["/u/局.JIXIAO", "--sample"], Named::Document("/u/局.JIXIAO".into())),
            (
                &["a.xlsx", "b.XLS", "--sample", "c.ods"],
                Named::Books(vec![at("a.xlsx"), at("b.XLS"), at("c.ods")]),
            ),
            (&["a.xlsx", "局.jixiao"], Named::Document(at("局.jixiao"))),
        ];
        for (arguments, expected) in cases {
            let line: Vec<String> = ["jixiao-app"].iter().chain(arguments).map(ToString::to_string).collect();
            assert_eq!(named(&line, Path::new("/home/王会计")), expected, "{arguments:?}");
        }
    }
}
