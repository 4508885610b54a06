//! Prepares the window: checks `tauri.conf.json`, the capabilities and the permissions, and sees that there is a page to embed.

use std::error::Error;
use std::fs;
use std::path::Path;

/// Shown in the window of a plain `cargo build` that ran before the pages were ever built.
const PLACEHOLDER: &str = r#"<!doctype html>
<html lang="zh-CN">
  <meta charset="utf-8" />
  <title>绩效自评</title>
  <h1>界面还没有构建</h1>
  <p>请在源码目录运行 make build，然后重新打开本程序。</p>
</html>
"#;

fn main() -> Result<(), Box<dyn Error>> {
    // Tauri watches ./capabilities and ./permissions only where it expects them, and the pages not at all.
    for watched in ["src-tauri/capabilities", "src-tauri/permissions", "ui/dist"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    see_to_pages(Path::new("ui/dist"))?;
    let commands = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .app_manifest(commands)
            .capabilities_path_pattern("./src-tauri/capabilities/*.json"),
    )?;
    Ok(())
}

fn see_to_pages(dist: &Path) -> std::io::Result<()> {
    let index = dist.join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(index, PLACEHOLDER)
}
