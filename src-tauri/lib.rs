//! The shell: the window, through which its pages reach the commands.
//!
//! Nothing of the domain is decided here, and nothing but this package depends on tauri. A page may call exactly the
//! commands of the table; anything else is refused before it runs.

mod answer;
mod error;
mod host;
mod pages;
mod picker;
mod revive;

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

pub use error::ShellError;

use jixiao_app::data_folder;
use jixiao_app::desk::view::ProgramEvent;
use jixiao_app::desk::{OpenRequest, Workspace};
use jixiao_app::unexpected::silence_panics;
use jixiao_commands::{Session, Watch, ask_to_leave, deliver, first_start};
use tauri::{AppHandle, Builder, DragDropEvent, Manager, RunEvent, Runtime, WindowEvent};

use host::Window;

/// How often the open document's file, and the page, are looked after.
const WATCH_PERIOD: Duration = Duration::from_secs(2);

/// Opens the main window and returns when it is closed.
///
/// # Errors
///
/// [`ShellError::NoDisplay`] where there is no desktop to open a window on, [`ShellError::Window`] when the system's
/// web view refuses.
pub fn run() -> Result<(), ShellError> {
    jixiao_app::use_installed_faces();
    if cfg!(target_os = "linux") && !has_display() {
        return Err(ShellError::NoDisplay);
    }
    silence_panics();
    // The plugin for a single instance has to be the first.
    let builder = Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            second_start(app, &arguments, Path::new(&folder));
        }))
        .plugin(pages::stay_on_own_pages())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .setup(|app| {
            let data = data_folder().map_or_else(|| app.path().app_data_dir(), Ok)?;
            let session = Session::new(Workspace::new(data)?, Box::new(Window { app: app.handle().clone() }));
            app.manage(Arc::clone(&session));
            let arguments: Vec<OsString> = std::env::args_os().collect();
            if let Some(request) = OpenRequest::named(&arguments, &std::env::current_dir()?) {
                first_start(&session, request);
            }
            revive::begin(app.handle());
            watch(app.handle(), session);
            Ok(())
        })
        .on_window_event(|window, event| happened(window.app_handle(), event));
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_dialog::init());
    let app = builder.invoke_handler(answer::answer).build(tauri::generate_context!())?;
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            // What stands beside the file in its log goes into the file, and the log goes: it would be played into whatever
            // other file were put in this one's place. A disk that refuses loses nothing.
            drop(app.state::<Arc<Session>>().workspace().close());
        }
    });
    Ok(())
}

/// Looks after the file and after the page, as long as the program runs.
fn watch<R: Runtime>(app: &AppHandle<R>, session: Arc<Session>) {
    let app = app.clone();
    thread::spawn(move || {
        let mut watch = Watch::default();
        loop {
            thread::sleep(WATCH_PERIOD);
            watch.look(&session);
            revive::ask(&app);
        }
    });
}

/// A second start shows the first window, with what it was started with.
fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    if let Some(request) = OpenRequest::named(&arguments, folder) {
        deliver(&app.state::<Arc<Session>>(), request);
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Files may be dropped anywhere on the window: a document is opened; anything else is read for import, which says what is no workbook.
/// Before the window closes, what is typed in it is kept.
fn happened<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    let Some(session) = app.try_state::<Arc<Session>>() else { return };
    let files_over = |are: bool| session.host().emit(ProgramEvent::FilesOver(are));
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => files_over(true),
        WindowEvent::DragDrop(DragDropEvent::Leave) => files_over(false),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            files_over(false);
            deliver(&session, OpenRequest::dropped(paths));
        }
        WindowEvent::CloseRequested { api, .. } if ask_to_leave(&session) => api.prevent_close(),
        _ => {}
    }
}

/// GTK ends the process without a word that a user would understand, so the question is asked first.
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests;
