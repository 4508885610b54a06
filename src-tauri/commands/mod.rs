//! What a page may ask of the program: one thin function per use case.

mod about;

pub use about::*;
