//! Looks after the open document's file, also while nothing is done with it: a person learns within seconds that it has gone.

use std::path::PathBuf;

use jixiao_app::Whereabouts;
use jixiao_app::desk::view::ProgramEvent;

use crate::session::Session;

/// Where the file of which document was last.
#[derive(Default)]
pub struct Watch(Option<(PathBuf, Whereabouts)>);

impl Watch {
    /// Looks once; to be called every second or two, on a thread of its own: a drive that answers slowly keeps only that one waiting.
    pub fn look(&mut self, session: &Session) {
        self.look_for_file(session);
        let unwritten = session.workspace().take_unwritten_spot();
        if let Some(unwritten) = unwritten {
            unwritten.write();
        }
    }

    /// Tells the page when something has become of the file.
    fn look_for_file(&mut self, session: &Session) {
        let watch = session.workspace().watch();
        let now = watch.map(|watch| (watch.path().to_owned(), watch.look()));
        let before = std::mem::replace(&mut self.0, now);
        let Some((path, is_now)) = &self.0 else { return };
        let was = before.filter(|(seen, _)| seen == path).map_or(Whereabouts::There, |(_, was)| was);
        if was != *is_now {
            session.host().emit(ProgramEvent::Watched);
        }
    }
}
