//! What the commands share: the workspace, whoever shows the page, and whether the work under way is to stop.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jixiao_app::describe_error;
use jixiao_app::desk::view::{Changed, ErrorCode, ErrorMessage, ProgramEvent, Progress};
use jixiao_app::desk::{Actor, OpenDocument, OpenRequest, Refused, Workspace};
use jixiao_app::unexpected::Unexpected;

use crate::host::Host;
use crate::pulse::Pulse;

/// What one page works with.
pub struct Session {
    workspace: Mutex<Workspace>,
    host: Box<dyn Host>,
    /// Set by 取消, looked at between steps.
    cancelled: AtomicBool,
    /// The folder of the last export.
    exported: Mutex<Option<PathBuf>>,
    /// Why the document cannot be opened that the program was started with: nobody listens before the page first asks.
    at_start: Mutex<Option<ErrorMessage>>,
    /// What was handed to the program until the page takes it.
    open_request: Mutex<Option<OpenRequest>>,
    /// The page has been asked to bring what was typed into safety before it closes.
    leaving: AtomicBool,
    /// How the page does.
    pub pulse: Pulse,
    /// Somebody is about to [`Session::checkpoint_soon`].
    checkpointing: AtomicBool,
}

/// How long changes gather before the disk is waited for. Nobody loses more to a power cut; to the program's end nobody loses any.
const CHECKPOINT_DELAY: Duration = Duration::from_millis(300);

impl Session {
    /// A program with nothing open.
    #[must_use]
    pub fn new(workspace: Workspace, host: Box<dyn Host>) -> Arc<Self> {
        Arc::new(Self {
            workspace: Mutex::new(workspace),
            host,
            cancelled: AtomicBool::new(false),
            exported: Mutex::new(None),
            at_start: Mutex::new(None),
            open_request: Mutex::new(None),
            leaving: AtomicBool::new(false),
            pulse: Pulse::default(),
            checkpointing: AtomicBool::new(false),
        })
    }

    /// The workspace, for one command at a time. A command that panicked left whole transactions behind, so it stays usable.
    pub fn workspace(&self) -> MutexGuard<'_, Workspace> {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever shows the page.
    pub fn host(&self) -> &dyn Host {
        &*self.host
    }

    /// Asks the open document.
    pub(crate) fn ask<T>(
        &self,
        ask: impl FnOnce(&mut OpenDocument) -> anyhow::Result<T>,
    ) -> CommandResult<T> {
        self.workspace().open_document().and_then(ask).map_err(error_message)
    }

    /// Makes a change and answers as soon as it is kept.
    pub(crate) fn change(
        self: &Arc<Self>,
        make: impl FnOnce(&mut OpenDocument) -> anyhow::Result<Changed>,
    ) -> CommandResult<Changed> {
        let changed = self.ask(make)?;
        self.checkpoint_soon();
        Ok(changed)
    }

    /// Waits for the disk behind the answer: a moment later what is said to be saved survives a power cut, too, and a copy of the
    /// file on a stick is whole. Whatever writes the document calls it.
    pub(crate) fn checkpoint_soon(self: &Arc<Self>) {
        if self.checkpointing.swap(true, Ordering::Relaxed) {
            return; // What waits already sees to this change, too.
        }
        let session = Arc::clone(self);
        thread::spawn(move || {
            thread::sleep(CHECKPOINT_DELAY);
            session.checkpointing.store(false, Ordering::Relaxed);
            // A disk that refuses now refuses the next change, too, and that one says so.
            drop(session.workspace().open_document().and_then(|doc| doc.checkpoint(&Actor::here())));
        });
    }

    /// Remembers a folder for 打开所在文件夹.
    pub(crate) fn set_exported(&self, folder: Option<PathBuf>) {
        *self.exported.lock().unwrap_or_else(PoisonError::into_inner) = folder;
    }

    /// The folder of the last export.
    pub(crate) fn exported(&self) -> Option<PathBuf> {
        self.exported.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps an error for the page until it asks.
    pub(crate) fn set_start_error(&self, error_message: ErrorMessage) {
        *self.at_start.lock().unwrap_or_else(PoisonError::into_inner) = Some(error_message);
    }

    /// What was kept for the page; nothing when it asks again.
    pub(crate) fn take_start_error(&self) -> Option<ErrorMessage> {
        self.at_start.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps what was handed to the program, in the place of anything handed before.
    pub(crate) fn set_open_request(&self, open_request: OpenRequest) {
        *self.open_request.lock().unwrap_or_else(PoisonError::into_inner) = Some(open_request);
    }

    /// What was handed to the program; nothing when asked again.
    pub(crate) fn take_open_request(&self) -> Option<OpenRequest> {
        self.open_request.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Says whether the page has been asked before whether it may be closed.
    pub(crate) fn set_leaving(&self, leaving: bool) -> bool {
        self.leaving.swap(leaving, Ordering::Relaxed)
    }

    /// Begins work that 取消 may stop.
    pub(crate) fn begin(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// Stops the work under way after its present step.
    pub(crate) fn stop(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Tells the page how far the work is; false when it is to stop.
    pub(crate) fn go_on(&self, progress: Progress) -> bool {
        self.host.emit(ProgramEvent::Progress(progress));
        !self.cancelled.load(Ordering::Relaxed)
    }
}

/// An error in words for the person.
pub fn error_message(error: anyhow::Error) -> ErrorMessage {
    let code = if error.is::<Refused>() {
        ErrorCode::Restorable
    } else if error.is::<Unexpected>() {
        ErrorCode::Unexpected
    } else {
        ErrorCode::Failed
    };
    ErrorMessage { message: describe_error(&error), code }
}

/// What a command answers.
pub type CommandResult<T> = Result<T, ErrorMessage>;
