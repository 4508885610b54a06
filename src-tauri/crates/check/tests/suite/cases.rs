//! Each check on a sound form with one thing changed. The whole list of findings is compared: one mistake is said once.

use jixiao_check::{CheckId, FindingKey, check, implemented};
use jixiao_edition::{Cap, RuleSet};
use jixiao_model::{Form, Manual, Method, Percent, Points};
use jixiao_score::score;
use rust_decimal::dec;

use crate::published::edition;
use crate::sample::{natural, put, retotal, sound, stated, template};

/// Cells changed, and everything that is then said; nothing when the check holds or does not apply.
pub type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

pub fn check_cases(cases: &[Case]) {
    for (changes, expected) in cases {
        let mut form = sound();
        let rules = natural(&form);
        changes.iter().for_each(|(at, text)| put(&mut form, at, text));
        if !changes.iter().any(|(at, _)| *at == "total.score") {
            retotal(&mut form, rules);
        }
        assert_eq!(stated(&form, rules), *expected, "{changes:?}");
    }
}

#[test]
fn a_sound_form_has_no_findings() {
    check_cases(&[(&[], &[])]);
}

/// An officer who has just begun is told of nothing that is merely not there yet, but never that an empty form is in order.
#[test]
fn an_empty_form_and_a_rolled_forward_one_are_not_wrong() {
    let form = template();
    assert_eq!(stated(&form, natural(&form)), Vec::<String>::new());
    let mut blank = template();
    blank.goals[0].indicators.clear();
    blank.goals[0].expected.clear();
    assert_eq!(stated(&blank, natural(&blank)), ["C01 未定 total.weight"]);
}

/// Halfway: amounts and some actuals typed, the scores still to be filled in.
#[test]
fn a_form_that_is_being_typed_has_hints_at_most() {
    let mut form = template();
    let rules = natural(&form);
    for (at, text) in [
        ("f0.adjusted", "50"),
        ("f1.adjusted", "30"),
        ("f0.executed", "20"),
        ("r0.actual", "80人"),
        ("r1.actual", "9期"),
        ("r2.weight", ""),
        ("r2.actual", "98%"),
    ] {
        put(&mut form, at, text);
    }
    assert_eq!(
        stated(&form, rules),
        [
            "C10 未定 f0.adjusted",
            "C10 未定 f0.executed",
            "C15 提示 f0.rate",
            "C40 未定 r0.reason",
            "C30 提示 r1.reason",
            "C04 未定 r2.weight",
            "C01 未定 total.weight",
        ]
    );
}

#[test]
fn c01_weights_add_up_to_100() {
    check_cases(&[
        (&[("r0.weight", "12"), ("r0.score", "12")], &["C01 错误 total.weight"]),
        (&[("r0.weight", "8"), ("r0.score", "8")], &["C01 错误 total.weight"]),
        (&[("total.weight", "90")], &["C01 错误 total.weight"]),
        (&[("total.weight", "")], &[]),
        (&[("r0.weight", ""), ("total.score", "98.6")], &["C32 未定 r0.score", "C01 未定 total.weight"]),
    ]);
}

#[test]
fn c02_profiles() {
    check_cases(&[
        (
            &[("r0.weight", "5"), ("r0.score", "5"), ("r6.weight", "20"), ("r6.score", "20")],
            &["C02 警告 r0.level1"],
        ),
        (&[("r8.level1", "满意度指标（10分）")], &[]),
    ]);
}

#[test]
fn c03_a_class_is_worth_what_it_says() {
    check_cases(&[
        (&[("r8.level1", "满意度指标（10分）"), ("r6.level2", "社会效益指标（15分）")], &[]),
        (&[("r8.level1", "满意度指标（12分）")], &["C03 错误 r8.level1"]),
        (&[("r6.level2", "社会效益指标（14 分）")], &["C03 错误 r6.level2"]),
        (
            &[
                ("r8.level1", "满意度指标（10分）"),
                ("r8.weight", ""),
                ("r8.score", ""),
                ("r8.actual", ""),
                ("total.score", ""),
            ],
            &["C03 未定 r8.level1", "C01 未定 total.weight"],
        ),
    ]);
}

