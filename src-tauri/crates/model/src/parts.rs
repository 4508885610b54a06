//! A target that is printed in parts: 指标性质 `≥`, 指标值 `90`, 度量单位 `%`.

use crate::measure::operator;
use crate::measure::plain::normalise;
use crate::text::squeeze;

/// True for a character that signs are made of, whatever its spelling.
#[must_use]
pub fn is_sign(c: char) -> bool {
    matches!(normalise(c.encode_utf8(&mut [0; 4])).as_str(), "≥" | "≤" | ">" | "<" | "=")
}

/// A target in one text: sign, value and unit. What is no sign (定性, a code before it) says how the value is meant and is no part
/// of it; a unit where the value has one already, and 是/否 and the like, which choose and count nothing, are left away.
#[must_use]
pub fn whole_target(operator: &str, value: &str, unit: &str) -> String {
    let (value, unit) = (value.trim(), unit.trim());
    if value.is_empty() {
        return String::new();
    }
    let sign = sign(operator).filter(|_| operator::prefix(&normalise(value)).0.is_none());
    let ends_bare = value.chars().last().is_some_and(|c| c.is_numeric() || "十百千万亿".contains(c));
    let counts = has_digit(value) && ends_bare && !is_choice(unit);
    let unit = if counts { unit } else { "" };
    match sign {
        Some(Sign::Before(sign)) => format!("{sign}{value}{unit}"),
        Some(Sign::Behind(sign)) => format!("{value}{unit}{sign}"),
        None => format!("{value}{unit}"),
    }
}

/// A sign and where it stands: 不超过 10次, 10次 以下.
enum Sign<'t> {
    Before(&'t str),
    Behind(&'t str),
}

/// True for what may stand under 指标性质 as a sign: `≥`, `004 >=`, `不超过`, `(≤)`, `以上`.
#[must_use]
pub fn is_operator(text: &str) -> bool {
    sign(text).is_some()
}

/// The sign within the cell of 指标性质, as printed: `004 >=` is `>=`, a space within it, brackets around it and words behind it in
/// brackets left away.
fn sign(operator: &str) -> Option<Sign<'_>> {
    let is_code = |c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.';
    let text = operator.trim_start_matches(is_code).trim().trim_start_matches(['(', '（']);
    let text = text.split(['(', '（', ')', '）']).next().unwrap_or(text).trim();
    let plain = squeeze(&normalise(text));
    match (operator::prefix(&plain), operator::suffix(&plain)) {
        ((Some(_), ""), _) => Some(Sign::Before(text)),
        (_, ("", Some(_))) => Some(Sign::Behind(text)),
        _ => None,
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() || "一二三四五六七八九十百千万亿零〇".contains(c))
}

/// A unit that is none: a choice, a cross, or the word for targets in words.
fn is_choice(unit: &str) -> bool {
    unit.contains(['/', '／']) && unit.contains(['是', '否', '有', '无'])
        || matches!(unit, "无" | "/" | "-" | "—" | "定性" | "其他")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_one_target() {
        for (operator, value, unit, expected) in [
            ("≥", "90", "%", "≥90%"),
            ("004 >=", "20", "次", ">=20次"),
            ("═", "100", "%", "═100%"),
            ("﹦", "100", "%", "﹦100%"),
            ("≧", "100", "%", "≧100%"),
            ("=", "100", "%", "=100%"),
            ("≤", "0.9", "‰", "≤0.9‰"),
            ("004 >=", "1亿", "元", ">=1亿元"),
            ("定性", "明显", "", "明显"),
            ("001 =", "持续优化", "", "=持续优化"),
            ("=", "100%", "%", "=100%"),
            ("≥", "≥95", "%", "≥95%"),
            ("", "40%", "%", "40%"),
            ("", "0", "次", "0次"),
            ("", ">=50户", "人", ">=50户"),
            ("", "否", "是/否", "否"),
            ("≥", "", "%", ""),
            ("", "12", "", "12"),
            ("大于等于", "12", "个", "大于等于12个"),
            ("不超过", "10", "次", "不超过10次"),
            ("小于或等于", "10", "天", "小于或等于10天"),
            ("（≤）", "10", "天", "≤10天"),
            ("≤（小于等于）", "10", "天", "≤10天"),
            ("以上", "90", "%", "90%以上"),
            ("=<", "5", "次", "=<5次"),
            ("正向", "90", "%", "90%"),
            ("≤", "不超过10", "天", "不超过10天"),
        ] {
            assert_eq!(whole_target(operator, value, unit), expected, "{operator} {value} {unit}");
        }
    }
}
