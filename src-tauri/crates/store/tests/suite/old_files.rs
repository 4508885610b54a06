//! Documents of every format that was ever written still open. A fixture is made once, by the program of its time, and
//! never made anew.

use std::fs;
use std::path::Path;

use jixiao_model::{AmountUnit, ColumnName, FieldName, FieldRef, FormKind, IndicatorColumn, Method, Points};
use jixiao_store::{Access, Change, EntryKind, EvidenceFile, RowPlace, Subject, look, open};
use rust_decimal::dec;
use tempfile::tempdir;

/// One for every step in `migrations/`: its name and the entries of its journal.
const FIXTURES: [(&str, usize); 9] = [
    ("v1.jixiao", 14),
    ("v2.jixiao", 16),
    ("v3.jixiao", 16),
    ("v4.jixiao", 17),
    ("v5.jixiao", 18),
    ("v6.jixiao", 18),
    ("v7.jixiao", 18),
    ("v8.jixiao", 18),
    ("v9.jixiao", 19),
];

#[test]
fn documents_of_every_format_open() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for (at, (name, entries)) in FIXTURES.iter().enumerate() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        fs::copy(fixtures.join(name), &path).unwrap();
        check_evidence(&path, at >= 8);
        fs::copy(fixtures.join(name), &path).unwrap();
        check_links(&path, at >= 1);
        check_library(&path, at >= 3);
        check_open_columns(&path, at >= 4);
        check_layout(&path, at >= 6);
        check(&path, *entries);
    }
    assert_eq!(fs::read_dir(fixtures).unwrap().count(), FIXTURES.len());
}

/// In a place that cannot be written, and by commands that only read: the file is not brought to the present format.
#[test]
fn documents_of_every_format_are_looked_at_and_stay_as_they_are() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for (name, entries) in FIXTURES {
        let folder = tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        fs::copy(fixtures.join(name), &path).unwrap();
        let store = look(&path).unwrap();
        assert_eq!(
            (store.access(), store.journal(100, None).unwrap().len()),
            (Access::ReadOnlyPlace, entries)
        );
        drop(store);
        assert_eq!(fs::read(&path).unwrap(), fs::read(fixtures.join(name)).unwrap(), "{name}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}");
    }
}

/// Links and own words came with the second format.
fn check_links(path: &Path, are_there: bool) {
    let store = open(path).unwrap();
    let (links, words) = (store.links().unwrap(), store.own_words().unwrap());
    if !are_there {
        assert!(links.is_empty() && words.is_empty());
        return;
    }
    let rows = |at: usize| store.form(store.form_ids_in_order().unwrap()[at]).unwrap().rows.goals[0].clone();
    let (department, project) = (rows(0), rows(1));
    // The project's first row was moved down after that.
    let expected =
        [(department.indicators[0], vec![project.indicators[1]]), (department.indicators[1], vec![])];
    assert_eq!(links.into_iter().map(|(row, found)| (row, found.sources)).collect::<Vec<_>>(), expected);
    assert_eq!(
        (words["measures"].text.as_str(), words["measures"].draft.as_str()),
        ("下一步按季核对名单。", "按月核对名单。")
    );
}

/// The library came with the fourth.
fn check_library(path: &Path, is_there: bool) {
    let library = open(path).unwrap().library().unwrap();
    let rows = library.iter().map(|row| (row.source.as_str(), row.year, row.level3.as_str()));
    let expected = ("2022年自评表.xlsx", Some(2022), "补贴发放人数");
    assert_eq!(rows.collect::<Vec<_>>(), if is_there { vec![expected] } else { Vec::new() });
}

/// Targets in parts and columns of the office's own came with the fifth; before, a target was one text.
fn check_open_columns(path: &Path, are_there: bool) {
    let store = open(path).unwrap();
    let form = store.form(store.form_ids_in_order().unwrap()[0]).unwrap().form;
    let row = &form.goals[0].indicators[0];
    assert_eq!((form.kind, form.amount_unit), (FormKind::Department, AmountUnit::TenThousand));
    assert_eq!(row.whole_target(), "≥16000人");
    let evidence = row.extra.get(&ColumnName::new("佐证材料"));
    assert_eq!((row.operator.as_str(), evidence), if are_there { ("≥", "发放清单") } else { ("", "") });
}

