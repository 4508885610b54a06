//! An audit into tables: nothing of it is kept in memory, and what was done before is not done again.

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use jixiao_app::desk::Actor;
use jixiao_app::{Assessment, Depth};
use jixiao_tables::{Totals, audit_folder, survey};

use crate::arguments::AuditArguments;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::{catalogue, messages};

pub fn run(arguments: &AuditArguments, out: &Path) -> Result<Outcome> {
    let catalogue = catalogue::catalogue()?;
    let actor = Actor::here();
    let assessment = Assessment { depth: Depth::Check, rules: None, actor: &actor, catalogue: &catalogue };
    let found = survey(&arguments.folder, messages::MAX_NAMES)?;
    if found.files == 0 {
        messages::nothing_to_read(&arguments.folder);
    }
    messages::passed_over(found.passed_over, &found.first_passed_over);
    let progress = bar(found.files, "检查文件");
    let step = || progress.inc(1);
    let totals = audit_folder(&arguments.folder, out, &assessment, arguments.overwrite, &step)?;
    progress.finish_and_clear();
    if arguments.json {
        crate::output::json(&to_json(&totals))?;
    } else {
        print(&totals, out);
    }
    Ok(outcome(&totals))
}

fn outcome(totals: &Totals) -> Outcome {
    match (totals.files - totals.unread, totals.counts.problems) {
        (0, _) => Outcome::Nothing,
        (_, 0) => Outcome::Done,
        (_, _) => Outcome::Incomplete,
    }
}

fn to_json(totals: &Totals) -> serde_json::Value {
    json!({
        "files": totals.files,
        "kept": totals.kept,
        "unread": totals.unread,
        "forms": totals.counts.forms,
        "errors": totals.counts.errors,
        "warnings": totals.counts.warnings,
        "hints": totals.counts.hints,
        "problems": totals.counts.problems,
    })
}

fn print(totals: &Totals, out: &Path) {
    println!(
        "合计：文件 {} 个（其中以前已检查、没有变化的 {} 个，读不出的 {} 个），自评表 {} 张；错误 {}，警告 {}，提示 {}；未能识别 {} 处",
        totals.files,
        totals.kept,
        totals.unread,
        totals.counts.forms,
        totals.counts.errors,
        totals.counts.warnings,
        totals.counts.hints,
        totals.counts.problems
    );
    println!("数据表存入“{}”", out.display());
}
