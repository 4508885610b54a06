//! Checks on names, texts and plausibility, each on the sound form with something changed: what fails, what passes, what a check
//! does not apply to, and what it cannot decide.

use crate::cases::check_cases;

#[test]
fn c09_classes() {
    let rate = [("r0.level3", "教材合格率"), ("r0.target", "≥95%"), ("r0.actual", "98%")];
    check_cases(&[
        (&rate, &["C09 警告 r0.level2"]),
        (&[("r0.level3", "培训场次"), ("r0.level2", "质量指标")], &["C09 警告 r0.level2"]),
        (&[("r2.level3", "审核及时率")], &["C09 警告 r2.level2"]),
        (&[("r2.level3", "审核及时率"), ("r2.level2", "时效指标（10分）")], &[]),
        (
            &[("r6.level3", "群众满意度"), ("r6.target", "≥60%"), ("r6.actual", "66%")],
            &["C09 警告 r6.level2"],
        ),
        // Nothing that a rule speaks of.
        (&[("r0.level3", "培训工作")], &[]),
        (&[("r0.level3", "培训面积"), ("r0.target", "≥100平方米"), ("r0.actual", "120平方米")], &[]),
    ]);
}

#[test]
fn c16_results_and_money() {
    let spent = |amount: &'static str, rate: &'static str, score: &'static str| {
        [
            ("f0.executed", amount),
            ("f1.executed", amount),
            ("f0.rate", rate),
            ("f0.score", score),
            ("r4.actual", "46万元"),
        ]
    };
    let low = spent("46", "92.00%", "9.2");
    let explained = [&low[..], &[("r7.reason", "尾款次年支付，尽快验收。")]].concat();
    let missed = [("r0.actual", "90人"), ("r0.score", "9"), ("r0.reason", "报名不足，明年提前宣传。")];
    let unclear = [&low[..], &missed[..]].concat();
    let open = [&low[..], &[("r7.score", ""), ("r7.actual", ""), ("total.score", "")]].concat();
    check_cases(&[
        (&low, &["C16 警告 f0.score"]),
        (&spent("47.5", "95.00%", "9.5"), &[]),
        (&explained, &[]),
        (&unclear, &["C16 未定 f0.score"]),
        (&open, &[]),
    ]);
}

#[test]
fn c18_costs_and_money() {
    check_cases(&[
        (&[("r4.actual", "30万元")], &["C18 警告 r4.actual"]),
        (&[("r4.actual", "46万元")], &[]),
        (&[("r4.actual", "480000元")], &[]),
        // Prices of one of something add up to nothing.
        (&[("r4.target", "≤500元/人"), ("r4.actual", "480元/人")], &[]),
        (&[("r4.level3", "人均培训成本"), ("r4.target", "≤500元"), ("r4.actual", "480元")], &[]),
        (&[("r4.actual", "达成预期指标")], &["C18 未定 r4.actual", "C24 警告 r4.actual"]),
    ]);
}

#[test]
fn c21_magnitudes() {
    check_cases(&[
        (&[("r0.actual", "600人")], &["C21 警告 r0.actual"]),
        (&[("r0.actual", "600人"), ("r0.reason", "全县集中培训。")], &[]),
        (&[("r0.actual", "20人"), ("r0.score", "2")], &["C21 警告 r0.actual", "C40 错误 r0.reason"]),
        (&[("r0.actual", "0人"), ("r0.score", "0")], &["C40 错误 r0.reason"]),
        // A few pieces more, and staying far below a limit, are no slips.
        (&[("r1.target", "≥1期"), ("r1.actual", "6期")], &["C30 警告 r1.reason"]),
        (&[("r3.target", "≤30天"), ("r3.actual", "3天")], &[]),
        (&[("r0.target", "大规模"), ("r0.actual", "达成预期指标")], &[]),
    ]);
}

#[test]
fn c25_directions() {
    check_cases(&[
        (&[("r4.target", "≥40万元")], &["C25 警告 r4.target"]),
        (&[("r4.target", "≥40万元"), ("r4.level3", "节约培训成本")], &[]),
        (&[("r0.target", "≤200人")], &["C25 警告 r0.target"]),
        (&[("r0.target", "≤200人"), ("r0.level3", "投诉人数")], &[]),
        (&[("r2.target", "≤100%")], &["C25 警告 r2.target"]),
        (
            &[("r2.target", "≥1%"), ("r2.actual", "1.1%"), ("r2.level3", "系统故障率")],
            &["C25 警告 r2.target"],
        ),
        (&[("r4.target", "=48万元")], &[]),
    ]);
}

