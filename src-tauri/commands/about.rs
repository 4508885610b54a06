use serde::Serialize;

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
