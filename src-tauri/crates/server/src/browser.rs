//! The browser as the commands know it: a page that listens, and a dialog of ours in it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use anyhow::{Context, Result};
use jixiao_app::desk::view::ProgramEvent;
use jixiao_commands::{Host, Question};
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::life::Life;
use crate::picking::{PickerAnswer, PickerStep, PickerView, Picking};

/// The page of a program, if there is one.
pub struct Browser {
    life: Arc<Life>,
    /// Where what the page is told goes.
    listener: Mutex<Option<UnboundedSender<String>>>,
    asked: Mutex<Option<Asked>>,
    /// The folder of the last answer.
    last: Mutex<Option<PathBuf>>,
}

/// What the person is asked, and where the answer is waited for.
struct Asked {
    picking: Picking,
    answer: mpsc::Sender<Vec<PathBuf>>,
}

/// What a page is told of a question.
#[derive(Serialize)]
struct AskedEvent {
    event: &'static str,
    payload: PickerView,
}

impl Browser {
    pub fn new(life: Arc<Life>) -> Self {
        Self { life, listener: Mutex::default(), asked: Mutex::default(), last: Mutex::default() }
    }

    /// A page listens from now on; one that listened before does so no longer, and whatever it was asked is answered as by a person
    /// who cancels.
    pub fn listen(&self) -> UnboundedReceiver<String> {
        let (sender, receiver) = unbounded_channel();
        *lock(&self.listener) = Some(sender);
        drop(lock(&self.asked).take());
        receiver
    }

    /// A page has gone. If there is no other by now, nobody will answer.
    pub fn gone(&self) {
        if !self.has_page() {
            drop(lock(&self.asked).take());
        }
    }

    fn has_page(&self) -> bool {
        lock(&self.listener).as_ref().is_some_and(|listener| !listener.is_closed())
    }

    /// The person looks elsewhere.
    ///
    /// # Errors
    /// Nothing is asked.
    pub fn look(&self, step: &PickerStep) -> Result<PickerView> {
        let mut asked = lock(&self.asked);
        let asked = asked.as_mut().context(NOT_ASKED)?;
        asked.picking.go(step);
        Ok(asked.picking.view())
    }

    /// The person has answered.
    ///
    /// # Errors
    /// Nothing is asked, or it is no answer.
    pub fn answer(&self, answer: &PickerAnswer) -> Result<()> {
        let mut waiting = lock(&self.asked);
        let asked = waiting.as_ref().context(NOT_ASKED)?;
        let paths = asked.picking.paths(answer)?;
        if !paths.is_empty() {
            *lock(&self.last) = Some(asked.picking.folder().to_owned());
        }
        drop(asked.answer.send(paths));
        *waiting = None;
        Ok(())
    }

    /// Asks the person and waits for the answer; nothing when they cancel or the page goes.
    fn ask(&self, question: Question) -> Vec<PathBuf> {
        let (answer, answered) = mpsc::channel();
        let picking = Picking::new(question, lock(&self.last).clone());
        let payload = picking.view();
        *lock(&self.asked) = Some(Asked { picking, answer });
        self.send(&AskedEvent { event: "asked", payload });
        self.gone();
        // Nobody answers any more when the page has gone.
        answered.recv().unwrap_or_default()
    }

    fn send(&self, event: &impl Serialize) {
        let Ok(line) = serde_json::to_string(event) else { return };
        if let Some(listener) = &*lock(&self.listener) {
            drop(listener.send(line + "\n"));
        }
    }
}

const NOT_ASKED: &str = "程序没有在等待选择文件，请重新操作";

/// The browser as a host.
pub struct Shown(pub Arc<Browser>);

impl Host for Shown {
    fn emit(&self, event: ProgramEvent) {
        self.0.send(&event);
    }

    fn pick(&self, question: Question) -> Vec<PathBuf> {
        self.0.ask(question)
    }

    fn open_path(&self, path: &Path) -> bool {
        open::that_detached(path).is_ok()
    }

    /// The page does so itself.
    fn set_title(&self, _: &str) -> Result<()> {
        Ok(())
    }

    /// The page does so itself.
    fn print_page(&self) -> bool {
        true
    }

    fn leave(&self) {
        self.0.life.finish();
    }
}

fn lock<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
