//! Pages → PDF bytes.
//!
//! Translates units and nothing else: where things stand is decided in `layout`. The file carries only the characters it
//! shows, can be searched and copied from, has a bookmark for each form, and numbers its pages through. The same input
//! gives the same bytes: the date comes from the caller and nothing is random.
//!
//! Not here: pictures, signatures, PDF/A.

mod date;
mod document;
mod draw;
mod error;
mod faces;
mod pack;
mod tags;
mod write;

pub use document::Document;
pub use error::PdfError;
pub use write::write;