#[test]
fn c27_names_and_units() {
    check_cases(&[
        (&[("r2.target", "≥95人"), ("r2.actual", "98人")], &["C27 警告 r2.target"]),
        (&[("r0.target", "≥95%"), ("r0.actual", "98%")], &["C27 警告 r0.target"]),
        (&[("r2.level3", "培训频率"), ("r2.target", "≥3次"), ("r2.actual", "3次")], &[]),
        (&[("r2.target", "全部合格"), ("r2.actual", "达成预期指标")], &[]),
    ]);
}

#[test]
fn c28_dates() {
    check_cases(&[
        (&[("r3.target", "2020年12月31日前"), ("r3.actual", "2020年11月30日")], &["C28 警告 r3.target"]),
        (&[("r3.actual", "2020年11月30日")], &["C28 警告 r3.actual"]),
        (&[("r3.target", "每月25日前")], &["C28 警告 r3.actual"]),
        (&[("r3.target", "12月31日前"), ("r3.actual", "11月30日")], &[]),
        (&[("r3.target", "按时完成"), ("r3.actual", "达成预期指标")], &[]),
        (&[("r3.target", "2020年12月31日前"), ("r3.actual", "2020年11月30日"), ("year", "")], &[]),
        (
            &[
                ("name", "技能培训（2020年）"),
                ("r3.target", "2020年12月31日前"),
                ("r3.actual", "2020年11月30日"),
            ],
            &[],
        ),
    ]);
}

#[test]
fn c29_satisfaction() {
    check_cases(&[
        (&[("r8.actual", "100%")], &["C29 警告 r8.actual"]),
        (&[("r8.actual", "100%"), ("r8.reason", "收回问卷50份，全部满意。")], &[]),
        (&[("r8.actual", "90%")], &["C29 提示 r8.actual"]),
        (&[("r8.reason", "抽取40份，其中3份不满意。")], &["C29 警告 r8.actual"]),
        (&[("r8.reason", "抽取40份，其中2份不满意。")], &[]),
        (&[("r8.target", "满意"), ("r8.actual", "达成预期指标")], &[]),
    ]);
}

#[test]
fn c41_c44_c45_reasons() {
    let missed = |reason: &'static str| [("r0.actual", "90人"), ("r0.score", "9"), ("r0.reason", reason)];
    check_cases(&[
        (&missed("报名不足。"), &["C41 警告 r0.reason"]),
        (&missed("报名不足，明年提前宣传。"), &[]),
        (&missed("受疫情影响。"), &[]),
        (&[("r0.reason", "报名踊跃。")], &[]),
        (&missed("实际只来了80人，明年提前宣传。"), &["C44 警告 r0.reason"]),
        (&missed("有80人请假，明年提前宣传。"), &[]),
        (&missed("少来10人，明年提前宣传。"), &[]),
        (&missed("偏差率为20%，明年提前宣传。"), &["C44 警告 r0.reason"]),
        (&missed("偏差率为10%，明年提前宣传。"), &[]),
        (&missed("有2个村没有报名，明年提前宣传。"), &[]),
        (&[("r0.reason", "实际小于目标值，加强宣传。")], &["C45 警告 r0.reason"]),
        (&missed("实际低于目标值，加强宣传。"), &[]),
        (&[("r0.reason", "带动就业人数达到66人。")], &["C45 警告 r0.reason"]),
        (&[("r0.reason", "带动就业人数较多。")], &[]),
        (&[("r2.reason", "带动就业人数为66人。")], &["C45 警告 r2.reason"]),
    ]);
}

