use jixiao_model::{Meaning, Measure, Operator};

/// How a target or an actual value was understood, in one line: `≥ 8000 人`. Empty when nothing was entered.
#[must_use]
pub fn understood(text: &str) -> String {
    let measure = Measure::parse(text);
    let sign = measure.operator().map(sign).unwrap_or_default();
    match measure.meaning() {
        Meaning::Blank => String::new(),
        Meaning::CrossedOut => "不填".to_owned(),
        Meaning::Quantity(quantity) => format!("数值 {sign}{quantity}"),
        Meaning::Range { low, high } => format!("范围 {low} 至 {high}"),
        Meaning::Date(_) => format!("日期 {text}"),
        Meaning::Duration(_) => format!("时长 {text}"),
        Meaning::MonthOrMonths(month) => format!("{sign}{month} 月或 {month} 个月，按比较的对象理解"),
        Meaning::Words(_) => "文字，按定性档次计分".to_owned(),
        Meaning::Ambiguous(why) => format!("看不准：{}", why.text()),
    }
}

const fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::AtLeast => "≥ ",
        Operator::AtMost => "≤ ",
        Operator::Equal => "= ",
        Operator::MoreThan => "> ",
        Operator::LessThan => "< ",
    }
}
