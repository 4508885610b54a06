//! The shell: the window, and the commands through which its pages reach the use cases.
//!
//! Nothing of the domain is decided here, and nothing but this package depends on tauri. A page may call exactly the
//! commands that `src-tauri/capabilities` grants its window; what is not granted there is refused before it runs.

mod commands;
mod error;
mod picker;
#[cfg(debug_assertions)]
mod scripted;
mod state;

use std::path::PathBuf;

pub use error::ShellError;

use jixiao_app::desk::view::DocumentView;
use jixiao_app::desk::{Hand, Room};
use tauri::{AppHandle, Builder, DragDropEvent, Emitter, Manager, Runtime, WindowEvent};

use picker::{Dialogs, FilePicker};
use state::Shared;

/// Opens the main window and returns when it is closed.
///
/// # Errors
///
/// [`ShellError::NoDisplay`] where there is no desktop to open a window on, [`ShellError::Window`] when the system's
/// web view refuses.
pub fn run() -> Result<(), ShellError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(ShellError::NoDisplay);
    }
    // The plugin for a single instance has to be the first.
    let builder = Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| second_start(app, &arguments)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .setup(|app| {
            let data = app.path().app_data_dir()?;
            app.manage(Shared::new(Room::new(data)?, picker_for(app.handle())));
            open_named(app.handle(), &std::env::args().collect::<Vec<_>>());
            Ok(())
        })
        .on_window_event(|window, event| happened(window.app_handle(), event));
    with_commands(builder).run(tauri::generate_context!())?;
    Ok(())
}

/// Files that are dropped anywhere on the window are read for import.
fn happened<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
        commands::import_dropped(app, paths.clone());
    }
}

/// The desktop's dialogs, or the answers of a test.
fn picker_for<R: Runtime>(app: &AppHandle<R>) -> Box<dyn FilePicker> {
    #[cfg(debug_assertions)]
    if let Some(scripted) = scripted::Scripted::from_environment() {
        return Box::new(scripted);
    }
    Box::new(Dialogs(app.clone()))
}

/// Opens the document that the command line names, or the sample (`--sample`), if it names one.
fn open_named<R: Runtime>(app: &AppHandle<R>, arguments: &[String]) -> Option<DocumentView> {
    let named = arguments.iter().skip(1);
    let is_document = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "jixiao");
    let shared = app.state::<Shared>();
    let opened = match named.clone().map(PathBuf::from).find(is_document) {
        Some(path) => shared.room().open(&path, &Hand::here()),
        None if named.clone().any(|argument| argument == "--sample") => {
            shared.room().open_sample(&Hand::here())
        }
        None => return None,
    };
    match opened {
        Ok(view) => Some(view),
        Err(error) => {
            eprintln!("{}", state::trouble(error).message);
            None
        }
    }
}

/// A second start shows the first window, with the document that it names.
fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String]) {
    if let Some(view) = open_named(app, arguments) {
        // A window that is just closing hears nothing.
        drop(app.emit("open-document", view));
    }
    if let Some(window) = app.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Registers every command, for the real window and for the one that the tests drive without a display.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    use commands::{
        about, backups, cancel, change_list, change_row, close_document, create_document, document, edit,
        edition_change, export_findings, export_forms, findings, form, history, import_detail, import_pick,
        import_take, import_years, open_document, open_recent, open_sample, preview, redo, restore_backup,
        row_detail, set_unit, show_folder, start, undo, unwaive, waive,
    };
    builder.invoke_handler(tauri::generate_handler![
        about,
        backups,
        cancel,
        change_list,
        change_row,
        close_document,
        create_document,
        document,
        edit,
        edition_change,
        export_findings,
        export_forms,
        findings,
        form,
        history,
        import_detail,
        import_pick,
        import_take,
        import_years,
        open_document,
        open_recent,
        open_sample,
        preview,
        redo,
        restore_backup,
        row_detail,
        set_unit,
        show_folder,
        start,
        undo,
        unwaive,
        waive,
    ])
}

/// GTK ends the process without a word that a user would understand, so the question is asked first.
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests;
