//! Whether the file of an open document still is where it was opened: a person may have removed or moved it meanwhile, and programs
//! that synchronise folders put another in its place. What is written into the file that we hold is then on no disk that anybody finds.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Where the file of an open document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whereabouts {
    /// Where it was opened.
    There,
    /// No longer there: removed or moved, or its folder or drive is.
    Gone,
    /// Another file lies there.
    Replaced,
}

/// Knows a file again. Asking takes no lock and touches nothing, so it may be done beside all work on the document.
#[derive(Clone, Debug)]
pub struct Watch {
    path: PathBuf,
    file: Option<Identity>,
}

impl Watch {
    /// Remembers the file at `path`.
    pub(crate) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), file: fs::metadata(path).ok().as_ref().map(identity) }
    }

    /// The file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the file is now. What cannot be asked, on a drive that is gone, is not there.
    #[must_use]
    pub fn look(&self) -> Whereabouts {
        match fs::metadata(&self.path) {
            Ok(about) if Some(identity(&about)) == self.file => Whereabouts::There,
            Ok(_) => Whereabouts::Replaced,
            Err(_) => Whereabouts::Gone,
        }
    }
}

impl Watch {
    /// Whether both are of one file.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.file.is_some() && self.file == other.file && (cfg!(unix) || self.path == other.path)
    }
}

/// What tells a file from any other, whatever it is called.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

/// Elsewhere an open database can be neither removed nor renamed.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}

/// Whether an open file is the one that others find at `path`.
pub(crate) fn is_at(file: &fs::File, path: &Path) -> bool {
    let known = |about: io::Result<Metadata>| about.ok().as_ref().map(identity);
    let ours = known(file.metadata());
    ours.is_some() && ours == known(fs::metadata(path))
}
