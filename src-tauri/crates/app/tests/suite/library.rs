//! 指标库: what it holds, how it is searched, and what goes from it into a form.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::view::{IndicatorRef, LibraryBook, LibraryQuery, LibraryView, NewIndicator, RowChange};
use jixiao_app::desk::{LibraryBooks, Workspace};
use tempfile::tempdir;

use crate::made::{actor, published_book, sample};

fn read(workspace: &Workspace, names: &[&str]) -> LibraryBooks {
    let paths: Vec<PathBuf> = names.iter().map(|name| published_book(name)).collect();
    LibraryBooks::read(&paths, &workspace.catalogue(), &mut |_| true)
}

fn find(workspace: &mut Workspace, words: &str) -> LibraryView {
    let query = LibraryQuery { words: words.to_owned(), ..LibraryQuery::default() };
    workspace.open_document().unwrap().library(&query).unwrap()
}

#[test]
fn the_document_s_own_indicators_are_there_once_with_their_history() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let all = find(&mut workspace, "");
    let forms = workspace.open_document().unwrap().view().unwrap().forms;
    let used: u32 = all.entries.iter().map(|entry| entry.times).sum();
    assert!(all.books.is_empty() && all.found as usize == all.entries.len() && used > all.found);
    for entry in &all.entries {
        assert_eq!(entry.times as usize, entry.past.len(), "{}", entry.level3);
        for past in &entry.past {
            assert_eq!((past.year.as_str(), past.book.as_str()), ("2023", ""));
            assert!(forms.iter().any(|form| form.name == past.form), "{}", past.form);
        }
    }
    let numbers: Vec<String> =
        find(&mut workspace, "补贴发放人数").entries.iter().map(|entry| entry.level3.clone()).collect();
    assert_eq!(numbers[0], "补贴发放人数");
}

#[test]
fn the_library_is_narrowed_by_words_class_and_agency() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let all = find(&mut workspace, "");
    let fewer = find(&mut workspace, " 满意 度 ");
    assert!(fewer.found > 0 && fewer.found < all.found);
    assert!(fewer.entries.iter().all(|entry| {
        [&entry.level1, &entry.level2, &entry.level3].iter().any(|text| text.contains("满意"))
    }));
    assert_eq!(find(&mut workspace, "没有这样的指标").found, 0);
    let doc = workspace.open_document().unwrap();
    for level1 in &all.level1 {
        let query = LibraryQuery { level1: level1.clone(), ..LibraryQuery::default() };
        let found = doc.library(&query).unwrap();
        assert!(found.entries.iter().all(|entry| entry.level1 == *level1) && found.found > 0, "{level1}");
        assert!(found.level2.len() < all.level2.len() && found.level1 == all.level1);
    }
    let by_class: u32 = all
        .level1
        .iter()
        .map(|level1| {
            doc.library(&LibraryQuery { level1: level1.clone(), ..LibraryQuery::default() }).unwrap().found
        })
        .sum();
    assert_eq!(by_class, all.found);
    assert!(all.measures.contains(&"人".to_owned()) && all.measures.contains(&"%".to_owned()));
    let people = LibraryQuery { measure: "人".to_owned(), ..LibraryQuery::default() };
    let people = doc.library(&people).unwrap();
    assert!(people.found > 0);
    for entry in people.entries {
        assert!(entry.past.iter().any(|past| past.target.contains('人')), "{}", entry.level3);
    }
}

#[test]
fn books_bring_their_indicators_and_no_forms() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let before = find(&mut workspace, "");
    let books = read(&workspace, &["changji-jobs-2020.xls", "tongcheng-2021.xlsx"]);
    let added = workspace.open_document().unwrap().add_to_library(books, &actor()).unwrap();
    assert_eq!((added.failed.len(), added.changed.document.forms.len()), (0, 6));
    let after = find(&mut workspace, "");
    assert!(after.found > before.found);
    let names: Vec<&str> = after.books.iter().map(|book| book.name.as_str()).collect();
    assert_eq!(names, ["changji-jobs-2020.xls", "tongcheng-2021.xlsx"]);
    assert_eq!(after.books.iter().map(|book| book.indicators).sum::<u32>(), added.indicators);
    assert_eq!(added.changed.document.undo.as_deref(), Some("添加到指标库"));
    let history = workspace.open_document().unwrap().history(None, &actor()).unwrap();
    assert_eq!(history[0].what, "添加到指标库：changji-jobs-2020.xls");
    assert!(history[0].new.ends_with(" 个指标"));
    // The latest use comes first.
    for entry in &after.entries {
        let years: Vec<&str> = entry.past.iter().map(|past| past.year.as_str()).collect();
        assert!(years.is_sorted_by(|one, other| one >= other), "{years:?}");
    }
    workspace.open_document().unwrap().remove_from_library("tongcheng-2021.xlsx", &actor()).unwrap();
    assert_eq!(find(&mut workspace, "").books.len(), 1);
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert_eq!(find(&mut workspace, ""), before);
}

