//! The window's use cases without a window: import, roll forward, type, undo, reopen, export.

use std::fs;
use std::path::Path;

use jixiao_app::desk::view::{
    BackupsOf, CellView, Edit, ExportChoice, FindingPick, FormView, ImportChoice, IndicatorRef, ListChange,
    RowChange,
};
use jixiao_app::desk::{Actor, Import, Workspace};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, pick, published_book, taken, workspace};

/// Last year's book rolled forward to 2024 in a new document.
fn rolled_forward(folder: &TempDir) -> Workspace {
    let mut workspace = workspace(folder);
    let import =
        Import::read(&[published_book("urumqi-2023-stacked.xlsx")], &workspace.catalogue(), &mut |_| true);
    let review = workspace.review(import);
    assert_eq!((review.year, review.books[0].forms.len()), (Some(2023), 6));
    let forms = review.books[0].forms.iter().map(|form| pick(form.index)).collect();
    let choice = ImportChoice { forms, template_year: Some(2024), years: Vec::new() };
    let (agency, year, name) = workspace.proposal(&choice).unwrap();
    assert_eq!((agency.as_str(), year), ("乌鲁木齐市人力资源和社会保障局", 2024));
    workspace.create(&folder.path().join(name), &agency, year, &actor()).unwrap();
    workspace.import_take(&choice, &actor()).unwrap();
    workspace
}

/// The cell under a column of the first indicator row.
fn cell<'a>(form: &'a FormView, part: &str) -> &'a CellView {
    form.cells.iter().find(|cell| cell.field.as_ref().is_some_and(|field| field.contains(part))).unwrap()
}

const ACTUAL: &str = r#"{"goal":0,"row":0,"column":"actual"}"#;
const SCORE: &str = r#"{"goal":0,"row":0,"column":"score"}"#;

#[test]
fn a_typed_actual_scores_at_once_can_be_undone_and_survives() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let document = workspace.document().unwrap().unwrap();
    let id = document.forms[0].id;
    let form = workspace.open_document().unwrap().form(id).unwrap();
    let actual = cell(&form, ACTUAL);
    assert_eq!((actual.text.as_str(), actual.last_year.as_deref()), ("", Some("=14390人")));
    let edit = Edit { field: actual.field.clone().unwrap(), text: "14390人".to_owned() };
    let changed = workspace.open_document().unwrap().edit(id, &[edit], &actor()).unwrap();
    let score = cell(changed.form.as_ref().unwrap(), SCORE).clone();
    assert_eq!(score.text, "8.99");
    assert!(score.explanation.unwrap().starts_with("8.99 = 10 × 14390 ÷ 16000"));
    assert_eq!(changed.document.undo.as_deref(), Some("修改 指标第1行 实际完成值"));
    assert_eq!(changed.document.saved, "已保存 14:03");

    let undone = workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert_eq!(cell(undone.form.as_ref().unwrap(), SCORE).text, "");
    let path = workspace.open_document().unwrap().path().to_owned();
    workspace.close().unwrap();
    workspace.open(&path, &actor()).unwrap();
    let redone = workspace.open_document().unwrap().redo(&actor()).unwrap();
    assert_eq!(cell(redone.form.as_ref().unwrap(), SCORE).text, "8.99");
    let history = workspace.open_document().unwrap().history(None, &actor()).unwrap();
    let typed = history.iter().find(|line| line.new == "14390人").unwrap();
    assert_eq!((typed.who.as_str(), typed.when.as_str()), ("王会计", "2024-03-02 14:03"));
}

#[test]
fn rows_methods_and_scores_by_hand() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let at = IndicatorRef { goal: 0, row: 0 };
    let doc = workspace.open_document().unwrap();
    let manual =
        RowChange::Manual { at, score: Some("7.5".to_owned()), reason: "按抽查结果".to_owned() };
    let changed = doc.change_row(id, &manual, &actor()).unwrap();
    let score = cell(changed.form.as_ref().unwrap(), SCORE).clone();
    assert!(score.by_hand && score.text.starts_with("7.5"), "{score:?}");
    let detail = doc.row_detail(id, at).unwrap();
    assert_eq!(detail.manual_reason, "按抽查结果");
    assert_eq!(detail.last_year[1].text, "=14390人");
    let method = RowChange::Method { at, method: Some("full_or_zero".to_owned()) };
    doc.change_row(id, &method, &actor()).unwrap();
    assert!(doc.row_detail(id, at).unwrap().method_chosen);
    let rows =
        |form: &FormView| form.cells.iter().filter_map(|cell| cell.indicator).map(|at| at.row).max().unwrap();
    let before = rows(&doc.form(id).unwrap());
    let inserted = doc.change_row(id, &RowChange::Insert { at }, &actor()).unwrap();
    assert_eq!(rows(inserted.form.as_ref().unwrap()), before + 1);
    let bad = RowChange::Manual { at, score: Some("七分".to_owned()), reason: String::new() };
    assert!(doc.change_row(id, &bad, &actor()).unwrap_err().to_string().contains("七分"));
}

