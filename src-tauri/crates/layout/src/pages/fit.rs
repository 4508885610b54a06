//! Cells that are wider than the paper, or that a file wants larger or smaller, are scaled as a whole.

use std::borrow::Cow;

use jixiao_sheet::{Length, Page, Scale, Sheet};

/// Print is never smaller than a tenth.
const LEAST: i64 = 100;

/// The sheet as large as it is printed. A sheet that says nothing about paper stays as it is.
#[must_use]
pub fn fitted(sheet: &Sheet) -> Cow<'_, Sheet> {
    match sheet.page.as_ref().map(|page| thousandths(sheet, page)) {
        None | Some(1000) => Cow::Borrowed(sheet),
        Some(factor) => Cow::Owned(scaled(sheet, factor)),
    }
}

/// How large the sheet is printed, in thousandths of its size. Nothing is ever cut off on the right.
fn thousandths(sheet: &Sheet, page: &Page) -> i64 {
    let wanted = match page.scale {
        Scale::Fit { .. } => 1000,
        Scale::Percent(percent) => i64::from(percent) * 10,
    };
    let total: Length = sheet.columns.iter().copied().sum();
    let free = page.width - page.left_margin - page.right_margin;
    if total.0 <= 0 || free.0 <= 0 { wanted } else { wanted.min(free.0 * 1000 / total.0).max(LEAST) }
}

fn scaled(sheet: &Sheet, factor: i64) -> Sheet {
    let scale = |length: &mut Length| length.0 = length.0 * factor / 1000;
    let mut sheet = sheet.clone();
    sheet.columns.iter_mut().chain(&mut sheet.rows).for_each(scale);
    sheet.cells.iter_mut().for_each(|cell| scale(&mut cell.style.size));
    sheet
}
