use jixiao_model::{half_up, share};
use rust_decimal::{Decimal, dec};
use serde::Serialize;

/// The likely cause of a printed score that is not the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// More than the weight, or less than nothing.
    OutOfBounds,
    /// Full weight, though the target is missed.
    FullThoughMissed,
    /// Full weight, where the rule set gives a share to a met target.
    FullInsteadOfShare,
    /// w × B ÷ A, where the rule set gives the full weight.
    ShareInsteadOfFull,
    /// w × B ÷ A, where the rule set scores otherwise.
    ByShare,
    /// w × A ÷ B, where the rule set scores otherwise.
    ByInverse,
    /// The completion was taken at whole percents, rounded.
    WholePercent,
    /// The completion was taken at whole percents, the decimals dropped.
    WholePercentCut,
    /// Decimals were dropped instead of rounded.
    DecimalsCut,
    /// Rounded to one decimal, where the rule set rounds to more.
    OneDecimal,
    /// Rounded to whole points.
    WholePoints,
    /// Nothing, though a share is due.
    ZeroThoughShareDue,
    /// One digit is another, or two are swapped.
    DigitSlip,
    /// Points outside of the tier that the actual names.
    OutsideTier,
    /// A sum that does not add up, or a rate or score of the budget that is another.
    Arithmetic,
    /// Not recognised.
    Unknown,
}

impl Cause {
    /// All causes, for a table that counts them.
    pub const ALL: [Self; 16] = [
        Self::OutOfBounds,
        Self::FullThoughMissed,
        Self::FullInsteadOfShare,
        Self::ShareInsteadOfFull,
        Self::ByShare,
        Self::ByInverse,
        Self::WholePercent,
        Self::WholePercentCut,
        Self::DecimalsCut,
        Self::OneDecimal,
        Self::WholePoints,
        Self::ZeroThoughShareDue,
        Self::DigitSlip,
        Self::OutsideTier,
        Self::Arithmetic,
        Self::Unknown,
    ];

    /// What a person reads.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::OutOfBounds => "得分超出 0 至分值的范围",
            Self::FullThoughMissed => "未达标却给了满分",
            Self::FullInsteadOfShare => "达标给了满分，规则集按完成比例给分",
            Self::ShareInsteadOfFull => "按完成比例（B÷A）给分，规则集达标给满分",
            Self::ByShare => "按完成比例（B÷A）给分，与规则集不同",
            Self::ByInverse => "按反比例（A÷B）给分，与规则集不同",
            Self::WholePercent => "按整数百分比",
            Self::WholePercentCut => "按整数百分比（舍去小数）",
            Self::DecimalsCut => "小数舍去而没有四舍五入",
            Self::OneDecimal => "按一位小数",
            Self::WholePoints => "按整数分",
            Self::ZeroThoughShareDue => "没有给分，按规则应得一部分",
            Self::DigitSlip => "有一位数字不同或两位颠倒，疑为笔误",
            Self::OutsideTier => "得分不在所选档次的范围内",
            Self::Arithmetic => "加总或相除有误",
            Self::Unknown => "原因不明",
        }
    }
}

/// All that a cause can be recognised by.
pub(crate) struct Difference {
    pub weight: Decimal,
    pub printed: Decimal,
    /// The computed score before rounding.
    pub raw: Decimal,
    pub met: bool,
    /// Target and actual in one unit.
    pub figures: Option<(Decimal, Decimal)>,
    pub digits: u32,
}

