//! A department collects its units: books and documents, once and again.

use std::fs;
use std::path::{Path, PathBuf};

use jixiao_app::collect::{
    Answer, CollectReport, ConflictKind, PlannedFile, Request, collect_folder, read_sources, remarks,
};
use jixiao_app::desk::Workspace;
use jixiao_app::{Catalogue, read_book, sheets, workbook};
use jixiao_model::{FieldName, FieldRef, Form, FormKind, IndicatorColumn, Manual, Method, Points};
use jixiao_sheet::Properties;
use jixiao_store::{Change, FieldText, NewForm, RowPlace, Store, create, open};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, published_book, workspace};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempdir().unwrap());
        fs::create_dir(folder.agencies()).unwrap();
        folder
    }

    fn agencies(&self) -> PathBuf {
        self.0.path().join("各单位")
    }

    fn document(&self) -> PathBuf {
        self.0.path().join("部门.jixiao")
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.agencies().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// A book of these forms.
    fn book(&self, name: &str, forms: &[Form]) {
        let sheets = sheets(forms, &Catalogue::load().unwrap()).unwrap();
        self.put(name, &workbook(&sheets, &Properties::default()).unwrap());
    }

    fn collect(&self, answer: Answer) -> Option<CollectReport> {
        self.collect_as(Some("某局"), Some(2023), answer)
    }

    fn collect_as(&self, agency: Option<&str>, year: Option<u16>, answer: Answer) -> Option<CollectReport> {
        let (folder, document) = (self.agencies(), self.document());
        let request = Request { folder: &folder, document: &document, agency, year, answer };
        collect_folder(&request, &actor(), &Catalogue::load().unwrap(), &mut |_| true).unwrap()
    }

    fn forms(&self) -> Vec<Form> {
        let store = open(&self.document()).unwrap();
        let ids = store.form_ids_in_order().unwrap();
        ids.into_iter().map(|id| store.form(id).unwrap().form).collect()
    }
}

fn published(book: &str) -> Vec<Form> {
    let read = read_book(&published_book(book), &Catalogue::load().unwrap()).unwrap();
    read.forms.into_iter().map(|found| found.recovered.form).collect()
}

fn with_actual(form: &Form, actual: &str) -> Form {
    let mut form = form.clone();
    form.goals[0].indicators[0].set(IndicatorColumn::Actual, actual);
    form
}

fn actual(form: &Form) -> &str {
    &form.goals[0].indicators[0].actual
}

/// A unit's document: the first form is classified, scored by another rule set, with a method, a manual score and a waiver.
fn agency_document(path: &Path, forms: &[Form]) {
    let mut store = create(path, "二科", 2023, "李会计", 1).unwrap();
    let new = |form: &Form| NewForm { form: form.clone(), ..NewForm::default() };
    let at = RowPlace { goal: 0, row: 0 };
    apply(&mut store, &Change::ImportForms(forms.iter().map(new).collect()));
    let form = store.form_ids_in_order().unwrap()[0];
    let manual = Manual { score: Points(rust_decimal::dec!(8.5)), reason: "按进度评定".to_owned() };
    apply(&mut store, &Change::SetClassified { form, classified: true });
    apply(&mut store, &Change::SetRules { form, rules: Some("national-2020".into()) });
    apply(&mut store, &Change::SetMethod { form, at, method: Some(Method::Share) });
    apply(&mut store, &Change::SetManual { form, at, manual: Some(manual) });
    apply(
        &mut store,
        &Change::Waive { form: Some(form), key: "C40".to_owned(), reason: "已核实".to_owned() },
    );
    store.close().unwrap();
}

fn apply(store: &mut Store, change: &Change) {
    store.apply(change, "李会计", 2).unwrap();
}

/// What a person types into the document.
fn type_into(path: &Path, form: usize, text: &str) {
    let mut store = open(path).unwrap();
    let form = store.form_ids_in_order().unwrap()[form];
    let field = FieldRef::Indicator { goal: 0, row: 0, column: IndicatorColumn::Actual };
    apply(&mut store, &Change::SetText(FieldText { form, field, text: text.to_owned() }));
    store.close().unwrap();
}

