//! No files that know each other in a circle: each can be read, and changed, knowing only what it stands on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::imports::imports;
use crate::{assert_none, files, root, shown};

/// Who takes what from whom: for each file the files that it imports, each with one of the paths.
type Arrows = BTreeMap<PathBuf, BTreeMap<PathBuf, String>>;

/// Files that may still stand in a circle with each other, until the reading of forms is put in order; this list only
/// gets shorter.
const NOT_YET: &[&str] = &[
    "src-tauri/crates/recover/src/header.rs",
    "src-tauri/crates/recover/src/reading.rs",
    "src-tauri/crates/recover/src/segment.rs",
];

#[test]
fn no_circles_of_files() {
    let mut breaches = Vec::new();
    for arrows in crates().iter().chain([&pages()]) {
        let circles = circles(arrows);
        breaches.extend(circles.iter().map(|circle| described(arrows, circle)));
    }
    assert_none(&breaches);
}

#[test]
fn not_yet_lists_only_files_in_circles() {
    let found: BTreeSet<String> =
        crates().iter().flat_map(all_circles).flatten().map(|file| shown(&file)).collect();
    let spare = NOT_YET.iter().filter(|file| !found.contains(**file));
    assert_none(
        &spare.map(|file| format!("{file}: stands in no circle; take it off the list")).collect::<Vec<_>>(),
    );
}

fn crates() -> &'static [Arrows] {
    static CRATES: OnceLock<Vec<Arrows>> = OnceLock::new();
    CRATES.get_or_init(read_crates)
}

fn read_crates() -> Vec<Arrows> {
    let mut found = vec![imports(&root().join("src-tauri"), &["crates", "build"])];
    for folder in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        found.push(imports(&folder.unwrap().path().join("src"), &[]));
    }
    found
}

/// Relative imports of the window's pages, and those that start at their root.
fn pages() -> Arrows {
    let mut arrows = Arrows::new();
    let all: BTreeSet<PathBuf> = files(&root().join("ui/src"), &["ts", "vue"]).into_iter().collect();
    for file in &all {
        let content = fs::read_to_string(file).unwrap();
        let targets = imported(&content).filter_map(|name| Some((page(&all, file, name)?, name.to_owned())));
        arrows.insert(file.clone(), targets.filter(|(target, _)| target != file).collect());
    }
    arrows
}

/// What stands in the quotes behind `from` or `import`.
fn imported(content: &str) -> impl Iterator<Item = &str> {
    content
        .split(['\'', '"'])
        .collect::<Vec<_>>()
        .into_iter()
        .scan("", |before, part| {
            let is_name =
                before.ends_with("from ") || before.ends_with("import ") || before.ends_with("import(");
            *before = part;
            Some(is_name.then_some(part))
        })
        .flatten()
}

/// The file of ours that an import of `from` names.
fn page(all: &BTreeSet<PathBuf>, from: &Path, name: &str) -> Option<PathBuf> {
    let start = if name.starts_with('.') {
        from.parent()?.join(name)
    } else {
        root().join("ui/src").join(name.strip_prefix("@/")?)
    };
    let mut path = PathBuf::new();
    for part in start.components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    let with = |ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    ["", ".ts", ".vue", "/index.ts"].iter().map(|ending| with(ending)).find(|path| all.contains(path))
}

/// The circles that are not excused.
fn circles(arrows: &Arrows) -> Vec<BTreeSet<PathBuf>> {
    let excused =
        |circle: &BTreeSet<PathBuf>| circle.iter().all(|file| NOT_YET.contains(&shown(file).as_str()));
    all_circles(arrows).into_iter().filter(|circle| !excused(circle)).collect()
}

/// The sets of two and more files that all reach each other.
fn all_circles(arrows: &Arrows) -> Vec<BTreeSet<PathBuf>> {
    let reached: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        arrows.keys().map(|file| (file, reachable(arrows, file))).collect();
    let mut found: Vec<BTreeSet<PathBuf>> = Vec::new();
    for (file, targets) in &reached {
        if targets.contains(file) && !found.iter().any(|circle| circle.contains(*file)) {
            let mutual = targets.iter().filter(|target| reached[**target].contains(file));
            found.push(mutual.map(|target| (*target).clone()).collect());
        }
    }
    found
}

fn reachable<'a>(arrows: &'a Arrows, from: &'a PathBuf) -> BTreeSet<&'a PathBuf> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        open.extend(arrows[file].keys().filter(|target| found.insert(*target)));
    }
    found
}

fn described(arrows: &Arrows, circle: &BTreeSet<PathBuf>) -> String {
    let mut lines = vec![format!("{} files know each other in a circle:", circle.len())];
    for file in circle {
        for (target, name) in arrows[file].iter().filter(|(target, _)| circle.contains(*target)) {
            lines.push(format!("  {} -> {}: {name}", shown(file), shown(target)));
        }
    }
    lines.join("\n")
}

#[test]
fn circles_are_found() {
    let arrows: Arrows = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")]
        .map(|(from, to)| (PathBuf::from(from), BTreeMap::from([(PathBuf::from(to), String::new())])))
        .into();
    assert_eq!(all_circles(&arrows), [BTreeSet::from(["b", "c"].map(PathBuf::from))]);
}
