//! Lengths of a workbook.

use jixiao_model::half_up;
use jixiao_sheet::{Length, SharedText};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A pixel is 0.75 pt.
const PIXEL: i64 = 750;
/// No length is longer than 200 inches, no column wider than 255 digits.
const LONGEST: i64 = 14_400_000;
const WIDEST: i64 = 255;

/// A length in points.
pub(in crate::read) fn points(value: Decimal) -> Option<Length> {
    scaled(value, 1000)
}

/// A length in inches.
pub(in crate::read) fn inches(value: Decimal) -> Option<Length> {
    scaled(value, 72_000)
}

fn scaled(value: Decimal, unit: i64) -> Option<Length> {
    let length = half_up(value.checked_mul(Decimal::from(unit))?, 0).to_i64()?;
    (0..=LONGEST).contains(&length).then_some(Length(length))
}

/// A width in digits of the default font, each `digit` pixels wide, as whole pixels (ECMA-376 Part 1, 18.3.1.13).
pub(in crate::read) fn digits(digits: Decimal, digit: i64) -> Option<Length> {
    let digits = digits.clamp(Decimal::ZERO, Decimal::from(WIDEST));
    let parts = digits.checked_mul(Decimal::from(256))?.checked_add(Decimal::from(128 / digit.max(1)))?;
    let parts = parts.trunc().to_i64()?;
    Some(Length(parts * digit / 256 * PIXEL))
}

/// The width of a column that nothing is said about: eight digits and a margin, in whole eights of pixels.
pub(in crate::read) fn default_column(digit: i64) -> Length {
    Length((8 * digit + 5 + 7) / 8 * 8 * PIXEL)
}

/// How wide a digit of a font is, in pixels of 96 dpi: half an em, rounded as Excel does for 宋体 and for Latin typefaces.
pub(in crate::read) fn digit(name: &SharedText, size: Length) -> i64 {
    let em = (size.0 + PIXEL / 2) / PIXEL;
    let is_chinese = !name.as_str().is_ascii() || name.as_str().eq_ignore_ascii_case("SimSun");
    (if is_chinese { (em + 1) / 2 } else { em / 2 }).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_as_wide_as_in_excel() {
        for (name, size, pixels) in
            [("宋体", 11, 8), ("宋体", 12, 8), ("Calibri", 11, 7), ("Times New Roman", 12, 8), ("宋体", 9, 6)]
        {
            assert_eq!(digit(&SharedText::from(name), Length::points(size)), pixels, "{name} {size}");
        }
        assert_eq!(default_column(7), Length::points(48)); // 64 pixels
        assert_eq!(default_column(8), Length::points(54)); // 72 pixels
    }
}
