//! What the program is made of may be passed on with it, under both of its own licences.

use std::fs;

use serde_json::Value;

use crate::expression::is_met;
use crate::{assert_none, files, list, metadata, root, shown, text};

/// See docs/adr/0003-licences.md. MPL-2.0 asks for the source of changed files only, and none is changed.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "BlueOak-1.0.0",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn crates_come_from_the_registry_under_accepted_licences() {
    let everything = metadata(&["--locked"]);
    let mut breaches = Vec::new();
    for package in list(&everything, "packages").iter().filter(|package| !package["source"].is_null()) {
        let name = format!("{} {}", text(package, "name"), text(package, "version"));
        if text(package, "source") != REGISTRY {
            breaches.push(format!("{name}: comes from {}", text(package, "source")));
        }
        if !is_met(text(package, "license"), ACCEPTED) {
            breaches.push(format!("{name}: licence \"{}\"", text(package, "license")));
        }
    }
    assert_none(&breaches);
}

#[test]
fn our_packages_name_both_licences_and_the_texts_are_here() {
    let workspace = metadata(&["--no-deps"]);
    for package in list(&workspace, "packages") {
        assert_eq!(text(package, "license"), "MIT OR Apache-2.0", "{}", text(package, "name"));
    }
    for (file, words) in
        [("LICENSE-MIT", "Permission is hereby granted"), ("LICENSE-APACHE", "Apache License")]
    {
        assert!(fs::read_to_string(root().join(file)).unwrap().contains(words), "{file}");
    }
}

#[test]
fn npm_packages_have_accepted_licences_and_no_fixed_host() {
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(root().join("ui/package-lock.json")).unwrap()).unwrap();
    let mut breaches = Vec::new();
    for (path, package) in lock["packages"].as_object().unwrap() {
        if !is_met(text(package, "license"), ACCEPTED) {
            breaches.push(format!("{path}: licence \"{}\"", text(package, "license")));
        }
        if package.get("resolved").is_some() {
            breaches.push(format!("{path}: names a registry; run npm install with ui/.npmrc in place"));
        }
    }
    assert_none(&breaches);
}

#[test]
fn fonts_come_with_their_licence() {
    for font in files(&root(), &["ttf", "otf", "ttc"]) {
        let beside = files(font.parent().unwrap(), &["txt", "md"]);
        let found =
            beside.iter().any(|file| fs::read_to_string(file).unwrap().contains("SIL OPEN FONT LICENSE"));
        assert!(found, "{}: the SIL Open Font License has to lie beside it", shown(&font));
    }
}
