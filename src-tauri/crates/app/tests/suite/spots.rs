//! Where a person stopped is found again, with what they were typing.

use std::fs;

use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::{Edit, Spot};
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
