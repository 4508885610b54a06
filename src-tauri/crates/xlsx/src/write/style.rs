//! Looks and lengths in a workbook's terms.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use jixiao_sheet::{Border, Borders, Face, Horizontal, Length, Number, NumberFormat, Style, Vertical};

/// Width of a column nobody set, in pixels; it tells the writer that digits are 8 pixels wide.
pub(super) const DEFAULT_COLUMN_PIXELS: u32 = 72;
/// Height of a row nobody set, in pixels.
pub(super) const DEFAULT_ROW_PIXELS: u32 = 19;
/// The same in a sheet, where the writer leaves out heights equal to it: one that hardly any row has.
pub(super) const SHEET_ROW_PIXELS: u32 = 23;
/// GB 2312, so that Excel looks for a Chinese typeface when the named one is missing.
const CHINESE_CHARSET: u8 = 134;
/// A pixel is 0.75 pt.
const THOUSANDTHS_A_PIXEL: i64 = 750;
const THOUSANDTHS_A_POINT: i64 = 1000;
const THOUSANDTHS_AN_INCH: i64 = 72_000;
/// The largest type of a workbook.
const TALLEST_TYPE: Length = Length::points(300);
/// Excel's limits: 409.5 pt and 255 digits.
const TALLEST_PIXELS: i64 = 546;
const WIDEST_PIXELS: i64 = 2043;

/// The workbook's default font, in whose digits widths are counted; no text of a form uses it.
pub(super) fn default_format() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

/// How a cell looks that a person fills in later.
pub(super) fn blank_format() -> Format {
    format(&Style::new(Face::Text, Length::points(10), Horizontal::Left, Border::None))
}

/// A row as high as its text, and at least so high: programs fit a row to the type of its cells beyond the last column, too, whose lines
/// are a third higher than the type.
pub(super) fn strut(least: Length) -> Format {
    let size =
        Length((least.0 * 3 / 4 / THOUSANDTHS_A_POINT * THOUSANDTHS_A_POINT).clamp(1000, TALLEST_TYPE.0));
    blank_format().set_font_size(points(size))
}

/// How a cell looks.
pub(super) fn format(style: &Style) -> Format {
    let name = style.typeface_name();
    let mut format = Format::new().set_font_name(name).set_font_size(points(style.size));
    if !name.is_ascii() {
        format = format.set_font_charset(CHINESE_CHARSET);
    }
    if style.bold {
        format = format.set_bold();
    }
    if let Some(color) = style.color {
        format = format.set_font_color(color.0);
    }
    if let Some(fill) = style.fill {
        format = format.set_background_color(fill.0);
    }
    with_borders(aligned(format, style), style.borders)
}

fn aligned(format: Format, style: &Style) -> Format {
    let horizontal = match style.horizontal {
        Horizontal::Left => FormatAlign::Left,
        Horizontal::Center => FormatAlign::Center,
        Horizontal::Right => FormatAlign::Right,
    };
    let vertical = match style.vertical {
        Vertical::Top => FormatAlign::Top,
        Vertical::Center => FormatAlign::VerticalCenter,
        Vertical::Bottom => FormatAlign::Bottom,
    };
    let format = format.set_align(horizontal).set_align(vertical);
    if style.wrap { format.set_text_wrap() } else { format }
}

fn with_borders(format: Format, borders: Borders) -> Format {
    format
        .set_border_left(line(borders.left))
        .set_border_right(line(borders.right))
        .set_border_top(line(borders.top))
        .set_border_bottom(line(borders.bottom))
}

const fn line(border: Border) -> FormatBorder {
    match border {
        Border::None => FormatBorder::None,
        Border::Thin => FormatBorder::Thin,
        Border::Medium => FormatBorder::Medium,
        Border::Thick => FormatBorder::Thick,
    }
}

/// The format code that shows a number as [`Number::shown`] does. General has no form with separators or a percent
/// sign, so that the digits are fixed there.
pub(super) fn code(number: &Number) -> String {
    let NumberFormat { decimals, grouped, percent, suffix } = &number.format;
    let own = || {
        let text = number.shown();
        let digits = text.trim_end_matches(suffix.as_str()).trim_end_matches('%');
        digits.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    };
    let digits = match (decimals, grouped, percent) {
        (None, false, false) => return format!("General{}", quoted(suffix)),
        (None, ..) => own(),
        (Some(decimals), ..) => *decimals as usize,
    };
    let whole = if *grouped { "#,##0" } else { "0" };
    let fraction = if digits > 0 { format!(".{}", "0".repeat(digits)) } else { String::new() };
    let percent = if *percent { "%" } else { "" };
    format!("{whole}{fraction}{percent}{}", quoted(suffix))
}

fn quoted(suffix: &str) -> String {
    if suffix.is_empty() { String::new() } else { format!("\"{}\"", suffix.replace('"', "\"\\\"\"")) }
}

/// Whole pixels that hold the height.
pub(super) fn row_pixels(height: Length) -> u32 {
    pixels(height, TALLEST_PIXELS)
}

/// Whole pixels that hold the width.
pub(super) fn column_pixels(width: Length) -> u32 {
    pixels(width, WIDEST_PIXELS)
}

fn pixels(length: Length, most: i64) -> u32 {
    let pixels = length.0.max(0).saturating_add(THOUSANDTHS_A_PIXEL - 1) / THOUSANDTHS_A_PIXEL;
    u32::try_from(pixels.min(most)).unwrap_or_default()
}

/// A length in points, as fonts are measured.
pub(super) fn points(length: Length) -> f64 {
    ratio(length, THOUSANDTHS_A_POINT)
}

/// A length in inches, as margins are measured.
pub(super) fn inches(length: Length) -> f64 {
    ratio(length, THOUSANDTHS_AN_INCH)
}

#[expect(clippy::float_arithmetic, reason = "the writer takes lengths as floats")]
#[expect(clippy::cast_precision_loss, reason = "no paper is that large")]
fn ratio(length: Length, unit: i64) -> f64 {
    length.0 as f64 / unit as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn codes_show_the_same_as_the_format() {
        let cases = [
            ("20", "0"),
            ("20.00", "0.00"),
            ("36,751.12", "#,##0.00"),
            ("98.94%", "0.00%"),
            ("10.00分", "0.00\"分\""),
        ];
        for (text, expected) in cases {
            assert_eq!(code(&Number::showing(text).unwrap()), expected, "{text}");
        }
        let general = |suffix: &str| NumberFormat { suffix: suffix.to_owned(), ..NumberFormat::default() };
        let number = |format| Number { value: Decimal::new(125, 3), format };
        assert_eq!(code(&number(general(""))), "General");
        assert_eq!(code(&number(general("\"分"))), "General\"\"\\\"\"分\"");
        assert_eq!(code(&number(NumberFormat { percent: true, ..general("") })), "0.0%");
        assert_eq!(code(&number(NumberFormat { grouped: true, ..general("") })), "#,##0.000");
    }

    #[test]
    fn lengths_are_rounded_up_to_pixels() {
        assert_eq!(row_pixels(Length::points(30)), 40);
        assert_eq!(row_pixels(Length(30_001)), 41);
        assert_eq!(row_pixels(Length::points(1000)), 546);
        assert_eq!(column_pixels(Length::ZERO), 0);
    }
}
