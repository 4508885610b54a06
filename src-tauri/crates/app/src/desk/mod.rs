//! The use cases of the window: one open document, its forms on screen, import, preview and export.

mod actor;
mod assessed;
mod books;
mod check;
mod collect;
mod declared;
mod derived;
mod export;
mod form;
mod history;
mod import;
mod insertion;
mod library;
mod naming;
mod overview;
mod recents;
mod rollup;
mod row;
mod rules;
mod session;
mod shape;
mod summary;
mod target_parts;
mod understood;
pub mod view;
mod workspace;
mod years;

pub use actor::Actor;
pub use books::LibraryBooks;
pub use check::check_document;
pub use collect::CollectJob;
pub use export::{DocumentInfo, export, export_findings, export_summary, pattern};
pub use import::{Import, Taken};
pub use session::OpenDocument;
pub use summary::summarise_document;
pub use workspace::{ExportJob, FindingsJob, SummaryJob, Workspace};
