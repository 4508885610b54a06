use jixiao_edition::Labels;
use jixiao_model::{FieldName, FundColumn, IndicatorColumn};

/// A label without what stands in brackets behind it and without a trailing colon: `得分(20分*执行率)` → `得分`.
pub fn bare(key: &str) -> &str {
    let key = key.trim_end_matches(':');
    match key.find('(') {
        Some(at) if at > 0 && key.ends_with(')') => &key[..at],
        _ => key,
    }
}

/// True when `key` is one of `words`, brackets behind it left aside.
pub fn is_one_of(key: &str, words: &[String]) -> bool {
    let trimmed = key.trim_end_matches(':');
    words.iter().any(|word| word == trimmed) || words.iter().any(|word| word == bare(key))
}

/// The text of head or foot that `key` names.
pub fn text_field<'a>(labels: &'a Labels, key: &str) -> Option<&'a FieldName> {
    labels.texts.iter().find(|(_, words)| is_one_of(key, words)).map(|(name, _)| name)
}

/// A text written behind its label in the same cell, `单位名称：甲局`: the field and the text from the colon on.
pub fn inline_text<'a, 't>(labels: &'a Labels, shown: &'t str) -> Option<(&'a FieldName, &'t str)> {
    let colon = shown.find([':', '：'])?;
    let (label, rest) = shown.split_at(colon);
    let name = text_field(labels, &jixiao_edition::key(label))?;
    let mut rest = rest.chars();
    rest.next();
    Some((name, rest.as_str()))
}

/// The column of the funds table that `key` heads.
pub fn fund_column(labels: &Labels, key: &str) -> Option<FundColumn> {
    labels.funds.iter().find(|(_, words)| is_one_of(key, words)).map(|(column, _)| *column)
}

/// The column of the indicator table that `key` heads: a known word, or one that says enough by a part of it.
pub fn indicator_column(labels: &Labels, key: &str) -> Option<IndicatorColumn> {
    let known = labels.indicators.iter().find(|(_, words)| is_one_of(key, words));
    known.map(|(column, _)| *column).or_else(|| indicator_column_by_part(key))
}

fn indicator_column_by_part(key: &str) -> Option<IndicatorColumn> {
    const PARTS: [(&str, IndicatorColumn); 8] = [
        ("原因", IndicatorColumn::Reason),
        ("依据", IndicatorColumn::Basis),
        ("完成值", IndicatorColumn::Actual),
        ("实际完成", IndicatorColumn::Actual),
        ("指标值", IndicatorColumn::Target),
        ("目标值", IndicatorColumn::Target),
        ("得分", IndicatorColumn::Score),
        ("分值", IndicatorColumn::Weight),
    ];
    PARTS.iter().find(|(part, _)| key.contains(part)).map(|(_, column)| *column)
}

/// True for a label that stands beside or above something and is no value.
pub fn is_label(labels: &Labels, key: &str) -> bool {
    let sides = &labels.sides;
    text_field(labels, key).is_some()
        || [
            &sides.funds,
            &sides.goal,
            &sides.indicators,
            &sides.total,
            &labels.goals.expected,
            &labels.goals.actual,
        ]
        .iter()
        .any(|words| is_one_of(key, words))
}

/// The number and points of `年度目标1:(10分)`.
pub fn goal_heading(key: &str) -> Option<(u32, Option<&str>)> {
    let rest = ["年度绩效目标", "年度总体目标", "年度目标", "绩效目标", "目标"]
        .iter()
        .find_map(|word| key.strip_prefix(word))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..digits].parse().ok().or_else(|| chinese_digit(rest))?;
    let points = rest.find('(').and_then(|open| rest[open + 1..].split(')').next());
    Some((number, points.map(|points| points.trim_end_matches('分'))))
}

fn chinese_digit(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    let digit = "一二三四五六七八九十".chars().position(|digit| digit == first)?;
    u32::try_from(digit + 1).ok()
}

/// The year of `（2023年度）`, `2023年`, `二〇二三年度`.
pub fn year(key: &str) -> Option<u16> {
    let inner = key.trim_matches(['(', ')', '[', ']', '〔', '〕', '【', '】']);
    let digits = inner.strip_suffix("年度").or_else(|| inner.strip_suffix('年'))?;
    plausible_year(digits)
}

/// A year named anywhere in a title, `2021年度县人社部门整体绩效自评表`.
pub fn year_within(key: &str) -> Option<u16> {
    let at = key.find('年')?;
    let digits = key[..at].char_indices().rev().nth(3).map(|(start, _)| &key[start..at])?;
    plausible_year(digits)
}

fn plausible_year(digits: &str) -> Option<u16> {
    let arabic: String = digits
        .chars()
        .map(|c| match "〇一二三四五六七八九".chars().position(|digit| digit == c) {
            Some(value) => char::from_digit(u32::try_from(value).unwrap_or(0), 10).unwrap_or(c),
            None if matches!(c, '○' | '零') => '0',
            None => c,
        })
        .collect();
    arabic.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// True for the title of a form. A heading such as 绩效自评表汇总 is none.
pub fn is_title(key: &str) -> bool {
    key.contains("自评") && key.ends_with('表') && !key.contains("汇总") && key.chars().count() < 120
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        for (text, expected) in [
            ("(2023年度)", Some(2023)),
            ("2020年", Some(2020)),
            ("二〇二三年度", Some(2023)),
            ("年度", None),
            ("12年", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
        assert_eq!(year_within("2021年度县人社部门整体绩效自评表"), Some(2021));
        assert_eq!(year_within("中职(2020年)项目支出绩效自评表"), Some(2020));
        assert_eq!(year_within("本年项目支出绩效自评表"), None);
    }

    #[test]
    fn goal_headings() {
        assert_eq!(goal_heading("年度目标1:(10分)"), Some((1, Some("10"))));
        assert_eq!(goal_heading("年度目标二(15分)"), Some((2, Some("15"))));
        assert_eq!(goal_heading("年度总体目标"), None);
        assert_eq!(goal_heading("年度目标3"), Some((3, None)));
    }

    #[test]
    fn brackets_behind_a_label() {
        assert_eq!(bare("得分(20分*执行率)"), "得分");
        assert_eq!(bare("单位名称:"), "单位名称");
        assert_eq!(bare("(2023年度)"), "(2023年度)");
    }
}
