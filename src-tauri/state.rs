//! What the commands share: the room, the way files are picked, and whether the work under way is to stop.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jixiao_app::describe_error;
use jixiao_app::desk::view::{Changed, ErrorMessage, ExportDone, Progress};
use jixiao_app::desk::{Actor, OpenDocument, OpenRequest, Refused, Workspace};
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::picker::FilePicker;
use crate::pulse::Pulse;

/// State of the program, kept by Tauri.
pub struct Shared {
    workspace: Mutex<Workspace>,
    /// How files and folders are asked for.
    pub picker: Box<dyn FilePicker>,
    /// Set by 取消, looked at between steps.
    cancelled: AtomicBool,
    /// The folder of the last export.
    pub exported: Mutex<Option<PathBuf>>,
    /// Why the document cannot be opened that the program was started with: nobody listens before the page first asks.
    at_start: Mutex<Option<ErrorMessage>>,
    /// What was handed to the program until the page takes it.
    open_request: Mutex<Option<OpenRequest>>,
    /// The page has been asked to bring what was typed into safety before the window closes.
    leaving: AtomicBool,
    /// How the page does.
    pub pulse: Pulse,
    /// Somebody is about to [`checkpoint_soon`].
    checkpointing: AtomicBool,
}

/// How long changes gather before the disk is waited for. Nobody loses more to a power cut; to the program's end nobody loses any.
const CHECKPOINT_DELAY: Duration = Duration::from_millis(300);

impl Shared {
    /// A program with nothing open.
    pub fn new(workspace: Workspace, picker: Box<dyn FilePicker>) -> Self {
        Self {
            workspace: Mutex::new(workspace),
            picker,
            cancelled: AtomicBool::new(false),
            exported: Mutex::new(None),
            at_start: Mutex::new(None),
            open_request: Mutex::new(None),
            leaving: AtomicBool::new(false),
            pulse: Pulse::default(),
            checkpointing: AtomicBool::new(false),
        }
    }

    /// The room, for one command at a time. A command that panicked left whole transactions behind, so the room stays usable.
    pub fn workspace(&self) -> MutexGuard<'_, Workspace> {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the open document.
    pub fn ask<T>(&self, ask: impl FnOnce(&mut OpenDocument) -> anyhow::Result<T>) -> CommandResult<T> {
        self.workspace().open_document().and_then(ask).map_err(error_message)
    }

    /// Writes into a folder that the person picks and remembers it for 打开所在文件夹; `None` when they cancel.
    pub fn export(
        &self,
        write: impl FnOnce(&Path) -> anyhow::Result<ExportDone>,
    ) -> CommandResult<Option<ExportDone>> {
        let Some(folder) = self.picker.folder() else { return Ok(None) };
        self.begin();
        let done = write(&folder).map_err(error_message)?;
        *self.exported.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder);
        Ok(Some(done))
    }

    /// Keeps an error for the page until it asks.
    pub fn set_start_error(&self, error_message: ErrorMessage) {
        *self.at_start.lock().unwrap_or_else(PoisonError::into_inner) = Some(error_message);
    }

    /// What was kept for the page; nothing when it asks again.
    pub fn take_start_error(&self) -> Option<ErrorMessage> {
        self.at_start.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps what was handed to the program, in the place of anything handed before.
    pub fn set_open_request(&self, open_request: OpenRequest) {
        *self.open_request.lock().unwrap_or_else(PoisonError::into_inner) = Some(open_request);
    }

    /// What was handed to the program; nothing when asked again.
    pub fn take_open_request(&self) -> Option<OpenRequest> {
        self.open_request.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Says whether the page has been asked before whether the window may close.
    pub fn set_leaving(&self, leaving: bool) -> bool {
        self.leaving.swap(leaving, Ordering::Relaxed)
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

/// Waits for the disk behind the answer: a moment later what is said to be saved survives a power cut, too, and a copy of the file
/// on a stick is whole. Whatever writes the document calls it.
pub fn checkpoint_soon<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Shared>().checkpointing.swap(true, Ordering::Relaxed) {
        return; // What waits already sees to this change, too.
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        thread::sleep(CHECKPOINT_DELAY);
        let shared = app.state::<Shared>();
        shared.checkpointing.store(false, Ordering::Relaxed);
        // A disk that refuses now refuses the next change, too, and that one says so.
        drop(shared.workspace().open_document().and_then(|doc| doc.checkpoint(&Actor::here())));
    });
}

/// Makes a change and answers as soon as it is kept.
pub fn change_document<R: Runtime>(
    app: &AppHandle<R>,
    make: impl FnOnce(&mut OpenDocument) -> anyhow::Result<Changed>,
) -> CommandResult<Changed> {
    let changed = app.state::<Shared>().ask(make)?;
    checkpoint_soon(app);
    Ok(changed)
}

/// An error in words for the person.
#[expect(clippy::needless_pass_by_value, reason = "it stands behind `map_err`")]
pub fn error_message(error: anyhow::Error) -> ErrorMessage {
    ErrorMessage { message: describe_error(&error), restorable: error.is::<Refused>() }
}

/// What a command answers.
pub type CommandResult<T> = Result<T, ErrorMessage>;
