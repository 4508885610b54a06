//! Names that gave way to standard ones do not come back; `docs/GLOSSARY.md` says what is used instead.

use std::fs;

use crate::{assert_none, files, root, shown};

/// Identifiers that no Rust source has any more, each with the names that took its place.
const RETIRED: &[(&str, &str)] = &[
    ("Arrival", "IncomingForm"),
    ("Desk", "OpenDocument"),
    ("Hand", "Actor"),
    ("Handed", "OpenRequest"),
    ("Held", "Comparison"),
    ("Homeless", "Unplaced"),
    ("Inner", "TxResult"),
    ("KEPT", "MAX_…"),
    ("Kind", "what it is a kind of: FormKind, ArchiveKind"),
    ("MOST", "MAX_…"),
    ("NAMED", "MAX_…"),
    ("Nonsense", "Corrupt"),
    ("PATIENCE", "…_TIMEOUT"),
    ("Room", "Workspace"),
    ("Said", "Figure, or what it is"),
    ("TOLD", "MAX_…"),
    ("Told", "CollectReport, or what it is"),
    ("Trouble", "ErrorMessage"),
    ("said", "what it is: prefix, figure, items"),
    ("set_unit", "set_agency"),
    ("told", "describe_error, report, or what it is"),
];

/// Folders that still have some of these words, and why.
const NOT_YET: &[(&str, &str)] = &[
    ("src-tauri/crates/recover", "renamed together with the reading of any form"),
    ("src-tauri/crates/container", "written beside this list; its tests are renamed next"),
    ("tests/tests/architecture/words.rs", "lists them"),
];

#[test]
fn retired_words_do_not_come_back() {
    let mut breaches = Vec::new();
    for file in ["src-tauri", "tests"].iter().flat_map(|folder| files(&root().join(folder), &["rs"])) {
        let shown = shown(&file);
        if !NOT_YET.iter().any(|(place, _)| shown.starts_with(place)) {
            let content = fs::read_to_string(&file).unwrap();
            let retired = identifiers(&content).filter_map(|(line, name)| Some((line, name, instead(name)?)));
            breaches.extend(
                retired.map(|(line, name, now)| format!("{shown}:{line}: {name} is retired; use {now}")),
            );
        }
    }
    assert_none(&breaches);
}

fn instead(name: &str) -> Option<&'static str> {
    RETIRED.iter().find(|(retired, _)| *retired == name).map(|(_, now)| *now)
}

/// The names in the code of each line, without comments and texts.
fn identifiers(content: &str) -> impl Iterator<Item = (usize, &str)> {
    content.lines().enumerate().flat_map(|(at, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let outside_texts = code.split('"').step_by(2);
        outside_texts
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_'))
            .map(move |name| (at + 1, name))
    })
}

#[test]
fn names_are_found_outside_comments_and_texts() {
    let code = "let told = said(\"told\", Room::of(is_told)); // told\n/// told\nKEPT";
    let found: Vec<(usize, &str)> = identifiers(code).filter(|(_, name)| instead(name).is_some()).collect();
    assert_eq!(found, [(1, "told"), (1, "said"), (1, "Room"), (3, "KEPT")]);
}
