//! The use cases of the window: one open document, its forms on screen, import, preview and export.

mod assessed;
mod check;
mod export;
mod form;
mod hand;
mod history;
mod import;
mod recents;
mod room;
mod row;
mod session;
mod shape;
mod understood;
pub mod view;

pub use check::check_document;
pub use export::{Origin, export, export_findings};
pub use hand::Hand;
pub use import::{Import, Taken};
pub use room::{ExportJob, FindingsJob, Room};
pub use session::Desk;
