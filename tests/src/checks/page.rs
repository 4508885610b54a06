//! The page itself.

use std::collections::BTreeMap;

use jixiao_check::CheckId;

use super::found::{self, Found};
use super::judged::{self, Judged};
use super::{WORDING, guide, planted, sample};
use crate::rules::markdown::{count, table};

/// The whole page.
pub fn document() -> String {
    let (found, judged) = (found::all(), judged::all());
    let parts = [
        guide::INTRODUCTION.to_owned(),
        checks(),
        counts(&found),
        guide::JUDGED.to_owned(),
        verdicts(&found, &judged),
        wrong(&judged),
        examples(&judged),
        elsewhere(),
        recall(),
    ];
    parts.join("\n")
}

fn checks() -> String {
    let rows: Vec<Vec<String>> = CheckId::ALL
        .iter()
        .map(|check| {
            [check.code(), check.level().title(), check.title(), check.why()].map(str::to_owned).to_vec()
        })
        .collect();
    let over_forms = "C36、C43、C52–C54、C56 看的是同一批的各张表，C21、C29、C55 两样都看；C53 要有公开的总数，C54 和 C21 看金额时要有上年的表（连续三年不变还要前年的：把前年的自评表添加到指标库即可），C56 要有附在指标上的佐证材料或表上的佐证材料栏，\
        没有给出的不查。";
    format!("## 一、检查什么\n\n{over_forms}\n\n{}", table(&["编号", "级别", "检查", "为什么"], 4, &rows))
}

/// Findings by edition: those that fail, and in brackets those that cannot be decided.
fn counts(found: &[Found]) -> String {
    let mut editions: Vec<&str> = found.iter().map(|found| found.edition.as_str()).collect();
    editions.sort_unstable();
    editions.dedup();
    let row = |check: &CheckId| {
        let of = |edition: Option<&str>| counted(found, *check, edition);
        let names = [check.code().to_owned(), check.title().to_owned()].into_iter();
        names.chain(editions.iter().map(|edition| of(Some(edition)))).chain([of(None)]).collect()
    };
    let rows: Vec<Vec<String>> = CheckId::ALL.iter().map(row).collect();
    let head: Vec<&str> =
        ["编号", "检查"].into_iter().chain(editions.iter().copied()).chain(["合计"]).collect();
    let fails = found.iter().filter(|found| found.fails).count();
    format!(
        "## 二、在公开自评表里查出什么\n\n按表式计数，括号里是未定的条数；空白是一条也没有。合计 {fails} 条，另有 {} 条未定。\n\n{}",
        found.len() - fails,
        table(&head, 2, &rows)
    )
}

fn counted(found: &[Found], check: CheckId, edition: Option<&str>) -> String {
    let own = found
        .iter()
        .filter(|found| found.check == check && edition.is_none_or(|edition| found.edition == edition));
    let (fails, open): (Vec<&Found>, Vec<&Found>) = own.partition(|found| found.fails);
    match open.len() {
        0 => count(fails.len()),
        open => format!("{}（{open}）", count(fails.len())),
    }
}

fn verdicts(found: &[Found], judged: &[Judged]) -> String {
    let rows: Vec<Vec<String>> = CheckId::ALL
        .iter()
        .filter_map(|check| {
            let (right, wrong) = judged::counts(judged, *check);
            let all = found.iter().filter(|found| found.check == *check && found.fails).count();
            let looked = right + wrong;
            let title = if WORDING.contains(check) {
                format!("{}（看字面）", check.title())
            } else {
                check.title().to_owned()
            };
            (looked > 0).then(|| {
                let numbers = [all, looked, right].map(|number| number.to_string());
                let share = format!("{}%", right * 100 / looked);
                [check.code().to_owned(), title]
                    .into_iter()
                    .chain(numbers)
                    .chain([count(wrong), share])
                    .collect()
            })
        })
        .collect();
    let sum = |wanted: bool| judged.iter().filter(|line| line.right == wanted).count();
    format!(
        "共核对 {} 条：对 {} 条，误 {} 条。\n\n{}",
        judged.len(),
        sum(true),
        sum(false),
        table(&["编号", "检查", "查出", "核对", "对", "误", "准确率"], 2, &rows)
    )
}

