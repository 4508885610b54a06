//! What a workbook's cell can hold.

use jixiao_sheet::Address;

use crate::error::WriteError;
use crate::limits;
use crate::read::{is_printable, unify_breaks};

/// The text as it can be written: line breaks as `\n`, characters that no workbook holds left out.
pub(super) fn clean(text: &str) -> String {
    unify_breaks(text).chars().filter(|c| is_printable(*c)).collect()
}

/// Fails when the text is longer than a cell holds.
pub(super) fn check(text: &str, sheet: &str, cell: Address) -> Result<(), WriteError> {
    let units = text.encode_utf16().count();
    if units > limits::CELL_UNITS {
        return Err(WriteError::TextTooLong { sheet: sheet.to_owned(), cell: cell.to_string(), units });
    }
    Ok(())
}

/// True for texts that a person could take for a formula when editing the cell.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}