/// Forms, new, replaced, unchanged, conflicts, missing.
fn counts(file: &PlannedFile) -> [usize; 6] {
    [file.forms, file.added, file.replaced, file.unchanged, file.conflicts, file.missing]
}

fn report(report: &CollectReport) -> Vec<(&str, [usize; 6])> {
    report.files.iter().map(|file| (file.name.as_str(), counts(file))).collect()
}

#[test]
fn two_agencies_are_collected_corrected_and_collected_again() {
    let folder = Folder::new();
    let (first, second) = (published("urumqi-2023-stacked.xlsx"), published("urumqi-2023-filled-down.xlsx"));
    folder.put("一科/自评表.xlsx", &fs::read(published_book("urumqi-2023-stacked.xlsx")).unwrap());
    fs::create_dir_all(folder.agencies().join("二科")).unwrap();
    agency_document(&folder.agencies().join("二科/二科.jixiao"), &second);

    let done = folder.collect(Answer::Later).unwrap();
    let new = [("一科/自评表.xlsx", [6, 6, 0, 0, 0, 0]), ("二科/二科.jixiao", [6, 6, 0, 0, 0, 0])];
    assert_eq!(report(&done), new);
    assert!(done.is_resolved(Answer::Later));
    let store = open(&folder.document()).unwrap();
    let document = store.document().unwrap();
    assert_eq!((document.agency.as_str(), document.year), ("某局", 2023));
    let ids = store.form_ids_in_order().unwrap();
    let of_agency = store.form(ids[6]).unwrap();
    assert!(of_agency.classified && of_agency.rules.is_some());
    let row = &of_agency.form.goals[0].indicators[0];
    assert_eq!(
        (row.method, row.manual.as_ref().unwrap().reason.as_str()),
        (Some(Method::Share), "按进度评定")
    );
    let waivers = store.waivers().unwrap();
    assert_eq!((waivers[0].form, waivers[0].who.as_str()), (Some(ids[6]), "李会计"));
    store.close().unwrap();
    assert_eq!(folder.forms()[..6], first);

    let done = folder.collect(Answer::Later).unwrap();
    let same = [("一科/自评表.xlsx", [6, 0, 0, 6, 0, 0]), ("二科/二科.jixiao", [6, 0, 0, 6, 0, 0])];
    assert_eq!(report(&done), same);

    // The first unit corrects one form, drops another and adds one.
    let mut third = first[0].clone();
    third.set_text(FieldName::NAME, "新增项目");
    let corrected: Vec<Form> =
        [with_actual(&first[0], "=8888人")].into_iter().chain(first[1..5].to_vec()).chain([third]).collect();
    folder.book("一科/自评表.xlsx", &corrected);
    let done = folder.collect(Answer::Later).unwrap();
    assert_eq!(report(&done)[0], ("一科/自评表.xlsx", [6, 1, 1, 4, 0, 1]));
    assert_eq!((done.missing[0].name.as_str(), done.missing[0].file_gone), (first[5].name(), false));
    assert!(!done.is_resolved(Answer::Theirs));
    let forms = folder.forms();
    assert_eq!(forms.len(), 13);
    assert_eq!(
        (actual(&forms[0]), forms[5].name(), forms[12].name()),
        ("=8888人", first[5].name(), "新增项目")
    );

    // What is missing is told until it is taken out.
    assert_eq!(folder.collect(Answer::Later).unwrap().missing.len(), 1);
    let mut store = open(&folder.document()).unwrap();
    assert_eq!(store.form_ids_in_order().unwrap()[..12], ids[..], "forms keep their keys and places");
    apply(&mut store, &Change::RemoveForm(ids[5]));
    store.close().unwrap();
    let done = folder.collect(Answer::Later).unwrap();
    assert!(done.missing.is_empty() && done.is_resolved(Answer::Later));
}

