//! What a rule file can say beyond the built-in ones: one test for each clause that offices print, with the line that explains it.

use jixiao_edition::RuleSet;
use jixiao_model::{Entry, Form, Fund, Goal, Indicator, Percent};
use jixiao_score::{Computed, Deviation, RowScore, Scored, score};
use rust_decimal::dec;

const NATIONAL: &str = include_str!("../../../../rules/national-2020.toml");

/// The national rule set with one text in place of another, and more behind it.
fn rules(from: &str, to: &str, more: &str) -> RuleSet {
    assert!(NATIONAL.contains(from), "{from}");
    RuleSet::load("本局", &format!("{}\n{more}", NATIONAL.replacen(from, to, 1))).unwrap()
}

fn more(more: &str) -> RuleSet {
    rules("", "", more)
}

/// Class, name, target, actual, weight, score, and what the explanation says.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

fn scored((class, name, target, actual, weight, ..): Row, rules: &RuleSet) -> Scored {
    let indicator = Indicator {
        level1: class.to_owned(),
        level3: name.to_owned(),
        target: target.to_owned(),
        actual: actual.to_owned(),
        weight: Entry::new(weight),
        ..Indicator::default()
    };
    let fund = Fund { adjusted: "100".into(), executed: "70".into(), ..Fund::default() };
    let form = Form {
        year: Some(2023),
        funds: vec![fund],
        goals: vec![Goal { indicators: vec![indicator], ..Goal::default() }],
        ..Form::default()
    };
    score(&form, rules)
}

fn row(case: Row, rules: &RuleSet) -> RowScore {
    scored(case, rules).goals[0].rows[0].clone()
}

fn check(rules: &RuleSet, cases: &[Row]) {
    for case in cases {
        let row = row(*case, rules);
        let points = match row.computed {
            Computed::Exact(points) => points.0.to_string(),
            Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => "?".to_owned(),
        };
        assert_eq!(points, case.5, "{case:?}: {}", row.explanation);
        assert!(row.explanation.contains(case.6), "{case:?}: {}", row.explanation);
    }
}

/// 超过上限的，按超出比例扣分：得分 = 分值 × (2 − B÷A)，扣完为止.
#[test]
fn linear_deduction_for_a_missed_limit() {
    let rules = rules(
        "[targets.at_most]\nmethod = \"full_or_inverse\"",
        "[targets.at_most]\nmethod = \"full_or_linear\"",
        "",
    );
    check(
        &rules,
        &[
            ("", "费用", "≤100万元", "100万元", "10", "10.00", "得满分"),
            ("", "费用", "≤100万元", "120万元", "10", "8.00", "8 = 10 × (2 − 120 ÷ 100)"),
            ("", "费用", "≤100万元", "199万元", "10", "0.10", "超出的按比例扣分，扣完为止"),
            ("", "费用", "≤100万元", "250万元", "10", "0.00", "0 = 10 × (2 − 250 ÷ 100)"),
        ],
    );
}

/// 完成率低于 60% 的不得分.
#[test]
fn below_a_floor_nothing_is_earned() {
    let rules = rules(
        "[targets.at_least]\nmethod = \"full_or_share\"",
        "[targets.at_least]\nmethod = \"full_or_share\"\nfloor = 60",
        "",
    );
    check(
        &rules,
        &[
            ("", "人数", "≥100人", "60人", "10", "6.00", "6 = 10 × 60 ÷ 100"),
            ("", "人数", "≥100人", "59人", "10", "0.00", "不到分值的 60%，不得分"),
            ("", "人数", "≥100人", "0人", "10", "0.00", "按完成比例得分"),
            ("", "人数", "=100人", "59人", "10", "5.90", "5.9 = 10 × 59 ÷ 100"),
        ],
    );
}

/// 超过目标值 150% 的扣 10%，超过 200% 的扣 20%.
#[test]
fn over_achievement_above_a_limit_is_deducted() {
    let rules = rules(
        "[over_achievement]\nexplain_from = 130",
        "[[over_achievement.step]]\nabove = 150\ndeduct = 10\nsource = \"试\"\n\n\
         [[over_achievement.step]]\nabove = 200\ndeduct = 20\nsource = \"试\"\n\n[over_achievement]\nexplain_from = 130",
        "",
    );
    check(
        &rules,
        &[
            ("", "人数", "≥100人", "150人", "10", "10.00", "得满分"),
            ("", "人数", "≥100人", "151人", "10", "9.00", "超过目标值的 150%，扣分值的 10%"),
            ("", "人数", "100人", "201人", "10", "8.00", "超过目标值的 200%，扣分值的 20%"),
            ("", "费用", "≤100万元", "20万元", "10", "10.00", "得满分"),
        ],
    );
}