#[test]
fn a_book_that_tells_what_is_known_adds_no_history() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    // The sample is a part of this book.
    let books = read(&workspace, &["urumqi-2023.xlsx"]);
    workspace.open_document().unwrap().add_to_library(books, &actor()).unwrap();
    let once = find(&mut workspace, "补贴发放人数");
    let entry = &once.entries[0];
    let mut uses: Vec<_> = entry.past.iter().map(|past| (&past.form, &past.target, &past.actual)).collect();
    uses.sort();
    let count = uses.len();
    uses.dedup();
    assert_eq!(uses.len(), count);
}

#[test]
fn two_books_of_one_file_name_are_two_and_the_same_one_stays_one() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let named = |book: &str| {
        let path = folder.path().join(book).join("自评表.xlsx");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(published_book(book), &path).unwrap();
        path
    };
    let paths = ["urumqi-2023.xlsx", "tongcheng-2021.xlsx"].map(named);
    let add = |workspace: &mut Workspace, paths: &[PathBuf]| {
        let books = LibraryBooks::read(paths, &workspace.catalogue(), &mut |_| true);
        workspace.open_document().unwrap().add_to_library(books, &actor()).unwrap();
        find(workspace, "").books
    };
    let first = add(&mut workspace, &paths[..1]);
    let both = add(&mut workspace, &paths[1..]);
    let years = |books: &[LibraryBook]| -> Vec<(String, String)> {
        books.iter().map(|book| (book.name.clone(), book.years.clone())).collect()
    };
    let of = |name: &str, years: &str| (name.to_owned(), years.to_owned());
    let expected = [of("自评表.xlsx", "2023"), of("自评表.xlsx（2）", "2021")];
    assert_eq!((years(&first), years(&both)), (expected[..1].to_vec(), expected.to_vec()));
    assert_eq!(first[0], both[0], "the first is as it was");
    // Added again, one by one and both at once, they are as they were, and no step is written.
    let steps =
        |workspace: &mut Workspace| workspace.open_document().unwrap().history(None, &actor()).unwrap().len();
    let before = steps(&mut workspace);
    for again in [&paths[1..], &paths[..1], &paths[..]] {
        assert_eq!(add(&mut workspace, again), both);
    }
    assert_eq!(steps(&mut workspace), before);
    let history = workspace.open_document().unwrap().history(None, &actor()).unwrap();
    assert_eq!(history[0].what, "添加到指标库：自评表.xlsx（2）");
    workspace.open_document().unwrap().remove_from_library("自评表.xlsx", &actor()).unwrap();
    assert_eq!(find(&mut workspace, "").books, both[1..]);
    assert_eq!(add(&mut workspace, &paths[1..]), both[1..]);
    assert_eq!(add(&mut workspace, &paths), both);
}

#[test]
fn a_book_that_cannot_be_read_is_told_of() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let bad = folder.path().join("坏的.xlsx");
    fs::write(&bad, b"not a workbook").unwrap();
    let books = LibraryBooks::read(
        &[bad, published_book("tongcheng-2021.xlsx")],
        &workspace.catalogue(),
        &mut |_| true,
    );
    let added = workspace.open_document().unwrap().add_to_library(books, &actor()).unwrap();
    assert!(added.indicators > 0 && added.failed.len() == 1 && added.failed[0].starts_with("坏的.xlsx："));
}

#[test]
fn an_indicator_goes_into_a_form_in_one_step() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let id = workspace.open_document().unwrap().view().unwrap().forms[1].id;
    let entry = find(&mut workspace, "补贴发放人数").entries[0].clone();
    let doc = workspace.open_document().unwrap();
    let before = doc.form(id).unwrap();
    let indicator = NewIndicator {
        level1: entry.level1,
        level2: entry.level2,
        level3: entry.level3.clone(),
        target: entry.past[0].target.clone(),
        weight: entry.past[0].weight.clone(),
    };
    let at = Some(IndicatorRef { goal: 0, row: 0 });
    let change = RowChange::InsertFromLibrary { at, indicator };
    let changed = doc.change_row(id, &change, &actor()).unwrap();
    let form = changed.form.unwrap();
    let shown = form.cells.iter().find(|cell| cell.field == changed.field).unwrap();
    assert_eq!(shown.text, entry.level3);
    assert!(form.cells.len() > before.cells.len());
    assert_eq!(doc.undo(&actor()).unwrap().form.unwrap(), before);
}