#[test]
fn the_list_adds_copies_and_removes() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let doc = workspace.open_document().unwrap();
    let add = ListChange::Add { edition: "xinjiang-2023-project".to_owned(), name: "新项目".to_owned() };
    let document = doc.change_list(&add, &actor()).unwrap().document;
    let added = document.forms.last().unwrap().clone();
    assert_eq!((added.name.as_str(), document.totals.projects), ("新项目", 7));
    assert_eq!(added.findings.errors, 0, "an empty form is not wrong");
    let copied = doc.change_list(&ListChange::Copy { id: added.id }, &actor()).unwrap().document;
    assert_eq!(copied.forms.len(), 8);
    let removed = doc.change_list(&ListChange::Remove { ids: vec![added.id] }, &actor()).unwrap().document;
    assert_eq!(removed.forms.len(), 7);
    assert_eq!(doc.undo(&actor()).unwrap().document.forms.len(), 8);
}

#[test]
fn export_holds_what_was_typed_and_stops_when_told() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let ids: Vec<i64> = workspace.document().unwrap().unwrap().forms.iter().map(|form| form.id).collect();
    let field =
        cell(&workspace.open_document().unwrap().form(ids[0]).unwrap(), ACTUAL).field.clone().unwrap();
    workspace
        .open_document()
        .unwrap()
        .edit(ids[0], &[Edit { field, text: "16001人".to_owned() }], &actor())
        .unwrap();
    let choice = ExportChoice {
        forms: ids,
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: true,
        docx: false,
        per_form: true,
        pattern: "{序号}{名称}".to_owned(),
        overwrite: false,
    };
    let out = folder.path().join("out");
    let job = workspace.export_job(&choice).unwrap();
    let stopped = job.run(&choice, &out, &mut |progress| progress.done < 3).unwrap();
    assert!(stopped.cancelled);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 3, "whole files only, no temporary ones");
    let done = job.run(&choice, &out, &mut |_| true).unwrap();
    assert!(!done.cancelled && done.files.len() == 12 && done.files.iter().all(|file| file.error.is_none()));
    let read = jixiao_app::read_book(&out.join("011995年以前退休人员生活补助.xlsx"), &workspace.catalogue())
        .unwrap();
    assert_eq!(read.forms[0].form().goals[0].indicators[0].actual, "16001人");
    assert_eq!(read.forms[0].form().goals[0].indicators[0].score.text(), "10.00");
    assert!(workspace.open_document().unwrap().preview(&choice.forms).unwrap().starts_with(b"%PDF"));
}

/// How many formulas the sheets of a workbook hold.
fn formulas_in(path: &Path) -> usize {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let texts = (0..archive.len()).map(|at| {
        let part = archive.by_index(at).unwrap();
        let is_sheet = part.name().unwrap().starts_with("xl/worksheets/sheet");
        if is_sheet { std::io::read_to_string(part).unwrap() } else { String::new() }
    });
    texts.map(|text| text.matches("<f>").count()).sum()
}

#[test]
fn figures_of_a_workbook_follow_by_formulas_unless_the_person_says_no() {
    let folder = tempdir().unwrap();
    let (mut workspace, forms) = taken(&folder, "urumqi-2023.xlsx", None);
    let mut export = |formulas: bool, per_form: bool, out: &str| {
        let pattern = if per_form { "{序号}" } else { "表" }.to_owned();
        let choice = ExportChoice {
            forms: forms.clone(),
            xlsx: true,
            formulas,
            volume: false,
            number_each: false,
            draft: false,
            public: false,
            pdf: false,
            docx: false,
            per_form,
            pattern,
            overwrite: false,
        };
        let out = folder.path().join(out);
        workspace.export_job(&choice).unwrap().run(&choice, &out, &mut |_| true).unwrap();
        let files = fs::read_dir(&out).unwrap().map(|file| formulas_in(&file.unwrap().path()));
        files.sum::<usize>()
    };
    let whole = export(true, false, "whole");
    assert!(whole > forms.len() * 5, "{whole}");
    assert_eq!(export(true, true, "each"), whole);
    assert_eq!(export(false, false, "figures"), 0);
    assert_eq!(export(false, true, "figures of each"), 0);
}

