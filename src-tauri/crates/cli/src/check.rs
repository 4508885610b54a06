use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Map, Value, json};

use jixiao_app::desk::{Actor, check_document};
use jixiao_app::unexpected::caught_file;
use jixiao_app::{
    BatchFacts, Book, CheckId, Checked, CheckedFinding, CheckedForm, FindingTally, Level, Outcome as Decided,
    Output, Placed, PublishedTotals, Written, amount, by_cause, check_books, describe, finding_place,
    form_count, goal_number, indicator_name, is_document, level_word, row_number, sources, stem, worst_first,
    write_check_report,
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
        let name = path.to_string_lossy();
        let check = || check_document(path, rules.as_ref(), &facts, &Actor::here(), &catalogue);
        match caught_file(&name, check) {
            Ok(checked) => {
                checked.notices.iter().for_each(|notice| messages::note(notice));
                batches.push((stem(&path.to_string_lossy()), checked));
            }
            Err(error) => {
                whole = false;
                messages::error(&error);
            }
        }
    }
    let written = write(&batches, arguments);
    if arguments.json {
        crate::output::json(&to_json(&batches))?;
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

/// One object for each cause, with all its places; the worst first.
fn to_json(batches: &[(String, Checked)]) -> Vec<Value> {
    by_cause(forms_of(batches)).iter().filter_map(|places| cause_json(places)).collect()
}

fn forms_of(batches: &[(String, Checked)]) -> impl Iterator<Item = &CheckedForm> {
    batches.iter().flat_map(|(_, checked)| &checked.forms)
}

/// The cause with its first place, and every place.
fn cause_json(places: &[Placed]) -> Option<Value> {
    let (form, CheckedFinding { finding, waived }) = places.first()?;
    let mut json = json!({
        "check": finding.check.code(),
        "title": finding.check.title(),
        "level": finding.level,
        "outcome": if waived.is_some() { "waived" } else { outcome_code(finding.outcome) },
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "advice": finding.advice(),
        "places": places.iter().map(|(form, found)| Value::Object(place_json(form, found))).collect::<Vec<_>>(),
    });
    if let Value::Object(object) = &mut json {
        object.extend(place_json(form, places.first()?.1));
        if let Some(waived) = waived {
            let waived = json!({ "reason": waived.reason, "who": waived.who, "when": waived.when });
            object.insert("waived".to_owned(), waived);
        }
    }
    Some(json)
}

fn place_json(form: &CheckedForm, found: &CheckedFinding) -> Map<String, Value> {
    let field = &found.finding.field;
    let place = [
        ("file", json!(form.file)),
        ("form", json!(form.form.name())),
        ("agency", json!(form.form.implementing_unit())),
        ("goal", json!(goal_number(&form.form, field))),
        ("row", json!(row_number(field))),
        ("indicator", json!(indicator_name(&form.form, field))),
        ("place", json!(describe(field))),
    ];
    place.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

const fn outcome_code(outcome: Decided) -> &'static str {
    match outcome {
        Decided::Fails => "fails",
        Decided::CannotDecide => "cannot-be-decided",
    }
}

/// From so many places on, a cause is told once for all of them.
const COMMON: usize = 3;

fn print(batches: &[(String, Checked)], written: &[Written]) {
    let forms: Vec<&CheckedForm> = forms_of(batches).collect();
    let causes = by_cause(forms.iter().copied());
    let common: Vec<&Vec<Placed>> = causes.iter().filter(|places| places.len() >= COMMON).collect();
    print_common(&common);
    let above: HashSet<_> = common.iter().filter_map(|places| Some(cause(places.first()?.1))).collect();
    for form in worst_first(forms.iter().copied()).into_iter().filter(|form| !form.findings.is_empty()) {
        print_form(form, &|found| !above.contains(&cause(found)));
    }
    for (_, checked) in batches.iter().filter(|(_, checked)| checked.classified > 0) {
        messages::note(&format!("涉密项目 {} 张未列出", checked.classified));
    }
    let sound = forms.iter().filter(|form| form.findings.is_empty()).count();
    let tally = FindingTally::of(forms.iter().flat_map(|form| &form.findings));
    let count = form_count(forms.iter().map(|form| form.form.kind));
    println!("合计：{count}，没有发现问题的 {sound} 张；{}", shown(tally));
    if !written.is_empty() {
        files::print(written.iter());
    }
}

/// What tells causes apart.
const fn cause(found: &CheckedFinding) -> (CheckId, Level, &str, bool) {
    let CheckedFinding { finding, waived } = found;
    (finding.check, finding.level, finding.message.as_str(), waived.is_some())
}

/// The causes that stand in many places.
fn print_common(common: &[&Vec<Placed>]) {
    let row = |places: &&Vec<Placed>| {
        let (form, found) = places.first()?;
        let mut row = row(form, found);
        row[2] = format!("{} 处，如 {} {}", places.len(), form.form.name(), row[2]);
        Some(row)
    };
    let rows: Vec<Vec<String>> = common.iter().filter_map(row).collect();
    if !rows.is_empty() {
        println!("\n同一问题出现在多处（{} 个问题）：", rows.len());
        println!("{}", table(&["编号", "级别", "位置", "检查", "说明"], rows, 5));
    }
}

fn shown(tally: FindingTally) -> String {
    format!(
        "错误 {}，警告 {}，提示 {}（其中未定 {}），已豁免 {}",
        tally.errors, tally.warnings, tally.hints, tally.undecided, tally.waived
    )
}

/// A form with the findings that are not told above.
fn print_form(form: &CheckedForm, is_own: &dyn Fn(&CheckedFinding) -> bool) {
    println!(
        "\n{} {}：{}",
        form.form.name(),
        form.form.implementing_unit(),
        shown(FindingTally::of(&form.findings))
    );
    let ranked = form.ranked();
    let rows: Vec<Vec<String>> =
        ranked.iter().filter(|found| is_own(found)).map(|found| row(form, found)).collect();
    let above = ranked.len() - rows.len();
    if above > 0 {
        println!("另有 {above} 处见上面“同一问题出现在多处”");
    }
    if !rows.is_empty() {
        println!("{}", table(&["编号", "级别", "位置", "检查", "说明"], rows, 5));
    }
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
