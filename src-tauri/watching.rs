//! Looks after the open document's file and after the page, also while nothing is done with them: a person learns within seconds that
//! the file has gone.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use jixiao_app::Whereabouts;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::revive;
use crate::state::Shared;

/// How often the file is looked for.
const PERIOD: Duration = Duration::from_secs(2);

/// Where the file of which document was last.
type Seen = Option<(PathBuf, Whereabouts)>;

/// Looks from now on, as long as the program runs.
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    thread::spawn(move || {
        let mut seen = None;
        loop {
            thread::sleep(PERIOD);
            seen = look(&app, seen);
            revive::ask(&app);
            let unwritten = app.state::<Shared>().workspace().take_unwritten_spot();
            if let Some(unwritten) = unwritten {
                unwritten.write();
            }
        }
    });
}

/// Tells the page when something has become of the file. A drive that answers slowly keeps only this thread waiting.
fn look<R: Runtime>(app: &AppHandle<R>, seen: Seen) -> Seen {
    let watch = app.state::<Shared>().workspace().watch()?;
    let now = (watch.path().to_owned(), watch.look());
    let before =
        seen.filter(|(path, _)| *path == now.0).map_or(Whereabouts::There, |(_, where_it_was)| where_it_was);
    if before != now.1 {
        // A window that is just closing hears nothing.
        drop(app.emit("watched", ()));
    }
    Some(now)
}
