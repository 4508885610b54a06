use jixiao_edition::{GoalPart, Labels, Meaning, Side};
use jixiao_model::{FieldName, IndicatorColumn};

static NOTHING: Meaning = Meaning { text: None, fund: None, indicator: None, goal: None, side: None };

/// What a text means as a label, a number or mark before it, a colon and brackets behind it left aside.
pub fn meaning<'a>(labels: &'a Labels, key: &str) -> &'a Meaning {
    if let Some(named) = labels.named(key) {
        return named;
    }
    let mut word = unmarked(key).trim_end_matches(':');
    let whole = word;
    loop {
        if let Some(meaning) = labels.meaning(word) {
            return meaning;
        }
        match word.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
            Some(at) if at > 0 => word = &word[..at],
            // A title such as 部门(单位)整体支出绩效自评表(2023年度) is not its first word.
            _ if is_title(whole) => return &NOTHING,
            _ => return labels.meaning(bare(whole)).unwrap_or(&NOTHING),
        }
    }
}

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

/// A label without the mark or number before it: `*项目名称`, `一、项目名称`, `(一)项目名称` → `项目名称`.
pub fn unmarked(key: &str) -> &str {
    let key = key.trim_start_matches(|c| "*★☆※●○■□◆◇▲△•·".contains(c));
    let bracketed = key.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match bracketed.or_else(|| key.split_once(['、', '.'])) {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => rest,
        _ => key.trim_start_matches(|c| ('①'..='⑳').contains(&c)),
    }
}

/// True for the heading of a part of the form: `一、项目基本情况`, `（二）资金情况（单位：万元）`.
pub fn is_section(key: &str) -> bool {
    let word = bare(unmarked(key));
    word.len() < key.len()
        && unmarked(key).len() < key.len()
        && (2..=MAX_SECTION).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
}

/// Characters of the longest heading of a part.
const MAX_SECTION: usize = 12;

/// Digits, Arabic or Chinese, and nothing else.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// A label and what stands behind its colon; a colon in brackets (资金情况（单位：万元）) is part of the label.
pub fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open += 1,
            ')' | '）' => open = open.saturating_sub(1),
            ':' | '：' if open == 0 => return Some((&text[..at], &text[at + c.len_utf8()..])),
            _ => {}
        }
    }
    None
}

/// The half of the annual goal whose heading stands before its text in one cell: `预期目标：完成……`.
pub fn inline_goal(labels: &Labels, key: &str) -> Option<GoalPart> {
    let (label, _) = split_at_colon(key)?;
    meaning(labels, label).goal
}

/// The label before a colon in a cell.
pub fn inline_label<'a>(labels: &'a Labels, shown: &str) -> Option<&'a Meaning> {
    let (label, _) = split_at_colon(shown)?;
    let meaning = meaning(labels, &jixiao_edition::key(label));
    is_field(meaning).then_some(meaning)
}

fn is_field(meaning: &Meaning) -> bool {
    meaning.text.is_some() || meaning.side == Some(Side::Other)
}

/// Texts behind their labels in the same cell, `单位名称：甲局  填报日期：4月7日`: what each label names, the label, and its text. A
/// label of no edition here names a text of its own.
pub fn inline_texts<'t>(labels: &Labels, shown: &'t str) -> Vec<(FieldName, &'t str, &'t str)> {
    if inline_label(labels, shown).is_some() { texts_behind(labels, shown) } else { Vec::new() }
}