#[test]
fn c04_weights_are_figures_and_unused_rows_carry_none() {
    check_cases(&[
        (&[("r5.weight", "3")], &["C04 错误 r5.weight"]),
        (&[("r5.score", "3")], &["C04 错误 r5.score"]),
        (&[("r5.weight", "0")], &[]),
        (&[("r0.weight", "十"), ("total.score", "")], &["C04 错误 r0.weight", "C01 未定 total.weight"]),
        (&[("r0.weight", "-10")], &["C04 错误 r0.weight", "C01 错误 total.weight"]),
        (
            &[("r0.weight", ""), ("r0.score", ""), ("total.score", "")],
            &["C04 未定 r0.weight", "C01 未定 total.weight"],
        ),
    ]);
}

#[test]
fn c05_c06_small_and_heavy_rows() {
    check_cases(&[
        (
            &[
                ("r0.weight", "18"),
                ("r0.score", "18"),
                ("r1.weight", "2"),
                ("r1.actual", "2期"),
                ("r1.score", "1"),
                ("r1.reason", "场地不足，明年增加场地。"),
            ],
            &["C05 警告 r1.weight"],
        ),
        (&[("r0.weight", "18"), ("r0.score", "18"), ("r1.weight", "2"), ("r1.score", "2")], &[]),
        (
            &[
                ("r6.level3", "/"),
                ("r6.weight", "/"),
                ("r6.score", "/"),
                ("r7.weight", "30"),
                ("r7.score", "28"),
            ],
            &["C06 警告 r7.weight"],
        ),
        (
            &[
                ("r7.level3", "/"),
                ("r7.weight", "/"),
                ("r7.score", "/"),
                ("r6.weight", "30"),
                ("r6.score", "30"),
            ],
            &["C06 提示 r6.weight"],
        ),
    ]);
}

#[test]
fn c07_c08_classes_and_names() {
    check_cases(&[
        (&[("r8.level1", "效益指标")], &["C07 警告 r8.level1"]),
        (
            &[
                ("r8.level1", "效益指标"),
                ("r0.weight", ""),
                ("r0.actual", ""),
                ("r0.score", ""),
                ("total.score", ""),
            ],
            &["C01 未定 total.weight"],
        ),
        (&[("r1.level3", "培训人数（人）")], &["C08 警告 r1.level3"]),
    ]);
}

#[test]
fn c10_sources_add_up() {
    check_cases(&[
        (&[("f1.initial", "40")], &["C10 错误 f0.initial"]),
        (&[("f1.initial", "49.99")], &[]),
        (&[("f1.initial", "40"), ("f3.initial", "")], &["C10 未定 f0.initial"]),
        (&[("f1.initial", "60"), ("f3.initial", "")], &["C10 错误 f0.initial"]),
        (&[("f2.executed", "-"), ("f3.executed", "")], &[]),
        (&[("f0.initial", "")], &["C10 未定 f0.initial", "C14 未定 f0.initial"]),
        (&[("f2.initial", "无")], &["C10 未定 f2.initial"]),
    ]);
}

#[test]
fn c11_c13_rate_and_budget_score() {
    check_cases(&[
        (&[("f0.rate", "95.00%")], &["C11 错误 f0.rate"]),
        (&[("f0.initial", "60"), ("f1.initial", "60"), ("f0.rate", "80.00%")], &["C11 错误 f0.rate"]),
        (&[("f0.rate", "")], &[]),
        (&[("f0.rate", "九成六")], &["C11 错误 f0.rate"]),
        (&[("f0.score", "9.6.0"), ("total.score", "")], &["C13 错误 f0.score"]),
        (&[("f0.rate", "96%")], &[]),
        (
            &[
                ("f0.executed", "48.126"),
                ("f1.executed", "48.126"),
                ("f0.rate", "96.3%"),
                ("f0.score", "9.63"),
            ],
            &["C11 提示 f0.rate"],
        ),
        (&[("f0.score", "9.5")], &["C13 错误 f0.score"]),
        (&[("f0.score", "9.61")], &[]),
        (&[("f0.score", "11")], &["C13 错误 f0.score"]),
        (&[("f0.executed", ""), ("f1.executed", "")], &["C11 未定 f0.rate", "C13 未定 f0.score"]),
    ]);
}

