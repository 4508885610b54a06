use std::path::PathBuf;

use anyhow::{Result, bail};
use serde_json::json;

use jixiao_app::desk::summarise_document;
use jixiao_app::{
    Catalogue, Output, RuleSetId, Summarised, headings, is_document, left_out, summarise, summary_json,
    write_summary,
};

use crate::arguments::SummaryArguments;
use crate::books::Reading;
use crate::catalogue::{catalogue, rules_named};
use crate::files::existing;
use crate::outcome::Outcome;
use crate::{books, files};

pub fn run(arguments: &SummaryArguments) -> Result<Outcome> {
    let mut catalogue = catalogue()?;
    let rules = rules_named(arguments.rules.as_deref(), &mut catalogue)?;
    let (documents, workbooks): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.files.iter().cloned().partition(|path| is_document(path));
    let reading = books::read(&workbooks, &catalogue);
    let mut found = found(&documents, &reading, arguments, rules.as_ref(), &catalogue)?;
    found.date.clone_from(&arguments.date);
    if found.summary.total.projects == 0 {
        reading.report_form_problems();
        eprintln!("没有项目支出绩效自评表，不能汇总；请换含有项目表的工作簿或文档。");
        return Ok(Outcome::Nothing);
    }
    let output = Output::whole(arguments.out.clone(), existing(arguments.overwrite));
    let written = write_summary(&found, &output);
    if arguments.json {
        let files = files::names(std::iter::once(&written));
        let json = json!({ "files": files, "summary": summary_json(&found) });
        crate::output::json(&json)?;
    } else {
        reading.report_form_problems();
        found.cautions.iter().for_each(|caution| println!("注意：{caution}"));
        print(&found);
        files::print(std::iter::once(&written));
        let left_out = left_out(&found);
        if !left_out.is_empty() {
            println!("{left_out}");
        }
    }
    let outcome = if documents.is_empty() { reading.outcome() } else { Outcome::Done };
    Ok(files::outcome(outcome, std::iter::once(&written)))
}

/// A document is a department of its own: it is not mixed with others, whose links and own words it does not know.
fn found(
    documents: &[PathBuf],
    reading: &Reading,
    arguments: &SummaryArguments,
    rules: Option<&RuleSetId>,
    catalogue: &Catalogue,
) -> Result<Summarised> {
    let agency = arguments.agency.as_deref();
    match documents {
        [] => summarise(&reading.books, agency, rules, &arguments.classified, catalogue),
        [document] if arguments.files.len() == 1 => {
            summarise_document(document, agency, rules, &arguments.classified, catalogue)
        }
        _ => bail!("一次只能汇总一个文档，且不能与工作簿混在一起；请分开运行，或先在窗口里把工作簿导入文档"),
    }
}

/// The paragraph, to read and to copy.
fn print(found: &Summarised) {
    let sections = found.sections.iter().zip(headings(&found.sections));
    for (section, heading) in sections.filter(|(section, _)| !section.omitted) {
        // What is still to be written has no number yet, and is shown to be written.
        let heading = if heading.is_empty() { section.title } else { &heading };
        if !heading.is_empty() {
            println!("{heading}");
        }
        println!("{}\n", section.text);
    }
}
