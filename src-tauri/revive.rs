//! A page that has come to a stop is replaced by a new one, which begins where the person was. Everything that was saved is in the
//! document, and what was being typed is known (`keep_spot`), so nothing is lost.
//!
//! The web view says by itself that its process has ended, on Linux. That it hangs, and that it has ended elsewhere, is seen by its
//! answers: it is asked again and again while its window can be seen.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewWindow};

use crate::state::Shared;

/// Questions in a row that a page leaves unanswered before it is replaced; one is asked every two seconds.
const PATIENCE: u32 = 10;

/// Two pages that stop within this time: where the person was may be what stops them, and is forgotten.
const TOO_SOON: Duration = Duration::from_secs(20);

/// How the page does.
#[derive(Debug, Default)]
pub struct Pulse(Mutex<Beat>);

#[derive(Debug, Default)]
struct Beat {
    /// The page has answered since it was loaded.
    is_alive: bool,
    /// Questions since its last answer.
    unanswered: u32,
    /// A page was replaced, and the new one does not know it yet.
    is_revived: bool,
    last_revived: Option<Instant>,
}

impl Pulse {
    fn with<T>(&self, what: impl FnOnce(&mut Beat) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The page has answered.
    pub fn answered(&self) {
        self.with(|beat| {
            beat.is_alive = true;
            beat.unanswered = 0;
        });
    }

    /// Whether this page takes the place of one that had come to a stop; once only.
    pub fn take_revived(&self) -> bool {
        self.with(|beat| std::mem::take(&mut beat.is_revived))
    }

    /// Counts a question; true when the page has left too many unanswered.
    fn asked(&self) -> bool {
        self.with(|beat| {
            beat.unanswered += u32::from(beat.is_alive);
            beat.unanswered > PATIENCE
        })
    }

    /// A new page is about to be loaded; true when the last one was too short ago.
    fn revive(&self, now: Instant) -> bool {
        self.with(|beat| {
            let before = beat.last_revived.replace(now);
            (beat.is_alive, beat.unanswered, beat.is_revived) = (false, 0, true);
            before.is_some_and(|before| now.duration_since(before) < TOO_SOON)
        })
    }
}

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
    if app.state::<Shared>().pulse.asked() {
        stop(&window);
    } else {
        drop(app.emit("pulse", ()));
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
    let shared = app.state::<Shared>();
    if shared.pulse.revive(Instant::now()) {
        // Not here, where the window is drawn: a command may have the workspace.
        let app = app.clone();
        tauri::async_runtime::spawn_blocking(move || app.state::<Shared>().workspace().forget_spot());
    }
    if let Some(window) = app.get_webview_window("main") {
        // A window that is just closing needs no page.
        drop(window.reload());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_given_time_and_a_new_one_begins_afresh() {
        let pulse = Pulse::default();
        let asked = |times: u32| (0..times).filter(|_| pulse.asked()).count();
        assert_eq!(asked(99), 0, "one that is still being loaded is not given up");
        pulse.answered();
        assert_eq!(asked(PATIENCE), 0);
        pulse.answered();
        assert_eq!((asked(PATIENCE), asked(1)), (0, 1));
        let start = Instant::now();
        assert!(!pulse.revive(start));
        assert_eq!((pulse.take_revived(), pulse.take_revived(), asked(99)), (true, false, 0));
        assert!(!pulse.revive(start + TOO_SOON) && pulse.revive(start + TOO_SOON + TOO_SOON / 2));
    }
}
