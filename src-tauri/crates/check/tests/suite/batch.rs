//! Checks over several forms: what is found, and in which form.

use jixiao_check::{BatchFacts, BatchForm, PublishedTotals, check_batch};
use jixiao_model::{Amount, AmountUnit, ColumnName, EditionId, FieldRef, Form, Fund, IndicatorColumn};
use jixiao_score::score;
use rust_decimal::Decimal;

use crate::sample::{batch_form, indicator, natural, put, short, sound};

/// Everything that is found, as `2 C52 提示 name`: the number of the form, from 1, and the finding.
fn over(forms: &[Form], facts: &BatchFacts) -> Vec<String> {
    let scored: Vec<_> = forms.iter().map(|form| score(form, natural(form))).collect();
    let batch: Vec<BatchForm> =
        forms.iter().zip(&scored).map(|(form, scored)| batch_form(form, scored)).collect();
    let found = check_batch(&batch, facts);
    found.iter().map(|found| format!("{} {}", found.form + 1, short(&found.finding))).collect()
}

fn check(forms: &[Form], facts: &BatchFacts, expected: &[&str]) {
    assert_eq!(over(forms, facts), expected);
}

/// The sound form under another name, with cells changed.
fn named(name: &str, changes: &[(&str, &str)]) -> Form {
    let mut form = sound();
    put(&mut form, "name", name);
    put(&mut form, "r8.actual", "");
    put(&mut form, "r7.reason", "");
    for (at, text) in changes {
        put(&mut form, at, text);
    }
    form
}

#[test]
fn nothing_is_found_in_different_forms_or_none() {
    check(&[], &BatchFacts::default(), &[]);
    check(&[named("甲", &[]), named("乙", &[])], &BatchFacts::default(), &[]);
}

#[test]
fn c29_one_satisfaction_everywhere() {
    let with = |name: &str, percent: &str, reason: &str| {
        named(name, &[("r8.actual", percent), ("r8.reason", reason)])
    };
    let none = BatchFacts::default();
    let three = [with("甲", "93%", ""), with("乙", "93%", ""), with("丙", "93%", "")];
    check(&three, &none, &["1 C29 警告 r8.actual", "2 C29 警告 r8.actual", "3 C29 警告 r8.actual"]);
    check(&three[..2], &none, &[]);
    // 100 % and the target itself are doubted on each form alone.
    check(&[with("甲", "100%", ""), with("乙", "100%", ""), with("丙", "100%", "")], &none, &[]);
    let mut other = three.clone();
    put(&mut other[2], "implementing_unit", "某市人才中心");
    check(&other, &none, &[]);
}

#[test]
fn c36_reverse_indicators_go_by_one_rule() {
    let full = named("甲", &[]);
    let part = |name: &str| named(name, &[("r4.score", "9.6")]);
    let none = BatchFacts::default();
    check(&[full.clone(), part("乙"), part("丙")], &none, &["1 C36 警告 r4.score"]);
    check(&[part("乙"), part("丙")], &none, &[]);
    check(&[full, named("丁", &[("r4.actual", "50万元")])], &none, &[]);
}

#[test]
fn c43_one_sentence_in_many_rows() {
    let sentence = "受疫情影响，部分工作无法按计划开展。";
    let with = |name: &str, more: &str| named(name, &[("r0.reason", &format!("{sentence}{more}"))]);
    let none = BatchFacts::default();
    check(
        &[
            with("甲", ""),
            with("乙", "明年加强。"),
            named("丙", &[("r0.reason", sentence), ("r1.reason", sentence)]),
        ],
        &none,
        &["1 C43 警告 r0.reason", "2 C43 警告 r0.reason", "3 C43 警告 r0.reason"],
    );
    check(&[with("甲", ""), with("乙", "")], &none, &[]);
    // Said three times in one cell it stands in one row.
    check(&[with("甲", &format!("{sentence}{sentence}")), with("乙", "")], &none, &[]);
    let twice = [with("甲", sentence), with("乙", ""), with("丙", "")];
    let scored: Vec<_> = twice.iter().map(|form| score(form, natural(form))).collect();
    let batch: Vec<BatchForm> =
        twice.iter().zip(&scored).map(|(form, scored)| batch_form(form, scored)).collect();
    let found = check_batch(&batch, &none);
    assert!(found[0].finding.message.contains("3 张表的 3 行"), "{}", found[0].finding.message);
    let short = |name: &str| named(name, &[("r0.reason", "按实际填列。")]);
    check(&[short("甲"), short("乙"), short("丙")], &none, &[]);
}

#[test]
fn c52_names() {
    let mut other = named("甲", &[]);
    put(&mut other, "implementing_unit", "某市人才中心");
    let none = BatchFacts::default();
    check(&[named("甲", &[]), other], &none, &["2 C52 提示 name"]);
    check(&[named("甲", &[]), named(" 甲", &[])], &none, &["2 C52 提示 name"]);
    check(&[named("", &[]), named("", &[])], &none, &[]);
}

