//! What has nothing to stand on gets no score: budgets without amounts, forms of plans; and targets that are printed in parts.

use jixiao_model::{Entry, Form, FormKind, Fund, Goal, Indicator, Points, Total};
use jixiao_score::{Agreement, Computed, Scored, score};
use rust_decimal::dec;

use crate::published::rules;

fn row(operator: &str, target: &str, unit: &str, actual: &str) -> Indicator {
    Indicator {
        level3: "完成数量".to_owned(),
        operator: operator.to_owned(),
        target: target.to_owned(),
        target_unit: unit.to_owned(),
        actual: actual.to_owned(),
        weight: Entry::new("90"),
        score: Entry::new("90"),
        ..Indicator::default()
    }
}

fn form(adjusted: &str, executed: &str, printed: &str) -> Form {
    let fund = Fund {
        adjusted: adjusted.into(),
        executed: executed.into(),
        score: printed.into(),
        rate: "100%".into(),
        ..Fund::default()
    };
    Form {
        year: Some(2023),
        funds: vec![fund],
        goals: vec![Goal { indicators: vec![row("", "≥3个", "", "3个")], ..Goal::default() }],
        total: Total { score: "100".into(), ..Total::default() },
        ..Form::default()
    }
}

fn scored(adjusted: &str, executed: &str, printed: &str) -> Scored {
    score(&form(adjusted, executed, printed), rules("national-2020"))
}

/// With no budget or no execution nothing computed keeps a printed ten; total and grade say that they wait.
#[test]
fn a_printed_ten_without_amounts_is_not_counted() {
    for (adjusted, executed, says) in [
        ("", "", "全年预算数或全年执行数还没有填好"),
        ("100", "", "全年预算数或全年执行数还没有填好"),
        ("", "100", "全年预算数或全年执行数还没有填好"),
        ("100", "待定", "全年预算数或全年执行数还没有填好"),
        ("-5", "1", "全年预算数或全年执行数还没有填好"),
        ("0", "5", "全年预算数或全年执行数还没有填好"),
        ("/", "/", "全年预算数或全年执行数还没有填好"),
        ("0", "0", "全年预算数为零，没有执行率，总分和等次由人工评定"),
    ] {
        let scored = scored(adjusted, executed, "10");
        let case = format!("{adjusted} {executed}: {}", scored.total.explanation);
        assert_eq!((scored.budget.score, scored.budget.rate), (None, None), "{case}");
        assert_eq!((scored.total.score, scored.total.grade.as_deref()), (None, None), "{case}");
        assert!(scored.total.explanation.contains(says), "{case}");
        // What a person judges counts in the form; what is not there yet does not.
        let so_far = if executed == "0" { dec!(100) } else { dec!(90) };
        assert_eq!(scored.total.so_far, Some(Points(so_far)), "{case}");
    }
}

#[test]
fn with_amounts_the_total_is_worked_out() {
    for (executed, printed, expected, grade) in
        [("100", "10", dec!(100), "优"), ("0", "10", dec!(90), "优"), ("50", "", dec!(95), "优")]
    {
        let scored = scored("100", executed, printed);
        assert_eq!(scored.total.score, Some(Points(expected)), "{executed}");
        assert_eq!(scored.total.grade.as_deref(), Some(grade));
    }
}

/// 绩效目标表 and 绩效运行监控表 are never scored, whatever stands in them.
#[test]
fn plans_get_no_scores() {
    for (kind, says) in
        [(FormKind::Target, "绩效目标表不计分"), (FormKind::Monitoring, "绩效运行监控表不计分")]
    {
        let scored = score(&Form { kind, ..form("100", "100", "10") }, rules("national-2020"));
        let row = &scored.goals[0].rows[0];
        assert_eq!((&row.computed, row.effective, row.used), (&Computed::Blank, None, false));
        assert_eq!((row.agreement, row.met), (Agreement::Blank, None));
        assert_eq!((scored.budget.score, scored.budget.counted(), scored.total.score), (None, None, None));
        assert_eq!((scored.total.grade, scored.total.so_far), (None, None));
        for explanation in [&row.explanation, &scored.budget.explanation, &scored.total.explanation] {
            assert_eq!(explanation, says);
        }
    }
    for kind in [FormKind::Project, FormKind::Department, FormKind::Transfer] {
        let scored = score(&Form { kind, ..form("100", "100", "10") }, rules("national-2020"));
        assert_eq!(scored.total.score, Some(Points(dec!(100))), "{kind:?}");
    }
}

/// 指标性质, 指标值 and 度量单位 are one target.
#[test]
fn a_target_in_parts_is_used_whole() {
    for (operator, target, unit, actual, expected) in [
        ("≥", "90", "人", "45人", dec!(45)),
        ("≤", "100", "万元", "125万元", dec!(72)),
        ("≤", "100", "万元", "80", dec!(90)),
        ("=", "4", "次", "3次", dec!(67.5)),
        ("≥", "95", "%", "100%", dec!(90)),
        ("004 >=", "20", "次", "10", dec!(45)),
        ("", "≥20次", "", "10次", dec!(45)),
    ] {
        let mut form = form("100", "100", "10");
        form.goals[0].indicators = vec![row(operator, target, unit, actual)];
        let scored = score(&form, rules("national-2020"));
        let row = &scored.goals[0].rows[0];
        assert_eq!(
            row.computed,
            Computed::Exact(Points(expected)),
            "{operator}{target}{unit}: {}",
            row.explanation
        );
    }
}

/// Offices have the total above the sources or below them; the budget is scored from it wherever it stands.
#[test]
fn the_total_of_the_funds_may_stand_last() {
    let fund = |label: &str, adjusted: &str, executed: &str| Fund {
        label: label.to_owned(),
        adjusted: adjusted.into(),
        executed: executed.into(),
        ..Fund::default()
    };
    let funds = vec![
        fund("基本支出", "60", "60"),
        fund("项目支出", "40", "20"),
        Fund { weight: "10".into(), ..fund("合  计", "100", "80") },
    ];
    let scored = score(&Form { funds, ..form("", "", "") }, rules("national-2020"));
    assert_eq!((scored.budget.row, scored.budget.score), (2, Some(Points(dec!(8)))));
}

/// A form whose indicators have all hundred points has none left for its budget: 预算执行率 is one of the indicators.
#[test]
fn a_budget_without_points_takes_none_that_are_given_away() {
    for (weight, expected) in [("90", dec!(5)), ("100", dec!(0))] {
        let mut form = form("100", "50", "");
        form.goals[0].indicators[0].weight = weight.into();
        let scored = score(&form, rules("national-2020"));
        assert_eq!(scored.budget.score, Some(Points(expected)), "{weight}");
    }
}
