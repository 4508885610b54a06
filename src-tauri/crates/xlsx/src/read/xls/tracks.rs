//! Widths, heights and paper of a sheet ([MS-XLS] 2.4.53, 2.4.221, 2.4.257 and others).

use jixiao_sheet::Length;
use rust_decimal::Decimal;

use super::compound::u16_at;
use super::look::TWIP;
use super::record::{Record, kind};
use super::strings::Strings;
use crate::limits;
use crate::read::decimal_of;
use crate::read::looks::measure;
use crate::read::looks::tracks::Tracks;

/// Page breaks that are read.
const BREAKS: usize = 1000;
/// Width units in a digit.
const DIGIT: i64 = 256;

/// Takes a record, if it is one of these. `digit` is the width of a digit in pixels. A record that is too short says nothing.
pub(super) fn take(tracks: &mut Tracks, record: &Record<'_>, strings: Strings, digit: i64) {
    let data = record.data;
    match record.kind {
        kind::ROW => row(tracks, data),
        kind::COLUMNS => columns(tracks, data, digit),
        kind::DEFAULT_WIDTH => {
            tracks.width = u16_at(data, 0).and_then(|digits| measure::digits(Decimal::from(digits), digit));
        }
        kind::FITS => tracks.fits = u16_at(data, 0).is_some_and(|flags| flags & 0x100 != 0),
        kind::CENTERED => tracks.page.flush_left = u16_at(data, 0) != Some(1),
        kind::LEFT_MARGIN => margin(data, &mut tracks.page.left_margin),
        kind::RIGHT_MARGIN => margin(data, &mut tracks.page.right_margin),
        kind::TOP_MARGIN => margin(data, &mut tracks.page.top_margin),
        kind::BOTTOM_MARGIN => margin(data, &mut tracks.page.bottom_margin),
        kind::PAPER => paper(tracks, data),
        kind::ROW_BREAKS => {
            let breaks = data.get(2..).unwrap_or_default().chunks_exact(6);
            let rows = breaks.filter_map(|each| u16_at(each, 0)).map(u32::from);
            tracks.page.breaks.extend(rows.filter(|row| *row < limits::ROWS).take(BREAKS));
        }
        kind::HEADER => tracks.page.header = strings.page_codes(data).filter(|codes| !codes.is_empty()),
        kind::FOOTER => tracks.page.footer = Some(strings.page_codes(data).unwrap_or_default()),
        _ => {}
    }
}

fn row(tracks: &mut Tracks, data: &[u8]) {
    let (Some(row), Some(height)) = (u16_at(data, 0), u16_at(data, 6)) else { return };
    let height = TWIP * i64::from(height & 0x7FFF);
    if height > Length::ZERO && u32::from(row) < limits::ROWS {
        tracks.heights.entry(u32::from(row)).or_insert(height);
    }
}

fn columns(tracks: &mut Tracks, data: &[u8], digit: i64) {
    let [Some(first), Some(last), Some(units), Some(flags)] = [0, 2, 4, 8].map(|at| u16_at(data, at)) else {
        return;
    };
    let digits = Decimal::from(units).checked_div(Decimal::from(DIGIT));
    let width = digits.and_then(|digits| measure::digits(digits, digit));
    let width = if flags & 1 != 0 { Some(Length::ZERO) } else { width };
    let columns = u32::from(first)..=u32::from(last).min(limits::COLUMNS - 1);
    if let Some(width) = width {
        tracks.widths.extend(columns.map(|column| (column, width)));
    }
}

fn margin(data: &[u8], margin: &mut Length) {
    *margin = inches(data, 0).unwrap_or(*margin);
}

fn inches(data: &[u8], at: usize) -> Option<Length> {
    let bytes: [u8; 8] = data.get(at..at + 8)?.try_into().ok()?;
    measure::inches(decimal_of(f64::from_le_bytes(bytes))?)
}

fn paper(tracks: &mut Tracks, data: &[u8]) {
    let [Some(size), Some(scale), Some(wide), Some(tall), Some(flags)] =
        [0, 2, 6, 8, 10].map(|at| u16_at(data, at))
    else {
        return;
    };
    tracks.page.header_margin = inches(data, 16);
    tracks.page.footer_margin = inches(data, 24);
    tracks.pages = (wide, tall);
    // The rest comes from a printer that was never asked.
    let is_unset = flags & 4 != 0;
    tracks.percent = if is_unset { 100 } else { scale.clamp(10, 400) };
    tracks.paper((!is_unset).then_some(u32::from(size)), !is_unset && flags & 2 == 0);
}