fn totals(projects: usize, adjusted: i64, executed: i64) -> BatchFacts {
    let amount = |figure: i64| Some(Amount(Decimal::from(figure)));
    let published =
        PublishedTotals { projects: Some(projects), adjusted: amount(adjusted), executed: amount(executed) };
    BatchFacts { published: Some(published), basic_expenditure: None }
}

#[test]
fn c53_published_totals() {
    let forms = [named("甲", &[]), named("乙", &[])];
    check(&forms, &totals(2, 100, 96), &[]);
    check(
        &forms,
        &totals(3, 110, 90),
        &["1 C53 警告 title", "1 C53 警告 f0.adjusted", "1 C53 警告 f0.executed"],
    );
    let open = [named("甲", &[("f0.adjusted", "")]), named("乙", &[])];
    check(&open, &totals(2, 100, 96), &["1 C53 未定 f0.adjusted"]);
}

fn department(adjusted: &str) -> Form {
    Form {
        edition: EditionId::from("xinjiang-2023-department"),
        year: Some(2021),
        funds: vec![Fund { adjusted: adjusted.into(), ..Fund::default() }],
        ..Form::default()
    }
}

#[test]
fn c55_a_department_and_its_projects() {
    let facts =
        |basic: i64| BatchFacts { basic_expenditure: Some(Amount(Decimal::from(basic))), published: None };
    let projects = [named("甲", &[]), named("乙", &[])];
    let with = |adjusted: &str| [&projects[..], &[department(adjusted)]].concat();
    check(&with("130"), &facts(30), &[]);
    check(&with("100"), &facts(30), &["3 C55 警告 f0.adjusted"]);
    check(&with("100"), &BatchFacts::default(), &[]);
    check(&[department("100")], &facts(30), &["1 C55 未定 f0.adjusted"]);
    check(&with(""), &facts(30), &[]);
}

fn against(earlier: &[&Form], form: &Form) -> Vec<String> {
    let scored = score(form, natural(form));
    let batch = [BatchForm { earlier, ..batch_form(form, &scored) }];
    let found = check_batch(&batch, &BatchFacts::default());
    found.iter().map(|found| short(&found.finding)).collect()
}

#[test]
fn c54_targets_and_earlier_years() {
    let this = sound();
    let last = |changes: &[(&str, &str)]| {
        let mut form = sound();
        for (at, text) in
            [("r0.actual", "90人"), ("r6.actual", "60人"), ("r2.actual", "95%"), ("r8.actual", "90%")]
        {
            put(&mut form, at, text);
        }
        for row in &mut form.goals[0].indicators {
            if row.level3 == "培训成本" {
                *row = indicator(["产出指标", "成本指标", "培训成本", "≤50万元", "50万元", "10", "10", ""]);
            }
        }
        for (at, text) in changes {
            put(&mut form, at, text);
        }
        form
    };
    assert_eq!(against(&[], &this), Vec::<String>::new());
    assert_eq!(against(&[&last(&[])], &this), Vec::<String>::new());
    assert_eq!(against(&[&last(&[("r0.actual", "110人")])], &this), ["C54 警告 r0.target"]);
    assert_eq!(against(&[&last(&[("r4.actual", "45万元")])], &this), ["C54 警告 r4.target"]);
    // Nearly what was reached is no loose target.
    assert_eq!(against(&[&last(&[("r0.actual", "104人")])], &this), Vec::<String>::new());
    assert_eq!(against(&[&last(&[("r4.actual", "48万元")])], &this), Vec::<String>::new());
    assert_eq!(against(&[&last(&[("r0.actual", "110场")])], &this), ["C54 未定 r0.target"]);
    // A floor is too low, a ceiling too loose.
    for (at, actual, words) in [
        ("r0.actual", "110人", "目标“≥100人”低于上年的实际“110人”，审核会认为定得过低"),
        ("r4.actual", "45万元", "目标“≤50万元”高于上年的实际“45万元”，审核会认为定得过松"),
    ] {
        let last = last(&[(at, actual)]);
        let scored = score(&this, natural(&this));
        let batch = [BatchForm { earlier: &[&last], ..batch_form(&this, &scored) }];
        let found = check_batch(&batch, &BatchFacts::default());
        assert!(found[0].finding.message.starts_with(words), "{}", found[0].finding.message);
    }
    // An indicator that last year did not have.
    assert_eq!(
        against(&[&last(&[("r0.level3", "办班人数"), ("r0.actual", "110人")])], &this),
        Vec::<String>::new()
    );
    let before = last(&[
        ("r1.target", "≥3期"),
        ("r2.target", "≥90%"),
        ("r4.target", "≤60万元"),
        ("r6.target", "≥50人"),
        ("r8.target", "≥85%"),
    ]);
    assert_eq!(against(&[&last(&[]), &before], &this), ["C54 警告 r0.target"]);
}

