//! Where a person keeps editions and rule sets of their own, and what lies there.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files::require_file;

/// Names another folder for the program's data.
const DATA: &str = "JIXIAO_DATA";

/// The identifier under which the window keeps its data.
const IDENTIFIER: &str = "org.jixiao.desktop";

/// No data file is larger.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A data file of the person, or why it cannot be read.
pub struct PersonFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: Result<String>,
}

/// The folder of the program's data: the one that `JIXIAO_DATA` names, else the one in which the window keeps its own. `None` where
/// the system names no such place.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set(DATA) {
        return Some(folder);
    }
    let home = || set("HOME");
    let base = if cfg!(windows) {
        set("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join(IDENTIFIER))
}

/// The folder of the person's editions.
pub fn editions_folder(data: &Path) -> PathBuf {
    data.join("editions")
}

/// What is wrong with the folder that `JIXIAO_DATA` names; `None` when it names none or one that is there.
pub fn data_folder_problem() -> Option<String> {
    let named = env::var_os(DATA).filter(|value| !value.is_empty()).map(PathBuf::from)?;
    if named.is_dir() {
        return None;
    }
    let what = if named.exists() { "不是文件夹" } else { "不存在" };
    let named = named.display();
    Some(format!(
        "环境变量 {DATA} 指向的“{named}”{what}，其中的表式没有读取。请改为程序数据文件夹，或清除这个变量"
    ))
}

/// The data files in a folder of the program's data, in the order of their names; none where the folder does not exist.
pub fn files_below(data: &Path, folder: &str) -> Vec<PersonFile> {
    let Ok(entries) = fs::read_dir(data.join(folder)) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == OsStr::new("toml")));
    paths.sort();
    paths.iter().map(|path| PersonFile { name: file_name(path), text: read_text(path) }).collect()
}

/// The file of the labels that the person named.
pub const LABELS: &str = "labels.toml";

/// The text of that file; `None` where there is none.
pub fn labels_below(data: &Path) -> Option<Result<String>> {
    let path = data.join(LABELS);
    path.is_file().then(|| read_text(&path))
}

/// The name of a file without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The text of a data file.
///
/// # Errors
/// It cannot be read, is too large, or is no text.
pub fn read_text(path: &Path) -> Result<String> {
    let name = file_name(path);
    let about = fs::metadata(path).with_context(|| format!("打不开“{name}”"))?;
    require_file(&about, &name)?;
    if about.len() > LARGEST {
        bail!("“{name}”超过 4MB，请核对文件");
    }
    let bytes = fs::read(path).with_context(|| format!("读取“{name}”时出错"))?;
    let text = String::from_utf8(bytes).ok().with_context(|| {
        format!("“{name}”不是 UTF-8 文字。请用记事本打开，选“另存为”，编码选 UTF-8，再试一次")
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
