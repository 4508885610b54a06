use anyhow::Result;
use serde_json::{Value, json};

use jixiao_app::desk::Actor;
use jixiao_app::{
    Audited, CheckedForm, FindingTally, Named, Output, Properties, Written, agency_of, audit_file,
    audit_report, audit_unreadable, describe_error, files_below, form_count, most_frequent,
    most_frequent_shown, sources, stem, write_check_report, write_forms,
};

use crate::arguments::AuditArguments;
use crate::files::existing;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::table::table;
use crate::{audit_tables, catalogue, files, messages};

pub fn run(arguments: &AuditArguments) -> Result<Outcome> {
    if let Some(out) = &arguments.parquet {
        return audit_tables::run(arguments, out);
    }
    let catalogue = catalogue::catalogue()?;
    let hand = Actor::here();
    let found = files_below(&arguments.folder)?;
    if found.files.is_empty() {
        messages::nothing_to_read(&arguments.folder);
    }
    let passed_over = found.passed_over_names(&arguments.folder);
    messages::passed_over(passed_over.len(), &passed_over);
    let progress = bar(found.files.len(), "检查文件");
    let mut audited = Vec::new();
    for path in &found.files {
        audited.push(audit_file(&arguments.folder, path, &hand, &catalogue));
        progress.inc(1);
    }
    progress.finish_and_clear();
    audited.extend(found.unreadable.iter().map(|path| audit_unreadable(&arguments.folder, path)));
    let written = write(&audited, arguments);
    if arguments.json {
        let lines: Vec<Value> = audited.iter().flat_map(to_json).collect();
        crate::output::json(&lines)?;
    } else {
        print(&audited, &written);
    }
    Ok(files::outcome(outcome(&audited), written.iter()))
}

fn outcome(audited: &[Audited]) -> Outcome {
    let read = audited.iter().filter_map(|file| file.result.as_ref().ok());
    let (count, not_understood) =
        read.fold((0, 0), |(count, problems), file| (count + 1, problems + file.not_understood));
    match (count, not_understood) {
        (0, _) => Outcome::Nothing,
        (_, 0) if count == audited.len() => Outcome::Done,
        (_, _) => Outcome::Incomplete,
    }
}

/// The summary, and a check report for each file.
fn write(audited: &[Audited], arguments: &AuditArguments) -> Vec<Written> {
    let Some(folder) = &arguments.out else { return Vec::new() };
    let output = Output::whole(folder.clone(), existing(arguments.overwrite));
    let progress = bar(audited.len() + 1, "生成检查报告");
    let mut step = || progress.inc(1);
    let mut written = vec![summary(audited, arguments, &output, &mut step)];
    let names = sources(&audited.iter().map(|file| stem(&file.file.replace('/', "-"))).collect::<Vec<_>>());
    for (file, name) in audited.iter().zip(names) {
        if let Ok(found) = &file.result {
            written.push(write_check_report(&found.checked, &name, &output, &mut step));
        }
    }
    progress.finish_and_clear();
    written
}

fn summary(
    audited: &[Audited],
    arguments: &AuditArguments,
    output: &Output,
    step: &mut dyn FnMut(),
) -> Written {
    let sheets = [audit_report(&arguments.folder.display().to_string(), audited)];
    let read = audited.iter().filter_map(|file| file.result.as_ref().ok());
    let created = read.map(|file| file.checked.changed).max().unwrap_or_default();
    let properties = Properties { title: "检查汇总".to_owned(), author: String::new(), created };
    let mut written = Written::default();
    write_forms(&sheets, "检查汇总", &Named::default(), &properties, output, &mut written, step);
    written
}

fn to_json(audited: &Audited) -> Vec<Value> {
    match &audited.result {
        Ok(found) => found.checked.forms.iter().map(|form| form_json(&audited.file, form)).collect(),
        Err(error) => vec![json!({ "file": audited.file, "error": describe_error(error) })],
    }
}

fn form_json(file: &str, form: &CheckedForm) -> Value {
    let tally = FindingTally::of(&form.findings);
    let checks: Vec<Value> = most_frequent(form)
        .into_iter()
        .map(|(check, count)| json!({ "check": check.code(), "title": check.title(), "count": count }))
        .collect();
    json!({
        "file": file,
        "agency": agency_of(&form.form),
        "form": form.form.name(),
        "errors": tally.errors,
        "warnings": tally.warnings,
        "hints": tally.hints,
        "waived": tally.waived,
        "checks": checks,
    })
}

fn print(audited: &[Audited], written: &[Written]) {
    let rows: Vec<Vec<String>> = audited.iter().flat_map(rows).collect();
    if !rows.is_empty() {
        println!("{}", table(&["文件", "单位", "名称", "错误", "警告", "提示", "最常见的问题"], rows, 7));
    }
    for file in audited {
        let not_understood = file.result.as_ref().map_or(0, |found| found.not_understood);
        if let Ok(found) = &file.result {
            found.checked.notices.iter().for_each(|notice| messages::note(notice));
        }
        if not_understood > 0 {
            messages::note(&format!("{}：{not_understood} 处未能识别，用 jixiao read 查看", file.file));
        }
    }
    let read = audited.iter().filter_map(|file| file.result.as_ref().ok());
    let forms: Vec<&CheckedForm> = read.flat_map(|file| &file.checked.forms).collect();
    let tally = FindingTally::of(forms.iter().flat_map(|form| &form.findings));
    println!(
        "合计：文件 {} 个，{}；错误 {}，警告 {}，提示 {}",
        audited.len(),
        form_count(forms.iter().map(|form| form.form.kind)),
        tally.errors,
        tally.warnings,
        tally.hints
    );
    if !written.is_empty() {
        files::print(written.iter());
    }
}

fn rows(audited: &Audited) -> Vec<Vec<String>> {
    let found = match &audited.result {
        Ok(found) => found,
        Err(error) => {
            let empty = std::iter::repeat_n(String::new(), 5);
            let describe_error = format!("读不出：{}", describe_error(error));
            return vec![
                std::iter::once(audited.file.clone()).chain(empty).chain([describe_error]).collect(),
            ];
        }
    };
    let row = |form: &CheckedForm| {
        let tally = FindingTally::of(&form.findings);
        vec![
            audited.file.clone(),
            agency_of(&form.form),
            form.form.name().to_owned(),
            tally.errors.to_string(),
            tally.warnings.to_string(),
            tally.hints.to_string(),
            most_frequent_shown(form),
        ]
    };
    found.checked.forms.iter().map(row).collect()
}