/// The same, whatever the first label is.
pub fn texts_behind<'t>(labels: &Labels, shown: &'t str) -> Vec<(FieldName, &'t str, &'t str)> {
    let first = inline_label(labels, shown).and_then(|meaning| meaning.text.as_ref());
    let mut starts = vec![0];
    if first.is_none_or(|name| !is_long(name)) {
        starts.extend(further_labels(labels, shown));
    }
    let ends = starts.iter().skip(1).copied().chain([shown.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| split_at_colon(&shown[*start..end]));
    let name = |label: &str| {
        let known = meaning(labels, &jixiao_edition::key(label)).text.clone();
        known.unwrap_or_else(|| FieldName::of_label(label.trim()))
    };
    parts.map(|(label, text)| (name(label), label, text)).collect()
}

/// Texts of several sentences, in which words before a colon are no labels.
fn is_long(name: &FieldName) -> bool {
    [FieldName::NOTES, FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT].contains(name)
}

/// Characters of the longest label that stands behind another one in a cell and that no list has.
const MAX_FURTHER: usize = 8;

/// Labels after the first one in a cell: each begins behind white space and ends at a colon. One that no list has stands well
/// apart from the text before it.
fn further_labels(labels: &Labels, shown: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (colon, _) in shown.match_indices([':', '：']).skip(1) {
        let from = found.last().copied().unwrap_or(0);
        let blanks = shown[from..colon].char_indices().filter(|(_, c)| c.is_whitespace());
        let starts: Vec<usize> = blanks.map(|(at, c)| from + at + c.len_utf8()).collect();
        let is_known = |at: &&usize| is_field(meaning(labels, &jixiao_edition::key(&shown[**at..colon])));
        let is_apart = |at: &&usize| {
            let key = jixiao_edition::key(&shown[**at..colon]);
            let word = bare(&key);
            shown[..**at].ends_with("  ")
                && (2..=MAX_FURTHER).contains(&word.chars().count())
                && word.chars().all(char::is_alphabetic)
        };
        found.extend(starts.iter().find(is_known).or_else(|| starts.iter().find(is_apart)));
    }
    found
}

/// What a text may mean as a label by its parts: a guess, for where its place says that it is a label. A label known to stand
/// beside a block is none.
pub fn guess(labels: &Labels, key: &str) -> Meaning {
    if meaning(labels, key).side.is_some() && !names_level(key) {
        return Meaning::default();
    }
    guess_heading(labels, key)
}

/// The same, for where no label of a block stands.
pub fn guess_heading(labels: &Labels, key: &str) -> Meaning {
    if is_title(key) || labels.named(key).is_some() {
        return Meaning::default();
    }
    let word = unmarked(key);
    labels.guess(if names_level(key) { word } else { bare(word) })
}

/// True for a heading that says its level in brackets: 绩效指标(一级).
fn names_level(key: &str) -> bool {
    key.ends_with("级)")
}

/// A label that names a project, its funds or its policy, and not only the agency.
pub fn names_project(label: &str) -> bool {
    ["项目", "专项", "资金", "政策", "转移支付", "工程"].iter().any(|word| label.contains(word))
}

/// The column of the indicator table that `key` heads: a known word, or one that says enough by its parts.
pub fn indicator_column(labels: &Labels, key: &str) -> Option<IndicatorColumn> {
    meaning(labels, key).indicator.or_else(|| guess(labels, key).indicator)
}

/// The heading of a numbered goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalHeading<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// The points in brackets; empty in a template.
    pub points: Option<&'a str>,
    /// True when the goal's text follows in the same cell.
    pub has_text: bool,
}

/// The heading `年度目标1:(10分)`, with or without the goal's text behind it. Without points in brackets nothing may follow: a goal's
/// own text may begin so (年度目标1：完成……).
pub fn goal_heading(key: &str) -> Option<GoalHeading<'_>> {
    let words = ["年度绩效目标", "年度总体目标", "年度目标"];
    let rest = words.iter().find_map(|word| unmarked(key).strip_prefix(word))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = match rest[..digits].parse() {
        Ok(number) => (number, &rest[digits..]),
        Err(_) => {
            (chinese_digit(rest)?, rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)))
        }
    };
    let rest = rest.trim_matches(':');
    if rest.is_empty() {
        return Some(GoalHeading { number, points: None, has_text: false });
    }
    let (points, behind) = rest.strip_prefix('(')?.split_once(')')?;
    let has_text = !behind.trim_matches(':').is_empty();
    let is_points = points.ends_with('分') || !has_text;
    is_points.then(|| GoalHeading { number, points: Some(points.trim_end_matches('分')), has_text })
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
    let digits = inner.strip_suffix("年度").or_else(|| inner.strip_suffix('年'));
    digits.and_then(plausible_year).or_else(|| year_of_months(inner))
}

