//! Texts of head and foot as they are kept.

use jixiao_model::{FieldName, one_line};

/// The text as kept: a date as 2022-04-07, notes without their numbers, names on one line.
pub fn normal(name: &FieldName, text: &str) -> String {
    if *name == FieldName::REPORTED_ON {
        return iso_date(text).unwrap_or_else(|| one_line(text));
    }
    if *name == FieldName::NOTES {
        return unnumbered(text);
    }
    if [FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT].contains(name) {
        return jixiao_model::paragraphs(text);
    }
    one_line(text)
}

/// `2022年4月7日`, `2022.4.7`, `2022-04-07` → `2022-04-07`.
fn iso_date(text: &str) -> Option<String> {
    let key = jixiao_edition::key(text);
    let mut parts = key.split(['年', '月', '日', '.', '-', '/']).filter(|part| !part.is_empty());
    let mut next = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let plausible = (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (plausible && parts.next().is_none()).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Each note on its line, without its number.
fn unnumbered(text: &str) -> String {
    let text = jixiao_model::paragraphs(text);
    let lines = text.lines().map(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(['.', '．', '、']) {
            Some(rest) if rest.len() < line.len() - 1 => rest.trim_start().to_owned(),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_notes() {
        assert_eq!(iso_date("2022年4月7日").as_deref(), Some("2022-04-07"));
        assert_eq!(iso_date("2022.4.17").as_deref(), Some("2022-04-17"));
        assert_eq!(iso_date("四月"), None);
        assert_eq!(unnumbered("\n1. 甲\n2、乙\n2023年丙"), "甲\n乙\n2023年丙");
    }
}