#[test]
fn a_public_volume_hides_persons_and_is_called_so() {
    let folder = tempdir().unwrap();
    let (mut workspace, forms) = taken(&folder, "urumqi-2023.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let field = cell(&doc.form(forms[1]).unwrap(), ACTUAL).field.clone().unwrap();
    doc.edit(forms[1], &[Edit { field, text: "联系人：张三丰".to_owned() }], &actor()).unwrap();
    let hidden = workspace.hidden_in_public(&forms).unwrap();
    assert_eq!(hidden.iter().map(|found| found.after.as_str()).collect::<Vec<_>>(), ["联系人：张**"]);
    let choice = |per_form: bool| ExportChoice {
        forms: forms.clone(),
        xlsx: true,
        formulas: true,
        pdf: true,
        docx: false,
        per_form,
        volume: true,
        number_each: false,
        draft: true,
        public: true,
        pattern: if per_form { "{序号}" } else { "表" }.to_owned(),
        overwrite: false,
    };
    let catalogue = workspace.catalogue();
    let mut run = |per_form: bool, out: &str| {
        let (choice, out) = (choice(per_form), folder.path().join(out));
        let done = workspace.export_job(&choice).unwrap().run(&choice, &out, &mut |_| true).unwrap();
        assert_eq!(done.failed, 0);
        let mut names: Vec<String> = done.files.into_iter().map(|file| file.name).collect();
        names.sort();
        (out, names)
    };
    let (out, names) = run(false, "whole");
    assert_eq!(names.len(), 2);
    assert!(
        names[0].ends_with("2023年度绩效自评表汇编（公开）.pdf") && names[1] == "表（公开）.xlsx",
        "{names:?}"
    );
    let read = jixiao_app::read_book(&out.join(&names[1]), &catalogue).unwrap();
    assert_eq!(read.forms[1].form().goals[0].indicators[0].actual, "联系人：张**");
    let (_, names) = run(true, "each");
    assert_eq!(names.len(), forms.len() + 1);
    assert!(names.iter().all(|name| name.contains("（公开）")), "{names:?}");
}

/// A pattern that calls all forms the same writes none over another, and one that names something unknown writes nothing.
#[test]
fn a_pattern_loses_no_form() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let forms: Vec<i64> = workspace.document().unwrap().unwrap().forms.iter().map(|form| form.id).collect();
    let pattern = |pattern: &str| ExportChoice {
        forms: forms.clone(),
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: false,
        docx: false,
        per_form: true,
        pattern: pattern.to_owned(),
        overwrite: true,
    };
    let mut run = |choice: &ExportChoice, out: &str| {
        workspace.export_job(choice).unwrap().run(choice, &folder.path().join(out), &mut |_| true)
    };
    let problem = run(&pattern("{名字}"), "none").unwrap_err();
    assert!(problem.to_string().contains("不认识“{名字}”"), "{problem}");
    assert!(!folder.path().join("none").exists());
    let done = run(&pattern("{年度}年"), "same").unwrap();
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).take(3).collect();
    assert_eq!(names, ["2024年.xlsx", "2024年（2）.xlsx", "2024年（3）.xlsx"]);
    assert_eq!(fs::read_dir(folder.path().join("same")).unwrap().count(), forms.len());
}

#[test]
fn the_sample_opens_and_backups_restore() {
    let folder = tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let document = workspace.open_sample(&actor()).unwrap();
    assert_eq!((document.forms.len(), document.totals.projects), (6, 6));
    // 2352.00 + 67.10 + 68.00 + 496.71 + 8.40 + 841.51
    assert_eq!(document.totals.budget, "3,833.72");
    workspace.open_sample(&actor()).unwrap();
    assert!(!workspace.backups(BackupsOf::Document, &actor()).unwrap().is_empty());
}

