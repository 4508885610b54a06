//! What the program is started with or handed later: a document to open, workbooks to import, or the sample.

use std::path::{Path, PathBuf};

use jixiao_app::desk::Actor;
use jixiao_app::desk::view::DocumentView;
use jixiao_app::{is_document, is_workbook};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::state::{CommandResult, Shared, error_message};

/// What is handed to the program: on its command line, by a second start, or dropped on its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenRequest {
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
enum OpenRequestKind {
    Document,
    Books,
}

/// Reads a command line; paths in it start from `folder`. One document is opened, before all workbooks.
fn named(arguments: &[String], folder: &Path) -> Option<OpenRequest> {
    let rest = || arguments.iter().skip(1);
    let paths: Vec<PathBuf> = rest().map(|argument| folder.join(argument)).collect();
    let books: Vec<PathBuf> = paths.iter().filter(|path| is_workbook(path)).cloned().collect();
    if let Some(document) = document_among(&paths) {
        Some(OpenRequest::Document(document))
    } else if !books.is_empty() {
        Some(OpenRequest::Books(books))
    } else {
        rest().any(|argument| argument == "--sample").then_some(OpenRequest::Sample)
    }
}

fn document_among(paths: &[PathBuf]) -> Option<PathBuf> {
    paths.iter().find(|path| is_document(path)).cloned()
}

/// Opens a document, or the sample; nothing for workbooks.
pub fn open(shared: &Shared, request: &OpenRequest) -> CommandResult<Option<DocumentView>> {
    let opened = match request {
        OpenRequest::Document(path) => shared.workspace().open(path, &Actor::here()),
        OpenRequest::Sample => shared.workspace().open_sample(&Actor::here()),
        OpenRequest::Books(_) => return Ok(None),
    };
    opened.map(Some).map_err(error_message)
}

/// Opens what the program was started with; the page learns of it when it asks for the document.
pub fn first_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let Some(request) = named(arguments, folder) else { return };
    let shared = app.state::<Shared>();
    if matches!(request, OpenRequest::Books(_)) {
        shared.set_open_request(request);
    } else if let Err(error_message) = open(&shared, &request) {
        shared.set_start_error(error_message);
    }
}

/// A second start shows the first window, with what it was started with.
pub fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    if let Some(request) = named(arguments, folder) {
        deliver(app, request);
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Files that were dropped on the window: a document is opened; anything else is read for import, which says what is no workbook.
pub fn dropped<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) {
    deliver(
        app,
        document_among(paths).map_or_else(|| OpenRequest::Books(paths.to_vec()), OpenRequest::Document),
    );
}

/// Offers to the page what it has not yet taken; it takes it once what is typed there is kept.
pub fn deliver<R: Runtime>(app: &AppHandle<R>, request: OpenRequest) {
    let kind = if matches!(request, OpenRequest::Books(_)) {
        OpenRequestKind::Books
    } else {
        OpenRequestKind::Document
    };
    app.state::<Shared>().set_open_request(request);
    // A window that is just closing hears nothing.
    drop(app.emit("handed", kind));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_goes_before_workbooks_and_they_before_the_sample() {
        let at = |name: &str| Path::new("/home/王会计").join(name);
        let cases: [(&[&str], Option<OpenRequest>); 7] = [
            (&[], None),
            (&["说明.txt"], None),
            (&["--sample"], Some(OpenRequest::Sample)),
            (&["局.jixiao"], Some(OpenRequest::Document(at("局.jixiao")))),
            (&["/u/局.JIXIAO", "--sample"], Some(OpenRequest::Document("/u/局.JIXIAO".into()))),
            (
                &["a.xlsx", "b.XLS", "--sample", "c.ods"],
                Some(OpenRequest::Books(vec![at("a.xlsx"), at("b.XLS"), at("c.ods")])),
            ),
            (&["a.xlsx", "局.jixiao"], Some(OpenRequest::Document(at("局.jixiao")))),
        ];
        for (arguments, expected) in cases {
            let line: Vec<String> = ["jixiao-app"].iter().chain(arguments).map(ToString::to_string).collect();
            assert_eq!(named(&line, Path::new("/home/王会计")), expected, "{arguments:?}");
        }
    }
}