#[test]
fn c12_bounds_of_amounts() {
    check_cases(&[
        (
            &[("f0.executed", "50.2"), ("f1.executed", "50.2"), ("f0.rate", "100.40%"), ("f0.score", "10")],
            &["C12 错误 f0.executed", "C12 错误 f1.executed"],
        ),
        (&[("f3.initial", "-5"), ("f2.initial", "5")], &["C12 错误 f3.initial"]),
        (
            &[
                ("f0.adjusted", ""),
                ("f1.adjusted", ""),
                ("f0.rate", ""),
                ("f0.score", ""),
                ("total.score", ""),
            ],
            &["C12 未定 f0.adjusted"],
        ),
    ]);
}

/// An amount that cannot be read is said at its cell, and once.
#[test]
fn c12_c17_unreadable_amounts() {
    check_cases(&[
        (&[("f2.initial", "若干")], &["C12 错误 f2.initial"]),
        (&[("f2.initial", "1.2.3")], &["C12 错误 f2.initial"]),
        (&[("f0.initial", "1.2.3")], &["C12 错误 f0.initial"]),
        (&[("f2.initial", "－")], &[]),
        (&[("f1.initial", "50万")], &["C17 错误 f1.initial"]),
        (&[("f0.initial", "0.005亿")], &["C17 错误 f0.initial"]),
        (
            &[("f0.adjusted", "50 万"), ("f0.rate", ""), ("f0.score", ""), ("total.score", "")],
            &["C17 错误 f0.adjusted"],
        ),
    ]);
    for (text, message) in [
        ("1.2.3", "全年预算数“1.2.3”不是金额，请只填数字，例如 1234.50。"),
        ("100万", "全年预算数“100万”不是单纯的数，本表金额单位是万元，请改填 100。"),
        ("１．５亿元", "全年预算数“１．５亿元”不是单纯的数，本表金额单位是万元，请改填 15000。"),
    ] {
        let mut form = sound();
        put(&mut form, "f0.adjusted", text);
        let rules = natural(&form);
        let found = check(&form, &score(&form, rules), edition(&form.edition), rules);
        assert!(found.iter().any(|finding| finding.message == message), "{text}: {found:#?}");
    }
}

#[test]
fn c14_c15_changes_and_low_rates_are_explained() {
    let low = [
        ("f0.executed", "40"),
        ("f1.executed", "40"),
        ("f0.rate", "80.00%"),
        ("f0.score", "8"),
        ("r4.actual", "40万元"),
    ];
    let with = |extra: &[(&'static str, &'static str)]| [&low[..], extra].concat();
    check_cases(&[
        (&[("f0.initial", "30"), ("f1.initial", "30")], &["C14 警告 f0.initial"]),
        (&[("f0.initial", "0"), ("f1.initial", "0")], &["C14 警告 f0.initial"]),
        (&[("f0.initial", "45"), ("f1.initial", "45")], &[]),
        (&[("f0.initial", "30"), ("f1.initial", "30"), ("goal.actual", "年中追加20万元。")], &[]),
        // Words of change that are not about money.
        (
            &[
                ("f0.initial", "30"),
                ("f1.initial", "30"),
                ("goal.actual", "按下达任务培训66人，调整教室座位，追加两期宣传。"),
            ],
            &["C14 警告 f0.initial"],
        ),
        (&[("f0.initial", "30"), ("f1.initial", "30"), ("goal.actual", "预算调整，培训66人。")], &[]),
        (&with(&[("r7.reason", "尾款次年支付。")]), &[]),
        (&with(&[]), &["C15 未定 f0.rate", "C16 警告 f0.score"]),
        (&with(&[("r7.score", "15"), ("r7.reason", "")]), &["C15 警告 f0.rate"]),
    ]);
}

#[test]
fn c17_units_of_amounts() {
    check_cases(&[
        (&[("f0.initial", "50万元"), ("f1.initial", "50 万元")], &[]),
        (&[("f0.initial", "50元")], &["C17 错误 f0.initial"]),
    ]);
}

