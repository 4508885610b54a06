//! Opens what the program is started with or handed later, or offers it to the page.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jixiao_app::desk::view::DocumentView;
use jixiao_app::desk::{Actor, OpenRequest};
use jixiao_app::unexpected::caught;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::state::{CommandResult, Shared, error_message};

/// What the page is told of it: paths stay here.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum OpenRequestKind {
    Document,
    Books,
}

/// Opens a document, or the sample; nothing for workbooks.
pub fn open(shared: &Shared, request: &OpenRequest) -> CommandResult<Option<DocumentView>> {
    // The program opens one before there is a command that would be answered.
    let opened = caught(|| match request {
        OpenRequest::Document(path) => shared.workspace().open(path, &Actor::here()).map(Some),
        OpenRequest::Sample => shared.workspace().open_sample(&Actor::here()).map(Some),
        OpenRequest::Books(_) => Ok(None),
    });
    opened.map_err(error_message)
}

/// Opens what the program was started with; the page learns of it when it asks for the document.
pub fn first_start<R: Runtime>(app: &AppHandle<R>, arguments: &[OsString], folder: &Path) {
    let Some(request) = OpenRequest::named(arguments, folder) else { return };
    let shared = app.state::<Shared>();
    if matches!(request, OpenRequest::Books(_)) {
        shared.set_open_request(request);
    } else if let Err(error_message) = open(&shared, &request) {
        shared.set_start_error(error_message);
    }
}

/// A second start shows the first window, with what it was started with.
pub fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    if let Some(request) = OpenRequest::named(&arguments, folder) {
        deliver(app, request);
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Files that were dropped on the window: a document is opened; anything else is read for import, which says what is no workbook.
pub fn dropped<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) {
    deliver(app, OpenRequest::dropped(paths));
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
