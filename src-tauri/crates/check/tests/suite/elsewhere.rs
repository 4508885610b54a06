//! What forms of other offices showed to be no mistakes, and what near it still is one.

use jixiao_model::{ColumnName, Form, Fund, Indicator};

use crate::sample::{natural, put, retotal, sound, stated};

/// Whether the sound form gives a finding of this check after a change; one that is not merely undecided.
fn gives(check: &str, change: impl FnOnce(&mut Form)) -> bool {
    let mut form = sound();
    let rules = natural(&form);
    change(&mut form);
    retotal(&mut form, rules);
    stated(&form, rules).iter().any(|line| line.starts_with(check) && !line.contains("未定"))
}

fn with(texts: &[(&str, &str)]) -> impl FnOnce(&mut Form) {
    move |form| texts.iter().for_each(|(at, text)| put(form, at, text))
}

fn row(form: &mut Form, at: usize) -> &mut Indicator {
    &mut form.goals[0].indicators[at]
}

#[test]
fn a_class_is_itself_without_the_word_for_indicators() {
    let short = [("r8.level1", "满意度"), ("r8.level2", "服务对象满意度")];
    assert!(!gives("C09", with(&short)) && !gives("C07", with(&short)));
    assert!(gives("C09", with(&[("r8.level1", "效益指标"), ("r8.level2", "社会效益指标")])));
}

#[test]
fn a_small_weight_stands_out_only_among_greater_ones() {
    let missed =
        [("r1.actual", "3期"), ("r1.score", "1.5"), ("r1.weight", "2"), ("r1.reason", "停课，明年补。")];
    assert!(gives("C05", with(&missed)));
    let among = ["r0.weight", "r2.weight", "r3.weight", "r4.weight"].map(|at| (at, "2"));
    assert!(!gives("C05", with(&[&missed[..], &among[..]].concat())));
}

#[test]
fn the_parts_of_a_source_are_not_added_to_it() {
    let funds = |labels: &[(&str, &str)]| {
        let amount = |(label, amount): &(&str, &str)| Fund {
            label: (*label).to_owned(),
            initial: (*amount).into(),
            adjusted: (*amount).into(),
            ..Fund::default()
        };
        labels.iter().map(amount).collect::<Vec<Fund>>()
    };
    let put = |labels: &[(&str, &str)]| {
        let funds = funds(labels);
        move |form: &mut Form| form.funds = funds
    };
    assert!(!gives("C10", put(&[("总额", "50"), ("财政拨款", "50"), ("上级资金", ""), ("本级资金", "50")])));
    assert!(!gives(
        "C10",
        put(&[("总额", "50"), ("一、财政", "30"), ("上级", "10"), ("本级", "20"), ("二、自筹", "20")])
    ));
    assert!(!gives("C10", put(&[("专项债券资金", "50"), ("单位自筹", "20")])), "no total");
    assert!(gives("C10", put(&[("总额", "50"), ("财政拨款", "30"), ("自筹", "10")])));
}

#[test]
fn names_are_told_apart_by_what_stands_in_brackets_or_a_level_below() {
    let same = |left: &str, right: &str| gives("C08", with(&[("r0.level3", left), ("r1.level3", right)]));
    assert!(same("培训", "培训") && same("培训（10分）", "培训（20分）"));
    assert!(!same("进度（7月）", "进度（11月）"));
    let below = |form: &mut Form| {
        for (at, name) in [(0, "记录仪"), (1, "电动车")] {
            "装备".clone_into(&mut row(form, at).level3);
            row(form, at).extra.set(ColumnName::new("四级指标"), name);
        }
    };
    assert!(!gives("C08", below));
}

#[test]
fn a_target_that_was_adjusted_is_not_held_against_what_was_done() {
    let missed = [("r1.actual", "3期"), ("r1.reason", "")];
    assert!(gives("C34", with(&missed)));
    let adjusted = |form: &mut Form| {
        with(&missed)(form);
        row(form, 1).extra.set(ColumnName::new("调整后指标值"), "≥3期");
    };
    assert!(!gives("C34", adjusted));
}

#[test]
fn a_column_for_the_unit_says_it_for_both_values() {
    let parts = |form: &mut Form| {
        let row = row(form, 0);
        for (text, value) in
            [(&mut row.operator, "≥"), (&mut row.target, "100"), (&mut row.target_unit, "人")]
        {
            value.clone_into(text);
        }
        "120".clone_into(&mut row.actual);
    };
    assert!(!gives("C20", parts));
    assert!(gives("C20", with(&[("r0.actual", "120")])));
}

#[test]
fn scores_of_few_decimals_are_rounded_and_not_wrong() {
    let whole = [("r1.target", "≥40期"), ("r1.actual", "35期"), ("r1.reason", "停课，明年补。")];
    let scored = |score: &'static str| [&whole[..], &[("r1.score", score)]].concat();
    assert!(!gives("C31", with(&scored("9"))), "8.75 in whole points");
    assert!(gives("C31", with(&scored("8"))));
}

