//! 指标库: what it holds, how it is searched, and what goes from it into a form.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::view::{IndicatorRef, LibraryBook, LibraryQuery, LibraryView, NewIndicator, RowChange};
use jixiao_app::desk::{LibraryBooks, Room};
use tempfile::tempdir;

use crate::made::{hand, published_book, sample};

fn read(room: &Room, names: &[&str]) -> LibraryBooks {
    let paths: Vec<PathBuf> = names.iter().map(|name| published_book(name)).collect();
    LibraryBooks::read(&paths, &room.catalogue(), &mut |_| true)
}

fn find(room: &mut Room, words: &str) -> LibraryView {
    let query = LibraryQuery { words: words.to_owned(), ..LibraryQuery::default() };
    room.desk().unwrap().library(&query).unwrap()
}

#[test]
fn the_document_s_own_indicators_are_there_once_with_their_history() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let all = find(&mut room, "");
    let forms = room.desk().unwrap().view().unwrap().forms;
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
        find(&mut room, "补贴发放人数").entries.iter().map(|entry| entry.level3.clone()).collect();
    assert_eq!(numbers[0], "补贴发放人数");
}

#[test]
fn the_library_is_narrowed_by_words_class_and_unit() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let all = find(&mut room, "");
    let fewer = find(&mut room, " 满意 度 ");
    assert!(fewer.found > 0 && fewer.found < all.found);
    assert!(fewer.entries.iter().all(|entry| {
        [&entry.level1, &entry.level2, &entry.level3].iter().any(|text| text.contains("满意"))
    }));
    assert_eq!(find(&mut room, "没有这样的指标").found, 0);
    let desk = room.desk().unwrap();
    for level1 in &all.level1 {
        let query = LibraryQuery { level1: level1.clone(), ..LibraryQuery::default() };
        let found = desk.library(&query).unwrap();
        assert!(found.entries.iter().all(|entry| entry.level1 == *level1) && found.found > 0, "{level1}");
        assert!(found.level2.len() < all.level2.len() && found.level1 == all.level1);
    }
    let by_class: u32 = all
        .level1
        .iter()
        .map(|level1| {
            desk.library(&LibraryQuery { level1: level1.clone(), ..LibraryQuery::default() }).unwrap().found
        })
        .sum();
    assert_eq!(by_class, all.found);
    assert!(all.measures.contains(&"人".to_owned()) && all.measures.contains(&"%".to_owned()));
    let people = LibraryQuery { measure: "人".to_owned(), ..LibraryQuery::default() };
    let people = desk.library(&people).unwrap();
    assert!(people.found > 0);
    for entry in people.entries {
        assert!(entry.past.iter().any(|past| past.target.contains('人')), "{}", entry.level3);
    }
}

#[test]
fn books_bring_their_indicators_and_no_forms() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let before = find(&mut room, "");
    let books = read(&room, &["changji-jobs-2020.xls", "tongcheng-2021.xlsx"]);
    let added = room.desk().unwrap().add_to_library(books, &hand()).unwrap();
    assert_eq!((added.failed.len(), added.changed.document.forms.len()), (0, 6));
    let after = find(&mut room, "");
    assert!(after.found > before.found);
    let names: Vec<&str> = after.books.iter().map(|book| book.name.as_str()).collect();
    assert_eq!(names, ["changji-jobs-2020.xls", "tongcheng-2021.xlsx"]);
    assert_eq!(after.books.iter().map(|book| book.indicators).sum::<u32>(), added.indicators);
    assert_eq!(added.changed.document.undo.as_deref(), Some("添加到指标库"));
    let history = room.desk().unwrap().history(None, &hand()).unwrap();
    assert_eq!(history[0].what, "添加到指标库：changji-jobs-2020.xls");
    assert!(history[0].new.ends_with(" 个指标"));
    // The latest use comes first.
    for entry in &after.entries {
        let years: Vec<&str> = entry.past.iter().map(|past| past.year.as_str()).collect();
        assert!(years.is_sorted_by(|one, other| one >= other), "{years:?}");
    }
    room.desk().unwrap().remove_from_library("tongcheng-2021.xlsx", &hand()).unwrap();
    assert_eq!(find(&mut room, "").books.len(), 1);
    room.desk().unwrap().undo(&hand()).unwrap();
    room.desk().unwrap().undo(&hand()).unwrap();
    assert_eq!(find(&mut room, ""), before);
}