/// A rule set that pays by completion deducts, too.
#[test]
fn over_achievement_is_deducted_where_completion_is_paid() {
    let share =
        rules("[targets.at_least]\nmethod = \"full_or_share\"", "[targets.at_least]\nmethod = \"share\"", "");
    let step = jixiao_edition::OverStep {
        above: Percent(dec!(150)),
        deduct: Percent(dec!(10)),
        source: "试".to_owned(),
    };
    let over_achievement =
        jixiao_edition::OverAchievement { steps: vec![step], ..share.over_achievement.clone() };
    let rules = RuleSet { over_achievement, ..share };
    check(
        &rules,
        &[
            ("", "人数", "≥100人", "151人", "10", "9.00", "超过目标值的 150%，扣分值的 10%"),
            ("", "人数", "≥100人", "90人", "10", "9.00", "9 = 10 × 90 ÷ 100"),
        ],
    );
}

/// 逾期 10 天以内得 80%，30 天以内得 50%，30 天以上不得分.
#[test]
fn late_days_by_steps() {
    let rules = more(
        "[[late]]\ndays = 10\nshare = 80\nsource = \"试\"\n\n[[late]]\ndays = 30\nshare = 50\nsource = \"试\"\n",
    );
    check(
        &rules,
        &[
            ("", "完成时间", "2023年9月30日前", "2023年9月30日", "10", "10.00", "得满分"),
            ("", "完成时间", "2023年9月30日前", "2023年10月1日", "10", "8.00", "逾期 1 天，得分值的 80%"),
            ("", "完成时间", "2023年9月30日前", "10月10日", "10", "8.00", "8 = 10 × 80%"),
            ("", "完成时间", "2023年9月30日前", "10月11日", "10", "5.00", "逾期 11 天"),
            ("", "完成时间", "2023年12月31日前", "2024年1月5日", "10", "8.00", "逾期 5 天"),
            ("", "完成时间", "2023年9月30日前", "2023年12月1日", "10", "0.00", "得分值的 0%"),
            ("", "完成时间", "2023年9月30日前", "2023年10月", "10", "?", "请写明到日"),
            ("", "完成时间", "2023年9月30日前", "2023年10月上旬", "10", "8.00", "得分值的 80%"),
        ],
    );
}

/// 执行率低于 80% 的，总分不超过 89 分.
#[test]
fn caps_by_execution_rate() {
    let rules = more("[[cap]]\nrate = 80\ntotal = 89\nsource = \"试\"\n");
    let scored = scored(("", "人数", "≥100人", "100人", "90", "", ""), &rules);
    assert_eq!(scored.total.score.map(|points| points.0), Some(dec!(89)));
    assert_eq!(scored.total.explanation, "89 ← 预算执行 7 + 指标 90，执行率 70.00%，总分封顶 89（全国2020）");
}

/// 满意度 90% 以上得满分，80% 以上得 80%，60% 以上得 50%，60% 以下不得分.
#[test]
fn satisfaction_by_bands() {
    let band =
        |from: u8, share: u8| format!("[[satisfaction]]\nfrom = {from}\nshare = {share}\nsource = \"试\"\n");
    let rules = more(&[band(90, 100), band(80, 80), band(60, 50), band(0, 0)].join("\n"));
    check(
        &rules,
        &[
            ("满意度指标", "群众满意度", "≥95%", "90%", "10", "10.00", "满意度在 90% 以上一段"),
            ("满意度指标", "群众满意度", "≥95%", "89.9%", "10", "8.00", "8 = 10 × 80%"),
            ("满意度指标", "群众满意度", "≥95%", "59%", "10", "0.00", "得分值的 0%"),
            ("产出指标", "合格率", "≥95%", "89.3%", "10", "9.40", "按完成比例得分"),
        ],
    );
}

/// 得分保留一位小数；取整数分；小数舍去.
#[test]
fn rounding_to_one_decimal_to_whole_points_and_cutting() {
    for (mode, digits, expected) in
        [("half_up", 1, "6.7"), ("half_up", 0, "7"), ("cut", 0, "6"), ("cut", 1, "6.6"), ("cut", 2, "6.66")]
    {
        let rules =
            rules("mode = \"half_up\"\ndigits = 2", &format!("mode = \"{mode}\"\ndigits = {digits}"), "");
        check(&rules, &[("", "人数", "≥3人", "2人", "10", expected, "10 × 2 ÷ 3")]);
    }
}

/// 名称含“空置”的指标越低越好.
#[test]
fn direction_by_words_of_the_rule_set() {
    let rules =
        more("[[better]]\nbetter = \"lower\"\nwords = [\"机位数\"]\nwhy = \"“{word}”按通知越少越好\"\n");
    check(
        &rules,
        &[
            ("", "停用机位数", "10台", "20台", "10", "5.00", "“机位数”按通知越少越好，按“≤”计分"),
            ("", "停用设备数", "10台", "20台", "10", "10.00", "得满分"),
        ],
    );
}

/// 反向指标的偏差率以优于目标为正.
#[test]
fn deviation_signed_by_direction() {
    let rules = more("[deviation]\nsign = \"better\"\nsource = \"试\"\n");
    for (target, actual, expected) in [
        ("≤100万元", "80万元", dec!(20)),
        ("≥100万元", "80万元", dec!(-20)),
        ("≤100万元", "120万元", dec!(-20)),
    ] {
        let row = row(("", "投入", target, actual, "10", "", ""), &rules);
        assert_eq!(row.deviation, Deviation::Of(Percent(expected)), "{target} → {actual}");
    }
}
