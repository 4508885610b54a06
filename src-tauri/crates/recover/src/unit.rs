/// The longer before those that end like them.
const UNITS: [&str; 5] = ["百万元", "万元", "千元", "亿元", "元"];

/// The unit written behind an amount: `200000元`.
pub fn unit_behind(key: &str) -> Option<&'static str> {
    UNITS.iter().find(|unit| key.ends_with(**unit)).copied()
}

/// The unit in the brackets behind a label: `项目资金(元)`.
pub fn unit_within(key: &str) -> Option<&'static str> {
    key.split(['(', ')', '[', ']', ':']).skip(1).find_map(unit)
}

/// The unit that a line of its own names, `(金额单位:万元)`, and what stands before it, which may be the year.
pub fn unit_line(key: &str) -> Option<(&str, &'static str)> {
    let inside = key.trim_matches(BRACKETS);
    if let Some(unit) = unit(inside) {
        return Some(("", unit));
    }
    let (before, behind) = key.rsplit_once("单位:")?;
    let unit = unit(behind.trim_matches(BRACKETS))?;
    let before = ["金额", "计量", "货币"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    Some((before.strip_suffix(['(', '[', '【']).unwrap_or(before), unit))
}

const BRACKETS: [char; 6] = ['(', ')', '[', ']', '【', '】'];

fn unit(text: &str) -> Option<&'static str> {
    let text = text.strip_prefix("人民币").unwrap_or(text);
    UNITS.iter().find(|unit| **unit == text).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        assert_eq!(unit_behind("20万元"), Some("万元"));
        assert_eq!(unit_behind("200000元"), Some("元"));
        assert_eq!(unit_behind("200000"), None);
        assert_eq!(unit_within("项目资金(元)"), Some("元"));
        assert_eq!(unit_within("预算执行情况(万元)(20分)"), Some("万元"));
        assert_eq!(unit_within("分值(10分)"), None);
        assert_eq!(unit_line("(金额单位:万元)"), Some(("", "万元")));
        assert_eq!(unit_line("(2023年度)单位:元"), Some(("(2023年度)", "元")));
        assert_eq!(unit_line("单位:某局"), None);
    }
}
