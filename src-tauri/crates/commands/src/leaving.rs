//! The page closes once everything typed in it is kept.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jixiao_app::desk::view::ProgramEvent;

use crate::session::Session;

/// A page that does not answer keeps the program open no longer.
const LEAVE_TIMEOUT: Duration = Duration::from_secs(5);

/// Asks the page to bring what is typed into safety before it closes. False when it has been asked already: a person who insists is
/// obeyed.
pub fn ask_to_leave(session: &Arc<Session>) -> bool {
    if session.set_leaving(true) {
        return false;
    }
    session.host().emit(ProgramEvent::Closing);
    let session = Arc::clone(session);
    thread::spawn(move || {
        thread::sleep(LEAVE_TIMEOUT);
        if session.set_leaving(false) {
            session.host().leave();
        }
    });
    true
}
