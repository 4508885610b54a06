//! What may stand in which source file.

use std::fs;
use std::path::Path;

use crate::{assert_none, files, root, shown};

/// Lines of a Rust file; typical are 200.
const FILE_WALL: usize = 800;
/// Lines of the whole shell, which decides nothing: what the desktop asks of a window, its dialogs and the life of its page.
const SHELL_WALL: usize = 800;

/// Crates that get values and give values.
const PURE: &[&str] = &["model", "sheet", "edition", "score", "check", "rollup", "layout", "recover"];
/// Parts of `std` that reach outside: a crate that uses one gives different answers on different days or machines.
const OUTSIDE: &[&str] = &["env", "fs", "io", "net", "process", "thread", "time"];
/// Crates that may open files. Only `app` writes them; a store is a file.
const FILES: &[&str] = &["app", "store"];

#[test]
fn files_stay_small() {
    let mut breaches = Vec::new();
    for file in ["src-tauri", "tests"].iter().flat_map(|folder| files(&root().join(folder), &["rs"])) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        if lines > FILE_WALL {
            breaches.push(format!("{}: {lines} lines; divide it, {FILE_WALL} is the wall", shown(&file)));
        }
    }
    assert_none(&breaches);
}

#[test]
fn shell_stays_thin() {
    let lines: usize = shell().iter().map(|file| fs::read_to_string(file).unwrap().lines().count()).sum();
    assert!(lines <= SHELL_WALL, "the shell has {lines} lines; what decides something belongs in app");
}

#[test]
fn pure_crates_do_no_io_and_read_no_clock() {
    let mut breaches = Vec::new();
    for file in PURE.iter().flat_map(|name| sources(name)) {
        breaches.extend(uses_of_std(&file, OUTSIDE));
    }
    assert_none(&breaches);
}

/// `+` on decimals is refused by clippy (clippy.toml); the sum of an iterator panics in the same way and is not seen there.
#[test]
fn sums_of_decimals_are_checked() {
    let mut breaches = Vec::new();
    for folder in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        let name = folder.unwrap().file_name().to_string_lossy().into_owned();
        for file in sources(&name) {
            let content = fs::read_to_string(&file).unwrap();
            let is_open = |line: &str| {
                let of_decimals = line.contains("sum::<") && line.contains("Decimal>");
                line.contains(".sum()") || line.contains(".product") || of_decimals
            };
            let lines = content.lines().enumerate().filter(|(_, line)| is_open(line));
            let say = |(at, _)| format!("{}:{}: use jixiao_model::sum, or say of what", shown(&file), at + 1);
            breaches.extend(lines.map(say).filter(|_| content.contains("rust_decimal")));
        }
    }
    assert_none(&breaches);
}

#[test]
fn only_app_opens_files() {
    let mut breaches = Vec::new();
    for folder in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        let name = folder.unwrap().file_name().to_string_lossy().into_owned();
        if !FILES.contains(&name.as_str()) {
            breaches.extend(sources(&name).iter().flat_map(|file| uses_of_std(file, &["fs"])));
        }
    }
    // What stands in for a person in tests is told by file what to answer; release builds do not have it.
    let shell = shell().into_iter().filter(|file| !file.ends_with("scripted.rs"));
    breaches.extend(shell.flat_map(|file| uses_of_std(&file, &["fs"])));
    assert_none(&breaches);
}

#[test]
fn only_the_platform_folder_knows_tauri() {
    let mut breaches = Vec::new();
    for file in files(&root().join("ui/src"), &["ts", "vue", "js"]) {
        if !file.starts_with(root().join("ui/src/platform"))
            && fs::read_to_string(&file).unwrap().contains("@tauri-apps/")
        {
            breaches.push(format!("{}: ask ui/src/platform instead of @tauri-apps", shown(&file)));
        }
    }
    assert_none(&breaches);
}

#[test]
fn page_texts_stand_in_one_file() {
    let chinese = |character: char| ('\u{3400}'..='\u{9fff}').contains(&character);
    let mut breaches = Vec::new();
    for file in files(&root().join("ui/src"), &["ts", "vue"]) {
        let shown = shown(&file);
        let is_texts = shown.contains("/messages.") || shown.contains("/platform/fake");
        if is_texts || shown.ends_with(".test.ts") || shown.contains("/wire/") {
            continue;
        }
        let content = fs::read_to_string(&file).unwrap();
        let is_comment =
            |line: &str| ["//", "/*", "*", "<!--"].iter().any(|mark| line.trim_start().starts_with(mark));
        let is_text = |line: &str| line.contains(chinese) && !is_comment(line);
        let lines = content.lines().enumerate().filter(|(_, line)| is_text(line));
        breaches.extend(
            lines.map(|(index, _)| format!("{shown}:{}: put the text into ui/src/messages.ts", index + 1)),
        );
    }
    assert_none(&breaches);
}

/// Sources of a crate without its tests; none when there is no such crate yet.
fn sources(name: &str) -> Vec<std::path::PathBuf> {
    let folder = root().join("src-tauri/crates").join(name).join("src");
    if folder.exists() { files(&folder, &["rs"]) } else { Vec::new() }
}

/// The window's own sources; the build script runs at another time and place.
/// `make test` looks for tests in files only.
#[test]
fn no_doc_comment_holds_a_test() {
    let mut breaches = Vec::new();
    for file in files(&root().join("src-tauri"), &["rs"]) {
        let content = fs::read_to_string(&file).unwrap();
        let found = content.lines().enumerate().filter(|(_, line)| {
            let line = line.trim_start();
            (line.starts_with("///") || line.starts_with("//!")) && line.contains("```")
        });
        breaches
            .extend(found.map(|(at, _)| {
                format!("{}:{}: nobody runs this code; make it a test", shown(&file), at + 1)
            }));
    }
    assert_none(&breaches);
}

fn shell() -> Vec<std::path::PathBuf> {
    let folder = root().join("src-tauri");
    let crates = folder.join("crates");
    files(&folder, &["rs"])
        .into_iter()
        .filter(|file| !file.starts_with(&crates) && !file.ends_with("build.rs"))
        .collect()
}

fn uses_of_std(file: &Path, forbidden: &[&str]) -> Vec<String> {
    if file.ends_with("tests.rs") {
        return Vec::new();
    }
    let content = fs::read_to_string(file).unwrap();
    let code: String = content
        .lines()
        .take_while(|line| *line != "mod tests {")
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    modules_of_std(&code)
        .filter(|module| forbidden.contains(module))
        .map(|module| format!("{}: may not use std::{module}", shown(file)))
        .collect()
}

/// The names that follow each `std::`, singly or in braces.
fn modules_of_std(code: &str) -> impl Iterator<Item = &str> {
    code.split("std::").skip(1).flat_map(|rest| {
        let named = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
        };
        named.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty())
    })
}

#[test]
fn modules_of_std_are_found_in_every_notation() {
    let cases: &[(&str, &[&str])] = &[
        ("use std::fs;", &["fs"]),
        ("let x = std::env::var(name);", &["env"]),
        ("use std::{fmt, fs::File, time::Duration};", &["fmt", "fs", "File", "time", "Duration"]),
        ("use core::fmt;", &[]),
    ];
    for (code, expected) in cases {
        assert_eq!(modules_of_std(code).collect::<Vec<_>>(), *expected, "{code}");
    }
}
