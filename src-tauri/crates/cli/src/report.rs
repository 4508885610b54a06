use anyhow::Result;
use serde_json::json;

use jixiao_app::json::{points, score_json};
use jixiao_app::{
    Catalogue, Copies, Figures, Filled, LayoutChoice, Masked, Output, Report, RunFiles, Tally, report,
};

use crate::arguments::{Format, Layout, ReportArguments};
use crate::files::existing;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::table::table;
use crate::{books, catalogue, files};

pub fn run(arguments: &ReportArguments) -> Result<Outcome> {
    let mut catalogue = catalogue::catalogue()?;
    let rules = catalogue::rules_named(arguments.rules.as_deref(), &mut catalogue)?;
    let how = if arguments.recompute { Filled::Recompute } else { Filled::Keep };
    let output = Output {
        folder: arguments.out.clone(),
        xlsx: arguments.formats.contains(&Format::Xlsx),
        pdf: arguments.formats.contains(&Format::Pdf),
        docx: arguments.formats.contains(&Format::Docx),
        per_form: arguments.per_form,
        layout: layout(arguments, &mut catalogue)?,
        figures: if arguments.values { Figures::Values } else { Figures::Formulas },
        copy: Copies {
            volume: arguments.volume,
            draft: arguments.draft,
            number_each: arguments.number_each,
            public: arguments.public,
            classified: arguments.classified.clone(),
            date: arguments.date.clone(),
        },
        existing: existing(arguments.overwrite),
        run: RunFiles::default(),
    };
    let reading = books::read(&arguments.books.books, &catalogue);
    let forms: usize = reading.books.iter().map(|book| book.forms.len()).sum();
    let progress = bar(forms, "核算与导出");
    let mut reports = Vec::new();
    let names = books::sources_of(&reading.books);
    for (book, name) in reading.books.iter().zip(names).filter(|(book, _)| !book.forms.is_empty()) {
        let mut step = || progress.inc(1);
        reports.push(report(book, &name, rules.as_ref(), how, &output, &catalogue, &mut step)?);
    }
    progress.finish_and_clear();
    if arguments.json {
        crate::output::json(&to_json(&reports, &catalogue)?)?;
    } else {
        reading.report_form_problems();
        for (book, report) in reading.with_forms().zip(&reports) {
            files::report_dropped(&book.name, report.dropped.iter());
        }
        print(&reports);
        if arguments.public {
            print_masked(&reports);
        }
    }
    let outcome = files::outcome(reading.outcome(), reports.iter().map(|report| &report.written));
    Ok(files::unless_dropped(outcome, reports.iter().any(|report| !report.dropped.is_empty())))
}

fn layout(arguments: &ReportArguments, catalogue: &mut Catalogue) -> Result<LayoutChoice> {
    Ok(match (&arguments.edition, arguments.layout) {
        (Some(named), _) => LayoutChoice::Of(catalogue::named(named, catalogue)?),
        (None, None) => LayoutChoice::Automatic,
        (None, Some(Layout::Own)) => LayoutChoice::Own,
        (None, Some(Layout::Official)) => LayoutChoice::Official,
    })
}

fn to_json(reports: &[Report], catalogue: &Catalogue) -> Result<serde_json::Value> {
    let mut scores = Vec::new();
    for (form, scored) in reports.iter().flat_map(|report| &report.forms) {
        scores.push(score_json(form, catalogue.edition_of(form)?, scored));
    }
    let files = files::names(reports.iter().map(|report| &report.written));
    let dropped = files::dropped_json(reports.iter().flat_map(|report| &report.dropped));
    let masked: Vec<_> = reports.iter().flat_map(|report| &report.masked).map(masked_json).collect();
    Ok(json!({ "files": files, "forms": scores, "dropped": dropped, "masked": masked }))
}

fn masked_json(masked: &Masked) -> serde_json::Value {
    let Masked { sheet, cell, before, after } = masked;
    json!({ "sheet": sheet, "cell": cell.map(|at| at.to_string()), "before": before, "after": after })
}

/// What a public copy hides, to be looked at.
fn print_masked(reports: &[Report]) {
    let all: Vec<&Masked> = reports.iter().flat_map(|report| &report.masked).collect();
    if all.is_empty() {
        println!("没有找到要隐去的姓名、身份证号和电话；请再看一遍正文里有没有。");
        return;
    }
    println!("公开用，隐去 {} 处，请核对，并再看一遍正文里有没有漏的：", all.len());
    for Masked { sheet, cell, before, after } in all {
        let place = cell.map_or_else(|| "页眉页脚".to_owned(), |at| at.to_string());
        println!("  {sheet} {place}：{} → {}", one_line(before), one_line(after));
    }
}

/// The text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn print(reports: &[Report]) {
    let mut rows = Vec::new();
    for (form, scored) in reports.iter().flat_map(|report| &report.forms) {
        let tally = Tally::of([scored]);
        let total = &scored.total;
        rows.push(vec![
            form.name().to_owned(),
            form.implementing_unit().to_owned(),
            form.total_fund().map(|fund| fund.rate.text().to_owned()).unwrap_or_default(),
            form.total.score.text().to_owned(),
            total.score.map_or_else(|| "—".to_owned(), points),
            total.grade.clone().unwrap_or_default(),
            tally.differs.to_string(),
            tally.cannot_score.to_string(),
        ]);
    }
    println!(
        "{}",
        table(
            &["名称", "实施单位", "执行率", "表上总分", "核算总分", "等次", "不一致", "需人工评定"],
            rows,
            2
        )
    );
    files::print(reports.iter().map(|report| &report.written));
}
