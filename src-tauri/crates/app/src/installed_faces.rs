//! The faces that were installed with the program, for characters that the embedded fonts lack.

use std::path::{Path, PathBuf};

/// Font files that are read.
const KINDS: [&str; 3] = ["otf", "ttf", "ttc"];

/// Lets the fonts that were installed with the program print what the embedded ones lack. They are read when they are needed.
pub fn use_installed_faces() {
    jixiao_fonts::install(load);
}

/// The files of the first folder that there is, by name. A file that cannot be read is as if it was not there: what it would have
/// printed is printed as boxes, and told.
fn load() -> Vec<Vec<u8>> {
    let Ok(program) = std::env::current_exe() else { return Vec::new() };
    let files = folders(&program).into_iter().map(|folder| files_of(&folder)).find(|files| !files.is_empty());
    files.unwrap_or_default().iter().filter_map(|file| std::fs::read(file).ok()).collect()
}

/// Where the faces may stand: beside the program, where packages put what belongs to it, and among the sources of a program that has
/// just been built.
fn folders(program: &Path) -> Vec<PathBuf> {
    let mut above = program.ancestors().skip(1);
    let beside = above.next().map(|folder| folder.join("fonts"));
    let packaged = program
        .ancestors()
        .nth(2)
        .into_iter()
        .flat_map(|folder| [folder.join("lib/jixiao/fonts"), folder.join("Resources/fonts")]);
    let built = above.take(3).map(|folder| folder.join("src-tauri/fonts"));
    beside.into_iter().chain(packaged).chain(built).collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_font = |path: &PathBuf| {
        let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase());
        kind.is_some_and(|kind| KINDS.contains(&kind.as_str()))
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_font).collect();
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_looked_for_beside_the_program_and_where_packages_put_them() {
        let found = folders(Path::new("/usr/bin/jixiao"));
        assert_eq!(found[..2], [PathBuf::from("/usr/bin/fonts"), PathBuf::from("/usr/lib/jixiao/fonts")]);
    }

    #[test]
    fn the_programs_own_faces_are_found_when_it_has_just_been_built() {
        assert!(load().len() >= 7);
    }
}