/// Nothing in the cells names another unit, but the costs of the same form are ten thousand times less, or more.
#[test]
fn c17_amounts_in_another_unit_than_the_costs() {
    let all = |amounts: [&'static str; 3], cost: [&'static str; 2]| {
        let mut form = sound();
        for row in ["f0", "f1"] {
            for (column, amount) in ["initial", "adjusted", "executed"].into_iter().zip(amounts) {
                put(&mut form, &format!("{row}.{column}"), amount);
            }
        }
        put(&mut form, "r4.target", cost[0]);
        put(&mut form, "r4.actual", cost[1]);
        let found = stated(&form, natural(&form));
        found.iter().any(|line| line.starts_with("C17"))
    };
    assert!(all(["500000", "500000", "480000"], ["≤50万元", "48万元"]));
    assert!(all(["50", "50", "48"], ["≤500000万元", "480000万元"]));
    assert!(all(["0.005", "0.005", "0.0048"], ["≤50万元", "48万元"]));
    assert!(!all(["50", "50", "48"], ["≤50万元", "48万元"]));
    assert!(!all(["500", "500", "480"], ["≤50万元", "48万元"]));
    assert!(!all(["500000", "500000", "480000"], ["≤500000万元", "480000万元"]));
    // Nobody's project: asked.
    assert!(all(["12000000", "12000000", "12000000"], ["≤50场", "48场"]));
}

#[test]
fn c19_targets() {
    check_cases(&[
        (&[("r0.target", "100人")], &["C19 警告 r0.target"]),
        (&[("r0.target", "≥100"), ("r0.actual", "120")], &["C19 警告 r0.target"]),
        (&[("r0.target", "≥100"), ("r0.actual", "120"), ("r0.level3", "培训人数（人）")], &[]),
        (&[("r4.target", "50万元")], &["C19 错误 r4.target", "C31 未定 r4.score"]),
        (&[("r0.target", "约100人"), ("r0.actual", "120人")], &["C19 错误 r0.target"]),
        (
            &[
                ("r0.target", "每期3000元以上"),
                ("r0.actual", "每期3000元以上"),
                ("r0.score", "9"),
                ("r0.reason", "略少。"),
            ],
            &["C19 未定 r0.target"],
        ),
        (&[("r0.target", "")], &["C19 未定 r0.target"]),
        (
            &[("r0.target", "100人"), ("r1.target", "4期"), ("r2.target", "95%"), ("r6.target", "60人")],
            &["C19 提示 r0.target"],
        ),
        (&[("r3.target", "2021年12月31日")], &[]),
    ]);
}

#[test]
fn c20_units_of_actuals() {
    check_cases(&[
        (&[("r0.actual", "120")], &["C20 警告 r0.actual"]),
        (&[("r0.actual", "120"), ("r0.level3", "培训人数（人）")], &[]),
        (&[("r0.actual", "120场"), ("r0.level3", "培训人数（人）")], &["C20 警告 r0.actual"]),
        (&[("r0.actual", "120人次")], &["C20 警告 r0.actual"]),
        (&[("r0.actual", "120场")], &["C20 警告 r0.actual"]),
        (&[("r4.actual", "480000元")], &[]),
        (&[("r3.target", "≤30天"), ("r3.actual", "2周")], &[]),
        (&[("r3.target", "≤30天"), ("r3.actual", "20工作日")], &["C20 警告 r3.actual"]),
    ]);
}

#[test]
fn c22_copied_actuals() {
    check_cases(&[
        (
            &[("r0.actual", "100人"), ("r2.actual", "95%"), ("r4.actual", "50万元"), ("r8.actual", "90%")],
            &["C22 提示 r0.actual", "C29 提示 r8.actual"],
        ),
        (&[("r0.actual", "100人"), ("r2.actual", "95%"), ("r4.actual", "50万元")], &[]),
    ]);
}

#[test]
fn c23_c24_words_and_figures() {
    check_cases(&[
        (&[("r7.actual", "95%")], &["C23 警告 r7.actual"]),
        (&[("r0.actual", "良好")], &["C24 错误 r0.actual"]),
        (&[("r0.actual", "/")], &["C24 错误 r0.actual"]),
        (&[("r0.actual", "120余人")], &["C24 未定 r0.actual"]),
        (&[("r0.actual", "达成预期指标")], &["C24 警告 r0.actual"]),
        (&[("r3.actual", "达成预期指标")], &[]),
    ]);
}

#[test]
fn c26_percentages() {
    check_cases(&[
        (&[("r2.actual", "120%")], &["C26 警告 r2.actual"]),
        (&[("r2.actual", "0.98")], &["C26 警告 r2.actual"]),
        (&[("r2.level3", "培训人数增长率"), ("r2.actual", "120%")], &[]),
    ]);
}

