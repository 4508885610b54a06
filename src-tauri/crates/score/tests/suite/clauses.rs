//! One test for each clause: target, actual and weight in, score out.

use crate::published::rules;
use jixiao_edition::{Method, RuleSet};
use jixiao_model::{Entry, Indicator, Manual, Points};
use jixiao_score::{Agreement, Cause, Computed, Deviation, RowScore, ScoreOrigin, score_row};
use rust_decimal::{Decimal, dec};

fn row(target: &str, actual: &str, weight: &str, score: &str) -> Indicator {
    Indicator {
        level3: "指标".to_owned(),
        target: target.to_owned(),
        actual: actual.to_owned(),
        weight: Entry::new(weight),
        score: Entry::new(score),
        ..Indicator::default()
    }
}

/// `13.33`, `12–15`, `?` (cannot be scored) or empty.
fn printed(scored: &RowScore) -> String {
    match &scored.computed {
        Computed::Exact(points) => points.0.normalize().to_string(),
        Computed::Within { low, high } => format!("{}–{}", low.0.normalize(), high.0.normalize()),
        Computed::CannotScore(_) => "?".to_owned(),
        Computed::Blank => String::new(),
    }
}

fn check(rules: &RuleSet, cases: &[(&str, &str, &str, &str)]) {
    for (target, actual, weight, expected) in cases {
        let scored = score_row(&row(target, actual, weight, ""), rules, None);
        assert_eq!(printed(&scored), *expected, "{target} → {actual}: {}", scored.explanation);
    }
}

/// 正向指标：达标 w，未达标 w·B/A.
#[test]
fn national_2020_positive() {
    check(
        rules("national-2020"),
        &[
            ("≥3类", "=2类", "20", "13.33"),
            ("≥3类", "3类", "20", "20"),
            ("≥3类", "300类", "20", "20"),
            ("≥95%", "0%", "10", "0"),
            (">98%", "98%", "10", "10"),
            ("不少于4次", "两次", "10", "5"),
            ("=100%", "85.7%", "5", "4.29"),
            ("≥100人", "-5人", "10", "?"),
        ],
    );
}

/// 反向指标：达标 w，超出 w·A/B.
#[test]
fn national_2020_reverse() {
    check(
        rules("national-2020"),
        &[
            ("≤10万元", "8万元", "10", "10"),
            ("≤10万元", "12.5万元", "10", "8"),
            ("≤10万元", "80000元", "10", "10"),
            ("≤10万元", "125000元", "10", "8"),
            ("≤5%", "0", "10", "10"),
            ("≤60天", "80天", "10", "7.5"),
            ("≤2小时", "90分钟", "10", "10"),
        ],
    );
}

/// 等值指标：达标 w，否则按 B/A.
#[test]
fn national_2020_equal_and_unmarked() {
    check(
        rules("national-2020"),
        &[
            ("=18万元", "11.34", "1", "0.63"),
            ("=2次", "4", "5", "5"),
            ("104家", "104家", "5", "5"),
            ("104家", "52家", "5", "2.5"),
            ("95%", "98%", "5", "5"),
        ],
    );
}

/// 成本指标没有比较符号：正好达到为达标，其余方向不明.
#[test]
fn national_2020_unmarked_cost_has_no_direction() {
    for (actual, expected) in [("13万元", "10"), ("12万元", "?"), ("14万元", "?")] {
        let cost = Indicator { level2: "成本指标".to_owned(), ..row("13万元", actual, "10", "") };
        assert_eq!(printed(&score_row(&cost, rules("national-2020"), None)), expected, "{actual}");
    }
}

/// 定性指标：100–80、80–60、60–0.
#[test]
fn national_2020_tiers() {
    let national = rules("national-2020");
    check(
        national,
        &[
            ("持续提升", "持续提升", "15", "12–15"),
            ("持续提升", "达成预期指标", "15", "12–15"),
            ("持续提升", "部分达成预期指标并具有一定效果", "15", "9–12"),
            ("持续提升", "未达成预期指标且效果较差", "15", "0–9"),
            ("持续提升", "逐步提升", "15", "?"),
            ("提高", "95%", "15", "?"),
            ("≥95%", "良好", "15", "?"),
        ],
    );
    for (printed, agreement) in [
        ("13", Agreement::Agrees),
        ("12", Agreement::Agrees),
        ("11.99", Agreement::Differs(Cause::OutsideTier)),
    ] {
        let scored = score_row(&row("持续提升", "持续提升", "15", printed), national, None);
        assert_eq!(scored.agreement, agreement, "{printed}");
    }
}

