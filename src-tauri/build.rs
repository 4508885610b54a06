//! Prepares the window: checks `tauri.conf.json`, the capabilities and the permissions, and sees that there is a page to embed.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

macro_rules! commands {
    ($($name:ident($($argument:ident),*);)*) => {
        /// What the page may call.
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}
include!("crates/commands/src/table.rs");

/// Shown in the window of a plain `cargo build` that ran before the pages were ever built.
const PLACEHOLDER: &str = include_str!("not_built.html");

fn main() -> Result<(), Box<dyn Error>> {
    // Tauri watches ./capabilities only where it expects them, and the pages not at all.
    for watched in ["src-tauri/capabilities", "src-tauri/crates/commands/src/table.rs", "ui/dist"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    see_to_pages(Path::new("ui/dist"))?;
    let permission = PathBuf::from(env::var("OUT_DIR")?).join("permissions/commands.toml");
    permit(&permission)?;
    let permission: &'static str = permission.display().to_string().leak();
    let commands = tauri_build::AppManifest::new().permissions_path_pattern(permission);
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .app_manifest(commands)
            .capabilities_path_pattern("./src-tauri/capabilities/*.json"),
    )?;
    Ok(())
}

/// Writes the permission `commands`, which allows every command of the table; the capability grants it to the main window.
fn permit(file: &Path) -> std::io::Result<()> {
    let permission = format!(
        "[[permission]]\nidentifier = \"commands\"\ndescription = \"Every command of the program.\"\ncommands.allow = {COMMANDS:?}\n"
    );
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, permission)
}

fn see_to_pages(dist: &Path) -> std::io::Result<()> {
    let index = dist.join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(index, PLACEHOLDER)
}