/// All within one second, as a person does it who is quick.
#[test]
fn going_back_to_a_backup_keeps_the_present_forms_in_one() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    workspace.open_document().unwrap().checkpoint(&actor()).unwrap();
    let forms = |workspace: &mut Workspace| -> Vec<Option<u32>> {
        workspace.backups(BackupsOf::Document, &actor()).unwrap().iter().map(|backup| backup.forms).collect()
    };
    let all = u32::try_from(ids.len()).ok();
    assert_eq!(forms(&mut workspace), [all, Some(0)], "made with the import, and with the document");
    let empty = workspace.restore(BackupsOf::Document, 1, &actor()).unwrap();
    assert!(empty.forms.is_empty());
    assert_eq!(forms(&mut workspace), [all, all, Some(0)]);
    let back = workspace.restore(BackupsOf::Document, 0, &actor()).unwrap();
    assert_eq!(back.forms.len(), ids.len());
}

#[test]
fn work_is_backed_up_from_time_to_time() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "urumqi-2023.xlsx", None);
    workspace.open_document().unwrap().checkpoint(&actor()).unwrap();
    let later =
        |minutes: i64| Actor { now: &actor().now + jiff::SignedDuration::from_mins(minutes), ..actor() };
    let mut made = |change: bool, minutes: i64| {
        let doc = workspace.open_document().unwrap();
        if change {
            doc.set_agency(&format!("{minutes}"), 2023, &later(minutes)).unwrap();
        }
        doc.checkpoint(&later(minutes)).unwrap();
        workspace.backups(BackupsOf::Document, &actor()).unwrap().len()
    };
    assert_eq!([made(true, 9), made(false, 11), made(false, 30), made(true, 31)], [2, 3, 3, 4]);
}

#[test]
fn what_cannot_be_opened_leaves_the_open_document_open() {
    let folder = tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let path = folder.path().join("局.jixiao");
    workspace.create(&path, "某局", 2023, &actor()).unwrap();
    let broken = folder.path().join("坏.jixiao");
    fs::write(&broken, "不是文档").unwrap();
    workspace.open(&broken, &actor()).unwrap_err();
    workspace.create(&path, "别的局", 2024, &actor()).unwrap_err();
    workspace.open_document().unwrap().set_agency("还是某局", 2023, &actor()).unwrap();
    let again = workspace.open(&path, &actor()).unwrap();
    assert_eq!((again.agency.as_str(), again.read_only), ("还是某局", false));
}

