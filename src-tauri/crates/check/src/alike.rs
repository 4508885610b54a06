//! How much two texts have in common.

use jixiao_edition::words;
use jixiao_model::{fold, share};
use rust_decimal::{Decimal, dec};

/// The letters and digits of a text, half width: what is left when white space and marks don't count.
pub(crate) fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Twice the pairs of neighbouring characters that both have ÷ all pairs, in per cent; `None` when that is less than `least`, as
/// it is for texts without pairs.
pub(crate) fn alike(one: &str, other: &str, least: Decimal) -> Option<Decimal> {
    let [some, others] = [one, other].map(|text| text.chars().count().saturating_sub(1));
    let of_all = |common: usize| {
        share(dec!(200), Decimal::from(common), Decimal::from(some + others)).unwrap_or_default()
    };
    // Texts of very different lengths need not be compared.
    let possible = of_all(some.min(others)) >= least;
    possible.then(|| of_all(common(&pairs(one), &pairs(other)))).filter(|percent| *percent >= least)
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// Both are sorted: one walk along both is enough.
fn common(one: &[(char, char)], other: &[(char, char)]) -> usize {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => (left, right, common) = (left + 1, right + 1, common + 1),
        }
    }
    common
}

/// Characters of a name that are looked for.
const LONGEST_NAME: usize = 80;

/// How many pairs of neighbouring characters of a name stand in a clause; pairs that say nothing don't count.
pub(crate) fn shared(name: &str, clause: &str) -> usize {
    let general = &words().names.general;
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    let pairs = ends.windows(3).take(LONGEST_NAME).map(|ends| &name[ends[0]..ends[2]]);
    pairs.filter(|pair| clause.contains(pair) && !general.iter().any(|word| word == pair)).count()
}

#[cfg(test)]
mod tests {
    use jixiao_model::half_up;

    use super::*;

    #[test]
    fn texts_alike() {
        for (one, other, expected) in [
            ("甲乙丙丁", "甲乙丙丁", Some(100)),
            ("甲乙丙丁", "戊己庚辛", None),
            ("甲乙丙", "甲乙丁", Some(50)),
            ("甲乙丙", "甲乙", Some(67)),
            ("甲乙丙丁戊", "甲乙", None),
            ("", "", None),
            ("甲", "甲", None),
        ] {
            let percent = alike(one, other, dec!(50)).map(|percent| half_up(percent, 0));
            assert_eq!(percent, expected.map(Decimal::from), "{one} {other}");
        }
        assert_eq!(letters("（一）保证 质量，100%。"), "一保证质量100");
    }

    #[test]
    fn names_and_clauses() {
        assert_eq!(shared("维护硬件设备", "通过对网络硬件维护50次"), 2);
        assert_eq!(shared("资金到位率", "确保按时完成工作"), 0);
        assert_eq!(shared("工作人员数量", "工作人员数量20人"), 2);
    }
}
