//! The dialogs in which files and folders are asked for.

#[cfg(target_os = "linux")]
#[path = "gtk.rs"]
mod desktop;
#[cfg(not(target_os = "linux"))]
#[path = "plugin.rs"]
mod desktop;
#[cfg(debug_assertions)]
mod scripted;

pub use desktop::ask;
#[cfg(debug_assertions)]
pub use scripted::scripted;
