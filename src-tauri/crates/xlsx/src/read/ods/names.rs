//! Named ranges.

use crate::error::Fault;
use crate::read::guard::is_mark;
use crate::read::reference;
use crate::read::xml::{Walk, Xml, qualified};

/// Collects the named ranges of the element just opened.
pub(super) fn named_ranges(xml: &mut Xml<'_>, names: &mut Vec<(String, String)>) -> Result<(), Fault> {
    xml.children(|_, element| {
        let name = qualified(element, "table:name").unwrap_or_default();
        if is_mark(&name) {
            names.push((name, qualified(element, "table:cell-range-address").unwrap_or_default()));
        }
        Ok(Walk::Skip)
    })
}

/// Reads `$'sheet'.$A$1:.$B$2` and `$'sheet'.$A$1:$'sheet'.$B$2`.
pub(super) fn place(text: &str) -> Option<(String, jixiao_sheet::Area)> {
    let (sheet, area) = reference::split_sheet(text, '.')?;
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let last = last.rsplit('.').next()?;
    Some((sheet, reference::spanning(reference::address(first)?, reference::address(last)?)))
}
