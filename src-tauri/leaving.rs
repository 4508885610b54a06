//! The window closes once everything typed in it is kept.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::state::Shared;

/// A page that does not answer keeps no window open any longer.
const LEAVE_TIMEOUT: Duration = Duration::from_secs(5);

/// Asks the page to bring what is typed into safety before the window closes. False when it has been asked already: a person who
/// insists is obeyed.
pub fn ask<R: Runtime>(app: &AppHandle<R>) -> bool {
    let Some(shared) = app.try_state::<Shared>() else { return false };
    if shared.set_leaving(true) {
        return false;
    }
    drop(app.emit("closing", ()));
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(LEAVE_TIMEOUT);
        if app.state::<Shared>().set_leaving(false) {
            leave(&app);
        }
    });
    true
}

/// Closes the window.
pub fn leave<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        drop(window.destroy());
    }
}