#[test]
fn a_waived_finding_counts_no_more_until_it_is_taken_back() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let doc = workspace.open_document().unwrap();
    let field = cell(&doc.form(id).unwrap(), ACTUAL).field.clone().unwrap();
    let edit = Edit { field, text: "14390人".to_owned() };
    let form = doc.edit(id, &[edit], &actor()).unwrap().form.unwrap();
    let finding = form.findings.iter().find(|finding| finding.check == "C40").unwrap().clone();
    assert_eq!(finding.waived, None);
    let counted = |form: &FormView| (form.status.findings.errors, form.status.findings.warnings);
    let pick = [FindingPick { form: id, key: finding.key.clone() }];
    let no_reason = doc.waive(&pick, " ", &actor()).unwrap_err();
    assert_eq!(no_reason.to_string(), "请写明豁免的理由");
    let waived = doc.waive(&pick, "已另行说明 ", &actor()).unwrap();
    assert_eq!(waived.document.undo.as_deref(), Some("豁免核对结果"));
    let after = waived.form.unwrap();
    assert_eq!(counted(&after).0 + counted(&after).1, counted(&form).0 + counted(&form).1 - 1);
    assert_eq!(waived.document.forms[0].findings, after.status.findings);
    let last = after.findings.last().unwrap();
    let waived = last.waived.as_ref().unwrap();
    assert_eq!((last.key.as_str(), waived.reason.as_str()), (finding.key.as_str(), "已另行说明"));
    assert_eq!((waived.who.as_str(), waived.when.as_str()), ("王会计", "2024-03-02 14:03"));

    // The row moves down, and its waiver with it.
    let above = IndicatorRef { goal: 0, row: 0 };
    doc.change_row(id, &RowChange::Move { at: above, to: 1 }, &actor()).unwrap();
    let moved = doc.form(id).unwrap();
    let of_row =
        |form: &FormView| form.findings.iter().find(|finding| finding.check == "C40").cloned().unwrap();
    assert!(of_row(&moved).key.contains(r#""row":1"#) && of_row(&moved).waived.is_some());
    assert!(doc.findings().iter().any(|form| form.id == id && form.findings.contains(&of_row(&moved))));
    doc.undo(&actor()).unwrap();

    let taken_back = doc.unwaive(&pick, &actor()).unwrap().form.unwrap();
    assert_eq!((counted(&taken_back), of_row(&taken_back).waived), (counted(&form), None));
    let undone = doc.undo(&actor()).unwrap();
    assert!(of_row(undone.form.as_ref().unwrap()).waived.is_some());
    assert_eq!(undone.field, finding.field);
    let history = doc.history(None, &actor()).unwrap();
    assert!(history.iter().any(|line| line.what.contains("豁免核对结果：") && line.new == "已另行说明"));
}

#[test]
fn one_command_for_several_forms_is_one_step() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let before = workspace.document().unwrap().unwrap();
    let ids: Vec<i64> = before.forms.iter().skip(1).step_by(2).map(|form| form.id).collect();
    let doc = workspace.open_document().unwrap();
    let classified = |id: &i64| ListChange::Classified { id: *id, on: true };
    let commands = [
        ListChange::Remove { ids: ids.clone() },
        ListChange::Together { changes: ids.iter().map(classified).collect() },
    ];
    for command in commands {
        let changed = doc.change_list(&command, &actor()).unwrap().document;
        let touched = changed.forms.iter().filter(|form| form.classified).count();
        assert_eq!((before.forms.len() - changed.forms.len()) + touched, ids.len(), "{command:?}");
        let undone = doc.undo(&actor()).unwrap().document;
        assert_eq!(undone.forms, before.forms, "{command:?} undone");
    }
}

#[test]
fn the_record_of_changes_is_in_words() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let doc = workspace.open_document().unwrap();
    let (at, actor) = (IndicatorRef { goal: 0, row: 0 }, actor());
    doc.change_row(id, &RowChange::Method { at, method: Some("full_or_zero".to_owned()) }, &actor).unwrap();
    doc.change_row(id, &RowChange::Move { at, to: 1 }, &actor).unwrap();
    doc.change_list(&ListChange::Classified { id, on: true }, &actor).unwrap();
    doc.change_list(&ListChange::Move { id, to: 1 }, &actor).unwrap();
    doc.change_list(&ListChange::Rules { id, rules: "hubei-2021".to_owned() }, &actor).unwrap();
    doc.undo(&actor).unwrap();
    let lines = doc.history(None, &actor).unwrap();
    assert_eq!(lines[0].what, "撤销：更换评分规则");
    assert!(!lines[0].form.is_empty());
    let lines = &lines[1..];
    let read: Vec<(&str, &str)> =
        lines.iter().take(5).map(|line| (line.old.as_str(), line.new.as_str())).collect();
    let expected = [
        ("", "湖北2021"),
        ("第1张", "第2张"),
        ("否", "是"),
        ("第1行", "第2行"),
        ("", "达标得满分，未达标不得分"),
    ];
    assert_eq!(read, expected);
}

#[test]
fn the_record_of_changes_is_read_in_parts() {
    let folder = tempdir().unwrap();
    let mut workspace = rolled_forward(&folder);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let doc = workspace.open_document().unwrap();
    let field = cell(&doc.form(id).unwrap(), ACTUAL).field.clone().unwrap();
    for number in 0..110 {
        let edit = Edit { field: field.clone(), text: format!("{number}人") };
        doc.edit(id, &[edit], &actor()).unwrap();
    }
    let mut lines = doc.history(None, &actor()).unwrap();
    assert!(lines.len() < 110, "a part only");
    while let Some(last) = lines.last() {
        let older = doc.history(Some(last.entry), &actor()).unwrap();
        if older.is_empty() {
            break;
        }
        lines.extend(older);
    }
    let typed: Vec<&str> =
        lines.iter().map(|line| line.new.as_str()).filter(|new| new.ends_with('人')).collect();
    let expected: Vec<String> = (0..110).rev().map(|number| format!("{number}人")).collect();
    assert_eq!(typed, expected);
    assert_eq!(lines.last().unwrap().what, "新建文档");
}
