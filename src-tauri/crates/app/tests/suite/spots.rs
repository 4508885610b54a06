//! Where a person stopped is found again, with what they were typing.

use std::fs;

use jixiao_app::desk::view::{Edit, IndicatorRef, RowChange, Spot};
use jixiao_app::desk::{OpenDocument, Workspace};
use tempfile::tempdir;

use crate::made::{actor, taken};

#[test]
fn each_document_is_opened_where_the_person_stopped() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let path = workspace.open_document().unwrap().path().to_owned();
    assert_eq!(workspace.spot(), None);
    let typed = |field: &str| Edit { field: field.to_owned(), text: "半句话".to_owned() };
    let spot = Spot {
        view: "form".to_owned(),
        form: Some(ids[0]),
        field: Some("title".to_owned()),
        top: 120,
        typed: vec![typed("title"), typed("year")],
    };
    workspace.keep_spot(spot.clone());
    workspace.typed(ids[0] + 1, &[typed("title")]);
    assert_eq!(workspace.spot(), Some(spot.clone()), "a page that begins anew begins there");
    workspace.typed(ids[0], &[typed("title")]);
    let rest = Spot { typed: vec![typed("year")], ..spot };
    assert_eq!(workspace.spot(), Some(rest.clone()), "what is in the document is not typed again");
    let other = folder.path().join("别的.jixiao");
    workspace.create(&other, "别的局", 2024, &actor()).unwrap();
    assert_eq!(workspace.spot(), None);
    drop(workspace);
    let mut again = Workspace::new(folder.path().join("data")).unwrap();
    again.open(&path, &actor()).unwrap();
    assert_eq!(again.spot(), Some(rest));
    again.forget_spot();
    assert_eq!(again.spot(), None);
    let file = folder.path().join("data/spots.json");
    fs::remove_file(&file).unwrap();
    again.keep_spot(Spot::default());
    again.close().unwrap();
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions()) & 0o777,
        0o600,
        "nobody else reads what was typed"
    );
}

/// A page that was killed right behind a step has told of a text as being typed that is in the document: typed again, it would undo an undo.
#[test]
fn what_the_document_has_is_not_typed_again() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let field = r#"{"goal_actual":0}"#;
    let edit = |text: &str| Edit { field: field.to_owned(), text: text.to_owned() };
    let typed = |text: &str| Spot { form: Some(ids[0]), typed: vec![edit(text)], ..Spot::default() };
    workspace.open_document().unwrap().edit(ids[0], &[edit("已完成")], &actor()).unwrap();
    workspace.keep_spot(typed("已完成"));
    assert_eq!(workspace.spot().unwrap().typed, []);
    workspace.keep_spot(typed("已完成一半"));
    assert_eq!(workspace.spot().unwrap().typed, [edit("已完成一半")]);
}

/// What becomes of a form after a text was typed into it.
type Since<'a> = &'a dyn Fn(&mut OpenDocument, i64);

/// A program that was killed may have written down a text as being typed that was kept, and changed again since: it undoes nothing.
#[test]
fn what_was_changed_since_it_was_typed_stays_as_it_was_changed() {
    let field = |row: usize| format!(r#"{{"indicator":{{"goal":0,"row":{row},"column":"actual"}}}}"#);
    let edit = |row: usize, text: &str| Edit { field: field(row), text: text.to_owned() };
    let insert = RowChange::Insert { at: IndicatorRef { goal: 0, row: 0 } };
    let cases: [(&str, Since, Vec<Edit>); 5] = [
        ("nothing", &|_, _| {}, vec![edit(1, "19万人")]),
        ("another cell", &|doc, id| drop(doc.edit(id, &[edit(2, "98")], &actor())), vec![edit(1, "19万人")]),
        ("the same cell", &|doc, id| drop(doc.edit(id, &[edit(1, "20万人")], &actor())), Vec::new()),
        ("its row moved", &|doc, id| drop(doc.change_row(id, &insert, &actor())), Vec::new()),
        ("a step back", &|doc, _| drop(doc.undo(&actor())), Vec::new()),
    ];
    for (since, change, expected) in cases {
        let folder = tempdir().unwrap();
        let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
        workspace.open_document().unwrap().edit(ids[0], &[edit(3, "1")], &actor()).unwrap();
        let typed = vec![edit(1, "19万人")];
        workspace.keep_spot(Spot { form: Some(ids[0]), typed, ..Spot::default() });
        workspace.take_unwritten_spot().unwrap().write();
        let path = workspace.open_document().unwrap().path().to_owned();
        change(workspace.open_document().unwrap(), ids[0]);
        drop(workspace); // killed: nothing is written down any more
        let mut again = Workspace::new(folder.path().join("data")).unwrap();
        again.open(&path, &actor()).unwrap();
        assert_eq!(again.spot().unwrap().typed, expected, "{since}");
    }
}

/// What was typed goes with the document to where it is saved, and not into the file that it leaves behind.
#[test]
fn what_is_typed_stays_with_the_document_that_is_saved_elsewhere() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let (old, new) =
        (workspace.open_document().unwrap().path().to_owned(), folder.path().join("别处.jixiao"));
    let typed = vec![Edit { field: r#"{"goal_actual":0}"#.to_owned(), text: "半句话".to_owned() }];
    let spot = Spot { form: Some(ids[0]), top: 120, typed, ..Spot::default() };
    workspace.keep_spot(spot.clone());
    workspace.take_unwritten_spot().unwrap().write();
    workspace.save_as(&new, &actor()).unwrap();
    assert_eq!(workspace.spot(), Some(spot.clone()));
    workspace.close().unwrap();
    workspace.open(&old, &actor()).unwrap();
    assert_eq!(workspace.spot(), Some(Spot { typed: Vec::new(), ..spot.clone() }));
    workspace.open(&new, &actor()).unwrap();
    assert_eq!(workspace.spot(), Some(spot));
}
