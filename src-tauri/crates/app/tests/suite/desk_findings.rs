//! Findings in the window: those of a form at once, those among forms with every change, and the check report.

use std::fs;

use jixiao_app::desk::check_document;
use jixiao_app::desk::view::{Edit, FindingsChoice, FormView};
use jixiao_app::{BatchFacts, Catalogue, FindingTally};
use tempfile::tempdir;

use crate::made::{actor, sample};

fn named(form: &FormView, name: &str) -> Edit {
    let cell =
        form.cells.iter().find(|cell| cell.field.as_ref().is_some_and(|field| field.contains("\"name\"")));
    Edit { field: cell.unwrap().field.clone().unwrap(), text: name.to_owned() }
}

fn checks(form: &FormView) -> Vec<&str> {
    form.findings.iter().map(|finding| finding.check.as_str()).collect()
}

#[test]
fn a_finding_among_forms_comes_and_goes_with_the_change_that_makes_it() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let before = doc.view().unwrap().forms[3].findings;
    assert!(!checks(&doc.form(ids[3]).unwrap()).contains(&"C52"));
    let first = doc.form(ids[0]).unwrap();
    // The first form is changed, and the fourth now bears its name.
    let edit = named(&first, &doc.form(ids[3]).unwrap().name);
    let changed = doc.edit(ids[0], &[edit], &actor()).unwrap();
    assert_eq!(changed.document.forms[3].findings.hints, before.hints + 1);
    let fourth = doc.form(ids[3]).unwrap();
    assert!(checks(&fourth).contains(&"C52"));
    assert_eq!(fourth.status.findings, changed.document.forms[3].findings);
    let undone = doc.undo(&actor()).unwrap();
    assert_eq!(undone.document.forms[3].findings, before);
}

#[test]
fn the_check_report_is_written_and_overwrites_only_when_told() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let out = folder.path().join("out");
    let choice = FindingsChoice { forms: ids, xlsx: true, pdf: true, overwrite: false };
    let job = workspace.findings_job(&choice).unwrap();
    let mut steps = Vec::new();
    let done = job.run(&choice, &out, &mut |progress| {
        steps.push(progress.done);
        true
    });
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["示例单位2023年度检查报告.xlsx", "示例单位2023年度检查报告.pdf"]);
    assert!(done.files.iter().all(|file| file.error.is_none()) && steps == [0, 1, 2]);
    let again = job.run(&choice, &out, &mut |_| true);
    assert_eq!(again.files[0].name, "示例单位2023年度检查报告（2）.xlsx");
    let over = FindingsChoice { overwrite: true, ..choice };
    job.run(&over, &out, &mut |_| true);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 4);
    assert!(job.run(&over, &out, &mut |_| false).cancelled);
}

#[test]
fn a_document_is_checked_without_a_window() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let shown = workspace.open_document().unwrap().view().unwrap().totals.findings;
    let choice = jixiao_app::desk::view::ListChange::Classified { id: ids[5], on: true };
    workspace.open_document().unwrap().change_list(&choice, &actor()).unwrap();
    let last = workspace.open_document().unwrap().view().unwrap().forms[5].findings;
    let path = workspace.open_document().unwrap().path().to_owned();
    workspace.close().unwrap();
    let catalogue = Catalogue::load().unwrap();
    let checked = check_document(&path, None, &BatchFacts::default(), &actor(), &catalogue).unwrap();
    assert_eq!((checked.agency.as_str(), checked.year), ("示例单位", Some(2023)));
    assert_eq!((checked.forms.len(), checked.classified), (5, 1));
    let tally = FindingTally::of(checked.forms.iter().flat_map(|form| &form.findings));
    assert_eq!(tally.warnings, (shown.warnings - last.warnings) as usize);
    assert_eq!(tally.hints, (shown.hints - last.hints) as usize);
}
