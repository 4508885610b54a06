//! The shape of a form: another edition, fund sources, annual goals.

use jixiao_app::desk::view::{
    CellView, Changed, ColumnPick, Edit, FormView, ImportChoice, ImportPick, ListChange, RowChange,
};
use jixiao_app::desk::{Import, OpenDocument};
use tempfile::tempdir;

use crate::made::{actor, published_book, taken, workspace};

fn change_edition(doc: &mut OpenDocument, id: i64, edition: &str) -> Changed {
    doc.change_list(&ListChange::Edition { id, edition: edition.to_owned() }, &actor()).unwrap()
}

/// The texts of a form by field, as they are edited.
fn texts(form: &FormView) -> Vec<(String, String)> {
    let filled = form.cells.iter().filter(|cell| !cell.raw.is_empty());
    filled.filter_map(|cell| Some((cell.field.clone()?, cell.raw.clone()))).collect()
}

fn labels(form: &FormView) -> Vec<&str> {
    let is_label = |cell: &&CellView| cell.field.as_ref().is_some_and(|field| field.contains("\"label\""));
    form.cells.iter().filter(is_label).map(|cell| cell.raw.as_str()).collect()
}

#[test]
fn another_edition_loses_nothing_and_going_back_brings_all_back() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    let before = doc.form(id).unwrap();
    let change = doc.edition_change(id, "hubei-2021-department").unwrap();
    assert_eq!(change.name, "部门整体绩效自评表（湖北2021年版）");
    let lost: Vec<&str> = change.unplaced.iter().map(|line| line.what.as_str()).collect();
    for what in [
        "主管部门",
        "实施单位",
        "资金“年度资金总额”",
        "资金“当年财政拨款”",
        "目标的实际完成情况",
        "指标表的“分值”列",
    ] {
        assert!(lost.contains(&what), "{what} in {lost:?}");
    }
    assert!(!lost.contains(&"名称"));
    assert!(
        change.notes[0].contains("部门整体表") && change.notes.iter().any(|note| note.contains("评分规则"))
    );

    let changed = change_edition(doc, id, "hubei-2021-department");
    let hubei = changed.form.unwrap();
    assert_eq!(labels(&hubei), ["部门整体支出总额"]);
    assert_eq!(changed.document.undo.as_deref(), Some("更换表式"));
    assert_eq!(changed.document.totals.projects, 5, "it is no project any more");
    let line = &doc.history(None, &actor()).unwrap()[0];
    assert_eq!(
        (line.what.as_str(), line.old.as_str(), line.new.as_str()),
        ("更换表式：表式", "项目支出绩效自评表（新疆2023年版）", "部门整体绩效自评表（湖北2021年版）")
    );
    let back = change_edition(doc, id, "xinjiang-2023-project").form.unwrap();
    assert_eq!(texts(&back), texts(&before));
    doc.undo(&actor()).unwrap();
    let undone = doc.undo(&actor()).unwrap().form.unwrap();
    assert_eq!(undone, before);
}

#[test]
fn another_edition_brings_its_fund_rows_and_drops_those_nobody_filled_in() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let add = ListChange::Add { edition: "xinjiang-2023-project".to_owned(), name: "新项目".to_owned() };
    let id = doc.change_list(&add, &actor()).unwrap().document.forms.last().unwrap().id;
    let change = doc.edition_change(id, "national-2020-project").unwrap();
    assert!(change.unplaced.is_empty(), "{change:?}");
    assert_eq!(change.notes[0], "增加资金来源：上年结转资金。");
    let form = change_edition(doc, id, "national-2020-project").form.unwrap();
    assert_eq!(labels(&form), ["年度资金总额", "当年财政拨款", "上年结转资金", "其他资金"]);
    let form = change_edition(doc, id, "xinjiang-2023-department").form.unwrap();
    assert_eq!(labels(&form)[..2], ["年度总资金", "中央安排（万元）"]);
    let text = |field: &str| form.cells.iter().find(|cell| cell.field.as_deref() == Some(field)).unwrap();
    assert_eq!(text("\"title\"").raw, "部门（单位）整体支出绩效目标自评表");
}

