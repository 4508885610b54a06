/// The units of amounts, the longer before those that end like them.
const UNITS: [&str; 7] = ["百万元", "十万元", "百元", "万元", "千元", "亿元", "元"];

/// Characters of the longest unit: 万新台币元.
const MAX_UNIT: usize = 5;

/// The unit written behind an amount: `200000元`, `90万`.
pub fn unit_behind(key: &str) -> Option<&'static str> {
    let short = || [("万", "万元"), ("亿", "亿元")].into_iter().find(|(short, _)| key.ends_with(short));
    let whole = UNITS.iter().find(|unit| key.ends_with(**unit)).copied();
    whole.or_else(|| short().map(|(_, unit)| unit))
}

/// The unit in the brackets behind a label: `项目资金(元)`.
pub fn unit_within(key: &str) -> Option<&str> {
    key.split(['(', ')', '[', ']', ':']).skip(1).find_map(unit)
}

/// The unit that a line of its own names, `(金额单位:万元)`, and what stands before it, which may be the year.
pub fn unit_line(key: &str) -> Option<(&str, &str)> {
    let inside = key.trim_matches(BRACKETS);
    // Alone in its cell, an unknown word might as well be a name: 李元.
    if let Some(unit) = unit(inside).filter(|unit| UNITS.contains(unit)) {
        return Some(("", unit));
    }
    let (before, behind) = key.rsplit_once("单位:")?;
    let unit = unit(behind.trim_matches(BRACKETS))?;
    let before = ["金额", "计量", "货币"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    Some((before.strip_suffix(['(', '[', '【']).unwrap_or(before), unit))
}

const BRACKETS: [char; 6] = ['(', ')', '[', ']', '【', '】'];

/// A unit of amounts, also one that no form is computed in: 万美元.
fn unit(text: &str) -> Option<&str> {
    let text = text.strip_prefix("人民币").unwrap_or(text);
    let is_unit =
        text.ends_with('元') && text.chars().count() <= MAX_UNIT && text.chars().all(char::is_alphabetic);
    is_unit.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        assert_eq!(unit_behind("20万元"), Some("万元"));
        assert_eq!(unit_behind("200000元"), Some("元"));
        assert_eq!(unit_behind("200000"), None);
        assert_eq!(unit_behind("90万"), Some("万元"));
        assert_eq!(unit_within("项目资金(万美元)"), Some("万美元"));
        assert_eq!(unit_line("单位:百元"), Some(("", "百元")));
        assert_eq!(unit_within("项目资金(元)"), Some("元"));
        assert_eq!(unit_within("预算执行情况(万元)(20分)"), Some("万元"));
        assert_eq!(unit_within("分值(10分)"), None);
        assert_eq!(unit_line("(金额单位:万元)"), Some(("", "万元")));
        assert_eq!(unit_line("(2023年度)单位:元"), Some(("(2023年度)", "元")));
        assert_eq!(unit_line("单位:某局"), None);
        assert_eq!(unit_line("李元"), None);
    }
}
