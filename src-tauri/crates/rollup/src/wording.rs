//! Targets and results in the words of an official text.

use jixiao_model::{Indicator, Meaning, Measure, Operator};

/// `不低于20%，实际完成0%`.
pub fn target_and_actual(indicator: &Indicator) -> String {
    format!("{}，{}", target(&indicator.whole_target()), actual(&indicator.actual))
}

fn target(text: &str) -> String {
    let measure = Measure::parse(text);
    let is_date = matches!(measure.meaning(), Meaning::Date(_) | Meaning::MonthOrMonths(_));
    let prefix = match (measure.operator(), is_date) {
        (Some(Operator::AtMost | Operator::LessThan), true) => "不晚于",
        (Some(Operator::AtLeast), false) => "不低于",
        (Some(Operator::AtMost), false) => "不超过",
        (Some(Operator::MoreThan), false) => "高于",
        (Some(Operator::LessThan), false) => "低于",
        _ => "为",
    };
    let bare = bare(text);
    let says_so =
        ["不", "低于", "高于", "大于", "小于", "超过", "至少"].iter().any(|word| bare.starts_with(word));
    if says_so { bare.to_owned() } else { format!("{prefix}{bare}") }
}

fn actual(text: &str) -> String {
    match (bare(text), Measure::parse(text).meaning()) {
        ("", _) => "实际完成值未填".to_owned(),
        (bare, Meaning::Words(_)) => format!("实际为“{bare}”"),
        (bare, _) => format!("实际完成{bare}"),
    }
}

/// Without the sign before it.
fn bare(text: &str) -> &str {
    text.trim().trim_start_matches(['<', '>', '=', '≤', '≥', '＜', '＞', '＝', '≦', '≧']).trim()
}

/// The numbers of an official text.
pub const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// `一是…`, `二是…`, each on a line of its own: a number before a name that begins with a year would be misread.
pub fn listed(sentences: &[String]) -> String {
    if let [one] = sentences {
        return one.clone();
    }
    let lines = NUMBERS.iter().zip(sentences).map(|(number, text)| format!("{number}是{text}"));
    lines.collect::<Vec<_>>().join("\n")
}
