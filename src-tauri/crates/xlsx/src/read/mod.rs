pub(crate) mod archive;
pub(crate) mod builder;
pub(crate) mod cell_format;
mod decimal;
mod foreign;
mod guard;
mod looks;
mod moment;
mod ods;
mod reference;
mod section;
pub(crate) mod texts;
mod value;
mod workbook;
mod xls;
mod xlsx;
pub(crate) mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Fault, ReadError};
use crate::limits;
use archive::Archive;

pub(crate) use cell_format::CellFormat;
pub(crate) use decimal::decimal_of;
pub use guard::check_sheet_count;
pub(crate) use texts::{is_printable, unify_breaks};
pub use workbook::{SheetProblem, Workbook};

/// Reads the workbook in `bytes`, an .xlsx, .xls or .ods file whatever its extension says.
///
/// Each sheet comes with its cells as shown: numbers with their format, dates as texts (`2021年12月31日` where the
/// format is Chinese, else `2021-12-31`), formulas with the value last saved, merged areas with the value of their
/// first cell, and the defined names that begin with `jixiao.` as marks. Looks, tracks
/// and paper are those of an .xlsx file, with its print titles, or of an .xls file, and writing the sheets again gives the same; other files
/// say nothing about them. Hidden sheets are read and reported. `file_name` is only used in messages.
///
/// # Errors
///
/// When the file is empty, too large, not a workbook, encrypted or damaged; see [`ReadError`].
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, ReadError> {
    read_guarded(bytes, file_name, read_any)
}

/// Does `work` on a file's bytes, unless there are none or too many of them. A panic there means a damaged file.
///
/// # Errors
/// Those of `work`; a file that is empty or too large, or has no sheets.
pub fn read_guarded(
    bytes: &[u8],
    file_name: &str,
    work: impl FnOnce(&[u8]) -> Result<Workbook, Fault>,
) -> Result<Workbook, ReadError> {
    let checked = || match bytes.len() {
        0 => Err(Fault::Empty),
        size if size > limits::FILE_BYTES => Err(Fault::TooLarge(size)),
        _ => {
            work(bytes).and_then(|book| if book.sheets.is_empty() { Err(Fault::NoSheets) } else { Ok(book) })
        }
    };
    catch_unwind(AssertUnwindSafe(checked))
        .unwrap_or_else(|_| Err(Fault::damaged("内部结构不符合规范")))
        .map_err(|fault| fault.of_file(file_name))
}

fn read_any(bytes: &[u8]) -> Result<Workbook, Fault> {
    let start = archive_start(bytes);
    if start < bytes.len() {
        read_archive(Archive::open(&bytes[start..])?)
    } else if xls::is_compound_file(bytes) || xls::is_bare_stream(bytes) {
        xls::read(bytes)
    } else {
        Err(foreign::name(bytes))
    }
}

/// Where an archive begins: some systems send a byte order mark or blank lines before it. The end when there is none.
fn archive_start(bytes: &[u8]) -> usize {
    let blank = |byte: &&u8| matches!(byte, 0xEF | 0xBB | 0xBF | b' ' | b'\r' | b'\n' | b'\t');
    let start = bytes.iter().take(16).take_while(blank).count();
    let begins = |mark: &[u8]| bytes[start..].starts_with(mark);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") { start } else { bytes.len() }
}

fn read_archive(mut archive: Archive<'_>) -> Result<Workbook, Fault> {
    match archive.kind()? {
        archive::ArchiveKind::Xlsx => xlsx::read(&mut archive),
        archive::ArchiveKind::Ods => ods::read(&mut archive),
    }
}