/// The samples of other offices' forms: how often the checks are right there.
fn elsewhere() -> String {
    let samples = sample::samples();
    let share = |(all, right): (usize, usize)| format!("{right} / {all}（{}%）", right * 100 / all.max(1));
    let of_all = |check, now| {
        let counts = samples.iter().map(|sample| sample.counts(check, now));
        counts.fold((0, 0), |(a, b), (c, d)| (a + c, b + d))
    };
    let rows: Vec<Vec<String>> = CheckId::ALL
        .iter()
        .filter(|check| of_all(Some(**check), false).0 > 0)
        .map(|check| {
            let of = |counts: (usize, usize)| if counts.0 == 0 { String::new() } else { share(counts) };
            let check_of = Some(*check);
            let cells =
                samples.iter().map(|sample| sample.counts(check_of, false)).chain([of_all(check_of, true)]);
            [check.code().to_owned(), check.title().to_owned()].into_iter().chain(cells.map(of)).collect()
        })
        .collect();
    let open: Vec<Vec<String>> = samples
        .iter()
        .flat_map(|sample| sample.judged.iter().zip(&sample.is_found))
        .filter(|(judged, is_found)| **is_found && !judged.right)
        .map(|(judged, _)| line(judged))
        .collect();
    format!(
        "{}\n四次依次是 {}；抽到的、现在仍会说的 {}。\n\n{}\n### 仍有的误报\n\n{}",
        guide::ELSEWHERE,
        samples.iter().map(|sample| share(sample.counts(None, false))).collect::<Vec<_>>().join("、"),
        share(of_all(None, true)),
        table(&["编号", "检查", "第一次", "第二次", "第三次", "第四次", "现在仍会说的"], 2, &rows),
        table(&["编号", "表", "位置", "查出", "看法"], 5, &open)
    )
}

/// How many planted faults are told.
fn recall() -> String {
    let plantings = planted::all();
    let share = |found: usize, planted: usize| format!("{}%", found * 100 / planted.max(1));
    let rows: Vec<Vec<String>> = plantings
        .iter()
        .map(|one| {
            let numbers = [one.planted, one.found].map(|number| number.to_string());
            let names = [one.fault.checks.join("、"), one.fault.what.to_owned()];
            names.into_iter().chain(numbers).chain([share(one.found, one.planted)]).collect()
        })
        .collect();
    let (planted, found) = planted::sums(plantings);
    format!(
        "{}\n共种下 {planted} 处，查出 {found} 处（{}）。\n\n{}",
        guide::PLANTED,
        share(found, planted),
        table(&["编号", "种下的毛病", "种下", "查出", "查全率"], 2, &rows)
    )
}

fn wrong(judged: &[Judged]) -> String {
    let wrong = judged.iter().filter(|line| !line.right);
    let rows: Vec<Vec<String>> = wrong.map(line).collect();
    format!("### 误报\n\n{}", table(&["编号", "表", "位置", "查出", "看法"], 5, &rows))
}

/// The first right finding of each check.
fn examples(judged: &[Judged]) -> String {
    let mut first: BTreeMap<&str, &Judged> = BTreeMap::new();
    for line in judged.iter().filter(|line| line.right) {
        first.entry(&line.check).or_insert(line);
    }
    let rows: Vec<Vec<String>> = first.into_values().map(line).collect();
    format!("### 每项一例\n\n{}", table(&["编号", "表", "位置", "查出", "看法"], 5, &rows))
}

fn line(line: &Judged) -> Vec<String> {
    let form = format!("{} {} {}", line.file, line.number, line.name);
    vec![line.check.clone(), form, line.place.clone(), line.found.clone(), line.why.clone()]
}
