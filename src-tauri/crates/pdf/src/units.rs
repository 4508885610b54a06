use jixiao_sheet::Length;
use printpdf::Pt;

/// The library's unit.
pub fn points(length: Length) -> Pt {
    Pt(share(length.0, 1000))
}

/// A number as the library takes it.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the library counts in floating points"
)]
pub fn share(part: i64, whole: i64) -> f32 {
    (part as f64 / whole as f64) as f32
}

/// A length in a font's own units in thousandths of an em, in which PDF counts.
pub const fn thousandths(units: i64, per_em: i64) -> i64 {
    (units * 1000 + per_em / 2).div_euclid(per_em)
}
