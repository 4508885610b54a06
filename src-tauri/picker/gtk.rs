//! Dialogs of GTK, for Linux. The plugin that asks elsewhere never lets go of a dialog here, which goes on watching the folder that
//! it showed: each of a thousand files written there would then keep the window busy.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::mpsc;

use gtk::prelude::{FileChooserExt, NativeDialogExt};
use gtk::{FileChooserAction, FileChooserNative, FileFilter, ResponseType};
use jixiao_commands::{Question, Wanted};
use tauri::{AppHandle, Manager, Runtime};

/// Asks and waits for the answer; nothing when the person cancels.
pub fn ask<R: Runtime>(app: &AppHandle<R>, question: Question) -> Vec<PathBuf> {
    let (answer, answered) = mpsc::channel();
    let handle = app.clone();
    let shown = app.run_on_main_thread(move || show(&handle, &question, answer));
    // A window that is just closing asks nobody.
    shown.ok().and_then(|()| answered.recv().ok()).unwrap_or_default()
}

fn show<R: Runtime>(app: &AppHandle<R>, question: &Question, answer: mpsc::Sender<Vec<PathBuf>>) {
    let window = app.get_webview_window("main").and_then(|window| window.gtk_window().ok());
    let dialog = dialog(question, window.as_ref());
    let held = RefCell::new(Some(dialog.clone()));
    dialog.connect_response(move |dialog, response| {
        let chosen = if response == ResponseType::Accept { dialog.filenames() } else { Vec::new() };
        // Nobody waits any more only when the program ends.
        drop(answer.send(chosen));
        dialog.destroy();
        drop(held.take()); // the last hold on it: only now the folder is no longer watched
    });
    dialog.show();
}

fn dialog(question: &Question, window: Option<&gtk::ApplicationWindow>) -> FileChooserNative {
    let (action, accept) = match &question.wanted {
        Wanted::Files { .. } => (FileChooserAction::Open, "打开"),
        Wanted::Folder => (FileChooserAction::SelectFolder, "选择"),
        Wanted::Place { .. } => (FileChooserAction::Save, "保存"),
    };
    let dialog = FileChooserNative::new(Some(question.title), window, action, Some(accept), Some("取消"));
    dialog.set_modal(true);
    if let Some((name, endings)) = question.kinds {
        let filter = FileFilter::new();
        filter.set_name(Some(name));
        for ending in endings {
            filter.add_pattern(&format!("*.{ending}"));
            filter.add_pattern(&format!("*.{}", ending.to_uppercase()));
        }
        dialog.add_filter(filter);
    }
    if let Some(folder) = &question.folder {
        dialog.set_current_folder(folder);
    }
    match &question.wanted {
        Wanted::Files { many } => dialog.set_select_multiple(*many),
        Wanted::Folder => dialog.set_create_folders(true),
        Wanted::Place { name } => {
            dialog.set_do_overwrite_confirmation(true);
            dialog.set_current_name(name);
        }
    }
    dialog
}
