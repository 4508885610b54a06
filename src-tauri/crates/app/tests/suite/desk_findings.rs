//! Findings in the window: those of a form at once, those among forms with every change, and the check report.

use std::collections::BTreeSet;
use std::fs;

use jixiao_app::desk::view::{Edit, FindingPick, FindingsChoice, FormView, MendPick, MendView};
use jixiao_app::desk::{OpenDocument, check_document};
use jixiao_app::{BatchFacts, Catalogue, FindingTally};
use tempfile::tempdir;

use crate::made::{actor, sample, taken};

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

fn picks(doc: &OpenDocument, check: &str) -> Vec<FindingPick> {
    let found = doc.findings().into_iter().flat_map(|form| {
        let of_check = form.findings.into_iter().filter(|finding| finding.check == check);
        of_check.map(|finding| FindingPick { form: form.id, key: finding.key }).collect::<Vec<_>>()
    });
    found.collect()
}

fn waived(doc: &OpenDocument) -> usize {
    let findings = doc.findings().into_iter().flat_map(|form| form.findings);
    findings.filter(|finding| finding.waived.is_some()).count()
}

#[test]
fn findings_come_with_the_worst_form_first() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "changji-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let counts: Vec<_> =
        doc.findings().iter().map(|form| doc.form(form.id).unwrap().status.findings).collect();
    assert!(counts.len() > 3 && counts.first() != counts.last());
    let weight = |counts: &jixiao_app::desk::view::Counts| (counts.errors, counts.warnings, counts.hints);
    assert!(counts.is_sorted_by_key(|counts| std::cmp::Reverse(weight(counts))));
}

#[test]
fn findings_that_are_alike_are_waived_for_one_reason_and_one_undo_takes_them_back() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "changji-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let picks = picks(doc, "C20");
    let forms: BTreeSet<i64> = picks.iter().map(|pick| pick.form).collect();
    assert!(picks.len() > 5 && forms.len() > 1, "the book has many of them");
    let before = doc.view().unwrap().totals.findings;
    let changed = doc.waive(&picks, " 单位见指标名称 ", &actor()).unwrap();
    assert_eq!(waived(doc), picks.len());
    assert_eq!(
        changed.document.totals.findings.warnings + u32::try_from(picks.len()).unwrap(),
        before.warnings
    );
    doc.unwaive(&picks[..2], &actor()).unwrap();
    assert_eq!(waived(doc), picks.len() - 2);
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.undo(&actor()).unwrap().document.totals.findings, before);
    assert_eq!(waived(doc), 0);
}

#[test]
fn a_finding_that_has_gone_is_not_waived_silently() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "changji-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let picks = picks(doc, "C20");
    let mend =
        doc.mends().into_iter().find(|mend| mend.check == "C20" && mend.form == picks[0].form).unwrap();
    let wanted = MendPick { form: mend.form, field: mend.field, after: mend.after };
    doc.mend(std::slice::from_ref(&wanted), &actor()).unwrap();
    for (asked, why) in [(&picks[..], "中有 1 条已经不在了"), (&picks[..0], "没有选中")] {
        let refused = doc.waive(asked, "已核实", &actor()).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let gone =
        picks.iter().filter(|pick| doc.waive(std::slice::from_ref(*pick), "已核实", &actor()).is_err());
    assert_eq!(gone.map(|pick| pick.form).collect::<Vec<_>>(), [mend.form]);
    assert_eq!(waived(doc), picks.len() - 1);
    // What is shown and no longer stands there is not written over either.
    let refused = doc.mend(&[wanted], &actor()).unwrap_err().to_string();
    assert!(refused.contains("没有改动任何一处"), "{refused}");
}

#[test]
fn what_can_be_mended_is_mended_in_one_step_and_scores_stay() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "changji-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let scores = |doc: &OpenDocument| -> Vec<String> {
        ids.iter().map(|id| doc.form(*id).unwrap().status.total).collect()
    };
    let (mends, before) = (doc.mends(), scores(doc));
    let named: BTreeSet<&str> = mends.iter().map(|mend| mend.check.as_str()).collect();
    assert_eq!(named.into_iter().collect::<Vec<_>>(), ["", "C20", "C50"]);
    let of_findings = doc.findings().into_iter().flat_map(|form| form.findings);
    assert_eq!(
        of_findings.filter(|finding| finding.mend.is_some()).count(),
        mends.iter().filter(|mend| !mend.check.is_empty()).count()
    );
    let pick =
        |mend: &MendView| MendPick { form: mend.form, field: mend.field.clone(), after: mend.after.clone() };
    doc.mend(&mends.iter().map(pick).collect::<Vec<_>>(), &actor()).unwrap();
    assert_eq!((doc.mends(), scores(doc)), (Vec::new(), before));
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.mends(), mends);
}

#[test]
fn sums_come_with_what_has_to_be_known_of_them() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    assert_eq!((doc.overview().cautions, doc.disclosure().unwrap().cautions), (Vec::new(), Vec::new()));
    let form = doc.form(ids[2]).unwrap();
    let year = Edit { field: "\"year\"".to_owned(), text: "2022".to_owned() };
    let fields = form.cells.iter().filter_map(|cell| cell.field.clone());
    let budgets = fields.filter(|field| field.contains("adjusted"));
    let emptied = budgets.map(|field| Edit { field, text: String::new() });
    doc.edit(ids[2], &std::iter::once(year).chain(emptied).collect::<Vec<_>>(), &actor()).unwrap();
    let cautions = doc.overview().cautions;
    assert_eq!(doc.disclosure().unwrap().cautions, cautions);
    assert!(cautions.len() == 2 && cautions[0].starts_with("各项目的年度不同"), "{cautions:?}");
    assert!(cautions[1].starts_with("1 个项目没有填写全年预算数"), "{cautions:?}");
}
