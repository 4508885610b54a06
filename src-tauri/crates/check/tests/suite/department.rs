//! Forms whose goals promise points and whose rows print no weights.

use jixiao_model::{Entry, Form};

use crate::published::forms;
use crate::sample::{natural, put, stated};

fn published() -> Form {
    forms("tongcheng-2021-department").remove(0)
}

/// Findings that the change adds, and those that it takes away.
fn difference(change: impl FnOnce(&mut Form)) -> (Vec<String>, Vec<String>) {
    let (before, mut form) = (published(), published());
    change(&mut form);
    let rules = natural(&before);
    let (before, after) = (stated(&before, rules), stated(&form, rules));
    let without = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    (without(&after, &before), without(&before, &after))
}

fn check(change: impl FnOnce(&mut Form), added: &[&str], gone: &[&str]) {
    let (more, less) = difference(change);
    assert_eq!((more.as_slice(), less.as_slice()), (&owned(added)[..], &owned(gone)[..]));
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// C03: goal 3 promises 15; its rows miss nothing and earn 14.
#[test]
fn c03_a_goal_is_worth_its_rows() {
    let third = "C03 错误 goal3.points";
    check(|form| form.goals[2].points = Entry::new("14"), &["C01 错误 goal1.points"], &[third]);
    check(|form| form.goals[2].indicators[8].score = Entry::new("2"), &["C38 错误 total.score"], &[third]);
    check(
        |form| form.goals[5].indicators[0].score = Entry::new("4"),
        &["C03 错误 goal6.points", "C38 错误 total.score"],
        &[],
    );
    // A missed row explains what the goal lacks.
    check(
        |form| form.goals[2].indicators[1].actual = "800人".to_owned(),
        &["C34 警告 goal3.r1.score", "C39 警告 goal3.r1.score"],
        &[third],
    );
}

/// C03 with weights typed into the data: they are what counts.
#[test]
fn c03_weights_beside_the_form() {
    check(
        |form| form.goals[5].indicators.iter_mut().for_each(|row| row.weight = Entry::new("2")),
        &["C03 错误 goal6.points", "C32 错误 goal6.r0.score", "C32 错误 goal6.r3.score"],
        &[],
    );
    check(|form| form.goals[5].indicators[0].weight = Entry::new("3"), &["C03 未定 goal6.points"], &[]);
}

/// C34 and C39: 18 of 40 earns as much as the rows that are met, and more than 3916 of 4000.
#[test]
fn c34_c39_a_great_shortfall_is_not_paid_in_full() {
    check(
        |form| form.goals[3].indicators[4].score = Entry::new("1"),
        &["C38 错误 total.score"],
        &["C34 警告 goal4.r4.score", "C39 警告 goal4.r4.score"],
    );
}

/// C40: the one text for all deviations.
#[test]
fn c40_one_text_explains_the_form() {
    check(
        |form| put(form, "deviation_analysis", "无"),
        &["C30 警告 deviation_analysis", "C40 错误 deviation_analysis"],
        &[],
    );
}

/// C55: the published total leaves out 基本支出.
#[test]
fn c55_the_total_is_basic_and_project_expenditure() {
    let stated = "C55 警告 f0.adjusted";
    check(|form| put(form, "basic_expenditure", "0"), &[], &[stated]);
    check(|form| put(form, "basic_expenditure", ""), &["C55 未定 f0.adjusted"], &[stated]);
    check(|form| put(form, "project_expenditure", "11149.12万元"), &[], &[stated]);
}

/// C55: an expenditure that is none is said at its own cell, whatever the total.
#[test]
fn c55_an_expenditure_is_an_amount() {
    let stated = "C55 警告 f0.adjusted";
    for (text, added) in [
        ("约一千", "C55 警告 basic_expenditure"),
        ("-1025.68", "C55 警告 basic_expenditure"),
        ("-1,025.68万元", "C55 警告 basic_expenditure"),
        ("/", "C55 未定 f0.adjusted"),
    ] {
        check(|form| put(form, "basic_expenditure", text), &[added], &[stated]);
    }
    check(|form| put(form, "project_expenditure", "见附表"), &["C55 警告 project_expenditure"], &[stated]);
    let unfinished = |form: &mut Form| {
        put(form, "f0.adjusted", "");
        put(form, "basic_expenditure", "-5");
    };
    let (more, _) = difference(unfinished);
    assert!(more.contains(&"C55 警告 basic_expenditure".to_owned()), "{more:?}");
}

/// C41: the one text for all measures.
#[test]
fn c41_one_text_for_all_measures() {
    check(|form| put(form, "improvement", "无"), &["C41 警告 improvement"], &[]);
}
