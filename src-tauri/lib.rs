//! The shell: the window, and the commands through which its pages reach the use cases.
//!
//! Nothing of the domain is decided here, and nothing but this package depends on tauri. A page may call exactly the
//! commands that `src-tauri/capabilities` grants its window; what is not granted there is refused before it runs.

mod commands;
mod error;

pub use error::ShellError;

use tauri::{Builder, Runtime};

/// Opens the main window and returns when it is closed.
///
/// # Errors
///
/// [`ShellError::NoDisplay`] where there is no desktop to open a window on, [`ShellError::Window`] when the system's
/// web view refuses.
pub fn run() -> Result<(), ShellError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(ShellError::NoDisplay);
    }
    with_commands(Builder::default()).run(tauri::generate_context!())?;
    Ok(())
}

/// Registers every command, for the real window and for the one that the tests drive without a display.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![commands::about])
}

/// GTK ends the process without a word that a user would understand, so the question is asked first.
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests;
