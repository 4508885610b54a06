#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use std::collections::BTreeMap;

use jixiao_app::desk::sounds as readings;
use serde::Serialize;
use tauri::{Runtime, WebviewWindow};

use crate::state::{CommandResult, error_message};

/// What the start page says of this program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Version of the program, as in `0.1.0`.
    pub version: &'static str,
}

/// Tells the start page which version is running.
#[tauri::command]
pub fn about() -> About {
    About { version: env!("CARGO_PKG_VERSION") }
}

/// How characters are pronounced, for the search by pinyin: syllable by syllable, with the characters that are read so.
#[tauri::command]
pub fn sounds() -> BTreeMap<String, String> {
    readings()
}

/// Names what is open in the title of the window, and where windows are listed.
#[tauri::command]
pub fn set_title<R: Runtime>(window: WebviewWindow<R>, title: &str) -> CommandResult<()> {
    window.set_title(title).map_err(|error| error_message(error.into()))
}
