//! The use cases of the window: one open document, its forms on screen, import, preview and export.

mod assessed;
mod export;
mod form;
mod hand;
mod history;
mod import;
mod recents;
mod room;
mod row;
mod session;
mod understood;
pub mod view;

pub use export::{Origin, export};
pub use hand::Hand;
pub use import::{Import, Taken};
pub use room::{ExportJob, Room};
pub use session::Desk;
