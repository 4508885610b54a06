//! What every workbook is held to, whatever its format.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::Sheet as SheetEntry;

use crate::error::Fault;
use crate::limits;

/// True for the defined names that our own exports carry.
pub(super) fn is_mark(name: &str) -> bool {
    name.starts_with("jixiao.")
}

/// Fails when a workbook has more sheets than are read.
///
/// # Errors
/// There are more.
pub fn check_sheet_count(count: usize) -> Result<(), Fault> {
    if count > limits::SHEETS {
        return Err(Fault::TooMuch(format!("有 {count} 张工作表，最多读入 {} 张", limits::SHEETS)));
    }
    Ok(())
}

/// Fails when two sheets have one name, which Excel does not allow: calamine finds sheets by name.
pub(super) fn check_sheet_names(entries: &[SheetEntry]) -> Result<(), Fault> {
    let mut names = HashSet::new();
    match entries.iter().find(|entry| !names.insert(&entry.name)) {
        None => Ok(()),
        Some(entry) => Err(Fault::damaged(format!("有两张工作表都叫“{}”", entry.name))),
    }
}

/// Does `work`, which calls calamine; a panic there means that `what` is not as it should be.
pub(super) fn unless_panic<T>(what: &str, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(unreadable(what)))
}

/// The error for what calamine refuses.
pub(super) fn unreadable(what: &str) -> Fault {
    Fault::damaged(format!("{what}不合规范"))
}