#[test]
fn c46_to_c48_goals() {
    let copied = "通过集中办班提高技能人才的技能水平。";
    check_cases(&[
        (&[("goal.expected", copied), ("goal.actual", copied)], &["C46 警告 goal1.actual"]),
        (&[("goal.actual", "技能水平明显提高，群众得到实惠。")], &["C46 提示 goal1.actual"]),
        (&[("goal.expected", ""), ("goal.actual", copied)], &["C51 未定 goal1.expected"]),
        (&[("goal.expected", "带动80人就业，提高技能水平。")], &["C47 警告 goal1.expected"]),
        (&[("goal.expected", "带动约80人就业，提高技能水平。")], &[]),
        (&[("goal.expected", "投入80万元，发放80本证书。")], &[]),
        (&[("goal.actual", "办班带动就业80人，水平提高。")], &["C48 警告 goal1.actual"]),
        (&[("goal.actual", "办班带动就业60人以上，水平提高。")], &[]),
        (&[("goal.actual", "办班带动就业66人，其中带动妇女就业30人。")], &[]),
    ]);
}

#[test]
fn c50_spelling() {
    check_cases(&[
        (&[("competent_department", "某市人力资源和社会保障保障局")], &["C50 提示 competent_department"]),
        (&[("goal.actual", "办班带动就业66人，水平的的提高。")], &["C50 提示 goal1.actual"]),
        (&[("goal.actual", "办班带动就业66人，，水平提高。")], &["C50 提示 goal1.actual"]),
        (&[("r7.reason", "部分学员没有取得证书，明年加强：")], &["C50 提示 r7.reason"]),
        (&[("goal.actual", "办班带动就业66人，学习学习再学习。")], &[]),
    ]);
}

/// What other offices write, and rightly so.
#[test]
fn sound_wording_is_left_alone() {
    check_cases(&[
        (&[("r0.level3", "疫苗接种率"), ("r0.target", "≥90%"), ("r0.actual", "95%")], &[]),
        (&[("r0.level3", "发放补贴金额"), ("r0.target", "≥100万元"), ("r0.actual", "120万元")], &[]),
        (&[("r2.level3", "获奖数量"), ("r2.target", "≥2个"), ("r2.actual", "2个")], &[]),
        (&[("r3.level3", "资金支付率"), ("r3.target", "≥95%"), ("r3.actual", "100%")], &[]),
        (&[("r2.level3", "设备周转率"), ("r2.target", "≥3次"), ("r2.actual", "3次")], &[]),
        (&[("r0.level3", "控制编外人数"), ("r0.target", "≤120人")], &[]),
        (&[("r0.level3", "事故发生率下降"), ("r0.target", "≥10%"), ("r0.actual", "12%")], &[]),
        (&[("goal.expected", "带动60人就业，补助就业人员每人每年800元。")], &[]),
        (&[("goal.actual", "为了了解需求，现在在岗的66人予以经费补助，分工做好服务。")], &[]),
        (&[("goal.actual", "针对对象不同，既使用线上课程，也办培训班，带动就业66人。")], &[]),
        (&[("r7.reason", "计划在3个乡办班，完成了2个乡，明年补办。")], &[]),
    ]);
}

/// Words count where they mean what the check asks for, and not wherever their characters stand.
#[test]
fn c14_c15_words_and_not_characters() {
    let changed = |text: &'static str| [("f0.initial", "30"), ("f1.initial", "30"), ("r7.reason", text)];
    let low = |text: &'static str| {
        [
            ("f0.executed", "40"),
            ("f1.executed", "40"),
            ("f0.rate", "80.00%"),
            ("f0.score", "8"),
            ("r4.actual", "40万元"),
            ("r7.reason", text),
        ]
    };
    check_cases(&[
        (&changed("年中追加培训经费20万元，明年加强辅导。"), &[]),
        (&changed("财政收回后又下达，明年加强辅导。"), &[]),
        (&changed("收回问卷200份，明年加强辅导。"), &["C14 警告 f0.initial"]),
        (&changed("2021年中心库存不足，明年加强辅导。"), &["C14 警告 f0.initial"]),
        (&low("培训经费因招生不足没有用完，明年加强辅导。"), &[]),
        (&low("尾款未支付，明年加强辅导。"), &[]),
        (&low("学员对培训经费使用满意，明年加强辅导。"), &["C15 未定 f0.rate", "C16 警告 f0.score"]),
        (&low("落实人才培养经费制度，明年加强辅导。"), &["C15 未定 f0.rate", "C16 警告 f0.score"]),
    ]);
}

