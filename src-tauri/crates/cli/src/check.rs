use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};

use jixiao_app::desk::{Actor, check_document};
use jixiao_app::{
    BatchFacts, Book, Checked, CheckedFinding, CheckedForm, FindingTally, Outcome as Decided, Output,
    PublishedTotals, Written, amount, check_books, describe, finding_place, goal_number, indicator_name,
    is_document, level_word, row_number, sources, stem, write_check_report,
};

use crate::arguments::CheckArguments;
use crate::catalogue::{catalogue, rules_named};
use crate::files::existing;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::table::table;
use crate::{books, files, messages};

pub fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let mut catalogue = catalogue()?;
    let rules = rules_named(arguments.rules.as_deref(), &mut catalogue)?;
    let facts = facts(arguments)?;
    let (documents, workbooks): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.files.iter().cloned().partition(|path| is_document(path));
    let reading = books::read(&workbooks, &catalogue);
    let mut batches = Vec::new();
    if reading.books.iter().any(|book| !book.forms.is_empty()) {
        let checked = check_books(&reading.books, rules.as_ref(), &facts, &catalogue)?;
        batches.push((stem_of(&reading.books), checked));
    }
    let mut whole = reading.is_whole();
    for path in &documents {
        match check_document(path, rules.as_ref(), &facts, &Actor::here(), &catalogue) {
            Ok(checked) => batches.push((stem(&path.to_string_lossy()), checked)),
            Err(error) => {
                whole = false;
                messages::error(&error);
            }
        }
    }
    let written = write(&batches, arguments);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&to_json(&batches))?);
    } else {
        reading.report_form_problems();
        print(&batches, &written);
    }
    Ok(files::outcome(outcome(&batches, whole), written.iter()))
}

/// What the checking alone amounts to. Findings are what was asked for, and no failure.
fn outcome(batches: &[(String, Checked)], whole: bool) -> Outcome {
    let forms: usize = batches.iter().map(|(_, checked)| checked.forms.len() + checked.classified).sum();
    match (forms, whole) {
        (0, _) => Outcome::Nothing,
        (_, true) => Outcome::Done,
        (_, false) => Outcome::Incomplete,
    }
}

fn stem_of(books: &[Book]) -> String {
    match books {
        [] => String::new(),
        [book] => stem(&book.name),
        [first, ..] => format!("{}等{}个工作簿", stem(&first.name), books.len()),
    }
}

fn facts(arguments: &CheckArguments) -> Result<BatchFacts> {
    let published = PublishedTotals {
        projects: arguments.published_projects,
        adjusted: arguments.published_budget.as_deref().map(amount).transpose()?,
        executed: arguments.published_executed.as_deref().map(amount).transpose()?,
    };
    Ok(BatchFacts {
        published: (published != PublishedTotals::default()).then_some(published),
        basic_expenditure: arguments.basic_expenditure.as_deref().map(amount).transpose()?,
    })
}

fn write(batches: &[(String, Checked)], arguments: &CheckArguments) -> Vec<Written> {
    let Some(folder) = &arguments.out else { return Vec::new() };
    let output = Output::whole(folder.clone(), existing(arguments.overwrite));
    let progress = bar(batches.len(), "生成检查报告");
    let names = sources(&batches.iter().map(|(stem, _)| stem.clone()).collect::<Vec<_>>());
    let written = batches
        .iter()
        .zip(names)
        .map(|((_, checked), source)| write_check_report(checked, &source, &output, &mut || progress.inc(1)))
        .collect();
    progress.finish_and_clear();
    written
}

fn to_json(batches: &[(String, Checked)]) -> Vec<Value> {
    let forms = batches.iter().flat_map(|(_, checked)| &checked.forms);
    forms.flat_map(|form| form.ranked().into_iter().map(|found| finding_json(form, found))).collect()
}

fn finding_json(form: &CheckedForm, found: &CheckedFinding) -> Value {
    let CheckedFinding { finding, waived } = found;
    let mut json = json!({
        "file": form.file,
        "form": form.form.name(),
        "agency": form.form.implementing_unit(),
        "goal": goal_number(&form.form, &finding.field),
        "row": row_number(&finding.field),
        "indicator": indicator_name(&form.form, &finding.field),
        "place": describe(&finding.field),
        "check": finding.check.code(),
        "title": finding.check.title(),
        "level": finding.level,
        "outcome": if waived.is_some() { "waived" } else { outcome_code(finding.outcome) },
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "advice": finding.advice(),
    });
    if let (Some(waived), Value::Object(object)) = (waived, &mut json) {
        let waived = json!({ "reason": waived.reason, "who": waived.who, "when": waived.when });
        object.insert("waived".to_owned(), waived);
    }
    json
}

const fn outcome_code(outcome: Decided) -> &'static str {
    match outcome {
        Decided::Fails => "fails",
        Decided::CannotDecide => "cannot-be-decided",
    }
}

fn print(batches: &[(String, Checked)], written: &[Written]) {
    for (_, checked) in batches {
        checked.forms.iter().filter(|form| !form.findings.is_empty()).for_each(print_form);
        if checked.classified > 0 {
            messages::note(&format!("涉密项目 {} 张未列出", checked.classified));
        }
    }
    let forms: Vec<&CheckedForm> = batches.iter().flat_map(|(_, checked)| &checked.forms).collect();
    let sound = forms.iter().filter(|form| form.findings.is_empty()).count();
    let tally = FindingTally::of(forms.iter().flat_map(|form| &form.findings));
    println!("合计：自评表 {} 张，没有发现问题的 {sound} 张；{}", forms.len(), shown(tally));
    if !written.is_empty() {
        files::print(written.iter());
    }
}

fn shown(tally: FindingTally) -> String {
    format!(
        "错误 {}，警告 {}，提示 {}（其中未定 {}），已豁免 {}",
        tally.errors, tally.warnings, tally.hints, tally.undecided, tally.waived
    )
}

fn print_form(form: &CheckedForm) {
    println!(
        "\n{} {}：{}",
        form.form.name(),
        form.form.implementing_unit(),
        shown(FindingTally::of(&form.findings))
    );
    let rows = form.ranked().into_iter().map(|found| row(form, found)).collect();
    println!("{}", table(&["编号", "级别", "位置", "检查", "说明"], rows, 5));
}

fn row(form: &CheckedForm, CheckedFinding { finding, waived }: &CheckedFinding) -> Vec<String> {
    let (level, describe_error) = match waived {
        None => (level_word(finding), finding.message.clone()),
        Some(waived) => ("已豁免", format!("{}（{}，{}）", waived.reason, waived.who, waived.when)),
    };
    vec![
        finding.check.code().to_owned(),
        level.to_owned(),
        finding_place(&form.form, &finding.field),
        finding.check.title().to_owned(),
        describe_error,
    ]
}
