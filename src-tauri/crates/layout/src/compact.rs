//! A form as it is handed in: on as few pages as its edition allows.

use jixiao_edition::Edition;
use jixiao_model::Form;
use jixiao_sheet::{Length, Scale, Sheet};

use crate::padded::Padded;
use crate::pages;
use crate::sheet::Builder;
use crate::typed;

/// How large a form may be printed, in percent, largest first. Smaller type than 9 points is not handed in.
const SCALES: [u16; 4] = [97, 95, 92, 90];

/// Lays a form out as its edition prints it, with the column widths between the edition's bounds that make it shortest, and up to a
/// tenth smaller where that saves a page. An edition without bounds, such as one learned from an office's file, keeps its widths
/// and size.
#[must_use]
pub fn compact(form: &Form, edition: &Edition) -> Sheet {
    let padded = Padded::of(form, edition);
    let mut builder = Builder::filled(&padded, edition);
    builder.cells.iter_mut().for_each(|cell| typed::set_format(cell, edition));
    if edition.narrowest.is_empty() {
        return builder.finish(&edition.columns);
    }
    let texts: Vec<String> = builder.cells.iter().map(|cell| cell.value.shown()).collect();
    let at = |percent: u16| at(&builder, &texts, edition, percent);
    let whole = at(100);
    let count = pages(&whole).pages.len();
    if count == 1 || !matches!(edition.page.scale, Scale::Fit { .. }) {
        return whole;
    }
    let fewest = pages(&at(SCALES[SCALES.len() - 1])).pages.len();
    if fewest == count {
        return whole;
    }
    SCALES.into_iter().map(at).find(|sheet| pages(sheet).pages.len() <= fewest).unwrap_or(whole)
}

/// The form at a scale. Its columns are as wide on paper as at full size, so that more fits into a line.
fn at(builder: &Builder<'_>, texts: &[String], edition: &Edition, percent: u16) -> Sheet {
    let wider = |width: &Length| Length(width.0 * 100 / i64::from(percent));
    let columns: Vec<Length> = edition.columns.iter().map(wider).collect();
    let mut widths = builder.widths(texts);
    // A column that may get no narrower than it is keeps its width: it is meant for a label that stands upright.
    let bounds = edition.narrowest.iter().zip(&edition.columns);
    let bounds: Vec<Length> =
        bounds.map(|(least, own)| if least < own { *least } else { Length::ZERO }).collect();
    let columns = widths.shortest(&columns, &bounds);
    let mut sheet = builder.finish(&columns);
    if let Some(page) = &mut sheet.page
        && percent != 100
    {
        page.scale = Scale::Percent(percent);
    }
    sheet
}
