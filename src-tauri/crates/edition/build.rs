//! Writes down which data files there are, so that a new one is a file and no Rust.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let crates = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let data = crates.join("../../editions").canonicalize()?;
    println!("cargo::rerun-if-changed={}", data.display());
    fs::write(Path::new(&env::var("OUT_DIR")?).join("editions.rs"), list(&data)?)?;
    Ok(())
}

/// The files of a folder as pairs of name and text, `labels` left out: the words of workbooks are no edition.
fn list(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut text = String::from("const EDITIONS: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        if name != "labels" {
            writeln!(text, "({name:?}, include_str!({:?})),", file.display().to_string())?;
        }
    }
    text.push_str("];\n");
    Ok(text)
}
