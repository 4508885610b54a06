//! What the commands share: the room, the way files are picked, and whether the work under way is to stop.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jixiao_app::desk::Room;
use jixiao_app::desk::view::{Progress, Trouble};
use tauri::{AppHandle, Emitter, Runtime};

use crate::picker::FilePicker;

/// State of the program, kept by Tauri.
pub struct Shared {
    room: Mutex<Room>,
    /// How files and folders are asked for.
    pub picker: Box<dyn FilePicker>,
    /// Set by 取消, looked at between steps.
    cancelled: AtomicBool,
    /// The folder of the last export.
    pub exported: Mutex<Option<PathBuf>>,
}

impl Shared {
    /// A program with nothing open.
    pub fn new(room: Room, picker: Box<dyn FilePicker>) -> Self {
        Self { room: Mutex::new(room), picker, cancelled: AtomicBool::new(false), exported: Mutex::new(None) }
    }

    /// The room, for one command at a time. A command that panicked left whole transactions behind, so the room stays usable.
    pub fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins work that 取消 may stop.
    pub fn begin(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// Stops the work under way after its present step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Tells the window how far the work is; false when it is to stop.
    pub fn go_on<R: Runtime>(&self, app: &AppHandle<R>, progress: Progress) -> bool {
        // A window that is just closing hears nothing; that is no reason to stop.
        drop(app.emit("progress", progress));
        !self.cancelled.load(Ordering::Relaxed)
    }
}

/// An error in words for the person.
#[expect(clippy::needless_pass_by_value, reason = "it stands behind `map_err`")]
pub fn trouble(error: anyhow::Error) -> Trouble {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if !parts.iter().any(|part| part.contains(&cause)) {
            parts.push(cause);
        }
    }
    Trouble { message: parts.join("；") }
}

/// What a command answers.
pub type Answer<T> = Result<T, Trouble>;
