//! Rows that are too high for a workbook.

use std::borrow::Cow;

use jixiao_sheet::{Address, Area, Cell, Header, Length, Sheet};

/// No row of a workbook may be higher (409.5 points in Excel).
const HIGHEST: Length = Length::points(400);

/// A row higher than a workbook allows becomes several, with its cells merged over them.
pub fn split(sheet: &Sheet) -> Cow<'_, Sheet> {
    let parts: Vec<u32> = sheet.rows.iter().map(|height| parts(*height)).collect();
    if parts.iter().all(|parts| *parts == 1) {
        return Cow::Borrowed(sheet);
    }
    let first = |row: u32| parts.iter().take(row as usize).sum::<u32>();
    let last = |row: u32| first(row + 1) - 1;
    let area = |area: Area| Area {
        first: Address::new(first(area.first.row), area.first.column),
        last: Address::new(last(area.last.row), area.last.column),
    };
    let mut split = sheet.clone();
    split.rows = sheet.rows.iter().zip(&parts).flat_map(|(height, parts)| shares(*height, *parts)).collect();
    split.cells = sheet.cells.iter().map(|cell| Cell { area: area(cell.area), ..cell.clone() }).collect();
    for mark in &mut split.marks {
        mark.area = area(mark.area);
    }
    let header = |header: &Header| Header {
        first: first(header.first),
        last: last(header.last),
        until: last(header.until),
    };
    split.headers = sheet.headers.iter().map(header).collect();
    split.live = sheet.live.moved(area);
    Cow::Owned(split)
}

fn parts(height: Length) -> u32 {
    u32::try_from((height.0.max(1) + HIGHEST.0 - 1) / HIGHEST.0).unwrap_or(1)
}

/// `height` in equal parts that add up to it.
fn shares(height: Length, parts: u32) -> Vec<Length> {
    let parts = i64::from(parts);
    let share = height.0 / parts;
    (0..parts).map(|part| Length(if part == 0 { height.0 - share * (parts - 1) } else { share })).collect()
}