/// 定量：w·B/A 与 w·A/B，不得突破权重总额，整数分.
#[test]
fn hubei_2021_note_2() {
    check(
        rules("hubei-2021"),
        &[
            ("4000人次", "3916人次", "2", "2"),
            ("265000人", "211484人", "2", "2"),
            ("40件", "18件", "2", "1"),
            ("≥40件", "90件", "2", "2"),
            ("≤40件", "80件", "2", "1"),
            ("≤40件", "0件", "2", "2"),
            ("4000人次", "3916人次", "", "?"),
        ],
    );
}

/// 分值没有印出：说明应得分值的几成.
#[test]
fn hubei_2021_without_weight_says_the_share_due() {
    let scored = score_row(&row("4000人次", "3916人次", "", "1"), rules("hubei-2021"), None);
    assert!(scored.explanation.contains("应得分值的 97.9%"), "{}", scored.explanation);
    assert_eq!(scored.effective.map(|effective| effective.origin), Some(ScoreOrigin::Printed));
}

/// ≤：达标 w·B/A，超出 0；比率与时长越低越好，达标满分.
#[test]
fn xinjiang_2023_reverse() {
    check(
        rules("xinjiang-2023"),
        &[
            ("<=38772元", "=33615元", "20", "17.34"),
            ("≤4万元", "=0万元", "4", "0"),
            ("≤8.5万元", "=25.19万元", "2", "0"),
            ("≤3.50万元/人/年", "=1.89万元/人·年", "20", "10.8"),
            ("≤5%", "=0%", "5", "5"),
            ("<=60工作日", "<=55工作日", "5", "5"),
            ("<=20天", "=7天", "5", "5"),
            ("≤200元/人", "<200元/人", "20", "20"),
        ],
    );
}

/// 完全达到预期 100%，基本达到预期 60%；也可以回答数值和日期目标.
#[test]
fn xinjiang_2023_tiers() {
    check(
        rules("xinjiang-2023"),
        &[
            ("持续提高", "完全达到预期", "30", "30"),
            ("持续提高", "完全达到预期效果", "30", "30"),
            ("有效支撑", "基本达到预期", "30", "18"),
            ("每月25日前", "完全达到预期", "10", "10"),
            ("≤2023年12月31日", "完全达到预期", "10", "10"),
            ("≥95%", "完全达到预期", "10", "10"),
            ("≥95%", "基本达到预期", "10", "?"),
        ],
    );
}

/// 日期：按期满分；逾期由人工评定.
#[test]
fn dates() {
    check(
        rules("national-2020"),
        &[
            ("2021年12月31日前", "12月31日", "5", "5"),
            ("2021年12月31日", "2021年10月31日", "5", "5"),
            ("2021年12月31日", "2022年1月5日", "5", "?"),
            ("12月底", "=10月底", "5", "5"),
            ("≤10月底", "12月底", "5", "?"),
            ("每月25日前", "每月25日前", "5", "5"),
            ("每月25日前", "每月28日", "5", "?"),
            ("每月25日前", "12月31日", "5", "?"),
            ("2021年1月-12月", "2021年1月-12月", "5", "5"),
            ("2021年1月-12月", "2021年1月-10月", "5", "?"),
        ],
    );
}

/// `12月` is December or twelve months; scored where both readings say the same.
#[test]
fn months_and_numbers_of_months() {
    check(
        rules("national-2020"),
        &[
            ("<=12月", "12", "5", "5"),
            ("<=12月", "10月", "5", "5"),
            ("=12月", "12月", "5", "5"),
            ("=12月", "10", "5", "?"),
            ("12个月", "12", "5", "5"),
            ("12个月", "12月", "5", "5"),
            ("12个月", "9月", "5", "3.75"),
            ("<=12月底", "11月", "5", "5"),
            ("12个月", "1年", "5", "5"),
        ],
    );
    let scored = score_row(&row("<=12月", "12", "5", ""), rules("national-2020"), None);
    assert!(scored.explanation.contains("读作月份或月数结论相同"), "{}", scored.explanation);
}