/// The first cause that explains the printed figure exactly.
pub(crate) fn likely(difference: &Difference) -> Cause {
    let Difference { weight, printed, raw, met, .. } = *difference;
    let full = printed == weight;
    if printed < Decimal::ZERO || printed > weight {
        return Cause::OutOfBounds;
    }
    if full {
        return if met { Cause::FullInsteadOfShare } else { Cause::FullThoughMissed };
    }
    let checks = [
        (difference.is_share(), if raw == weight { Cause::ShareInsteadOfFull } else { Cause::ByShare }),
        (difference.is_inverse(), Cause::ByInverse),
        (difference.is_whole_percent(false), Cause::WholePercent),
        (difference.is_whole_percent(true), Cause::WholePercentCut),
        (cut(raw, difference.digits) == Some(printed), Cause::DecimalsCut),
        (half_up(raw, 0) == printed && printed > Decimal::ZERO, Cause::WholePoints),
        (difference.digits > 1 && half_up(raw, 1) == printed && printed > Decimal::ZERO, Cause::OneDecimal),
        (printed.is_zero() && raw > Decimal::ZERO, Cause::ZeroThoughShareDue),
        (is_slip(printed, half_up(raw, difference.digits)), Cause::DigitSlip),
    ];
    checks.into_iter().find_map(|(holds, cause)| holds.then_some(cause)).unwrap_or(Cause::Unknown)
}

impl Difference {
    fn is_share(&self) -> bool {
        self.figures
            .and_then(|(target, actual)| share(self.weight, actual, target))
            .is_some_and(|points| half_up(points, self.digits) == self.printed)
    }

    fn is_inverse(&self) -> bool {
        self.figures
            .and_then(|(target, actual)| share(self.weight, target, actual))
            .is_some_and(|points| half_up(points, self.digits) == self.printed)
    }

    fn is_whole_percent(&self, cut_off: bool) -> bool {
        let Some(percent) = self.figures.and_then(|(target, actual)| share(dec!(100), actual, target)) else {
            return false;
        };
        let whole = if cut_off { percent.floor() } else { half_up(percent, 0) };
        let points = share(self.weight, whole, dec!(100));
        points.is_some_and(|points| half_up(points, self.digits) == self.printed)
    }
}

fn cut(value: Decimal, digits: u32) -> Option<Decimal> {
    let factor = Decimal::from(10_u64.checked_pow(digits)?);
    value.checked_mul(factor)?.floor().checked_div(factor)
}

/// One digit is another, or two are swapped.
fn is_slip(printed: Decimal, computed: Decimal) -> bool {
    let (printed, computed) = (format!("{printed:.2}"), format!("{computed:.2}"));
    if printed.len() != computed.len() {
        return false;
    }
    let differing: Vec<usize> = printed
        .bytes()
        .zip(computed.bytes())
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(at, _)| at)
        .collect();
    let (one, other) = (printed.as_bytes(), computed.as_bytes());
    match differing.as_slice() {
        [_] => true,
        [first, second] => one[*first] == other[*second] && one[*second] == other[*first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        weight: Decimal,
        (target, actual): (Decimal, Decimal),
        met: bool,
        raw: Decimal,
        cases: &[(Decimal, Cause)],
    ) {
        for (printed, expected) in cases {
            let difference = Difference {
                weight,
                printed: *printed,
                raw,
                met,
                figures: Some((target, actual)),
                digits: 2,
            };
            assert_eq!(likely(&difference), *expected, "{printed}");
        }
    }

    #[test]
    fn a_missed_target() {
        // 10 × 14390 ÷ 16000 = 8.99375
        check(
            dec!(10),
            (dec!(16000), dec!(14390)),
            false,
            dec!(8.99375),
            &[
                (dec!(10), Cause::FullThoughMissed),
                (dec!(8.90), Cause::WholePercentCut),
                (dec!(9.00), Cause::WholePercent),
                (dec!(0), Cause::ZeroThoughShareDue),
                (dec!(9.89), Cause::DigitSlip),
                (dec!(8.97), Cause::DigitSlip),
                (dec!(11), Cause::OutOfBounds),
                (dec!(7.31), Cause::Unknown),
            ],
        );
    }

    #[test]
    fn a_met_limit() {
        check(dec!(5), (dec!(60), dec!(58.8)), true, dec!(5), &[(dec!(4.9), Cause::ShareInsteadOfFull)]);
        check(
            dec!(20),
            (dec!(0.3), dec!(0.29)),
            true,
            dec!(19.3333),
            &[(dec!(20), Cause::FullInsteadOfShare)],
        );
        check(dec!(2), (dec!(8.5), dec!(25.19)), false, dec!(0), &[(dec!(0.67), Cause::ByInverse)]);
    }
}
