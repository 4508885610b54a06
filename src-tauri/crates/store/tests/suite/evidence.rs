//! 佐证材料: files come to rows and go with them, in steps that can be taken back.

use jixiao_store::{
    Change, EntryKind, Error, EvidenceFile, EvidenceId, EvidencePlace, FormId, RowPlace, Store, Subject,
    create, open,
};
use tempfile::{TempDir, tempdir};

use crate::made::{Random, indicator, new_form};

const AT: RowPlace = RowPlace { goal: 0, row: 0 };

fn document() -> (TempDir, Store, FormId) {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("表.jixiao"), "某单位", 2024, "甲", 0).unwrap();
    let mut form = new_form(&mut Random(7));
    form.form.goals[0].indicators = vec![indicator(&mut Random(1)), indicator(&mut Random(2))];
    "补贴人数".clone_into(&mut form.form.goals[0].indicators[0].level3);
    store.apply(&Change::ImportForms(vec![form]), "甲", 0).unwrap();
    let id = store.form_ids_in_order().unwrap()[0];
    (folder, store, id)
}

fn file(name: &str) -> EvidenceFile {
    EvidenceFile {
        name: name.to_owned(),
        place: EvidencePlace::Copied,
        path: format!("表.佐证/{name}"),
        hash: "ab".repeat(32),
        size: 12,
        modified: 34,
    }
}

fn attach(store: &mut Store, form: FormId, names: &[&str]) {
    let files = names.iter().map(|name| file(name)).collect();
    store.apply(&Change::AttachEvidence { form, at: AT, files }, "甲", 5).unwrap();
}

fn names(store: &Store, form: FormId) -> Vec<String> {
    store.form(form).unwrap().evidence.into_iter().map(|found| found.file.name).collect()
}

#[test]
fn files_are_attached_in_one_step_and_survive_closing() {
    let (_folder, mut store, form) = document();
    attach(&mut store, form, &["清单.xlsx", "照片.jpg"]);
    let path = store.path().to_owned();
    store.close().unwrap();
    let mut store = open(&path).unwrap();
    let stored = store.form(form).unwrap();
    assert_eq!((&stored.evidence[1].file, stored.evidence[1].at), (&file("照片.jpg"), 5));
    assert_eq!(stored.evidence[1].row, stored.rows.goals[0].indicators[0]);
    let entry = &store.journal(1, None).unwrap()[0];
    assert_eq!((entry.kind, entry.items.len()), (EntryKind::AttachEvidence, 2));
    let item = &entry.items[0];
    assert_eq!((&item.subject, item.row_name.as_str()), (&Subject::Evidence(AT), "补贴人数"));
    assert_eq!((item.before.as_deref(), item.after.as_deref()), (None, Some("清单.xlsx")));
    store.undo("甲", 6).unwrap();
    assert!(names(&store, form).is_empty());
    store.redo("甲", 7).unwrap();
    assert_eq!(names(&store, form), ["清单.xlsx", "照片.jpg"]);
}

#[test]
fn the_same_file_is_attached_once() {
    let (_folder, mut store, form) = document();
    attach(&mut store, form, &["清单.xlsx", "清单.xlsx"]);
    assert_eq!(names(&store, form), ["清单.xlsx"]);
    let again = Change::AttachEvidence { form, at: AT, files: vec![file("清单.xlsx")] };
    assert_eq!(store.apply(&again, "甲", 6).unwrap().entry, None);
    let changed = EvidenceFile { hash: "cd".repeat(32), ..file("清单.xlsx") };
    store.apply(&Change::AttachEvidence { form, at: AT, files: vec![changed] }, "甲", 7).unwrap();
    assert_eq!(names(&store, form).len(), 2);
}

#[test]
fn a_file_is_taken_off_and_comes_back() {
    let (_folder, mut store, form) = document();
    attach(&mut store, form, &["清单.xlsx", "照片.jpg"]);
    let id = store.form(form).unwrap().evidence[0].id;
    store.apply(&Change::DetachEvidence { form, id }, "甲", 6).unwrap();
    assert_eq!(names(&store, form), ["照片.jpg"]);
    assert_eq!(store.journal(1, None).unwrap()[0].items[0].before.as_deref(), Some("清单.xlsx"));
    store.undo("甲", 7).unwrap();
    assert_eq!(names(&store, form), ["清单.xlsx", "照片.jpg"]);
    let gone = store.apply(&Change::DetachEvidence { form, id: EvidenceId(99) }, "甲", 8);
    assert!(matches!(gone, Err(Error::NoSuchEvidence(_))));
}

#[test]
fn files_go_where_their_row_goes() {
    let (_folder, mut store, form) = document();
    attach(&mut store, form, &["清单.xlsx"]);
    let to = RowPlace { goal: 0, row: 1 };
    store.apply(&Change::MoveIndicator { form, from: AT, to }, "甲", 6).unwrap();
    let stored = store.form(form).unwrap();
    assert_eq!(stored.evidence[0].row, stored.rows.goals[0].indicators[1]);
    store.apply(&Change::RemoveIndicator { form, at: to }, "甲", 7).unwrap();
    assert!(names(&store, form).is_empty());
    store.undo("甲", 8).unwrap();
    assert_eq!(names(&store, form), ["清单.xlsx"]);
    store.apply(&Change::CopyForm { form, name: "另一个".to_owned() }, "甲", 9).unwrap();
    let copy = store.form_ids_in_order().unwrap()[1];
    assert!(names(&store, copy).is_empty(), "evidence of one project is none of another");
    store.apply(&Change::RemoveForm(form), "甲", 10).unwrap();
    store.undo("甲", 11).unwrap();
    assert_eq!(names(&store, form), ["清单.xlsx"]);
}
