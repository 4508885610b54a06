//! Where the pages of a workbook begin, and what stands above and below them.

use jixiao_model::{FieldRef, IndicatorColumn};
use jixiao_sheet::{Address, Area, Cell, Header, Length, Page, Scale, Sheet};

use crate::heights::needed;
use crate::pages::{breaks, form_name};

/// Rows of a workbook are a little higher than in print: whole pixels, and the printer's own. So much of the lower margin is theirs,
/// and the page number stands in the rest.
const SLACK: Length = Length::tenth_mm(50);

/// A workbook has so many manual breaks at most.
const MAX_BREAKS: usize = 1000;

/// The header names the project in so many characters at most.
const MAX_NAME: usize = 60;

/// Sets paper, breaks and header of a sheet of ours. What goes on over a break says again what it is. Where rows are still to grow nobody
/// knows yet where pages will end.
pub fn set(mut sheet: Sheet) -> Sheet {
    let grows = sheet.live.fill_in.is_some();
    let breaks = breaks(&sheet);
    let name = form_name(&sheet).or_else(|| Some(sheet.title.clone()).filter(|title| !title.is_empty()));
    let Some(page) = &mut sheet.page else { return sheet };
    make_room(page);
    if let Some(name) = name.filter(|_| grows || !breaks.is_empty()) {
        page.header = Some(header(&name));
    }
    if !grows {
        page.breaks = breaks.iter().copied().take(MAX_BREAKS).collect();
        let between: Vec<u32> = breaks.iter().copied().filter(|row| is_between_rows(&sheet, *row)).collect();
        sheet.cells = sheet.cells.iter().flat_map(|cell| cut(cell, &sheet, &between)).collect();
        sheet.cells.sort_by_key(|cell| cell.area.first);
    }
    sheet.headers = repeated(&sheet);
    sheet
}

/// True for a break that no indicator reaches over: one that is higher than a page is the same on both, and not two.
fn is_between_rows(sheet: &Sheet, row: u32) -> bool {
    use IndicatorColumn::{Level1, Level2};
    let is_class = |field: &FieldRef| matches!(field, FieldRef::Indicator { column: Level1 | Level2, .. });
    let reaches = |cell: &Cell| cell.area.first.row < row && row <= cell.area.last.row;
    !sheet.cells.iter().any(|cell| reaches(cell) && cell.field.as_ref().is_some_and(|field| !is_class(field)))
}

/// As wide as the paper, whatever pixels its columns are rounded up to; a manual break holds beside that where pages down are free.
fn make_room(page: &mut Page) {
    page.scale = Scale::Fit { wide: 1, tall: 0 };
    let slack = SLACK.min(page.bottom_margin);
    page.bottom_margin = page.bottom_margin - slack;
    page.footer_margin = Some(Length(page.bottom_margin.0 / 2));
}

/// `业务楼运营费` on the left, in small type. The typeface stands behind the size, so that no digit of a name counts to it.
fn header(name: &str) -> String {
    let short: String = name.chars().take(MAX_NAME).collect();
    let dots = if short.len() < name.len() { "…" } else { "" };
    format!("&L&9&\"宋体,常规\"{}{dots}", short.replace('&', "&&"))
}

/// A cell that reaches over breaks becomes one for each page, where its text fits on each.
fn cut(cell: &Cell, sheet: &Sheet, breaks: &[u32]) -> Vec<Cell> {
    let Area { first, last } = cell.area;
    let inside = breaks.iter().copied().filter(|row| first.row < *row && *row <= last.row);
    let starts: Vec<u32> = std::iter::once(first.row).chain(inside).collect();
    let ends = starts.iter().skip(1).map(|row| row - 1).chain(std::iter::once(last.row));
    let areas = starts.iter().zip(ends).map(|(start, end)| Area {
        first: Address::new(*start, first.column),
        last: Address::new(end, last.column),
    });
    let parts: Vec<Cell> = areas.map(|area| Cell { area, ..cell.clone() }).collect();
    let needed = needed(cell, &sheet.columns);
    let height = |area: Area| -> Length {
        sheet.rows.get(area.first.row as usize..=area.last.row as usize).into_iter().flatten().copied().sum()
    };
    if parts.iter().all(|part| needed <= height(part.area)) { parts } else { vec![cell.clone()] }
}

/// The header that a workbook repeats: it has one for a whole sheet. Where all tables are headed alike it is that of the first, which
/// stands above every page behind it.
fn repeated(sheet: &Sheet) -> Vec<Header> {
    let texts = |header: &Header| -> Vec<(u32, u32, u32, String)> {
        let rows = header.first..=header.last;
        let cells = sheet.cells.iter().filter(|cell| rows.contains(&cell.area.first.row));
        let own = cells.filter(|cell| rows.contains(&cell.area.last.row));
        own.map(|cell| {
            let Area { first, last } = cell.area;
            (first.row - header.first, first.column, last.column, cell.value.shown())
        })
        .collect()
    };
    match sheet.headers.as_slice() {
        [first, others @ ..] if others.iter().all(|other| texts(other) == texts(first)) => {
            let until = others.iter().map(|other| other.until).max().unwrap_or(first.until);
            vec![Header { until: until.max(first.until), ..*first }]
        }
        headers => headers.to_vec(),
    }
}
