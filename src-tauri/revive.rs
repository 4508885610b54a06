//! A page that has come to a stop is replaced by a new one, which begins where the person was. Everything that was saved is in the
//! document, and what was being typed is known (`keep_spot`), so nothing is lost.
//!
//! The web view says by itself that its process has ended, on Linux. That it hangs, and that it has ended elsewhere, is seen by its
//! answers: it is asked again and again while its window can be seen.

use std::sync::Arc;
use std::time::Instant;

use jixiao_app::desk::view::ProgramEvent;
use jixiao_commands::Session;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

/// Listens for the end of the page's process.
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(target_os = "linux")]
    if let Some(window) = app.get_webview_window("main") {
        use webkit2gtk::WebViewExt;
        let app = app.clone();
        // A window that is just closing has no page any more.
        drop(window.with_webview(move |webview| {
            webview.inner().connect_web_process_terminated(move |_, _| reload(&app));
        }));
    }
    #[cfg(not(target_os = "linux"))]
    let _ = app;
}

/// Asks the page for a sign of life, while it can be seen; replaces one that gives none.
pub fn ask<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window("main") else { return };
    let is_seen = window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(true);
    if !is_seen {
        return; // Systems let pages sleep that nobody sees.
    }
    if app.state::<Arc<Session>>().pulse.asked() {
        stop(&window);
    } else {
        app.state::<Arc<Session>>().host().emit(ProgramEvent::Pulse);
    }
}

/// Ends the process of a page that hangs.
fn stop<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    drop(window.with_webview(|webview| {
        use webkit2gtk::WebViewExt;
        webview.inner().terminate_web_process(); // which is told as any other end of it
    }));
    #[cfg(not(target_os = "linux"))]
    reload(window.app_handle());
}

/// Loads the page anew.
fn reload<R: Runtime>(app: &AppHandle<R>) {
    let session = app.state::<Arc<Session>>();
    if session.pulse.revive(Instant::now()) {
        // Not here, where the window is drawn: a command may have the workspace.
        let app = app.clone();
        tauri::async_runtime::spawn_blocking(move || app.state::<Arc<Session>>().workspace().forget_spot());
    }
    if let Some(window) = app.get_webview_window("main") {
        // A window that is just closing needs no page.
        drop(window.reload());
    }
}
