//! 新建下一年文档: what goes into it, and that it comes whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jixiao_app::desk::view::{LibraryQuery, YearPlace, YearWordLine};
use jixiao_app::desk::{LibraryBooks, Workspace};
use tempfile::tempdir;

use crate::made::{actor, published_book, sample};

/// Everything in a folder and below it.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        }
        found.insert(path.display().to_string());
    }
    found
}

#[test]
fn a_document_that_cannot_be_finished_leaves_nothing_behind() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    // What is begun under another name is finished only where its own is free, and that of its log.
    let log = folder.path().join("明年.jixiao-wal");
    fs::create_dir(&log).unwrap();
    let there = folder.path().join("别人的.jixiao");
    fs::write(&there, "别人的").unwrap();
    let before = files(folder.path());
    workspace.next_year(&folder.path().join("明年.jixiao"), 2024, &[], &actor()).unwrap_err();
    assert_eq!(files(folder.path()), before);
    workspace.next_year(&there, 2024, &[], &actor()).unwrap_err();
    assert_eq!(files(folder.path()), before);
    assert_eq!(fs::read_to_string(&there).unwrap(), "别人的");
    assert_eq!(workspace.document().unwrap().unwrap().year, 2023, "this year's stays open");
    fs::remove_dir(&log).unwrap();
    let made = workspace.next_year(&folder.path().join("明年.jixiao"), 2024, &[], &actor()).unwrap();
    assert_eq!((made.year, made.forms.len()), (2024, 6));
}

/// The names of the forms of next year's document.
fn made(workspace: &mut Workspace, path: &Path, chosen: &[YearPlace]) -> Vec<String> {
    let document = workspace.next_year(path, 2024, chosen, &actor()).unwrap();
    document.forms.into_iter().map(|form| form.name).collect()
}

#[test]
fn years_are_replaced_in_the_chosen_texts_only() {
    let names = |pick: fn(&YearWordLine) -> bool| {
        let folder = tempdir().unwrap();
        let (mut workspace, _) = sample(&folder);
        let words = workspace.open_document().unwrap().next_year_words(2024).unwrap();
        let chosen: Vec<YearPlace> =
            words.iter().filter(|line| pick(line)).map(|line| line.at.clone()).collect();
        made(&mut workspace, &folder.path().join("明年.jixiao"), &chosen)
    };
    let of = |names: &[String], year: &str| names.iter().filter(|name| name.contains(year)).count();
    let (none, all) = (names(|_| false), names(|_| true));
    let dated = of(&none, "2023年");
    assert!(dated > 1 && of(&none, "2024年") == 0, "{none:?}");
    assert_eq!((of(&all, "2023年"), of(&all, "2024年")), (0, dated));
    let some = names(|line| line.place == "名称" && line.before.contains("就业"));
    assert!(of(&some, "2024年") > 0 && of(&some, "2023年") > 0, "{some:?}");
    assert!(some.iter().all(|name| name.contains("就业") == name.contains("2024年") || !name.contains("20")));
}

#[test]
fn a_place_that_nobody_named_is_refused() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let chosen = [YearPlace { form: 1, field: "nonsense".to_owned() }];
    let path = folder.path().join("明年.jixiao");
    let error = workspace.next_year(&path, 2024, &chosen, &actor()).unwrap_err();
    assert!(error.to_string().contains("认不出") && !path.exists(), "{error}");
}

#[test]
fn books_of_the_library_go_on_into_the_next_year() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let paths = ["changji-jobs-2020.xls", "tongcheng-2021.xlsx"].map(published_book);
    let books = LibraryBooks::read(&paths, &workspace.catalogue(), &mut |_| true);
    workspace.open_document().unwrap().add_to_library(books, &actor()).unwrap();
    let library = |workspace: &mut Workspace| {
        workspace.open_document().unwrap().library(&LibraryQuery::default()).unwrap()
    };
    let before = library(&mut workspace).books;
    assert_eq!(before.len(), 2);
    made(&mut workspace, &folder.path().join("明年.jixiao"), &[]);
    assert_eq!(library(&mut workspace).books, before);
    // Each can be taken out there, and comes back.
    workspace.open_document().unwrap().remove_from_library(&before[0].name, &actor()).unwrap();
    assert_eq!(library(&mut workspace).books, before[1..]);
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert_eq!(library(&mut workspace).books, before);
}
