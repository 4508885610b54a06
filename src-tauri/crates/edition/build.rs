//! Writes down which data files there are, so that a new one is a file and no Rust.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // The words of workbooks are no edition, and those of the checks no rule set.
    list("editions", "EDITIONS", "labels")?;
    list("rules", "RULES", "words")
}

/// Writes down the files of a folder of data as pairs of name and text, without the one called `other`.
fn list(folder: &str, constant: &str, other: &str) -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let data = package.join("../..").join(folder).canonicalize()?;
    println!("cargo::rerun-if-changed={}", data.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&data)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut text = format!("const {constant}: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        if name != other {
            writeln!(text, "({name:?}, include_str!({:?})),", file.display().to_string())?;
        }
    }
    text.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join(folder).with_extension("rs"), text)?;
    Ok(())
}
