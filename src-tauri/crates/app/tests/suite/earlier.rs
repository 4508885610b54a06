//! A target that stays the same for three years is unchanged once 指标库 knows the first of them.

use jixiao_app::desk::Workspace;
use jixiao_model::{FieldName, Form, Goal, Indicator};
use jixiao_store::{Change, LastYear, LibraryRow, NewForm, create};
use tempfile::tempdir;

use crate::made::{actor, workspace};

const NAME: &str = "补贴发放";

fn form(year: u16) -> Form {
    let row = Indicator {
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: "补贴发放人数".to_owned(),
        target: "≥16000人".to_owned(),
        actual: "16000人".to_owned(),
        weight: "50".into(),
        ..Indicator::default()
    };
    let goals = vec![Goal { indicators: vec![row], ..Goal::default() }];
    let mut form =
        Form { edition: "xinjiang-2023-project".into(), year: Some(year), goals, ..Form::default() };
    form.set_text(FieldName::NAME, NAME);
    form
}

fn unchanged(workspace: &mut Workspace) -> Vec<String> {
    let found = workspace.open_document().unwrap().findings();
    let found = found.into_iter().flat_map(|form| form.findings);
    found.filter(|finding| finding.check == "C54").map(|finding| finding.message).collect()
}

#[test]
fn three_years_of_the_same_target() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
    let last_year = Some(LastYear::beside(form(2022), &form(2023)));
    let new = NewForm { form: form(2023), last_year, ..NewForm::default() };
    store.apply(&Change::ImportForms(vec![new]), "甲", 1).unwrap();
    store.close().unwrap();
    let mut workspace = workspace(&folder);
    workspace.open(&path, &actor()).unwrap();
    assert!(unchanged(&mut workspace).is_empty(), "two years are known");
    workspace.close().unwrap();
    let mut store = jixiao_store::open(&path).unwrap();
    let row = LibraryRow {
        source: "2021年.xlsx".to_owned(),
        year: Some(2021),
        form: format!("2021年{NAME}"),
        level2: "数量指标".to_owned(),
        level3: "补贴发放人数".to_owned(),
        target: "≥16000人".to_owned(),
        ..LibraryRow::default()
    };
    store.apply(&Change::AddToLibrary(vec![row]), "甲", 2).unwrap();
    store.close().unwrap();
    workspace.open(&path, &actor()).unwrap();
    let found = unchanged(&mut workspace);
    assert!(found.len() == 1 && found[0].contains("连续 3 年"), "{found:?}");
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert!(unchanged(&mut workspace).is_empty(), "the book went");
}
