//! The rule sets, clause by clause.

use jixiao_edition::{Clause, RateDigits, RoundingMode, RuleKind, RuleSet};

use super::cases::rule_sets;
use super::markdown::{plain, table};

/// All rule sets.
pub fn section() -> String {
    let sets: Vec<String> = rule_sets().iter().map(set).collect();
    format!(
        "## 一、规则集\n\n记号：A 为年度指标值，B 为实际完成值，w 为分值。任何一行得分都在 0 与 w 之间。\n\n{}",
        sets.join("\n")
    )
}

fn set(rules: &RuleSet) -> String {
    let heading = format!("### {}（`{}`）\n\n依据：{}\n", rules.name, rules.id.0, rules.source);
    [heading, budget(rules), profiles(rules), clauses(rules), tiers(rules), others(rules), checks(rules)]
        .join("\n")
}

fn budget(rules: &RuleSet) -> String {
    let rate = match rules.budget.rate {
        RateDigits::Exact => "执行率取未四舍五入的商",
        RateDigits::AsPrinted => "执行率先取两位小数",
    };
    let points = plain(rules.budget.points.0);
    format!(
        "**预算执行**：{points} 分 × 执行率，执行率 = 全年执行数 ÷ 全年预算数，{rate}，至多 {points} 分；表上另印分值的，以表上为准。依据：{}\n",
        rules.budget.source
    )
}

fn profiles(rules: &RuleSet) -> String {
    if rules.profiles.is_empty() {
        return "**一级指标分值**：不固定，由各年度目标的分值决定。\n".to_owned();
    }
    let rows: Vec<Vec<String>> = rules
        .profiles
        .iter()
        .map(|profile| {
            let weights: Vec<String> = profile
                .weights
                .iter()
                .map(|(class, points)| format!("{class} {}", plain(points.0)))
                .collect();
            vec![weights.join("，"), profile.source.clone()]
        })
        .collect();
    format!("**一级指标分值**（不含预算执行）\n\n{}", table(&["分值", "依据"], 2, &rows))
}

fn clauses(rules: &RuleSet) -> String {
    let scored_by_method = |kind: &RuleKind| rules.clause(*kind).map(|clause| clause_row(*kind, clause));
    let rows: Vec<Vec<String>> = RuleKind::ALL.iter().filter_map(scored_by_method).collect();
    format!("**定量指标**\n\n{}", table(&["年度指标值", "类别", "计分方法", "代号", "依据"], 5, &rows))
}

fn clause_row(kind: RuleKind, clause: &Clause) -> Vec<String> {
    vec![
        written(kind).to_owned(),
        kind.title().to_owned(),
        match clause.floor {
            Some(floor) => format!("{}；不到分值的 {}% 不得分", clause.method.title(), plain(floor.0)),
            None => clause.method.title().to_owned(),
        },
        format!("`{}` = `{}`", kind.id(), clause.method.name()),
        clause.source.clone(),
    ]
}

/// How a target of this kind is written.
pub const fn written(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::AtLeast => "≥ 数值",
        RuleKind::MoreThan => "> 数值",
        RuleKind::AtMost => "≤ 数量、金额",
        RuleKind::AtMostRate => "≤ 百分比",
        RuleKind::AtMostDuration => "≤ 时长",
        RuleKind::AtMostHarm => "≤ 事故、投诉等的数量",
        RuleKind::LessThan => "< 数值",
        RuleKind::Equal => "= 数值",
        RuleKind::Unmarked => "只有数值",
        RuleKind::UnmarkedCost => "只有数值（成本指标）",
        RuleKind::Zero => "0",
        RuleKind::Date => "日期、月份",
        RuleKind::Range => "从……到……",
        RuleKind::Words => "文字",
    }
}