/// Units: taken from the target when missing, converted when possible, else not scored.
#[test]
fn units() {
    check(
        rules("national-2020"),
        &[
            ("≥70人", "132", "10", "10"),
            ("≥12.30万人次", "6.15万人", "10", "5"),
            ("≤20万元", "20万", "5", "5"),
            ("=3万元/人/年", "30000元/年·人", "10", "10"),
            ("≥95%", "100", "10", "10"),
            ("≥95%", "0.95", "10", "?"),
            ("≥95%", "1", "10", "?"),
            ("=0%", "0", "10", "10"),
            ("≥5次", "5场", "10", "?"),
            ("≤60工作日", "60天", "10", "?"),
            ("≥10次", "≤12次", "10", "?"),
            ("≥10次", "约12次", "10", "?"),
            ("90%-95%", "93%", "10", "10"),
            ("90%-95%", "97%", "10", "?"),
        ],
    );
}

/// 目标值为零：达到得满分，否则不能相除.
#[test]
fn zero_targets() {
    check(
        rules("xinjiang-2023"),
        &[("=0次", "=0次", "4", "4"), ("=0次", "=1次", "4", "?"), ("0次", "2次", "4", "?")],
    );
    let scored = score_row(&row("=0次", "=1次", "4", ""), rules("xinjiang-2023"), None);
    assert_eq!(scored.deviation, Deviation::Undefined("目标值为零，没有偏差率"));
}

#[test]
fn deviation_is_signed_and_at_two_decimals() {
    for (target, actual, expected) in
        [("≥3", "2", dec!(-33.33)), ("≥16000人", "14390人", dec!(-10.06)), ("≤8万元", "10万元", dec!(25))]
    {
        let scored = score_row(&row(target, actual, "10", ""), rules("national-2020"), None);
        assert_eq!(scored.deviation, Deviation::Of(jixiao_model::Percent(expected)), "{target} → {actual}");
    }
}

#[test]
fn nothing_to_score() {
    check(
        rules("national-2020"),
        &[
            ("/", "/", "/", ""),
            ("≥3", "", "10", ""),
            ("", "", "10", ""),
            ("", "3", "10", "?"),
            ("≥3", "/", "10", "?"),
            ("≥3", "3", "-10", "?"),
            ("≥3", "3", "", "?"),
        ],
    );
    let crossed = Indicator { level3: "/".to_owned(), ..row("/", "/", "/", "/") };
    assert_eq!(score_row(&crossed, rules("national-2020"), None).agreement, Agreement::Blank);
}

/// A score typed where there is nothing to hold it against counts, and says so.
#[test]
fn a_typed_score_counts_where_no_rule_can_be_held_against_it() {
    for (target, actual, expected) in [
        ("≥3类", "", "按填写的得分 7.5 计，尚未填写实际完成值，规则不能核对"),
        ("", "", "按填写的得分 7.5 计，没有填写目标值和实际完成值，规则不能核对"),
        (
            "≥3类",
            "良好",
            "按填写的得分 7.5 计。不能自动计分：目标是数值或日期、实际是文字，无法比较（全国2020）",
        ),
    ] {
        let scored = score_row(&row(target, actual, "20", "7.50"), rules("national-2020"), None);
        assert_eq!(scored.explanation, expected);
        assert_eq!(
            scored.effective.map(|effective| (effective.points.0, effective.origin)),
            Some((dec!(7.50), ScoreOrigin::Printed))
        );
    }
}

/// A person's score counts, the computed one stays beside it.
#[test]
fn a_manual_score_keeps_the_computed_one() {
    let manual = Manual { score: Points(dec!(8)), reason: "抽查属实".to_owned() };
    let indicator = Indicator { manual: Some(manual), ..row("≥3类", "2类", "20", "13.33") };
    let scored = score_row(&indicator, rules("national-2020"), None);
    assert_eq!(printed(&scored), "13.33");
    assert_eq!(
        scored.effective.map(|effective| (effective.points.0, effective.origin)),
        Some((dec!(8), ScoreOrigin::Manual))
    );
    assert!(scored.explanation.starts_with("人工评定 8 分（抽查属实）"), "{}", scored.explanation);
}

/// Another method may be chosen for a row, visibly.
#[test]
fn a_chosen_method_is_used_and_said() {
    let xinjiang = rules("xinjiang-2023");
    for (method, expected) in [
        (Method::ShareOrZero, "9"),
        (Method::FullOrZero, "10"),
        (Method::FullOrInverse, "10"),
        (Method::Inverse, "10"),
        (Method::Share, "9"),
        (Method::Manual, "?"),
    ] {
        let indicator = Indicator { method: Some(method), ..row("≤200万元", "180万元", "10", "") };
        let scored = score_row(&indicator, xinjiang, None);
        assert_eq!(printed(&scored), expected, "{method:?}");
        assert!(scored.explanation.contains("另选"), "{}", scored.explanation);
    }
}

