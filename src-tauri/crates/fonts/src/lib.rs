//! The fonts: metrics, coverage, shaping.
//!
//! Three open fonts travel within the program, because a page must break at the same place on every machine; a system font is
//! never looked for here. They are subsets of Noto Serif CJK SC and Noto Sans CJK SC (SIL Open Font License, see
//! `assets/OFL.txt`), made by `assets/make.py`: everything Chinese is an em wide, digits are as wide as each other, Latin is
//! proportional. A workbook is shown in 宋体, where ASCII is half an em wide; [`Measured::rooms`] has room for either.
//!
//! What they lack is drawn by faces of the installation, which the caller hands over ([`install`]), and with a box where those lack
//! it, too; [`missing`] tells which characters these are (ADR 0024). Other scripts are shaped, and set in their own direction.
//!
//! All metrics are whole thousandths of a point; nothing is rounded twice. No IO.

mod direction;
mod font;
mod installed;
mod measure;
mod segments;
mod shape;
mod visible;

pub use direction::{is_one_way, is_right_to_left};
pub use font::Font;
pub use installed::{FontId, Load, font_for, install};
pub use measure::{Measured, measure};
pub use segments::{drawn, drawn_characters, missing};
pub use shape::{Glyph, Run, shape};
pub use visible::visible;