#[test]
fn fund_sources_are_added_named_moved_and_removed() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    let before = doc.form(id).unwrap();
    let added = doc.change_row(id, &RowChange::InsertFund { at: 0 }, &actor()).unwrap();
    let field = added.field.unwrap();
    assert_eq!(added.document.undo.as_deref(), Some("增加资金来源"));
    let name = Edit { field, text: "其中：自治区专项".to_owned() };
    let named = doc.edit(id, &[name], &actor()).unwrap().form.unwrap();
    assert_eq!(labels(&named), ["年度资金总额", "自治区专项", "当年财政拨款", "其他资金"]);
    let moved = doc.change_row(id, &RowChange::MoveFund { at: 1, to: 3 }, &actor()).unwrap().form.unwrap();
    assert_eq!(labels(&moved)[3], "自治区专项");
    assert!(moved.cells.iter().any(|cell| cell.text == "其中：当年财政拨款" && cell.fund == Some(1)));
    let line = &doc.history(None, &actor()).unwrap()[0];
    assert_eq!(
        (line.what.as_str(), line.old.as_str(), line.new.as_str()),
        ("移动资金来源：自治区专项 · 资金来源的位置", "第2行", "第4行")
    );
    let removed = doc.change_row(id, &RowChange::RemoveFund { at: 3 }, &actor()).unwrap().form.unwrap();
    assert_eq!(labels(&removed), labels(&before));
    let refused = doc.change_row(id, &RowChange::RemoveFund { at: 0 }, &actor()).unwrap_err();
    assert!(refused.to_string().contains("资金总额"), "{refused}");
    assert_eq!(labels(&doc.undo(&actor()).unwrap().form.unwrap())[3], "自治区专项");
}

#[test]
fn annual_goals_come_with_a_table_of_their_own_and_go() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "tongcheng-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    let before = doc.form(id).unwrap();
    let goals = |form: &FormView| form.cells.iter().filter_map(|cell| cell.goal).max().unwrap();
    let count = goals(&before);
    let added = doc.change_row(id, &RowChange::InsertGoal { at: 0 }, &actor()).unwrap();
    let form = added.form.unwrap();
    assert_eq!((goals(&form), added.field.as_deref()), (count + 1, Some(r#"{"goal_expected":1}"#)));
    let rows = form.cells.iter().filter_map(|cell| cell.indicator).filter(|at| at.goal == 1).count();
    assert!(rows > 9, "an empty table of its own");
    let points = Edit { field: r#"{"goal_points":1}"#.to_owned(), text: "15".to_owned() };
    let form = doc.edit(id, &[points], &actor()).unwrap().form.unwrap();
    assert!(form.cells.iter().any(|cell| cell.text == "年度目标2:\n(15分)" && cell.raw == "15"));
    let form = doc.change_row(id, &RowChange::MoveGoal { at: 1, to: 0 }, &actor()).unwrap().form.unwrap();
    assert!(form.cells.iter().any(|cell| cell.text == "年度目标1:\n(15分)"));
    let form = doc.change_row(id, &RowChange::RemoveGoal { at: 0 }, &actor()).unwrap().form.unwrap();
    assert_eq!(texts(&form), texts(&before));
    assert_eq!(doc.history(None, &actor()).unwrap()[0].what, "删除年度目标：年度目标1");
    assert_eq!(goals(&doc.undo(&actor()).unwrap().form.unwrap()), count + 1);
}

#[test]
fn a_column_of_an_import_is_read_as_the_person_says() {
    let folder = tempdir().unwrap();
    let path = published_book("urumqi-2023-stacked.xlsx");
    let mut workspace = workspace(&folder);
    let import = Import::read(&[path], &workspace.catalogue(), &mut |_| true);
    workspace.review(import);
    let pick = |columns: Vec<ColumnPick>| ImportPick { columns, ..crate::made::pick(1) };
    let detail = workspace.import_detail(&pick(Vec::new())).unwrap();
    let column = |name: &str| {
        detail.columns.iter().find(|column| column.read_as.as_deref() == Some(name)).unwrap().column
    };
    assert_eq!(detail.columns.len(), 8);
    assert_eq!(detail.column_choices[7].name, "实际完成值");
    let as_read =
        |column: u32, read_as: Option<&str>| ColumnPick { column, read_as: read_as.map(str::to_owned) };
    let swapped = vec![
        as_read(column("target"), Some("actual")),
        as_read(column("actual"), Some("target")),
        as_read(column("reason"), None),
    ];
    let text = |form: &FormView, column: &str| {
        let field = format!(r#"{{"indicator":{{"goal":0,"row":0,"column":"{column}"}}}}"#);
        form.cells.iter().find(|cell| cell.field.as_deref() == Some(&field)).unwrap().raw.clone()
    };
    let again = workspace.import_detail(&pick(swapped.clone())).unwrap();
    assert_eq!(text(&again.form, "actual"), text(&detail.form, "target"));
    assert_eq!(text(&again.form, "target"), text(&detail.form, "actual"));
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert!(again.columns.iter().all(|column| column.read_as.as_deref() != Some("reason")));

    let unknown = workspace.import_detail(&pick(vec![as_read(4, Some("colour"))])).unwrap_err();
    assert!(unknown.to_string().contains("colour"), "{unknown}");

    let choice = ImportChoice { forms: vec![pick(swapped)], template_year: None, years: Vec::new() };
    workspace.create(&folder.path().join("表.jixiao"), "某单位", 2023, &actor()).unwrap();
    let id = workspace.import_take(&choice, &actor()).unwrap().forms[0].id;
    let taken = workspace.open_document().unwrap().form(id).unwrap();
    assert_eq!(text(&taken, "actual"), text(&detail.form, "target"));
}
