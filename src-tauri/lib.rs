//! The shell: the window, and the commands through which its pages reach the use cases.
//!
//! Nothing of the domain is decided here, and nothing but this package depends on tauri. A page may call exactly the
//! commands that `src-tauri/capabilities` grants its window; what is not granted there is refused before it runs.

mod answer;
mod commands;
mod error;
mod leaving;
mod opening;
mod pages;
mod picker;
mod pulse;
mod revive;
mod state;
mod watching;

use std::path::Path;

pub use error::ShellError;

use jixiao_app::data_folder;
use jixiao_app::desk::Workspace;
use jixiao_app::unexpected::silence_panics;
use tauri::{AppHandle, Builder, DragDropEvent, Emitter, Manager, RunEvent, Runtime, WindowEvent};

use answer::answered;
use picker::{Dialogs, FilePicker};
use state::Shared;

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
            opening::second_start(app, &arguments, Path::new(&folder));
        }))
        .plugin(pages::stay_on_own_pages())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .setup(|app| {
            let data = data_folder().map_or_else(|| app.path().app_data_dir(), Ok)?;
            app.manage(Shared::new(Workspace::new(data)?, picker_for(app.handle())));
            let (arguments, folder) = (std::env::args_os().collect::<Vec<_>>(), std::env::current_dir()?);
            opening::first_start(app.handle(), &arguments, &folder);
            revive::begin(app.handle());
            watching::begin(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| happened(window.app_handle(), event));
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_dialog::init());
    let app = with_commands(builder).build(tauri::generate_context!())?;
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            // What stands beside the file in its log goes into the file, and the log goes: it would be played into whatever
            // other file were put in this one's place. A disk that refuses loses nothing.
            drop(app.state::<Shared>().workspace().close());
        }
    });
    Ok(())
}

/// Files may be dropped anywhere on the window; before it closes, what is typed in it is kept.
fn happened<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    // A window that is just closing hears nothing.
    let tell = |is_over: bool| drop(app.emit("files-over", is_over));
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => tell(true),
        WindowEvent::DragDrop(DragDropEvent::Leave) => tell(false),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            tell(false);
            opening::dropped(app, paths);
        }
        WindowEvent::CloseRequested { api, .. } if leaving::ask(app) => api.prevent_close(),
        _ => {}
    }
}

/// The desktop's dialogs, or the answers of a test.
fn picker_for<R: Runtime>(app: &AppHandle<R>) -> Box<dyn FilePicker> {
    #[cfg(debug_assertions)]
    if let Some(scripted) = picker::Scripted::from_environment() {
        return Box::new(scripted);
    }
    let folder = |app: &AppHandle<R>| app.state::<Shared>().workspace().folder();
    Box::new(Dialogs { app: app.clone(), folder })
}

/// Registers every command, each of them answered, for the real window and for the one that the tests drive without a display.
#[expect(clippy::too_many_lines, reason = "a line for each command")]
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(answered(tauri::generate_handler![
        commands::about,
        commands::attach_evidence,
        commands::backups,
        commands::cancel,
        commands::candidates,
        commands::change_list,
        commands::change_row,
        commands::close_document,
        commands::collect_pick,
        commands::collect_take,
        commands::confirm_links,
        commands::create_document,
        commands::detach_evidence,
        commands::disclosure,
        commands::document,
        commands::edit,
        commands::edition_change,
        commands::export_edition,
        commands::export_evidence,
        commands::export_findings,
        commands::export_forms,
        commands::export_summary,
        commands::file_name_pattern,
        commands::fill_rollup,
        commands::find,
        commands::findings,
        commands::form,
        commands::hidden_in_public,
        commands::history,
        commands::import_declared,
        commands::import_detail,
        commands::import_edition,
        commands::import_handed,
        commands::import_name,
        commands::import_pasted,
        commands::import_pick,
        commands::import_take,
        commands::import_years,
        commands::keep_spot,
        commands::leave,
        commands::library,
        commands::library_add,
        commands::library_remove,
        commands::link,
        commands::lost,
        commands::mend,
        commands::mends,
        commands::next_year,
        commands::next_year_words,
        commands::open_document,
        commands::open_evidence,
        commands::open_handed,
        commands::open_recent,
        commands::open_sample,
        commands::overview,
        commands::preview,
        commands::print_forms,
        commands::print_page,
        commands::pulse,
        commands::purge,
        commands::purgeable,
        commands::redo,
        commands::replace,
        commands::restore_backup,
        commands::rollup,
        commands::row_detail,
        commands::save_as,
        commands::save_back,
        commands::save_copy,
        commands::set_own_words,
        commands::set_title,
        commands::set_agency,
        commands::show_folder,
        commands::sounds,
        commands::spot,
        commands::start,
        commands::stay,
        commands::undo,
        commands::unwaive,
        commands::waive,
    ]))
}

/// GTK ends the process without a word that a user would understand, so the question is asked first.
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests;
