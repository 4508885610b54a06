//! The use cases of the window: one open document, its forms on screen, import, preview and export.

mod assessed;
mod books;
mod check;
mod collect;
mod derived;
mod export;
mod form;
mod hand;
mod history;
mod import;
mod insertion;
mod library;
mod overview;
mod recents;
mod rollup;
mod room;
mod row;
mod session;
mod shape;
mod summary;
mod understood;
pub mod view;
mod years;

pub use books::LibraryBooks;
pub use check::check_document;
pub use collect::CollectJob;
pub use export::{Origin, export, export_findings, export_summary, pattern};
pub use hand::Hand;
pub use import::{Import, Taken};
pub use room::{ExportJob, FindingsJob, Room, SummaryJob};
pub use session::Desk;
pub use summary::summarise_document;
