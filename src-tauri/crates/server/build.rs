//! Packs the pages of `ui/dist` into the program, compressed as a browser takes them.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Shown by a plain `cargo build` that ran before the pages were ever built.
const PLACEHOLDER: &str = include_str!("../../not_built.html");

fn main() -> Result<(), Box<dyn Error>> {
    let dist = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../../ui/dist");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed={}", dist.display());
    let mut pages = Vec::new();
    collect(&dist, "", &mut pages)?;
    if !pages.iter().any(|(name, _)| name == "/index.html") {
        pages.push(("/index.html".to_owned(), PLACEHOLDER.as_bytes().to_vec()));
    }
    pages.sort();
    let mut table = String::from("&[\n");
    for (at, (name, content)) in pages.iter().enumerate() {
        let packed = out.join(format!("{at}.gz"));
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content)?;
        fs::write(&packed, encoder.finish()?)?;
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", packed.display().to_string())?;
    }
    table.push(']');
    fs::write(out.join("pages.rs"), table)?;
    Ok(())
}

/// The files below a folder, by their address.
fn collect(folder: &Path, above: &str, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = format!("{above}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &name, pages)?;
        } else {
            pages.push((name, fs::read(entry.path())?));
        }
    }
    Ok(())
}
