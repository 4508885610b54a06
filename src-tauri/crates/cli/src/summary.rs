use anyhow::Result;
use serde_json::json;

use jixiao_app::{Catalogue, Output, RuleSetId, Summarised, stem, summarise, summary_json, write_summary};

use crate::arguments::SummaryArguments;
use crate::report::existing;
use crate::{Outcome, books, files};

pub fn run(arguments: &SummaryArguments) -> Result<Outcome> {
    let catalogue = Catalogue::load()?;
    let rules = arguments.rules.as_deref().map(RuleSetId::from);
    let reading = books::read(&arguments.books.books, &catalogue);
    let found = summarise(&reading.books, arguments.unit.as_deref(), rules.as_ref(), &catalogue)?;
    if found.summary.total.projects == 0 {
        reading.report_form_problems();
        return Ok(Outcome::Nothing);
    }
    let output = Output {
        folder: arguments.out.clone(),
        xlsx: true,
        pdf: true,
        per_form: false,
        existing: existing(arguments.overwrite),
    };
    let stem =
        if found.unit.is_empty() { "绩效自评".to_owned() } else { stem(&format!("{}.", found.unit)) };
    let written = write_summary(&found, &stem, &output);
    if arguments.json {
        let files = files::names(std::iter::once(&written));
        let json = json!({ "files": files, "summary": summary_json(&found) });
        println!("{}", serde_json::to_string_pretty(&json)?);
    } else {
        reading.report_form_problems();
        print(&found);
        files::print(std::iter::once(&written));
    }
    Ok(files::outcome(reading.outcome(), std::iter::once(&written)))
}

/// The paragraph, to read and to copy.
fn print(found: &Summarised) {
    for section in &found.sections {
        if !section.title.is_empty() {
            println!("{}", section.title);
        }
        println!("{}\n", section.text);
    }
}
