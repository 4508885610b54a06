//! The window as the commands know it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jixiao_app::desk::view::ProgramEvent;
use jixiao_commands::{Host, Question};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tauri_plugin_opener::OpenerExt;

use crate::picker;

/// What the page listens to.
const EVENT: &str = "program";

/// The main window of a program.
pub struct Window<R: Runtime> {
    /// The program.
    pub app: AppHandle<R>,
}

impl<R: Runtime> Host for Window<R> {
    fn emit(&self, event: ProgramEvent) {
        // A window that is just closing hears nothing.
        drop(self.app.emit(EVENT, event));
    }

    fn pick(&self, question: Question) -> Vec<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(answer) = picker::scripted(&question) {
            return answer;
        }
        picker::ask(&self.app, question)
    }

    fn open_path(&self, path: &Path) -> bool {
        self.app.opener().open_path(path.display().to_string(), None::<&str>).is_ok()
    }

    fn set_title(&self, title: &str) -> Result<()> {
        self.app.get_webview_window("main").map_or(Ok(()), |window| Ok(window.set_title(title)?))
    }

    fn print_page(&self) -> bool {
        self.app.get_webview_window("main").is_some_and(|window| window.print().is_ok())
    }

    fn leave(&self) {
        if let Some(window) = self.app.get_webview_window("main") {
            drop(window.destroy());
        }
    }
}
