//! The embedded open fonts: metrics, coverage, subsetting.
//!
//! The fonts travel with the program, because a page must break at the same place on every machine; a system font is
//! never looked for here. They are subsets of Noto Serif CJK SC and Noto Sans CJK SC (SIL Open Font License, see
//! `assets/OFL.txt`), made by `assets/make.py`: ASCII is half an em wide and everything Chinese an em, as in 宋体, so
//! that a text measured here also fits a workbook's cell. Nothing here draws or shapes.
//!
//! All metrics are whole thousandths of a point; nothing is rounded twice.

mod font;
mod subset;
mod visible;

pub use font::{Font, face_for, missing};
pub use subset::{SubsetError, subset};
pub use visible::visible;
