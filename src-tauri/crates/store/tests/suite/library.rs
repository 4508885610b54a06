//! 指标库: books come and go as a whole, each in one step.

use jixiao_store::{Change, EntryKind, LibraryRow, Store, Subject, create, open};
use tempfile::{TempDir, tempdir};

fn document() -> (TempDir, Store) {
    let folder = tempdir().unwrap();
    let store = create(&folder.path().join("表.jixiao"), "某单位", 2024, "甲", 0).unwrap();
    (folder, store)
}

fn row(source: &str, level3: &str, target: &str) -> LibraryRow {
    LibraryRow {
        source: source.to_owned(),
        year: Some(2022),
        form: "补贴发放".to_owned(),
        agency: "就业科".to_owned(),
        edition: "xinjiang-2023-project".into(),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: level3.to_owned(),
        target: target.to_owned(),
        actual: "14390人".to_owned(),
        weight: "10".to_owned(),
        score: "9.00".to_owned(),
    }
}

#[test]
fn books_are_added_in_one_step_and_survive_closing() {
    let (_folder, mut store) = document();
    let rows = vec![
        row("2021.xlsx", "补贴人数", "≥100人"),
        row("2022.xlsx", "补贴人数", "≥120人"),
        row("2021.xlsx", "发放批次", "=4批"),
    ];
    let applied = store.apply(&Change::AddToLibrary(rows.clone()), "甲", 1).unwrap();
    assert!(applied.entry.is_some() && applied.forms.is_empty());
    let path = store.path().to_owned();
    store.close().unwrap();
    let mut store = open(&path).unwrap();
    // Book by book, each in its own order.
    assert_eq!(store.library().unwrap(), [rows[0].clone(), rows[2].clone(), rows[1].clone()]);
    let entry = &store.journal(1, None).unwrap()[0];
    assert_eq!(entry.kind, EntryKind::AddToLibrary);
    let items: Vec<_> =
        entry.items.iter().map(|item| (item.subject.clone(), item.after.as_deref())).collect();
    let book = |name: &str| Subject::Library(name.to_owned());
    assert_eq!(items, [(book("2021.xlsx"), Some("2")), (book("2022.xlsx"), Some("1"))]);
    store.undo("甲", 2).unwrap();
    assert!(store.library().unwrap().is_empty());
    store.redo("甲", 3).unwrap();
    assert_eq!(store.library().unwrap().len(), 3);
}

#[test]
fn a_book_added_again_takes_its_own_place() {
    let (_folder, mut store) = document();
    let old = vec![row("2021.xlsx", "补贴人数", "≥100人"), row("2022.xlsx", "补贴人数", "≥120人")];
    store.apply(&Change::AddToLibrary(old.clone()), "甲", 1).unwrap();
    assert_eq!(store.apply(&Change::AddToLibrary(old.clone()), "甲", 2).unwrap().entry, None);
    let new = vec![row("2021.xlsx", "补贴人数", "≥110人")];
    store.apply(&Change::AddToLibrary(new.clone()), "甲", 3).unwrap();
    assert_eq!(store.library().unwrap(), [old[1].clone(), new[0].clone()]);
    store.undo("甲", 4).unwrap();
    assert_eq!(store.library().unwrap(), old);
}

#[test]
fn a_book_is_removed_and_comes_back() {
    let (_folder, mut store) = document();
    let rows = vec![row("2021.xlsx", "补贴人数", "≥100人"), row("2022.xlsx", "补贴人数", "≥120人")];
    store.apply(&Change::AddToLibrary(rows.clone()), "甲", 1).unwrap();
    store.apply(&Change::RemoveFromLibrary("2021.xlsx".to_owned()), "甲", 2).unwrap();
    assert_eq!(store.library().unwrap(), rows[1..]);
    assert_eq!(store.journal(1, None).unwrap()[0].items[0].before.as_deref(), Some("1"));
    store.undo("甲", 3).unwrap();
    assert_eq!(store.library().unwrap(), rows);
    let none = Change::RemoveFromLibrary("没有.xlsx".to_owned());
    assert_eq!(store.apply(&none, "甲", 4).unwrap().entry, None);
}
