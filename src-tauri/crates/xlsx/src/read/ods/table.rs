//! The rows of a table, with their repetitions.

use jixiao_sheet::{Address, Area};
use quick_xml::events::BytesStart;

use super::cell::{self, Content};
use super::names::named_ranges;
use crate::error::Fault;
use crate::limits;
use crate::read::builder::SheetBuilder;
use crate::read::xml::{Walk, Xml, number, qualified};

/// Reads the table just opened.
pub(super) fn read(
    xml: &mut Xml<'_>,
    builder: &mut SheetBuilder<'_>,
    names: &mut Vec<(String, String)>,
) -> Result<(), Fault> {
    let mut next = 0;
    rows(xml, &mut next, builder, names)
}

/// Reads rows, also inside groups and header rows.
fn rows(
    xml: &mut Xml<'_>,
    next: &mut u32,
    builder: &mut SheetBuilder<'_>,
    names: &mut Vec<(String, String)>,
) -> Result<(), Fault> {
    xml.children(|xml, element| {
        match element.name().as_ref() {
            "table:table-row" => {
                let cells = cells(xml, builder)?;
                let repeated = repeated(element, "number-rows-repeated");
                if is_hidden(element) {
                    (*next..next.saturating_add(repeated.min(limits::ROWS)))
                        .for_each(|row| builder.hide_row(row));
                }
                place_rows(&cells, *next, repeated, builder)?;
                *next = next.saturating_add(repeated);
            }
            "table:table-rows" | "table:table-header-rows" | "table:table-row-group" => {
                rows(xml, next, builder, names)?;
            }
            "table:named-expressions" => named_ranges(xml, names)?,
            _ => return Ok(Walk::Skip),
        }
        Ok(Walk::Done)
    })
}

/// Hidden by hand, or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(qualified(element, "table:visibility").as_deref(), Some("collapse" | "filter"))
}

/// Equal cells in a run.
struct Run {
    column: u32,
    repeated: u32,
    content: Content,
}

/// The cells of a row just opened that hold something or are merged.
fn cells(xml: &mut Xml<'_>, builder: &mut SheetBuilder<'_>) -> Result<Vec<Run>, Fault> {
    let mut room = limits::TEXT_BYTES;
    let mut column = 0_u32;
    let mut runs = Vec::new();
    xml.children(|xml, element| {
        if !matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") {
            return Ok(Walk::Skip);
        }
        let repeated = repeated(element, "number-columns-repeated");
        builder.budget.step()?;
        let content = cell::read(xml, element, &mut room)?;
        if !content.is_blank() {
            runs.push(Run { column, repeated, content });
        }
        column = column.saturating_add(repeated);
        Ok(Walk::Done)
    })?;
    Ok(runs)
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    number(element, name).unwrap_or(1).max(1)
}

/// Puts a row as often as it is repeated. Far below, one cell is enough to report that something stands there.
fn place_rows(cells: &[Run], first: u32, repeated: u32, builder: &mut SheetBuilder<'_>) -> Result<(), Fault> {
    if cells.is_empty() {
        return Ok(());
    }
    for row in first..first.saturating_add(repeated) {
        builder.budget.step()?;
        for run in cells {
            place_run(run, row, builder)?;
        }
        if row >= limits::ROWS {
            break;
        }
    }
    Ok(())
}

fn place_run(run: &Run, row: u32, builder: &mut SheetBuilder<'_>) -> Result<(), Fault> {
    for column in run.column..run.column.saturating_add(run.repeated) {
        let at = Address::new(row, column);
        run.content.put(at, builder)?;
        let (rows, columns) = run.content.span;
        let last = Address::new(row.saturating_add(rows - 1), column.saturating_add(columns - 1));
        builder.merge(Area { first: at, last })?;
        if column >= limits::COLUMNS {
            break;
        }
    }
    Ok(())
}