#[test]
fn what_was_changed_by_hand_is_kept_until_the_person_decides() {
    let forms = published("urumqi-2023-stacked.xlsx");
    for (answer, expected, asked_again) in [
        (Answer::Later, "手改", true),
        (Answer::Both, "手改", true),
        (Answer::Ours, "手改", false),
        (Answer::Theirs, "=8888人", false),
    ] {
        let folder = Folder::new();
        folder.book("一科.xlsx", &forms);
        folder.collect(Answer::Later).unwrap();
        type_into(&folder.document(), 0, "手改");
        let corrected = [vec![with_actual(&forms[0], "=8888人")], forms[1..].to_vec()].concat();
        folder.book("一科.xlsx", &corrected);
        let done = folder.collect(answer).unwrap();
        assert_eq!(report(&done), [("一科.xlsx", [6, 0, 0, 5, 1, 0])]);
        let conflict = &done.conflicts[0];
        assert_eq!((conflict.kind, conflict.name.as_str()), (ConflictKind::Edited, forms[0].name()));
        let ours = conflict.ours.clone().unwrap();
        assert_eq!((ours.score, ours.file), (conflict.theirs.score.clone(), None));
        assert_eq!(conflict.theirs.file.as_deref(), Some("一科.xlsx"));
        assert!(conflict.differences[0].ends_with("手改 → =8888人"), "{:?}", conflict.differences);
        assert!(!ours.when.is_empty() && !conflict.theirs.when.is_empty());
        assert_eq!(actual(&folder.forms()[0]), expected);
        let again = folder.collect(Answer::Later).unwrap();
        assert_eq!(!again.conflicts.is_empty(), asked_again, "{answer:?}");
        assert_eq!(actual(&folder.forms()[0]), expected);
    }
}

#[test]
fn one_project_in_two_files_counts_once_unless_the_person_wants_both() {
    let forms = published("urumqi-2023-stacked.xlsx");
    for (answer, expected) in [
        (Answer::Later, vec!["=1人"]),
        (Answer::Ours, vec!["=1人"]),
        (Answer::Theirs, vec!["=2人"]),
        (Answer::Both, vec!["=1人", "=2人"]),
    ] {
        let folder = Folder::new();
        folder.book("一科.xlsx", &[with_actual(&forms[0], "=1人")]);
        folder.book("一科（更正）.xlsx", &[with_actual(&forms[0], "=2人")]);
        let done = folder.collect(answer).unwrap();
        assert_eq!(done.conflicts[0].kind, ConflictKind::Twice);
        let collected = folder.forms();
        assert_eq!(collected.iter().map(actual).collect::<Vec<_>>(), expected, "{answer:?}");
    }
}

#[test]
fn a_renamed_file_goes_on_as_the_same() {
    let folder = Folder::new();
    let forms = published("urumqi-2023-stacked.xlsx");
    folder.book("一科.xlsx", &forms);
    folder.collect(Answer::Later).unwrap();
    fs::remove_file(folder.agencies().join("一科.xlsx")).unwrap();
    folder
        .book("一科（更正）.xlsx", &[vec![with_actual(&forms[0], "=8888人")], forms[1..].to_vec()].concat());
    let done = folder.collect(Answer::Later).unwrap();
    assert_eq!(report(&done), [("一科（更正）.xlsx", [6, 0, 1, 5, 0, 0])]);
    assert!(done.is_resolved(Answer::Later));
    let collected = folder.forms();
    assert_eq!((collected.len(), actual(&collected[0])), (6, "=8888人"));
}

