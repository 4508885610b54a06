//! A sheet as a workbook can hold and print it.

mod paper;
mod tall;

use std::borrow::Cow;

use jixiao_sheet::Sheet;

/// The sheet as a workbook can hold it: a row higher than a workbook allows becomes several, with its cells merged over them, and pages
/// begin where those in print do. A sheet that looks as the file that it was read from keeps the pages that the file says.
#[must_use]
pub fn for_workbook(sheet: &Sheet) -> Sheet {
    let split = tall::split(sheet);
    if split.follows_a_file() { split.into_owned() } else { paper::set(Cow::into_owned(split)) }
}
