//! The rules of `docs/ARCHITECTURE.md` that a machine can keep: who may know whom, who may touch the outside world,
//! how large a file may grow, and under which licences the parts come.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the repository has nothing better to do than fail"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

mod arrows;
mod circles;
mod expression;
mod imports;
mod licences;
mod sources;
mod tokens;
mod words;

/// Top folder of the repository that is being tested, which need not be the one where this was compiled.
fn root() -> PathBuf {
    let package =
        std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&package).parent().unwrap().to_path_buf()
}

/// What cargo knows of the workspace (`--no-deps`) or of everything that it is built from (no argument).
fn metadata(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--quiet"])
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Every file below `folder` with one of these extensions, without what tools put there.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && ![".git", "node_modules", "dist", "target", "gen"].contains(&name.as_str()) {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path as a reader of the repository knows it.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Fails with every breach at once, so that they are mended in one go.
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}