#[test]
fn c17_units_beside_and_inside_amounts() {
    check_cases(&[
        (&[("f1.label", "当年财政拨款（元）")], &["C17 错误 f1.label"]),
        (&[("f1.label", "当年财政拨款（万元）")], &[]),
        (&[("f0.label", "年度资金总额（单位：元）")], &["C17 错误 f0.label"]),
        (&[("f1.initial", "人民币50万元整")], &["C17 错误 f1.initial"]),
        (&[("f1.initial", "50万元（含税）")], &["C17 错误 f1.initial"]),
        (&[("f1.initial", "500000元整")], &["C17 错误 f1.initial"]),
    ]);
}

#[test]
fn c09_c25_c26_words_of_names() {
    check_cases(&[
        (
            &[("r2.level3", "服务人次"), ("r2.target", "≥90人次"), ("r2.actual", "95人次")],
            &["C09 警告 r2.level2"],
        ),
        (&[("r2.level3", "有效投诉"), ("r2.target", "≥3起"), ("r2.actual", "3起")], &["C25 警告 r2.target"]),
        (&[("r2.level3", "投诉处理"), ("r2.target", "≥3起"), ("r2.actual", "3起")], &[]),
        (&[("r2.level3", "合格百分比"), ("r2.actual", "120%")], &["C26 警告 r2.actual"]),
    ]);
}

#[test]
fn c29_answers_that_came_back() {
    check_cases(&[
        (&[("r8.reason", "发放问卷200份，收回180份，满意171份。")], &[]),
        (&[("r8.reason", "发放问卷200份，收回180份，满意160份。")], &["C29 警告 r8.actual"]),
        (&[("r8.reason", "发放问卷200份，收回180份。")], &[]),
    ]);
}

/// One figure that is the row's does not cover another that is nearly it.
#[test]
fn c44_c45_figures_of_reasons() {
    let missed = |reason: &'static str| [("r0.actual", "90人"), ("r0.score", "9"), ("r0.reason", reason)];
    check_cases(&[
        (&missed("目标100人，实际完成91人，明年提前宣传。"), &["C44 警告 r0.reason"]),
        (&missed("目标100人，实际完成90人，明年提前宣传。"), &[]),
        (&missed("目标100人，实际完成90人，比上年的95人少，明年提前宣传。"), &[]),
        (&missed("目标100人，实际完成90人，其中男50人，明年提前宣传。"), &[]),
        (
            &[
                ("r0.actual", "90人"),
                ("r0.score", "9"),
                ("r0.reason", "招生66人，生源不足，明年提前宣传。"),
                ("r6.reason", "招生66人，生源不足，明年提前宣传。"),
            ],
            &["C45 警告 r0.reason"],
        ),
    ]);
}

#[test]
fn c46_numerals_are_figures() {
    check_cases(&[
        (
            &[("goal.actual", "已经办好全部培训，学员普遍反映很好，技能明显提高。")],
            &["C46 提示 goal1.actual"],
        ),
        (&[("goal.actual", "已经办了十二期培训，学员普遍反映很好，技能明显提高。")], &[]),
    ]);
}

#[test]
fn c49_years_of_names() {
    check_cases(&[
        (&[("r0.level3", "2020年培训人数")], &["C49 提示 r0.level3"]),
        (&[("r0.level3", "2018年培训人数")], &["C49 提示 r0.level3"]),
        (&[("r0.level3", "2021年培训人数")], &[]),
        (&[("r0.level3", "2020—2021年培训人数")], &[]),
        (&[("goal.expected", "按2018年规划带动60人就业，提高技能水平。")], &[]),
    ]);
}

#[test]
fn c50_more_slips() {
    for (wrong, right) in
        [("安装帐户", false), ("安装账户", true), ("全复盖", false), ("竟赛", false), ("竞赛", true)]
    {
        let text: &'static str =
            Box::leak(format!("{wrong}办班培训，带动就业66人，技能水平明显提高。").into_boxed_str());
        let expected: &[&str] = if right { &[] } else { &["C50 提示 goal1.actual"] };
        check_cases(&[(&[("goal.actual", text)], expected)]);
    }
}
