//! Which file of a crate takes a name from which other one, as its paths say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files;
use crate::tokens::tokens;

/// A path of a source, without what stands before its first `::`.
type Names = Vec<String>;

/// One file of a crate: its module, and what it says.
struct Source {
    path: PathBuf,
    module: Names,
    imports: Vec<Import>,
    /// Paths outside of `use`, single names included.
    paths: Vec<Names>,
}

/// One name that a `use` brings into a file.
struct Import {
    /// The name by which the file knows it.
    name: String,
    path: Names,
    /// Whether it is handed on: a name that is only handed on is not used here.
    public: bool,
}

/// The files of a crate below `folder`, whose root is `lib.rs` or else `main.rs`.
struct Sources(Vec<Source>);

/// For each file of the crate below `folder`, the files that it takes names from, each with one such path.
pub fn imports(folder: &Path, left_out: &[&str]) -> BTreeMap<PathBuf, BTreeMap<PathBuf, String>> {
    let sources = Sources::read(folder, left_out);
    let mut found = BTreeMap::new();
    for source in &sources.0 {
        let mut targets = BTreeMap::new();
        for path in source.used() {
            if let Some(target) = sources.absolute(source, &path).and_then(|path| sources.owner(&path, 0))
                && target.path != source.path
            {
                targets.insert(target.path.clone(), path.join("::"));
            }
        }
        found.insert(source.path.clone(), targets);
    }
    found
}

impl Sources {
    fn read(folder: &Path, left_out: &[&str]) -> Self {
        let has_lib = folder.join("lib.rs").exists();
        let mut sources = Vec::new();
        for path in files(folder, &["rs"]) {
            let below = path.strip_prefix(folder).unwrap().with_extension("");
            let mut module: Names = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            let is_spare_root = has_lib && module == ["main"];
            if is_spare_root || module.iter().any(|part| part == "tests" || left_out.contains(&part.as_str()))
            {
                continue;
            }
            if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
                module.pop();
            }
            let (imports, paths) = statements(&tokens(&std::fs::read_to_string(&path).unwrap()));
            sources.push(Source { path, module, imports, paths });
        }
        Self(sources)
    }

    fn module(&self, names: &[String]) -> Option<&Source> {
        self.0.iter().find(|source| source.module == names)
    }

    /// A path as seen from the root of the crate, if it leads into the crate.
    fn absolute(&self, from: &Source, path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let mut start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.module.clone(),
            "super" => from.module[..from.module.len().checked_sub(1)?].to_vec(),
            name => {
                let child = [from.module.as_slice(), &[name.to_owned()]].concat();
                if self.module(&child).is_some() {
                    child
                } else {
                    let import = from.imports.iter().find(|import| import.name == name)?;
                    if import.path == path {
                        return None;
                    }
                    self.absolute(from, &import.path)?
                }
            }
        };
        for name in rest {
            if name == "super" {
                start.pop();
            } else {
                start.push(name.clone());
            }
        }
        Some(start)
    }

    /// The file that declares what `path` leads to, through the files that hand it on; none for a module itself.
    fn owner(&self, path: &[String], depth: usize) -> Option<&Source> {
        let length = (0..=path.len()).rev().find(|length| self.module(&path[..*length]).is_some())?;
        let module = self.module(&path[..length])?;
        let (name, rest) = path[length..].split_first()?;
        let handed_on = module.imports.iter().find(|import| import.name == *name);
        match handed_on.and_then(|import| self.absolute(module, &import.path)) {
            Some(target) if depth < 8 => self.owner(&[target.as_slice(), rest].concat(), depth + 1),
            _ => Some(module),
        }
    }
}

impl Source {
    /// The paths that the file goes by: those of its code, and the names that it imports for itself.
    fn used(&self) -> Vec<Names> {
        let named = |name: &str| self.paths.iter().any(|path| path[0] == name);
        let imported = self.imports.iter().filter(|import| !import.public || named(&import.name));
        let in_code = self.paths.iter().filter(|path| path.len() > 1).cloned();
        imported.map(|import| import.path.clone()).chain(in_code).collect()
    }
}

/// The imports and the other paths among the tokens of a file.
fn statements(tokens: &[String]) -> (Vec<Import>, Vec<Names>) {
    let (mut imports, mut paths) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" && tokens.get(at + 1).is_some_and(|next| next != "<") {
            let public = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
            at = tree(tokens, at + 1, &[], public, &mut imports) + 1;
        } else if tokens[at] == "mod" {
            at += 2; // The files of a module stand below it, and are not thereby used.
        } else if is_name(&tokens[at]) && (at == 0 || ![".", "::"].contains(&tokens[at - 1].as_str())) {
            let mut path = vec![tokens[at].clone()];
            while tokens.get(at + 1).is_some_and(|next| next == "::")
                && tokens.get(at + 2).is_some_and(|next| is_name(next))
            {
                path.push(tokens[at + 2].clone());
                at += 2;
            }
            paths.push(path);
            at += 1;
        } else {
            at += 1;
        }
    }
    (imports, paths)
}

/// Reads one branch of a `use` from `at` on; gives the place after it.
fn tree(tokens: &[String], mut at: usize, before: &[String], public: bool, found: &mut Vec<Import>) -> usize {
    let mut path = before.to_vec();
    while at < tokens.len() {
        match tokens[at].as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens[at] != "}" {
                    at = tree(tokens, at, &path, public, found);
                    if tokens[at] == "," {
                        at += 1;
                    }
                }
                return at + 1;
            }
            name if is_name(name) || name == "*" => {
                // `a::{self}` is `a`.
                if name != "self" || path.is_empty() {
                    path.push(name.to_owned());
                }
                at += 1;
                if tokens[at] == "as" {
                    found.push(Import { name: tokens[at + 1].clone(), path, public });
                    return at + 2;
                }
                if tokens[at] != "::" {
                    let name = path.last().cloned().unwrap_or_default();
                    found.push(Import { name, path, public });
                    return at;
                }
            }
            _ => return at,
        }
    }
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[test]
fn paths_are_read_from_use_and_code() {
    let code = "pub use a::{self, b::{C, D as E}}; use super::F; fn g() { crate::h::i(j::k, l.m) }";
    let (imports, paths) = statements(&tokens(code));
    let imports: Vec<String> = imports
        .iter()
        .map(|import| format!("{} {} {}", import.public, import.name, import.path.join("::")))
        .collect();
    assert_eq!(imports, ["true a a", "true C a::b::C", "true E a::b::D", "false F super::F"]);
    let paths: Vec<String> = paths.iter().filter(|path| path.len() > 1).map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::h::i", "j::k"]);
}
