//! A target in one text as the three texts of a layout that prints it in parts.

use jixiao_model::whole_target;

/// Signs that a target begins with, the longer before those that begin like them.
const SIGNS: [&str; 9] = [">=", "<=", "≥", "≤", "=", ">", "<", "＝", "＞"];

/// Sign, value and unit of a target that begins with a figure, `≥90%`; `None` where the three would not say the same.
#[must_use]
pub fn in_parts(target: &str) -> Option<[String; 3]> {
    let target = target.trim();
    let sign = SIGNS.into_iter().find(|sign| target.starts_with(sign)).unwrap_or_default();
    let rest = target[sign.len()..].trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (value, unit) = rest.split_at(end);
    let is_same = !value.is_empty() && whole_target(sign, value, unit) == target;
    is_same.then(|| [sign, value, unit].map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_the_same_is_divided() {
        let cases = [
            ("≥90%", Some(["≥", "90", "%"])),
            ("100公里", Some(["", "100", "公里"])),
            (">=1,200.5万元", Some([">=", "1,200.5", "万元"])),
            ("≤3", Some(["≤", "3", ""])),
            ("12月底前", Some(["", "12", "月底前"])),
            ("合理", None),
            ("≥ 90 %", None),
            ("", None),
        ];
        for (target, parts) in cases {
            assert_eq!(in_parts(target), parts.map(|parts| parts.map(str::to_owned)), "{target}");
        }
    }
}
