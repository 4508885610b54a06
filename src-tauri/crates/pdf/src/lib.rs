//! Pages → PDF bytes.
//!
//! Translates units and nothing else: where things stand is decided in `layout`. The file carries only the characters it
//! shows, can be searched and copied from, has a bookmark for each form, and numbers its pages through. The same input
//! gives the same bytes: the date comes from the caller and nothing is random.
//!
//! The file says that it is PDF/A-2u (`archive`): every character has its meaning, every font is within.
//!
//! Not here: pictures, signatures, tags.

mod archive;
mod date;
mod document;
mod draw;
mod embed;
mod error;
mod fonts;
mod labels;
mod texts;
mod units;
mod watermark;
mod write;

pub use document::{Document, Numbers, Volume};
pub use error::PdfError;
pub use write::{write, write_volume};