#[test]
fn what_cannot_be_collected_is_told_and_stops_nothing() {
    let folder = Folder::new();
    let book = fs::read(published_book("urumqi-2023-stacked.xlsx")).unwrap();
    folder.put("一科.xlsx", &book);
    folder.put("二科/坏.xlsx", &book[..book.len() / 2]);
    folder.put("二科/不是.xlsx", b"not a workbook");
    folder.put("二科/不是.jixiao", b"SQLite format 3\0");
    folder.put("二科/去年.xlsx", &fs::read(published_book("changji-2021.xlsx")).unwrap());
    folder.put("二科/~$一科.xlsx", &book);
    folder.put("二科/.一科.xlsx", &book);
    folder.put("说明.txt", b"");
    agency_document(&folder.agencies().join("开着.jixiao"), &published("urumqi-2023-filled-down.xlsx"));
    let writing = open(&folder.agencies().join("开着.jixiao")).unwrap();
    fs::write(folder.agencies().join("开着.jixiao-wal"), [1]).unwrap();

    let done = folder.collect(Answer::Later).unwrap();
    drop(writing);
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
    let all =
        ["一科.xlsx", "二科/不是.jixiao", "二科/不是.xlsx", "二科/去年.xlsx", "二科/坏.xlsx", "开着.jixiao"];
    assert_eq!(names, all);
    let unread: Vec<&str> =
        done.files.iter().filter(|file| file.error.is_some()).map(|file| file.name.as_str()).collect();
    assert_eq!(unread, ["二科/不是.jixiao", "二科/不是.xlsx", "二科/坏.xlsx", "开着.jixiao"]);
    assert!(done.files[5].error.as_ref().unwrap().contains("正在另一个窗口"), "{:?}", done.files[5]);
    assert_eq!((done.files[3].forms, done.files[3].other_year), (16, 16));
    assert!(!done.is_resolved(Answer::Later));
    assert_eq!(folder.forms().len(), 6);
}

#[test]
fn a_folder_without_forms_makes_no_document_and_the_document_itself_is_no_source() {
    let folder = Folder::new();
    assert_eq!(folder.collect(Answer::Later), None);
    folder.put("坏.xlsx", b"");
    assert_eq!(folder.collect(Answer::Later).unwrap().forms(), 0);
    assert!(!folder.document().exists());
    fs::remove_file(folder.agencies().join("坏.xlsx")).unwrap();

    let inside = folder.agencies().join("部门.jixiao");
    folder.book("一科.xlsx", &published("urumqi-2023-stacked.xlsx"));
    for _ in 0..2 {
        let folder = folder.agencies();
        let request =
            Request { folder: &folder, document: &inside, agency: None, year: None, answer: Answer::Later };
        let done = collect_folder(&request, &actor(), &Catalogue::load().unwrap(), &mut |_| true).unwrap();
        assert_eq!(done.unwrap().files.len(), 1);
    }
    let store = open(&inside).unwrap();
    assert_eq!(store.document().unwrap().agency, "乌鲁木齐市人力资源和社会保障局");
}

#[test]
fn a_person_can_stop_it() {
    let folder = Folder::new();
    folder.book("一科.xlsx", &published("urumqi-2023-stacked.xlsx"));
    let catalogue = Catalogue::load().unwrap();
    let read = read_sources(&folder.agencies(), &folder.document(), &[], &catalogue, &mut |progress| {
        assert_eq!((progress.done, progress.total, progress.what.as_str()), (0, 1, "一科.xlsx"));
        false
    });
    assert_eq!(read.unwrap(), None);
}

#[test]
fn a_collection_is_undone_in_one_step() {
    let folder = Folder::new();
    let forms = published("urumqi-2023-stacked.xlsx");
    folder.book("一科.xlsx", &forms);
    folder.collect(Answer::Later).unwrap();
    folder.book("一科.xlsx", &[vec![with_actual(&forms[0], "=8888人")], forms[1..].to_vec()].concat());
    folder.book("二科.xlsx", &published("urumqi-2023-filled-down.xlsx"));
    folder.collect(Answer::Later).unwrap();
    assert_eq!(folder.forms().len(), 12);
    let mut store = open(&folder.document()).unwrap();
    store.undo("王会计", 9).unwrap();
    store.close().unwrap();
    assert_eq!(folder.forms(), forms);
    // What was undone is collected again: nothing is remembered of it.
    let done = folder.collect(Answer::Later).unwrap();
    assert_eq!(report(&done), [("一科.xlsx", [6, 0, 1, 5, 0, 0]), ("二科.xlsx", [6, 6, 0, 0, 0, 0])]);
}

/// The first form of the document: 涉密, and whether the method, manual score and rule set of the unit's document are there.
fn kept(folder: &Folder) -> [bool; 3] {
    let store = open(&folder.document()).unwrap();
    let stored = store.form(store.form_ids_in_order().unwrap()[0]).unwrap();
    let row = &stored.form.goals[0].indicators[0];
    [stored.classified, row.method.is_some() && row.manual.is_some(), stored.rules.is_some()]
}