#[test]
fn c30_c37_more_than_planned() {
    check_cases(&[
        (&[("r0.actual", "130人")], &["C30 警告 r0.reason"]),
        (&[("r0.actual", "130人"), ("r0.reason", "新增一个班。")], &[]),
        (&[("r0.actual", "129人")], &[]),
        (&[("r0.target", "=100人")], &["C37 警告 r0.target"]),
        (&[("r0.target", "=100人"), ("r0.reason", "新增一个班。")], &[]),
        (&[("r0.target", "=100人"), ("r0.actual", "200人")], &["C30 警告 r0.reason"]),
    ]);
}

#[test]
fn c31_scores_by_rule() {
    let reason = ("r0.reason", "报名不足，明年提前宣传。");
    check_cases(&[
        (&[("r0.actual", "90人"), ("r0.score", "9"), reason], &[]),
        (&[("r0.actual", "90人"), ("r0.score", "9.01"), reason], &[]),
        (&[("r0.actual", "90人"), ("r0.score", "8.5"), reason], &["C31 错误 r0.score"]),
        (
            &[("r4.actual", "60万元"), ("r4.score", "8.33"), ("r4.reason", "材料涨价，明年比价采购。")],
            &["C18 警告 r4.actual"],
        ),
        (&[("r0.actual", "")], &["C31 未定 r0.score"]),
        (&[("r0.target", "≥0人"), ("r0.actual", "-5人"), ("r0.score", "9"), reason], &["C31 未定 r0.score"]),
        (&[("r0.score", ""), ("total.score", "")], &[]),
    ]);
}

#[test]
fn c31_scores_by_hand() {
    for (printed, reason, expected) in [
        ("8", "抽查有两人未到", &[][..]),
        ("10", "抽查有两人未到", &["C31 错误 r0.score"]),
        ("8", "", &["C31 警告 r0.score"]),
    ] {
        let mut form = sound();
        let rules = natural(&form);
        put(&mut form, "r0.score", printed);
        put(&mut form, "r0.reason", "见评定理由。");
        form.goals[0].indicators[0].manual =
            Some(Manual { score: Points(dec!(8)), reason: reason.to_owned() });
        retotal(&mut form, rules);
        assert_eq!(stated(&form, rules), expected, "{printed} {reason}");
    }
}

#[test]
fn c32_to_c35_scores_that_cannot_be() {
    let reason = ("r0.reason", "报名不足，明年提前宣传。");
    check_cases(&[
        (&[("r0.score", "11")], &["C32 错误 r0.score"]),
        (&[("r0.score", "-1"), reason], &["C32 错误 r0.score"]),
        (&[("r0.score", "满分"), ("total.score", "")], &["C32 错误 r0.score"]),
        (&[("r0.score", "9"), reason], &["C33 未定 r0.score"]),
        (&[("r0.score", "9")], &["C33 警告 r0.score", "C40 错误 r0.reason"]),
        (&[("r0.actual", "200人"), ("r0.score", "9"), reason], &[]),
        (&[("r0.actual", "50人")], &["C34 错误 r0.score"]),
        (&[("r3.actual", "2022年3月1日")], &["C28 警告 r3.actual", "C34 错误 r3.score"]),
        (&[("r7.score", "11")], &["C35 错误 r7.score"]),
        (&[("r7.actual", "逐步提高")], &["C35 未定 r7.actual"]),
        (&[("r7.score", "16")], &["C32 错误 r7.score"]),
    ]);
}

#[test]
fn c38_total_and_grade() {
    check_cases(&[
        (&[("total.score", "98.50")], &["C38 错误 total.score"]),
        (&[("total.score", "")], &[]),
        (&[("total.score", "优秀")], &["C38 错误 total.score"]),
        (&[("r0.score", ""), ("total.score", "98.60")], &["C38 未定 total.score"]),
        (&[("grade", "优")], &[]),
        (&[("grade", "良")], &["C38 错误 grade"]),
        (&[("grade", "优"), ("total.score", ""), ("r7.actual", ""), ("r7.score", "")], &["C38 未定 grade"]),
    ]);
}