#[test]
fn prices_and_least_standards_are_no_costs_to_be_kept_low() {
    let cost = |name: &'static str, target: &'static str, actual: &'static str| {
        [("r4.level3", name), ("r4.target", target), ("r4.actual", actual)]
    };
    assert!(gives("C18", with(&cost("培训成本", "≤50万元", "1万元"))));
    assert!(!gives("C18", with(&cost("单场活动成本", "≤1.2万元", "1万元"))));
    assert!(gives("C25", with(&cost("培训成本", "≥40万元", "48万元"))));
    assert!(!gives("C25", with(&cost("孤儿救助标准", "≥1950元/人·月", "1950元/人·月"))));
}

#[test]
fn goals_may_tell_sums_and_round() {
    let rows = [("r0.level3", "困难补贴人数"), ("r0.actual", "3268人"), ("r1.level3", "护理补贴人数")];
    let rows =
        [&rows[..], &[("r0.target", "≥3200人"), ("r1.target", "≥5400人"), ("r1.actual", "5475人")]].concat();
    let differs = |text: &'static str| gives("C48", with(&[&rows[..], &[("goal.actual", text)]].concat()));
    assert!(!differs("为8743人发放补贴。") && !differs("护理补贴0.55万人。"));
    assert!(differs("护理补贴9000人。"));
}

#[test]
fn what_is_said_in_another_place_is_said() {
    let lost = [("r0.actual", "90人"), ("r0.score", "9"), ("r0.reason", "报名不足，明年提前宣传。")];
    let next = [("r1.actual", "3期"), ("r1.score", "7.5")];
    assert!(gives("C40", with(&[&lost[..], &next[..]].concat())));
    assert!(!gives("C40", with(&[&lost[..], &next[..], &[("r1.reason", "同上")]].concat())));
    assert!(!gives("C42", with(&[("r1.reason", "0")])));
    assert!(!gives(
        "C24",
        with(&[("r3.actual", "未实施"), ("r3.score", "0"), ("r3.reason", "用房调整，明年实施。")])
    ));
    assert!(gives("C24", with(&[("r0.actual", "按规定执行")])));
    assert!(!gives("C50", with(&[("goal.actual", "林业产业产值达到66人。")])));
}

/// What a fresh sample of other offices' forms showed, each with what must still be told.
#[test]
fn kinds_of_false_alarms_that_a_fresh_sample_showed() {
    // A layout of another office may have no place for it: asked, not told.
    assert!(!gives("C09", |form| row(form, 8).level2 = "服务对象满意度目标".to_owned()));
    assert!(
        gives("C09", |form| row(form, 8).level2 = "质量指标".to_owned())
            || gives("C07", |form| row(form, 8).level1 = "效益指标".to_owned())
    );
    // An insurance fund takes in more than planned, and may spend more than that.
    let income = |form: &mut Form| {
        form.funds[1].label = "基金收入".to_owned();
        form.funds[1].executed = "60".into();
    };
    assert!(!gives("C12", income));
    assert!(gives("C12", with(&[("f1.executed", "60")])));
    // 单台, 座均: prices of one of something.
    assert!(!gives("C18", |form| {
        row(form, 4).level3 = "座均养护成本".to_owned();
        row(form, 4).target = "≤4万元".to_owned();
        row(form, 4).actual = "3.93万元".to_owned();
    }));
    assert!(!gives("C20", with(&[("r2.target", "≥95%百分比"), ("r2.actual", "98%")])));
    // Who is helped because of a death is no harm.
    assert!(!gives("C25", with(&[("r0.level3", "扶助独生子女伤残死亡家庭人数")])));
    assert!(gives("C25", with(&[("r0.level3", "死亡人数"), ("r0.target", "≥2人"), ("r0.actual", "2人")])));
    // Budget execution among the indicators is paid by its rate.
    assert!(!gives(
        "C33",
        with(&[
            ("r2.level3", "预算执行率"),
            ("r2.target", "≥95%"),
            ("r2.actual", "98%"),
            ("r2.score", "9.8")
        ])
    ));
    assert!(gives("C33", with(&[("r2.score", "9.8")])));
    // 无 answers 无.
    assert!(!gives("C51", with(&[("r7.target", "无"), ("r7.actual", "无")])));
    assert!(gives("C51", with(&[("r7.actual", "无")])));
    // A note that was read into all cells of a row.
    let note = [("r8.weight", "无"), ("r8.score", "无"), ("r8.target", "无"), ("r8.actual", "无")];
    assert!(!gives("C04", with(&note)) && !gives("C32", with(&note)));
    assert!(gives("C04", with(&[("r8.weight", "十")])));
}
