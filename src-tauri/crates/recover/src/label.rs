use jixiao_edition::Labels;
use jixiao_model::{FieldName, FundColumn, IndicatorColumn};

/// A label without what stands in brackets behind it and without a trailing colon: `得分(20分*执行率)` → `得分`.
pub fn bare(key: &str) -> &str {
    let key = key.trim_end_matches(':');
    if !key.ends_with(')') {
        return key;
    }
    match key.find('(') {
        Some(at) if at > 0 => &key[..at],
        _ => key,
    }
}

/// A label without the number before it: `一、项目名称` → `项目名称`.
fn unmarked(key: &str) -> &str {
    match key.split_once(['、', '.']) {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => rest,
        _ => key,
    }
}

/// Digits, Arabic or Chinese, and nothing else.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// True when `key` is one of `words`, a number before and brackets behind it left aside.
pub fn is_one_of(key: &str, words: &[String]) -> bool {
    let key = unmarked(key);
    holds(words, shapes(key))
}

/// What a label is looked up by: all of it but a colon, and its bare words.
fn shapes(key: &str) -> [&str; 2] {
    [key.trim_end_matches(':'), bare(key)]
}

fn holds(words: &[String], shapes: [&str; 2]) -> bool {
    words.iter().any(|word| shapes.contains(&word.as_str()))
}

/// The text of head or foot that `key` names.
pub fn text_field<'a>(labels: &'a Labels, key: &str) -> Option<&'a FieldName> {
    let shapes = shapes(key);
    labels.texts.iter().find(|(_, words)| holds(words, shapes)).map(|(name, _)| name)
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
    let shapes = shapes(key);
    labels.funds.iter().find(|(_, words)| holds(words, shapes)).map(|(column, _)| *column)
}

/// The column of the indicator table that `key` heads: a known word, or one that says enough by a part of it.
pub fn indicator_column(labels: &Labels, key: &str) -> Option<IndicatorColumn> {
    let shapes = shapes(key);
    let known = labels.indicators.iter().find(|(_, words)| holds(words, shapes));
    known.map(|(column, _)| *column).or_else(|| indicator_column_by_part(key))
}

/// True when `key` heads the first, second or third level: the columns that no other table has.
pub fn is_level(labels: &Labels, key: &str) -> bool {
    let levels = [IndicatorColumn::Level1, IndicatorColumn::Level2, IndicatorColumn::Level3];
    let shapes = shapes(key);
    levels.iter().filter_map(|level| labels.indicators.get(level)).any(|words| holds(words, shapes))
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

/// The number and points of `年度目标1:(10分)`. A goal's own text that begins so (年度目标1：完成……) is none.
pub fn goal_heading(key: &str) -> Option<(u32, Option<&str>)> {
    let words = ["年度绩效目标", "年度总体目标", "年度目标"];
    let rest = words.iter().find_map(|word| key.strip_prefix(word))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = match rest[..digits].parse() {
        Ok(number) => (number, &rest[digits..]),
        Err(_) => {
            (chinese_digit(rest)?, rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)))
        }
    };
    let rest = rest.trim_matches(':');
    let points = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    (rest.is_empty() || points.is_some())
        .then_some((number, points.map(|points| points.trim_end_matches('分'))))
}

fn chinese_digit(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    let digit = "一二三四五六七八九十".chars().position(|digit| digit == first)?;
    u32::try_from(digit + 1).ok()
}

/// The year of `（2023年度）`, `2023年`, `二〇二三年度`.
pub fn year(key: &str) -> Option<u16> {
    let value =
        ["评价年度:", "预算年度:", "年度:"].iter().find_map(|label| key.strip_prefix(label)).unwrap_or(key);
    let inner = value.trim_matches(['(', ')', '[', ']', '〔', '〕', '【', '】']);
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

/// True for the title of a form, its year behind it or not. A heading such as 绩效自评表汇总 is none.
pub fn is_title(key: &str) -> bool {
    let name = match key.rfind('(') {
        Some(at) if year(&key[at..]).is_some() => &key[..at],
        _ => key,
    };
    name.contains("自评") && name.ends_with('表') && !name.contains("汇总") && name.chars().count() < 120
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
        assert_eq!(goal_heading("年度目标1:完成补贴发放"), None);
        assert_eq!(goal_heading("目标1:完成补贴发放"), None);
    }

    #[test]
    fn brackets_behind_a_label() {
        assert_eq!(bare("得分(20分*执行率)"), "得分");
        assert_eq!(bare("单位名称:"), "单位名称");
        assert_eq!(bare("(2023年度)"), "(2023年度)");
    }
}
