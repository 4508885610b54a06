//! Office Open XML workbooks (ECMA-376).

mod book;
mod sheet;
mod strings;
mod styles;

use super::Workbook;
use super::archive::Archive;
use super::gather::{Budget, Gatherer};
use super::reference;
use crate::error::Fault;
use book::{Entry, Kind, Visibility};

/// Reads all sheets of a workbook.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Workbook, Fault> {
    let book = book::read(archive)?;
    super::check_sheet_count(book.entries.len())?;
    let strings = strings::read(archive, &book)?;
    let styles = styles::read(archive, &book)?;
    let shared = sheet::Shared { strings, styles };
    let mut workbook = Workbook::default();
    let mut budget = Budget::default();
    for entry in &book.entries {
        if entry.kind == Kind::Other {
            workbook.report_other_kind(&entry.name);
            continue;
        }
        let mut gatherer = Gatherer::new(&entry.name, book.from_1904, &mut budget);
        read_sheet(archive, entry, &shared, &mut gatherer)?;
        workbook.add(gatherer.finish());
        if entry.visibility == Visibility::Hidden {
            workbook.report_hidden(&entry.name);
        }
    }
    for (name, text) in book.names {
        let place = reference::split_sheet(&text, '!');
        let place = place.and_then(|(sheet, area)| Some((sheet, reference::area(area)?)));
        workbook.mark(name, place);
    }
    Ok(workbook)
}

fn read_sheet(
    archive: &mut Archive<'_>,
    entry: &Entry,
    shared: &sheet::Shared,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), Fault> {
    let part = entry.part.as_deref().unwrap_or_default();
    let text =
        archive.part(part)?.ok_or_else(|| Fault::damaged(format!("缺少工作表“{}”的内容", entry.name)))?;
    sheet::read(&text, part, shared, gatherer)
}
