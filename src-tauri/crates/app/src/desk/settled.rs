//! The paths of documents.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The path by which a document is known from now on: by whatever links it was reached, its backups are found again when it is gone.
pub(super) fn settled(path: &Path) -> Result<PathBuf> {
    // On Windows the result is no path that a person would recognise.
    if cfg!(unix) && path.exists() {
        return path.canonicalize().with_context(|| format!("无法读取“{}”", path.display()));
    }
    Ok(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}
