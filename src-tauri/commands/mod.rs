//! What a page may ask of the program: one thin function per use case.

mod about;
mod collect;
mod department;
mod document;
mod edition;
mod evidence;
mod export;
mod form;
mod import;
mod library;
mod overview;
mod saving;

pub use about::*;
pub use collect::*;
pub use department::*;
pub use document::*;
pub use edition::*;
pub use evidence::*;
pub use export::*;
pub use form::*;
pub use import::*;
pub use library::*;
pub use overview::*;
pub use saving::*;
