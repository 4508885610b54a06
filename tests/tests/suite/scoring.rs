//! Rows with what is right for each: `corpus/cases/scoring.tsv` and `data/scoring.tsv`. `expected` lists what is right, separated by |:
//! a number (the score), M (a person must judge), Ta-b (a tier is offered). A cell that ends in ` @FORMAT` is a number or a date as
//! a workbook shows it in that format.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::rule_sets;
use jixiao_model::{Entry, Form, Fund, Goal, Indicator, half_up};
use jixiao_score::{Computed, RowScore, score};
use jixiao_tests::corpus;
use rust_decimal::{Decimal, dec};

/// Rows that come out otherwise, and why that is right.
const EXPLAINED: [(&str, &str); 0] = [];

#[test]
fn every_row_comes_out_as_expected() {
    check(&corpus::folder().join("corpus/cases/scoring.tsv"), 250);
    check(&corpus::folder().join("data/scoring.tsv"), 300);
}

fn check(path: &std::path::Path, at_least: usize) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() >= at_least, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let cell = |name: &str| head.iter().position(|one| *one == name).map_or("", |at| row[at]);
        let scored = scored(&cell);
        let explained = EXPLAINED.iter().any(|(id, _)| *id == cell("id"));
        if !explained && !cell("expected").split('|').any(|one| is_right(one, &scored)) {
            wrong.push(format!(
                "{}: {} → {}: {}",
                cell("id"),
                cell("target"),
                cell("actual"),
                scored.explanation
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn scored<'a>(cell: &impl Fn(&str) -> &'a str) -> RowScore {
    let or = |name: &str, usual: &str| {
        let text = cell(name);
        if text.is_empty() { usual.to_owned() } else { text.to_owned() }
    };
    let indicator = Indicator {
        level1: or("level1", "产出指标"),
        level2: or("level2", "数量指标"),
        level3: or("level3", "完成数量"),
        target: shown(cell("target")),
        actual: shown(cell("actual")),
        weight: Entry::new(cell("weight")),
        ..Indicator::default()
    };
    let fund = Fund { adjusted: "100".into(), executed: "100".into(), ..Fund::default() };
    let form = Form {
        year: Some(2023),
        funds: vec![fund],
        goals: vec![Goal { indicators: vec![indicator], ..Goal::default() }],
        ..Form::default()
    };
    let id = or("rules", "national-2020").as_str().into();
    let rules = rule_sets().unwrap().iter().find(|set| set.id == id).unwrap();
    score(&form, rules).goals[0].rows[0].clone()
}

fn is_right(expected: &str, row: &RowScore) -> bool {
    match (&row.computed, expected.parse::<Decimal>()) {
        (Computed::Exact(points), Ok(expected)) => points.0 == expected,
        (Computed::Exact(_), Err(_)) | (_, Ok(_)) => false,
        (_, Err(_)) if expected == "M" => true,
        (_, Err(_)) => expected.starts_with('T') && row.explanation.contains('档'),
    }
}

/// A cell's text as a workbook shows it.
fn shown(cell: &str) -> String {
    let cell = cell.replace("\\n", "\n");
    let Some((value, format)) = cell.rsplit_once(" @") else { return cell };
    match value.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => date(year, month, day, format),
        _ => number(value.parse().unwrap(), format),
    }
}

fn date(year: &str, month: &str, day: &str, format: &str) -> String {
    let short = |text: &str| text.trim_start_matches('0').to_owned();
    let two = format.replace("yyyy", year).replace("mm", month).replace("dd", day);
    two.replace('"', "").replace('m', &short(month)).replace('d', &short(day))
}

fn number(value: Decimal, format: &str) -> String {
    let percent = format.contains('%');
    let value = if percent { value.saturating_mul(dec!(100)) } else { value };
    let decimals = format.split_once('.').map_or(0, |(_, tail)| tail.matches('0').count());
    let digits = half_up(value, u32::try_from(decimals).unwrap()).to_string();
    let pattern = ["#,##0", "0.0", "0"].into_iter().find(|pattern| format.contains(pattern)).unwrap();
    format.replacen(pattern, &grouped(&digits, pattern), 1).replace('"', "")
}

fn grouped(digits: &str, pattern: &str) -> String {
    match digits.len().checked_sub(3).filter(|at| pattern.contains(',') && *at > 0) {
        Some(at) => format!("{},{}", &digits[..at], &digits[at..]),
        None => digits.to_owned(),
    }
}

/// Names whose better way is plain, or is not: without a sign, and with `=`, more and less than the target are both held against it.
/// What is better lower never earns everything above its target, nor less than everything below it; asking is right everywhere.
#[test]
fn names_say_which_way_is_better() {
    let text = std::fs::read_to_string(corpus::folder().join("data/directions.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() >= 360, "{} names", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        for sign in ["", "="] {
            for more in [true, false] {
                let (target, actual) = (format!("{sign}{}", row[3]), other_than(row[3], more));
                let named = [row[0], row[1], row[2], &target, &actual];
                let explanation = wrong_way(named, row[4], more);
                wrong.extend(explanation.map(|how| format!("{} {target} → {actual}: {how}", row[2])));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Half as much again, or half.
fn other_than(target: &str, more: bool) -> String {
    let end = target.find(|c: char| !c.is_ascii_digit()).unwrap_or(target.len());
    let number: u32 = target[..end].parse().unwrap();
    let actual = if more { number + number / 2 } else { number / 2 };
    let actual = if target.ends_with('%') { actual.min(95) } else { actual };
    format!("{actual}{}", &target[end..])
}

/// Why the score is wrong; `None` where it is right or a person is asked.
fn wrong_way([level1, level2, name, target, actual]: [&str; 5], better: &str, more: bool) -> Option<String> {
    let cells =
        [("level1", level1), ("level2", level2), ("level3", name), ("target", target), ("actual", actual)];
    let cell = |key: &str| match key {
        "weight" => "10",
        _ => cells.iter().find(|(own, _)| *own == key).map_or("", |(_, text)| text),
    };
    let scored = scored(&cell);
    let Computed::Exact(points) = &scored.computed else { return None };
    let full = points.0 == dec!(10);
    let money = target.ends_with('元') || target.contains("元/");
    let right = match (better, more) {
        ("lower", true) | ("higher", false) => !full,
        // Money that was not spent may be work that was not done.
        ("lower", false) => full || money,
        ("higher", true) => full,
        // What nobody can tell is full for a quantity or a figure fixed with `=` only.
        _ => !more && !full || more && full && (level2 == "数量指标" || target.starts_with('=')),
    };
    (!right).then_some(scored.explanation)
}