fn tiers(rules: &RuleSet) -> String {
    let rows: Vec<Vec<String>> = rules
        .tiers
        .iter()
        .map(|tier| {
            let (low, high) = (plain(tier.low.0), plain(tier.high.0));
            let share = if low == high {
                format!("{high}%")
            } else {
                format!("{low}%–{high}%，档内由人工评定")
            };
            vec![tier.words.join("、"), share]
        })
        .collect();
    format!(
        "**定性指标**：按实际完成值所写的档次；写法与目标相同的按最高档。依据：{}\n\n{}",
        rules.targets.words,
        table(&["实际完成值的写法", "得分占分值"], 2, &rows)
    )
}

fn others(rules: &RuleSet) -> String {
    let rounding = &rules.rounding;
    let digits = if rounding.digits == 0 {
        "取整数分".to_owned()
    } else {
        format!("保留 {} 位小数", rounding.digits)
    };
    let mode = match rules.rounding.mode {
        RoundingMode::HalfUp => "四舍五入",
        RoundingMode::Cut => "其余舍去",
    };
    let over = &rules.over_achievement;
    let caps: Vec<String> = rules
        .caps
        .iter()
        .map(|cap| {
            format!("执行率低于 {}% 时至多 {} 分（{}）", plain(cap.rate.0), plain(cap.total.0), cap.source)
        })
        .collect();
    let caps = if caps.is_empty() { "不设".to_owned() } else { caps.join("；") };
    let grades: Vec<String> =
        rules.grades.iter().map(|grade| format!("{} 分起为{}", plain(grade.from.0), grade.name)).collect();
    format!(
        "**取舍**：{digits}，{mode}。依据：{}\n\n\
         **完成值偏高**：正向、等值和无比较符号的指标，实际达到目标的 {}% 起提示说明原因，{}。依据：{}\n\n\
         **按执行率封顶**：{caps}。\n\n\
         **等次**：{}。\n",
        rounding.source,
        plain(over.explain_from.0),
        deducted(rules),
        over.source,
        grades.join("，")
    )
}

/// What an over-achievement costs.
fn deducted(rules: &RuleSet) -> String {
    let steps = rules.over_achievement.steps.iter();
    let steps: Vec<String> = steps
        .map(|step| {
            format!("超过 {}% 扣分值的 {}%（{}）", plain(step.above.0), plain(step.deduct.0), step.source)
        })
        .collect();
    if steps.is_empty() { "不自动扣分".to_owned() } else { steps.join("，") }
}

/// From where on a check speaks up; it changes no score.
fn checks(rules: &RuleSet) -> String {
    let limits = &rules.checks;
    format!(
        "**检查门槛**（只提示，不影响得分）：得分相差超过 {} 分；资金来源与合计相差超过 {}；年初预算数到全年预算数变动超过 {}%；\
         执行率低于 {}%；未达标而分值在 {} 分以内；一行分值达到 {} 分；可比的 {} 行以上且 {}% 的行实际等于目标；\
         完成率比另一行低 {} 个百分点以上而得分比例反而不低；指标得分率高出执行率 {} 个百分点以上；成本合计与全年执行数相差 {}% 以上；\
         实际与目标相差 {} 倍以上；同一句话或同一满意度出现 {} 行以上；两段文字相似 {}% 以上；目标值比上年的实际宽松 {}% 以上；目标值 {} 年不变。依据：{}\n",
        plain(limits.score_tolerance.0),
        plain(limits.amount_tolerance.0),
        plain(limits.budget_change.0),
        plain(limits.low_execution.0),
        plain(limits.tiny_weight.0),
        plain(limits.heavy_weight.0),
        limits.copied_rows,
        plain(limits.copied_share.0),
        plain(limits.shortfall_margin.0),
        plain(limits.results_gap.0),
        plain(limits.cost_margin.0),
        plain(limits.jump_factor),
        limits.repeated_rows,
        plain(limits.alike_share.0),
        plain(limits.easier_by.0),
        limits.unchanged_years,
        limits.source
    )
}