#[test]
fn c21_amounts_and_last_year() {
    let with = |changes: &[(&str, &str)]| {
        let mut form = sound();
        for (at, text) in [("r0.actual", "90人"), ("r6.actual", "60人"), ("r2.actual", "95%")] {
            put(&mut form, at, text);
        }
        for row in 0..9 {
            put(&mut form, &format!("r{row}.level3"), "");
        }
        for (at, text) in changes {
            put(&mut form, at, text);
        }
        form
    };
    let none = Vec::<String>::new();
    let adjusted = |then: &str, now: &str| {
        let of = |amount: &str| with(&[("f0.initial", amount), ("f0.adjusted", amount), ("f0.executed", "")]);
        against(&[&of(then)], &of(now))
    };
    // Planted: typed in 元 where last year's stand in 万元, the other way round, a figure too many, one too few.
    for (then, now) in
        [("50", "500000"), ("500000", "50"), ("50", "500"), ("500", "50"), ("50", "250"), ("250", "50")]
    {
        assert_eq!(adjusted(then, now), ["C21 警告 f0.adjusted"], "{then} → {now}");
    }
    // No alarms: nothing that large, nothing there, nothing that can be read, little money.
    for (then, now) in [
        ("50", "50"),
        ("50", "249"),
        ("249", "50"),
        ("0", "500"),
        ("500", "0"),
        ("", "500"),
        ("500", ""),
        ("约50", "500"),
        ("0.5", "9"),
        ("9", "0.5"),
        ("-50", "500"),
    ] {
        assert_eq!(adjusted(then, now), none, "{then} → {now}");
    }
    // Without last year there is nothing to compare with.
    assert_eq!(against(&[], &with(&[("f0.adjusted", "500000")])), none);
    // What was the first money of the year is compared where a layout has nothing else.
    let only = |column: &str, text: &str| with(&[("f0.initial", ""), ("f0.adjusted", ""), (column, text)]);
    assert_eq!(against(&[&only("f0.initial", "50")], &only("f0.initial", "500")), ["C21 警告 f0.initial"]);
    // 元 and 万元 are the same money.
    let yuan = Form { amount_unit: AmountUnit::Yuan, ..with(&[("f0.adjusted", "500000")]) };
    assert_eq!(against(&[&yuan], &with(&[("f0.adjusted", "50")])), none);
    assert_eq!(against(&[&yuan], &with(&[("f0.adjusted", "500")])), ["C21 警告 f0.adjusted"]);
    // Who says why is not asked.
    let mut explained = with(&[("f0.adjusted", "500")]);
    explained.goals[0].actual = "年中追加预算 450 万元，用于新增培训任务。".to_owned();
    assert_eq!(against(&[&with(&[("f0.adjusted", "50")])], &explained), none);
    // … unless the unit is another: no budget grows ten thousandfold.
    put(&mut explained, "f0.adjusted", "500000");
    assert_eq!(against(&[&with(&[("f0.adjusted", "50")])], &explained), ["C21 警告 f0.adjusted"]);
}

#[test]
fn c56_evidence() {
    let form = named("甲", &[("r8.actual", "95%"), ("r0.actual", "200人")]);
    let scored = score(&form, natural(&form));
    let stated = |evidence: Option<&[FieldRef]>| {
        let batch = [BatchForm { evidence, ..batch_form(&form, &scored) }];
        let found = check_batch(&batch, &BatchFacts::default());
        found.iter().map(|found| short(&found.finding)).collect::<Vec<_>>()
    };
    let cell = |row: usize| FieldRef::Indicator { goal: 0, row, column: IndicatorColumn::Actual };
    assert_eq!(stated(None), Vec::<String>::new());
    assert_eq!(stated(Some(&[])), ["C56 提示 r0.actual", "C56 提示 r6.actual", "C56 提示 r8.actual"]);
    assert_eq!(stated(Some(&[cell(0), cell(8)])), ["C56 提示 r6.actual"]);
    assert_eq!(stated(Some(&[cell(0), cell(6), cell(8)])), Vec::<String>::new());
    // A column of the form that names evidence is a list as well; an empty one is not in use.
    let with_column = |filled: &[usize]| {
        let mut form = form.clone();
        for row in filled {
            form.goals[0].indicators[*row].extra.set(ColumnName::new("佐证材料"), "签到表");
        }
        let scored = score(&form, natural(&form));
        let found = check_batch(&[batch_form(&form, &scored)], &BatchFacts::default());
        found.iter().map(|found| short(&found.finding)).collect::<Vec<_>>()
    };
    assert_eq!(with_column(&[]), Vec::<String>::new());
    assert_eq!(with_column(&[0]), ["C56 提示 r6.actual", "C56 提示 r8.actual"]);
    assert_eq!(with_column(&[0, 6, 8]), Vec::<String>::new());
}
