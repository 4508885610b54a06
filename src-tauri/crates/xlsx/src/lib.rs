//! Workbook bytes ↔ [`jixiao_sheet::Sheet`].
//!
//! [`read`] takes .xlsx, .xls and .ods, decided by content and never by extension; [`write()`] makes .xlsx. Both work on
//! bytes: no file is opened here and no clock is read. A workbook from outside is not trusted: every size is checked
//! before memory is taken, real unpacked sizes are counted as well as declared ones, and a cell far away costs no more
//! than a cell nearby. Whatever is read but not taken is reported as a [`SheetProblem`].
//!
//! calamine reads the values of .xlsx and .xls files, but never sees the file that came in: a guard unpacks it, checks
//! its structure and hands on only what it has checked. The guard also tells what calamine cannot: number formats of
//! .xls, formulas without a result, where an unreadable cell stands. .ods is read here alone, since calamine knows
//! neither merged cells nor shown texts there. See docs/adr/0005.

mod error;
mod limits;
mod read;
mod write;

/// The parts of the guard that readers of other containers share: limits, a budget, archives and XML that are not trusted,
/// and the builder of sheets.
pub mod guarded {
    pub use crate::error::Fault;
    pub use crate::read::archive::Archive;
    pub use crate::read::builder::{Budget, Cover, SheetBuilder};
    pub use crate::read::cell_format::CellFormat;
    pub use crate::read::texts::decode;
    pub use crate::read::xml::{Node, Walk, Xml, attribute, number, qualified};
    pub use crate::read::{check_sheet_count, read_guarded};

    /// How much is read.
    pub mod limits {
        pub use crate::limits::*;
    }
}

pub use error::{ReadError, WriteError};
pub use read::{SheetProblem, Workbook, read};
pub use write::{safe_sheet_names, write};