/// The year of `2023年1-12月`, `2023年1月1日至2023年12月31日`: months of one year from and until.
fn year_of_months(text: &str) -> Option<u16> {
    const RANGE: [char; 7] = ['-', '—', '–', '~', '～', '至', '到'];
    let (digits, months) = text.split_once('年')?;
    let is_month =
        |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '度') || RANGE.contains(&c);
    let (_, until) = months.split_once(RANGE)?;
    let ends_in_it = until.split_once('年').is_none_or(|(year, _)| year == digits);
    (months.chars().all(is_month) && until.contains('月') && ends_in_it).then(|| plausible_year(digits))?
}

/// The year of a cell that a label stands before: `2023`, `2023年`.
pub fn plain_year(key: &str) -> Option<u16> {
    year(key).or_else(|| plausible_year(key))
}

/// The year with which a text begins, `2021年决算数`, and what stands behind it.
pub fn leading_year(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_once('年')?;
    Some((plain_year(digits)?, rest))
}

/// A year named anywhere in a title, `2021年度县人社部门整体绩效自评表`.
pub fn year_within(key: &str) -> Option<u16> {
    let at = key.find('年')?;
    let digits = key[..at].char_indices().rev().nth(3).map(|(start, _)| &key[start..at])?;
    plausible_year(digits)
}

/// The year in the name of a sheet: `2.绿化2023`, `2023年健身器材`.
pub fn year_of_name(name: &str) -> Option<u16> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).find_map(plausible_year)
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

/// Words of which one stands in the title of a form besides 绩效.
const KINDS: [&str; 8] = ["评价", "评估", "目标", "申报", "批复", "监控", "跟踪", "绩效表"];

/// How the title of a plan ends that does not say 表.
const PLANS: [&str; 3] = ["整体绩效目标", "整体支出绩效目标", "项目支出绩效目标"];

/// Bytes of the shortest title without 表: 项目支出绩效自评; 绩效自评 alone is a heading.
const MIN_REPORT: usize = "部门整体绩效自评".len() - 1;

/// True for the title of a form (自评表, 评价表, 目标表, 申报表, 监控情况表 …), its year behind it or not. A heading such as 绩效自评表汇总 is none.
pub fn is_title(key: &str) -> bool {
    let name = match key.rfind('(') {
        Some(at) if at > 0 && key.ends_with(')') => &key[..at],
        _ => key,
    };
    let is_plan = name.contains("目标") && ["申报", "批复", "监控"].iter().any(|word| name.contains(word));
    let is_form = name.contains("自评")
        || name.contains("绩效") && KINDS.iter().any(|kind| name.contains(kind))
        || is_plan
        || name.ends_with("项目申报表");
    let is_report =
        ["自评报告", "绩效自评", "目标自评"].iter().any(|end| name.ends_with(end)) && name.len() > MIN_REPORT;
    let is_whole = name.ends_with('表') || is_report || PLANS.iter().any(|plan| name.ends_with(plan));
    is_form && is_whole && !name.contains("汇总") && name.chars().count() < 120
}

/// True for the title or line that a form has again where it goes on: `项目支出绩效自评表（续表）`, `续表`, `（续）`.
pub fn is_continued(key: &str) -> bool {
    key.contains("续表") || key.ends_with("(续)") || key == "续"
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
            ("(2022年1-12月)", Some(2022)),
            ("2022年1月1日至2022年12月31日", Some(2022)),
            ("2021年1月-2022年12月", None),
            ("2022年3月5日", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
        assert_eq!(year_within("2021年度县人社部门整体绩效自评表"), Some(2021));
        assert_eq!(year_within("中职(2020年)项目支出绩效自评表"), Some(2020));
        assert_eq!(year_within("本年项目支出绩效自评表"), None);
    }

    #[test]
    fn goal_headings() {
        let heading = |number, points, has_text| Some(GoalHeading { number, points, has_text });
        assert_eq!(goal_heading("年度目标1:(10分)"), heading(1, Some("10"), false));
        assert_eq!(goal_heading("年度目标二(15分)"), heading(2, Some("15"), false));
        assert_eq!(goal_heading("年度目标2(15分):完成"), heading(2, Some("15"), true));
        assert_eq!(goal_heading("年度总体目标"), None);
        assert_eq!(goal_heading("年度目标3"), heading(3, None, false));
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
