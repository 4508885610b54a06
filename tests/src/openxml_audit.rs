//! An independent validator of Office files, where it is installed (`make bench-setup`).

use std::path::Path;
use std::process::Command;

/// What openxml-audit finds wrong with a file of this name, empty for nothing; `None` where it is not installed.
///
/// # Panics
/// The file cannot be written.
#[must_use]
pub fn breaches(name: &str, bytes: &[u8]) -> Option<String> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/venv/bin/openxml-audit");
    if !program.exists() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    let output = Command::new(program).arg(&path).output().ok()?;
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(if report.contains("Errors: 0") { String::new() } else { report })
}