fn set_classified(path: &Path, classified: bool) {
    let mut store = open(path).unwrap();
    let form = store.form_ids_in_order().unwrap()[0];
    apply(&mut store, &Change::SetClassified { form, classified });
    store.close().unwrap();
}

#[test]
fn a_workbook_in_the_place_of_an_agencys_document_takes_nothing_off() {
    let forms = published("urumqi-2023-stacked.xlsx");
    let corrected = [vec![with_actual(&forms[0], "=8888人")], forms[1..].to_vec()].concat();
    // The same forms, and corrected ones; with the unit's document gone, or still there and outvoted.
    for (book, gone, replaced) in [(&forms, true, 0), (&corrected, true, 1), (&corrected, false, 1)] {
        let folder = Folder::new();
        let document = folder.agencies().join("甲.jixiao");
        agency_document(&document, &forms);
        folder.collect(Answer::Later).unwrap();
        assert_eq!(kept(&folder), [true; 3]);
        folder.book("甲.xlsx", book);
        if gone {
            fs::remove_file(&document).unwrap();
        }
        let done = folder.collect(Answer::Theirs).unwrap();
        let file = done.files.iter().find(|file| file.name == "甲.xlsx").unwrap();
        assert_eq!(if gone { file.replaced } else { file.conflicts }, replaced, "{file:?}");
        assert_eq!(kept(&folder), [true; 3]);
        assert_eq!(actual(&folder.forms()[0]), actual(&book[0]));
    }
}

#[test]
fn a_form_that_is_only_classified_in_the_document_follows_its_workbook() {
    let folder = Folder::new();
    let forms = published("urumqi-2023-stacked.xlsx");
    folder.book("甲.xlsx", &forms);
    folder.collect(Answer::Later).unwrap();
    set_classified(&folder.document(), true);
    folder.book("甲.xlsx", &[vec![with_actual(&forms[0], "=8888人")], forms[1..].to_vec()].concat());
    let done = folder.collect(Answer::Later).unwrap();
    assert_eq!(report(&done), [("甲.xlsx", [6, 0, 1, 5, 0, 0])]);
    assert_eq!((kept(&folder)[0], actual(&folder.forms()[0])), (true, "=8888人"));
    // A project that is in two files is as secret in the second.
    folder.book("乙.xlsx", &[with_actual(&forms[0], "=9999人")]);
    let done = folder.collect(Answer::Both).unwrap();
    assert_eq!((done.conflicts[0].kind, done.conflicts[0].classified), (ConflictKind::Twice, true));
    let store = open(&folder.document()).unwrap();
    assert!(store.forms().unwrap().last().unwrap().classified);
}

#[test]
fn what_is_no_longer_classified_is_asked_about_and_not_named_in_lists() {
    for (answer, classified) in [(Answer::Later, true), (Answer::Ours, true), (Answer::Theirs, false)] {
        let folder = Folder::new();
        let agency = folder.agencies().join("甲.jixiao");
        agency_document(&agency, &published("urumqi-2023-stacked.xlsx"));
        folder.collect(Answer::Later).unwrap();
        set_classified(&agency, false);
        let done = folder.collect(answer).unwrap();
        let conflict = &done.conflicts[0];
        assert_eq!((conflict.kind, conflict.classified), (ConflictKind::Opened, true));
        assert_eq!(conflict.differences, ["涉密：是 → 否"]);
        assert_eq!(kept(&folder)[0], classified, "{answer:?}");
        let name = conflict.name.clone();
        let open = done.without_classified();
        assert_eq!((open.conflicts[0].name.as_str(), open.conflicts[0].agency.as_str()), ("涉密项目", ""));
        assert!(open.conflicts[0].differences.is_empty() && !format!("{open:?}").contains(&name));
    }
}