/// What a person chose is kept and said, also where it cannot be used.
#[test]
fn a_chosen_method_is_kept_where_there_is_nothing_to_divide() {
    let xinjiang = rules("xinjiang-2023");
    let (manual, share) = (Method::Manual, Method::Share);
    let by_person = "请填手工得分";
    for (method, target, actual, printed, expected) in [
        (manual, "每月25日前", "98%", "", by_person),
        (manual, "每月25日前", "98%", "9", by_person),
        (share, "每月25日前", "98%", "", "用不上"),
        (manual, "有效提高", "有效提高", "", "请人工评定"),
        (share, "有效提高", "有效提高", "", "用不上"),
        (manual, "", "98%", "", by_person),
        (manual, "每月25日前", "", "", "尚未填写"),
    ] {
        let indicator = Indicator { method: Some(method), ..row(target, actual, "10", printed) };
        let scored = score_row(&indicator, xinjiang, None);
        assert_eq!(scored.method, Some(method), "{target} → {actual}");
        assert!(scored.explanation.contains(expected), "{target} → {actual}: {}", scored.explanation);
    }
    // A word that the rules know is the person's to judge, too.
    let judged = |method| Indicator { method, ..row("有效提高", "有效提高", "10", "") };
    assert_eq!(printed(&score_row(&judged(None), xinjiang, None)), "10");
    assert_eq!(printed(&score_row(&judged(Some(manual)), xinjiang, None)), "?");
    // Why the rules cannot tell is still said.
    let indicator = Indicator { method: Some(manual), ..row("每月25日前", "98%", "10", "") };
    let plain = score_row(&row("每月25日前", "98%", "10", ""), xinjiang, None).explanation;
    assert!(score_row(&indicator, xinjiang, None).explanation.starts_with(&plain), "{plain}");
}

#[test]
fn explanations_name_arithmetic_and_rule_set() {
    for (target, actual, weight, printed, expected) in [
        ("≥3类", "2类", "20", "", "13.33 = 20 × 2 ÷ 3，正向指标未达标，按完成比例得分（全国2020）"),
        ("≥3类", "4类", "20", "", "20，正向指标达标（实际 4，目标 3），得满分（全国2020）"),
        // The strict signs are missed by equality, which is a share of one all the same.
        ("＞95％", "95%", "5", "", "5 = 5 × 95 ÷ 95，正向指标未超过目标值 95，按完成比例得分（全国2020）"),
        ("<3天", "3天", "5", "", "5 = 5 × 3 ÷ 3，反向指标未低于目标值 3，按反比例得分（全国2020）"),
        (
            "≥3类",
            "2类",
            "20",
            "20",
            "表上 20，应为 13.33，可能原因：未达标却给了满分。13.33 = 20 × 2 ÷ 3，正向指标未达标，按完成比例得分（全国2020）",
        ),
    ] {
        let scored = score_row(&row(target, actual, weight, printed), rules("national-2020"), None);
        assert_eq!(scored.explanation, expected);
    }
}

/// 完成值偏高：达到目标的 130% 起要说明.
#[test]
fn over_achievement_is_marked() {
    for (target, actual, over) in
        [("≥100", "129", false), ("≥100", "130", true), ("=100", "200", true), ("≤100", "200", false)]
    {
        assert_eq!(
            score_row(&row(target, actual, "10", ""), rules("national-2020"), None).over_achieved,
            over
        );
    }
}

/// 8.90 is 89 %, not the 8.99 of 89.94 %; 9.83 for 98.25 % needs half-up rounding.
#[test]
fn published_rounding() {
    let scored = score_row(&row("≥16000人", "=14390人", "10", "8.90"), rules("xinjiang-2023"), None);
    assert_eq!(scored.agreement, Agreement::Differs(Cause::WholePercentCut));
    let scored = score_row(&row("≥100%", "98.25%", "10", "9.83"), rules("xinjiang-2023"), None);
    assert_eq!(scored.agreement, Agreement::Agrees);
    assert_eq!(Decimal::new(983, 2), dec!(9.83));
}