#[test]
fn a_book_that_tells_what_is_known_adds_no_history() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    // The sample is a part of this book.
    let books = read(&room, &["urumqi-2023.xlsx"]);
    room.desk().unwrap().add_to_library(books, &hand()).unwrap();
    let once = find(&mut room, "补贴发放人数");
    let entry = &once.entries[0];
    let mut told: Vec<_> = entry.past.iter().map(|past| (&past.form, &past.target, &past.actual)).collect();
    told.sort();
    let count = told.len();
    told.dedup();
    assert_eq!(told.len(), count);
}

#[test]
fn two_books_of_one_file_name_are_two_and_the_same_one_stays_one() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let named = |book: &str| {
        let path = folder.path().join(book).join("自评表.xlsx");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(published_book(book), &path).unwrap();
        path
    };
    let paths = ["urumqi-2023.xlsx", "tongcheng-2021.xlsx"].map(named);
    let add = |room: &mut Room, paths: &[PathBuf]| {
        let books = LibraryBooks::read(paths, &room.catalogue(), &mut |_| true);
        room.desk().unwrap().add_to_library(books, &hand()).unwrap();
        find(room, "").books
    };
    let first = add(&mut room, &paths[..1]);
    let both = add(&mut room, &paths[1..]);
    let told = |books: &[LibraryBook]| -> Vec<(String, String)> {
        books.iter().map(|book| (book.name.clone(), book.years.clone())).collect()
    };
    let of = |name: &str, years: &str| (name.to_owned(), years.to_owned());
    let expected = [of("自评表.xlsx", "2023"), of("自评表.xlsx（2）", "2021")];
    assert_eq!((told(&first), told(&both)), (expected[..1].to_vec(), expected.to_vec()));
    assert_eq!(first[0], both[0], "the first is as it was");
    // Added again, one by one and both at once, they are as they were, and no step is written.
    let steps = |room: &mut Room| room.desk().unwrap().history(None, &hand()).unwrap().len();
    let before = steps(&mut room);
    for again in [&paths[1..], &paths[..1], &paths[..]] {
        assert_eq!(add(&mut room, again), both);
    }
    assert_eq!(steps(&mut room), before);
    let history = room.desk().unwrap().history(None, &hand()).unwrap();
    assert_eq!(history[0].what, "添加到指标库：自评表.xlsx（2）");
    room.desk().unwrap().remove_from_library("自评表.xlsx", &hand()).unwrap();
    assert_eq!(find(&mut room, "").books, both[1..]);
    assert_eq!(add(&mut room, &paths[1..]), both[1..]);
    assert_eq!(add(&mut room, &paths), both);
}

#[test]
fn a_book_that_cannot_be_read_is_told_of() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let bad = folder.path().join("坏的.xlsx");
    fs::write(&bad, b"not a workbook").unwrap();
    let books =
        LibraryBooks::read(&[bad, published_book("tongcheng-2021.xlsx")], &room.catalogue(), &mut |_| true);
    let added = room.desk().unwrap().add_to_library(books, &hand()).unwrap();
    assert!(added.indicators > 0 && added.failed.len() == 1 && added.failed[0].starts_with("坏的.xlsx："));
}

#[test]
fn an_indicator_goes_into_a_form_in_one_step() {
    let folder = tempdir().unwrap();
    let (mut room, _) = sample(&folder);
    let id = room.desk().unwrap().view().unwrap().forms[1].id;
    let entry = find(&mut room, "补贴发放人数").entries[0].clone();
    let desk = room.desk().unwrap();
    let before = desk.form(id).unwrap();
    let indicator = NewIndicator {
        level1: entry.level1,
        level2: entry.level2,
        level3: entry.level3.clone(),
        target: entry.past[0].target.clone(),
        weight: entry.past[0].weight.clone(),
    };
    let at = Some(IndicatorRef { goal: 0, row: 0 });
    let change = RowChange::InsertFromLibrary { at, indicator };
    let changed = desk.change_row(id, &change, &hand()).unwrap();
    let form = changed.form.unwrap();
    let shown = form.cells.iter().find(|cell| cell.field == changed.field).unwrap();
    assert_eq!(shown.text, entry.level3);
    assert!(form.cells.len() > before.cells.len());
    assert_eq!(desk.undo(&hand()).unwrap().form.unwrap(), before);
}
