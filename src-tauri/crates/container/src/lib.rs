//! File bytes of any container that holds tables → [`jixiao_sheet::Sheet`]s.
//!
//! [`read`] decides by content, never by the file's name: workbooks go to `jixiao_xlsx`, and Word documents (.docx), HTML
//! (also when called .xls, as most systems export it), XML Spreadsheet 2003 and PDF with ruled tables are read here. All give the same grid with
//! merged areas, within the same limits. A table of a document becomes a sheet of its own, with the lines before it as
//! rows above. See docs/adr/0015.

mod date;
mod docx;
mod grid;
mod html;
mod lines;
mod pdf;
mod sniff;
mod table;
mod tsv;
mod xml2003;

pub use jixiao_xlsx::{ReadError, SheetProblem, Workbook};

use jixiao_xlsx::guarded::{decode, read_guarded};
use sniff::Container;

/// Endings of the files that are read, without the dot, in lower case. The content decides what a file is.
pub const EXTENSIONS: [&str; 13] =
    ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "et", "ods", "docx", "htm", "html", "xml", "pdf"];

/// How a table from the clipboard is called in messages.
const CLIPBOARD: &str = "剪贴板";

/// Reads the tables in `bytes`, a workbook, Word document, HTML or XML spreadsheet, whatever its extension says.
///
/// `file_name` is only used in messages.
///
/// # Errors
/// When the file is empty, too large, of another kind, encrypted or damaged, or has no tables; see [`ReadError`].
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, ReadError> {
    match sniff::container(bytes) {
        Container::Workbook => jixiao_xlsx::read(bytes, file_name),
        Container::Docx => read_guarded(bytes, file_name, docx::read),
        Container::Pdf => read_guarded(bytes, file_name, pdf::read),
        Container::Html => read_guarded(bytes, file_name, |bytes| html::read(&decode(bytes))),
        Container::Xml2003 => read_guarded(bytes, file_name, |bytes| xml2003::read(&decode(bytes))),
    }
}

/// Reads the tables in `html`, as a browser, Word or WPS put them on the clipboard (`text/html`).
///
/// # Errors
/// When there is no table, or more than is read; see [`ReadError`].
pub fn read_clipboard_html(html: &str) -> Result<Workbook, ReadError> {
    read_guarded(html.as_bytes(), CLIPBOARD, |_| html::read(html))
}

/// Reads the table in tab-separated `text`, as spreadsheets put it on the clipboard (`text/plain`).
///
/// # Errors
/// When there is no table, or more than is read; see [`ReadError`].
pub fn read_clipboard_text(text: &str) -> Result<Workbook, ReadError> {
    read_guarded(text.as_bytes(), CLIPBOARD, |_| tsv::read(text))
}