#[test]
fn the_department_is_named_after_what_is_collected() {
    let folder = Folder::new();
    folder.put("一.xlsx", &fs::read(published_book("changji-2021.xlsx")).unwrap());
    folder.put("二.xlsx", &fs::read(published_book("urumqi-2023-stacked.xlsx")).unwrap());
    let done = folder.collect_as(None, Some(2020), Answer::Later).unwrap();
    assert!(!done.is_saved && !folder.document().exists());
    assert_eq!(done.files.iter().map(|file| file.other_year).collect::<Vec<_>>(), [16, 6]);
    assert!(folder.collect_as(None, Some(2023), Answer::Later).unwrap().is_saved);
    let agency = open(&folder.document()).unwrap().document().unwrap().agency;
    assert_eq!(agency, "乌鲁木齐市人力资源和社会保障局");
}

#[test]
fn the_departments_own_form_is_collected_and_those_of_its_units_are_told() {
    let folder = Folder::new();
    let whole = published("urumqi-2023.xlsx").remove(0);
    let of = |agency: &str| {
        let mut form = whole.clone();
        form.set_text(FieldName::NAME, agency);
        form
    };
    folder.book("局.xlsx", &[of("某局")]);
    folder.book("中心.xlsx", &[of("某中心"), published("urumqi-2023-stacked.xlsx").remove(0)]);
    let counts = |report: &CollectReport| -> Vec<[usize; 3]> {
        report.files.iter().map(|file| [file.added, file.unchanged, file.of_department]).collect()
    };
    let done = folder.collect(Answer::Later).unwrap();
    assert_eq!(counts(&done), [[1, 0, 1], [1, 0, 0]]);
    assert!(remarks(&done.files[0]).contains("其他单位的整体表"));
    let kinds: Vec<FormKind> = folder.forms().iter().map(|form| form.kind).collect();
    assert_eq!(kinds, [FormKind::Project, FormKind::Department]);
    assert_eq!(counts(&folder.collect(Answer::Later).unwrap()), [[0, 1, 1], [0, 1, 0]]);
}

/// The window with the department's document.
fn window(folder: &Folder) -> Workspace {
    let mut workspace = workspace(&folder.0);
    workspace.open(&folder.document(), &actor()).unwrap();
    workspace
}

#[test]
fn what_was_read_holds_for_one_state_of_one_document() {
    let folder = Folder::new();
    let forms = published("urumqi-2023-stacked.xlsx");
    folder.book("一科.xlsx", &forms[..1]);
    folder.collect(Answer::Later).unwrap();
    folder.book("二科.xlsx", &forms[1..]);
    folder.put("三科.xlsx", b"broken");
    folder.put("说明.txt", b"");
    let mut workspace = window(&folder);
    let read = |workspace: &mut Workspace| {
        let job = workspace.open_document().unwrap().collect_job().unwrap();
        let files = job.run(&folder.agencies(), &mut |_| true).unwrap().unwrap();
        (job, files)
    };
    let refused = |result: anyhow::Result<()>, why: &str| {
        let error = result.unwrap_err().to_string();
        assert!(error.contains(why) && error.contains("请重新收集"), "{error}");
    };
    let change = |workspace: &mut Workspace, agency: &str| {
        workspace.open_document().unwrap().set_agency(agency, 2023, &actor()).unwrap();
    };
    let (job, files) = read(&mut workspace);
    change(&mut workspace, "甲局");
    refused(workspace.open_document().unwrap().collect_review(job, files, &actor()).map(drop), "有改动");
    let (job, files) = read(&mut workspace);
    let view = workspace.open_document().unwrap().collect_review(job, files, &actor()).unwrap();
    let names: Vec<&str> = view.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["三科.xlsx", "一科.xlsx", "二科.xlsx"], "what could not be read comes first");
    assert_eq!(view.passed_over, ["说明.txt"]);
    change(&mut workspace, "乙局");
    for _ in 0..2 {
        refused(workspace.open_document().unwrap().collect_take(&[], &actor()).map(drop), "有改动");
    }
    let (job, files) = read(&mut workspace);
    workspace.create(&folder.0.path().join("另一个.jixiao"), "另一局", 2023, &actor()).unwrap();
    refused(workspace.open_document().unwrap().collect_review(job, files, &actor()).map(drop), "另一个文档");
}