/// C38 with a cap of the rule set: the sum of the scores is not the total any more.
#[test]
fn c38_a_cap_lowers_the_total() {
    let mut form = sound();
    let cap = Cap { rate: Percent(dec!(97)), total: Points(dec!(90)), source: "试".to_owned() };
    let capped = RuleSet { caps: vec![cap], ..natural(&form).clone() };
    assert_eq!(stated(&form, &capped), ["C38 错误 total.score"]);
    put(&mut form, "total.score", "90");
    assert_eq!(stated(&form, &capped), Vec::<String>::new());
}

/// C39 compares only what no rule decides.
#[test]
fn c39_shortfalls_left_to_a_person() {
    let with = |method: Option<Method>, first: &str| {
        let mut form = sound();
        let rules = natural(&form);
        for (at, text) in
            [("r0.actual", "50人"), ("r1.actual", "3期"), ("r0.score", first), ("r1.score", "7.5")]
        {
            put(&mut form, at, text);
        }
        for row in 0..2 {
            form.goals[0].indicators[row].method = method;
            put(&mut form, &format!("r{row}.reason"), "场地不足，明年增加场地。");
        }
        retotal(&mut form, rules);
        stated(&form, rules)
    };
    let open = ["C31 未定 r0.score", "C31 未定 r1.score"];
    assert_eq!(
        with(Some(Method::Manual), "8"),
        ["C31 未定 r0.score", "C39 警告 r0.score", "C31 未定 r1.score"]
    );
    assert_eq!(with(Some(Method::Manual), "7.5"), open);
    assert_eq!(with(None, "5"), Vec::<String>::new());
}

#[test]
fn c40_c42_reasons() {
    check_cases(&[
        (&[("r7.reason", "")], &["C40 错误 r7.reason"]),
        (&[("r7.reason", "无")], &["C40 错误 r7.reason"]),
        (&[("r7.reason", "/"), ("r7.score", "15")], &[]),
        (&[("r0.actual", "90人"), ("r0.score", ""), ("total.score", "")], &["C40 未定 r0.reason"]),
        (&[("r1.reason", "按计划完成。")], &["C42 提示 r1.reason"]),
    ]);
}

#[test]
fn c49_c51_texts() {
    check_cases(&[
        (&[("goal.actual", "2020年培训120人。")], &["C49 提示 goal1.actual"]),
        (&[("goal.actual", "2021年培训120人，比2020年多。")], &[]),
        (&[("goal.actual", "2020年培训120人。"), ("name", "技能培训（2020年）")], &[]),
        (&[("goal.actual", "暂无")], &["C51 警告 goal1.actual"]),
        (&[("goal.actual", "")], &["C51 未定 goal1.actual"]),
        (&[("competent_department", "")], &["C51 未定 competent_department"]),
        (
            &[("competent_department", ""), ("implementing_unit", "")],
            &["C51 未定 competent_department", "C51 未定 implementing_unit"],
        ),
        (&[("goal.actual", ""), ("r0.actual", ""), ("r0.score", ""), ("total.score", "")], &[]),
    ]);
}

#[test]
fn a_key_names_check_and_cell_and_nothing_else() {
    let mut form = sound();
    put(&mut form, "r0.score", "11");
    let rules = natural(&form);
    let found = |form: &Form| check(form, &score(form, rules), edition(&form.edition), rules);
    let first: Vec<FindingKey> = found(&form).iter().map(jixiao_check::Finding::key).collect();
    put(&mut form, "r0.score", "12");
    let second: Vec<FindingKey> = found(&form).iter().map(jixiao_check::Finding::key).collect();
    assert_eq!(first, second);
    let json = serde_json::to_string(&first[0]).unwrap();
    assert_eq!(json, r#"{"check":"C32","field":{"indicator":{"goal":0,"row":0,"column":"score"}}}"#);
    assert_eq!(serde_json::from_str::<FindingKey>(&json).unwrap(), first[0]);
}

#[test]
fn every_check_is_named() {
    assert_eq!(CheckId::ALL.len(), 56);
    for (index, check) in CheckId::ALL.iter().enumerate() {
        assert_eq!(check.code(), format!("C{:02}", index + 1));
        assert!(!check.title().is_empty() && !check.why().is_empty());
    }
    assert!(implemented().is_sorted());
}
