//! Dialogs of the desktop, by tauri's plugin.

use std::path::PathBuf;

use jixiao_commands::{Question, Wanted};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Asks and waits for the answer; nothing when the person cancels.
pub fn ask<R: Runtime>(app: &AppHandle<R>, question: Question) -> Vec<PathBuf> {
    let mut dialog = app.dialog().file().set_title(question.title);
    if let Some((name, endings)) = question.kinds {
        dialog = dialog.add_filter(name, endings);
    }
    if let Some(folder) = question.folder {
        dialog = dialog.set_directory(folder);
    }
    let chosen = match question.wanted {
        Wanted::Files { many: true } => dialog.blocking_pick_files().unwrap_or_default(),
        Wanted::Files { many: false } => dialog.blocking_pick_file().into_iter().collect(),
        Wanted::Folder => dialog.blocking_pick_folder().into_iter().collect(),
        Wanted::Place { name } => dialog.set_file_name(name).blocking_save_file().into_iter().collect(),
    };
    chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
}
