//! What a page may ask of the program: one thin function per use case.

mod about;
mod document;
mod export;
mod form;
mod import;

pub use about::*;
pub use document::*;
pub use export::*;
pub use form::*;
pub use import::*;
