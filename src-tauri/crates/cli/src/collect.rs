use std::path::Path;

use anyhow::Result;
use comfy_table::CellAlignment;
use serde_json::{Value, json};

use jixiao_app::collect::{
    Answer, CollectReport, ConflictKind, PlannedFile, ReportedConflict, Request, Side, collect_folder,
    conflict_word, missing_line, remarks, summary,
};
use jixiao_app::desk::Actor;
use jixiao_app::files_below;

use crate::arguments::CollectArguments;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::table::table;
use crate::{catalogue, messages};

pub fn run(arguments: &CollectArguments) -> Result<Outcome> {
    let catalogue = catalogue::catalogue()?;
    let answer = answer(arguments);
    let request = Request {
        folder: &arguments.folder,
        document: &arguments.out,
        agency: arguments.agency.as_deref(),
        year: arguments.year,
        answer,
    };
    let progress = bar(0, "读取各单位的文件");
    let collected = collect_folder(&request, &Actor::here(), &catalogue, &mut |step| {
        progress.set_length(step.total.into());
        progress.set_position(step.done.into());
        true
    });
    progress.finish_and_clear();
    let report = collected?.unwrap_or_default().without_classified();
    let folder = arguments.folder.display();
    if report.files.is_empty() {
        messages::nothing_to_read(&arguments.folder);
    } else if !report.is_saved {
        messages::note(&nothing(&folder.to_string(), arguments.year));
    }
    let passed_over = files_below(&arguments.folder)?.passed_over_names(&arguments.folder);
    messages::passed_over(passed_over.len(), &passed_over);
    if arguments.json {
        crate::output::json(&to_json(&report, answer, &arguments.out))?;
    } else {
        print(&report, answer, &arguments.out);
    }
    Ok(outcome(&report, answer))
}

fn nothing(folder: &str, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("“{folder}”中没有 {year} 年度的项目自评表，没有新建文档；请检查 --year"),
        None => format!("“{folder}”中没有可以收集的项目自评表，没有新建文档"),
    }
}

fn answer(arguments: &CollectArguments) -> Answer {
    match (arguments.take_theirs, arguments.keep_ours, arguments.keep_both) {
        (true, _, _) => Answer::Theirs,
        (_, true, _) => Answer::Ours,
        (_, _, true) => Answer::Both,
        (false, false, false) => Answer::Later,
    }
}

fn outcome(report: &CollectReport, answer: Answer) -> Outcome {
    if report.forms() == 0 || !report.is_saved {
        Outcome::Nothing
    } else if report.is_resolved(answer) {
        Outcome::Done
    } else {
        Outcome::Incomplete
    }
}

fn print(report: &CollectReport, answer: Answer, document: &Path) {
    if !report.files.is_empty() {
        let head = ["文件", "表", "新增", "替换", "未变", "冲突", "说明"];
        let mut files = table(&head, report.files.iter().map(file_row).collect(), 1);
        if let Some(remarks) = files.column_mut(head.len() - 1) {
            remarks.set_cell_alignment(CellAlignment::Left);
        }
        println!("{files}");
    }
    if !report.conflicts.is_empty() {
        let rows = report.conflicts.iter().map(|conflict| conflict_row(conflict, answer)).collect();
        let head = ["名称", "单位", "冲突", "部门文档中", "文件中", "处理"];
        println!("冲突：\n{}", table(&head, rows, head.len()));
    }
    report.missing.iter().for_each(|missing| messages::note(&missing_line(missing)));
    for file in report.files.iter().filter(|file| file.not_understood > 0) {
        messages::note(&format!("{}：{} 处未能识别，用 jixiao read 查看", file.name, file.not_understood));
    }
    if report.forms() > 0 && report.is_saved {
        println!("合计：{}；已收集到 {}", summary(report), document.display());
    }
}

fn file_row(file: &PlannedFile) -> Vec<String> {
    let counts = [file.forms, file.added, file.replaced, file.unchanged, file.conflicts];
    let counts = counts.map(|count| count.to_string());
    [file.name.clone()].into_iter().chain(counts).chain([remarks(file)]).collect()
}

fn conflict_row(conflict: &ReportedConflict, answer: Answer) -> Vec<String> {
    let ours = conflict.ours.as_ref().map_or_else(|| "已删除".to_owned(), side);
    vec![
        conflict.name.clone(),
        conflict.agency.clone(),
        [&[conflict_word(conflict.kind).to_owned()], conflict.differences.as_slice()].concat().join("\n"),
        ours,
        side(&conflict.theirs),
        answer_word(conflict.kind, answer).to_owned(),
    ]
}

fn side(side: &Side) -> String {
    let place = side.file.clone().into_iter();
    let figures = [("总分", &side.score), ("预算", &side.budget), ("执行", &side.executed), ("", &side.when)];
    let figures = figures.iter().filter(|(_, text)| !text.is_empty());
    place
        .chain(figures.map(|(name, text)| format!("{name} {text}").trim().to_owned()))
        .collect::<Vec<_>>()
        .join("，")
}

const fn answer_word(kind: ConflictKind, answer: Answer) -> &'static str {
    match answer {
        Answer::Ours => "保留文档中的",
        Answer::Theirs => "改用文件中的",
        Answer::Both if matches!(kind, ConflictKind::Twice) => "两张都要",
        Answer::Both | Answer::Later => "未处理，暂保留文档中的",
    }
}

fn to_json(report: &CollectReport, answer: Answer, document: &Path) -> Value {
    let missing = report.missing.iter().map(|missing| {
        let file_gone = missing.file_gone;
        json!({ "form": missing.name, "agency": missing.agency, "file": missing.source, "file_gone": file_gone })
    });
    json!({
        "document": report.is_saved.then(|| document.display().to_string()),
        "files": report.files.iter().map(file_json).collect::<Vec<_>>(),
        "conflicts": report.conflicts.iter().map(|conflict| conflict_json(conflict, answer)).collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
    })
}

fn file_json(file: &PlannedFile) -> Value {
    json!({
        "file": file.name,
        "forms": file.forms,
        "new": file.added,
        "replaced": file.replaced,
        "unchanged": file.unchanged,
        "conflicts": file.conflicts,
        "missing": file.missing,
        "other_year": file.other_year,
        "department_forms": file.of_department,
        "not_understood": file.not_understood,
        "error": file.error,
    })
}

fn conflict_json(conflict: &ReportedConflict, answer: Answer) -> Value {
    json!({
        "form": conflict.name,
        "agency": conflict.agency,
        "kind": kind_code(conflict.kind),
        "document": conflict.ours.as_ref().map(side_json),
        "file": side_json(&conflict.theirs),
        "differences": conflict.differences,
        "settled": answer.resolves(conflict.kind),
    })
}

const fn kind_code(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Edited => "edited",
        ConflictKind::Own => "not-collected",
        ConflictKind::Twice => "two-files",
        ConflictKind::Removed => "removed",
        ConflictKind::Opened => "no-longer-classified",
    }
}

fn side_json(side: &Side) -> Value {
    json!({
        "file": side.file,
        "score": side.score,
        "budget": side.budget,
        "executed": side.executed,
        "changed": side.when,
    })
}
