//! Workbook bytes ↔ [`jixiao_sheet::Sheet`].
//!
//! [`read`] takes .xlsx, .xls and .ods, decided by content and never by extension; [`write`] makes .xlsx. Both work on
//! bytes: no file is opened here and no clock is read. A workbook from outside is not trusted: every size is checked
//! before memory is taken, real unpacked sizes are counted as well as declared ones, and a cell far away costs no more
//! than a cell nearby. Whatever is read but not taken is reported as a [`SheetProblem`].
//!
//! Formats are read here, not through calamine, because a cell needs its value, its number format, its formula and its
//! merged area together, within limits; calamine is the reference that the tests compare with.

mod error;
mod limits;
mod read;
mod write;

pub use error::{ReadError, WriteError};
pub use read::{SheetProblem, Workbook, read};
pub use write::{safe_sheet_names, write};