/// Layouts of the document's own came with the seventh.
fn check_layout(path: &Path, is_there: bool) {
    let store = open(path).unwrap();
    let layout = store.form(store.form_ids_in_order().unwrap()[0]).unwrap().layout;
    assert_eq!(layout.as_deref(), is_there.then_some("id = \"own-1\"\n"));
    assert_eq!(store.layouts().unwrap().len(), usize::from(is_there));
}

/// Files behind actual values came with the ninth; a document of an earlier format takes them.
fn check_evidence(path: &Path, is_there: bool) {
    let mut store = open(path).unwrap();
    let form = store.form(store.form_ids_in_order().unwrap()[1]).unwrap();
    let found: Vec<_> = form.evidence.iter().map(|known| (known.row, known.file.name.as_str())).collect();
    let expected = (form.rows.goals[0].indicators[1], "发放清单.xlsx");
    assert_eq!(found, if is_there { vec![expected] } else { Vec::new() });
    let file =
        EvidenceFile {
            name: "照片.jpg".to_owned(), path: "照片.jpg".to_owned(), ..EvidenceFile::default()
        };
    let at = RowPlace { goal: 0, row: 0 };
    let attached = store.apply(&Change::AttachEvidence { form: form.id, at, files: vec![file] }, "甲", 3);
    assert!(attached.unwrap().entry.is_some());
    assert_eq!(store.form(form.id).unwrap().evidence.len(), found.len() + 1);
}

/// What every fixture holds, made by `examples/fixture.rs`.
fn check(path: &Path, entries: usize) {
    let mut store = open(path).unwrap();
    assert_eq!(store.access(), Access::Write);
    let document = store.document().unwrap();
    assert_eq!((document.agency.as_str(), document.year), ("某市人力资源和社会保障局", 2023));
    let names: Vec<String> = store.forms().unwrap().into_iter().map(|form| form.name).collect();
    assert_eq!(names, ["部门整体", "补贴发放"]);
    let form = store.form(store.form_ids_in_order().unwrap()[1]).unwrap();
    let actual = FieldRef::Indicator { goal: 0, row: 1, column: IndicatorColumn::Actual };
    let row = &form.form.goals[0].indicators[1];
    assert_eq!((row.level3.as_str(), row.actual.as_str()), ("补贴发放人数", "14390人"));
    assert_eq!(row.method, Some(Method::Share));
    let manual = row.manual.as_ref().unwrap();
    assert_eq!((manual.score, manual.reason.as_str()), (Points(dec!(8.90)), "按实际发放批次评定"));
    assert!(form.classified && !form.done && form.rules.is_some());
    assert_eq!(form.form.text(&FieldName::IMPLEMENTING_UNIT), "就业科");
    assert_eq!(form.last_year.unwrap().show(&actual).as_deref(), Some("15000人"));
    assert_eq!(store.waivers().unwrap()[0].reason, "已核实");
    let journal = store.journal(100, None).unwrap();
    assert_eq!((journal.len(), journal[0].kind, journal[0].who.as_str()), (entries, EntryKind::Undo, "乙"));
    assert_eq!(journal[journal.len() - 1].kind, EntryKind::Create);
    let typed = journal.iter().find(|entry| entry.kind == EntryKind::SetText).unwrap();
    assert_eq!((typed.at, typed.items[0].after.as_deref()), (1_711_098_011, Some("14390人")));
    assert_eq!(store.next_redo().unwrap().unwrap().kind, EntryKind::SetDone);
    let renamed = journal.iter().find(|entry| entry.kind == EntryKind::SetAgency).unwrap();
    assert_eq!(
        (&renamed.items[0].subject, renamed.items[0].before.as_deref()),
        (&Subject::Agency, Some("某单位"))
    );
    let library = store.library().unwrap();
    while store.undo("甲", 99).unwrap().entry.is_some() {}
    assert!(store.forms().unwrap().is_empty() && store.library().unwrap().is_empty());
    assert_eq!(store.document().unwrap().agency, "某单位");
    while store.redo("甲", 100).unwrap().entry.is_some() {}
    assert_eq!((store.document().unwrap().agency, store.library().unwrap()), (document.agency, library));
}
