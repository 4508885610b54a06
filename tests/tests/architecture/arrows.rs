//! Which package may depend on which.

use serde_json::Value;

use crate::{assert_none, list, metadata, text};

/// Each package of the workspace, and the ones of ours that it may use outside its tests.
const ARROWS: &[(&str, &[&str])] = &[
    ("jixiao-model", &[]),
    ("jixiao-sheet", &["model"]),
    ("jixiao-edition", &["model", "sheet"]),
    ("jixiao-score", &["model", "edition"]),
    ("jixiao-check", &["model", "edition", "score"]),
    ("jixiao-rollup", &["model", "edition", "score"]),
    ("jixiao-fonts", &["sheet"]),
    ("jixiao-layout", &["model", "sheet", "edition", "fonts"]),
    ("jixiao-recover", &["model", "sheet", "edition"]),
    ("jixiao-learn", &["model", "sheet", "edition", "layout", "recover"]),
    ("jixiao-live", &["model", "sheet", "edition", "score"]),
    ("jixiao-xlsx", &["model", "sheet"]),
    ("jixiao-container", &["model", "sheet", "xlsx"]),
    ("jixiao-pdf", &["sheet", "fonts", "layout"]),
    ("jixiao-docx", &["sheet", "layout"]),
    ("jixiao-store", &["model"]),
    (
        "jixiao-app",
        &[
            "model",
            "sheet",
            "edition",
            "score",
            "check",
            "rollup",
            "fonts",
            "layout",
            "learn",
            "live",
            "recover",
            "xlsx",
            "container",
            "pdf",
            "docx",
            "store",
        ],
    ),
    ("jixiao-tables", &["app", "model", "score", "rollup"]),
    ("jixiao-python", &["app", "tables"]),
    ("jixiao-commands", &["app"]),
    ("jixiao-server", &["app", "commands"]),
    ("jixiao-cli", &["app", "tables", "server"]),
    ("jixiao", &["app", "cli", "commands"]),
    ("jixiao-tests", &[]), // suites use whatever they test, as development dependencies or not
];

/// Crates that turn values into values, and all that they may use of other people's. A name is added here together with
/// the reason that stands beside it in the root `Cargo.toml`; nothing that reads a file, a clock, the environment or
/// random numbers is.
const PURE: &[(&str, &[&str])] = &[
    ("jixiao-model", &["rust_decimal", "serde", "unicode-normalization"]),
    ("jixiao-sheet", &["rust_decimal", "serde"]),
    ("jixiao-edition", &["rust_decimal", "serde", "thiserror", "toml"]),
    ("jixiao-score", &["rust_decimal", "serde", "thiserror"]),
    ("jixiao-check", &["rust_decimal", "serde", "thiserror"]),
    ("jixiao-rollup", &["rust_decimal", "serde", "thiserror"]),
    ("jixiao-layout", &["rust_decimal", "serde", "thiserror", "unicode-linebreak"]),
    ("jixiao-recover", &["rust_decimal", "serde", "thiserror"]),
    ("jixiao-learn", &["rust_decimal", "thiserror"]),
    ("jixiao-live", &["rust_decimal"]),
];

#[test]
fn arrows_point_one_way() {
    let workspace = metadata(&["--no-deps"]);
    let breaches: Vec<String> = list(&workspace, "packages")
        .iter()
        .filter(|package| text(package, "name") != "jixiao-tests")
        .flat_map(forbidden_arrows)
        .collect();
    assert_none(&breaches);
}

fn forbidden_arrows(package: &Value) -> Vec<String> {
    let name = text(package, "name");
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name}: a new package; say in ARROWS what it may use")];
    };
    used(package)
        .filter_map(|used| used.strip_prefix("jixiao-"))
        .filter(|used| !allowed.contains(used))
        .map(|used| format!("{name} may not use jixiao-{used}; it may use {allowed:?}"))
        .collect()
}

#[test]
fn pure_crates_use_nothing_that_reaches_outside() {
    let workspace = metadata(&["--no-deps"]);
    let mut breaches = Vec::new();
    for package in list(&workspace, "packages") {
        let name = text(package, "name");
        let Some((_, allowed)) = PURE.iter().find(|(pure, _)| *pure == name) else {
            continue;
        };
        let others = used(package).filter(|used| !used.starts_with("jixiao-") && !allowed.contains(used));
        breaches.extend(others.map(|used| format!("{name} may not use {used}; it may use {allowed:?}")));
    }
    assert_none(&breaches);
}

#[test]
fn only_the_shell_knows_tauri() {
    let workspace = metadata(&["--no-deps"]);
    let mut breaches = Vec::new();
    for package in list(&workspace, "packages").iter().filter(|package| text(package, "name") != "jixiao") {
        let tauri =
            list(package, "dependencies").iter().filter(|used| text(used, "name").starts_with("tauri"));
        breaches.extend(
            tauri.map(|used| format!("{} may not use {}", text(package, "name"), text(used, "name"))),
        );
    }
    assert_none(&breaches);
}

#[test]
fn only_the_store_knows_sql() {
    let workspace = metadata(&["--no-deps"]);
    let mut breaches = Vec::new();
    for package in
        list(&workspace, "packages").iter().filter(|package| text(package, "name") != "jixiao-store")
    {
        let sql = list(package, "dependencies").iter().filter(|used| text(used, "name").contains("sqlite"));
        breaches
            .extend(sql.map(|used| format!("{} may not use {}", text(package, "name"), text(used, "name"))));
    }
    assert_none(&breaches);
}

#[test]
fn plain_cargo_commands_need_no_web_view() {
    let workspace = metadata(&["--no-deps"]);
    // Names, not ids: the id of a package leaves its name out where the folder is called the same.
    let defaults = list(&workspace, "workspace_default_members");
    let mut left_out: Vec<&str> = list(&workspace, "packages")
        .iter()
        .filter(|package| !defaults.contains(&package["id"]))
        .map(|package| text(package, "name"))
        .collect();
    left_out.sort_unstable();
    assert_eq!(
        left_out,
        ["jixiao", "jixiao-python"],
        "only window and Python package stay out of the default members"
    );
}

/// Names of what a package is built from; what only its tests use is left out.
fn used(package: &Value) -> impl Iterator<Item = &str> {
    list(package, "dependencies")
        .iter()
        .filter(|used| text(used, "kind") != "dev")
        .map(|used| text(used, "name"))
}
