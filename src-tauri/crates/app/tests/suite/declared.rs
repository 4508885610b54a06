//! A declaration of targets that goes into the form of its project: never erasing what was typed, one step of undo.

use std::fs;
use std::path::{Path, PathBuf};

use jixiao_app::desk::view::{
    DeclaredLine, DeclaredMerge, DeclaredState, DeclaredTick, FormView, ImportChoice, ImportPick, ImportView,
};
use jixiao_app::desk::{Import, Workspace};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, pick, workspace};

const EVALUATION: &str = "<h1>项目支出绩效自评表</h1><p>（2024年度）</p><table>\
    <tr><td>项目名称<td colspan=2>补贴<td>实施单位<td colspan=3>就业科\
    <tr><td rowspan=3>项目资金（万元）<td>资金来源<td>年初预算数<td>全年预算数<td>全年执行数<td>执行率<td>得分\
    <tr><td>年度资金总额<td><td>10<td>9<td><td>\
    <tr><td>财政拨款<td>5<td>10<td>9<td><td>\
    <tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分\
    <tr><td>产出指标<td>数量指标<td>人数<td>≥100人<td>120人<td>20<td>20\
    <tr><td>产出指标<td>数量指标<td>次数<td><td>3次<td>20<td>\
    <tr><td>产出指标<td>质量指标<td>准确率<td>100%<td>100%<td>10<td>10\
    <tr><td colspan=5>总分<td>100<td></table>";

const DECLARATION: &str = "<h1>项目支出绩效目标申报表</h1><p>（2024年度）</p><table>\
    <tr><td>项目名称<td>补贴<td>实施单位<td>就业科\
    <tr><td rowspan=3>项目资金（元）<td>年度资金总额<td colspan=2>80000\
    <tr><td>财政拨款<td colspan=2>70000\
    <tr><td>上级补助<td colspan=2>10000\
    <tr><td>年度目标<td colspan=3>按月发放补贴\
    <tr><td>一级指标<td>二级指标<td>三级指标<td>指标值\
    <tr><td>产出指标<td>数量指标<td>人数<td>≥150人\
    <tr><td>产出指标<td>数量指标<td>次数<td>≥3次\
    <tr><td>产出指标<td>质量指标<td>准确率<td>100%\
    <tr><td>效益指标<td>社会效益指标<td>就业率<td>≥90%</table>";

fn write(folder: &TempDir, name: &str, page: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, page).unwrap();
    path
}

fn review(room: &mut Workspace, path: &Path) -> ImportView {
    let import = Import::read(&[path.to_owned()], &room.catalogue(), &mut |_| true);
    room.review(import)
}

fn choice(pick: ImportPick) -> ImportChoice {
    ImportChoice { forms: vec![pick], template_year: None, years: Vec::new() }
}

/// A document with the form, and its declaration under review.
fn begun(folder: &TempDir) -> (Workspace, i64, ImportView) {
    let mut room = workspace(folder);
    review(&mut room, &write(folder, "自评.html", EVALUATION));
    room.create(&folder.path().join("表.jixiao"), "就业科", 2024, &actor()).unwrap();
    let id = room.import_take(&choice(pick(0)), &actor()).unwrap().forms[0].id;
    let found = review(&mut room, &write(folder, "申报.html", DECLARATION));
    (room, id, found)
}

fn text(form: &FormView, part: &str) -> String {
    let cell = form.cells.iter().find(|cell| cell.field.as_ref().is_some_and(|field| field.contains(part)));
    cell.unwrap().raw.clone()
}

fn target(row: usize) -> String {
    format!(r#"{{"goal":0,"row":{row},"column":"target"}}"#)
}

fn line<'a>(lines: &'a [DeclaredLine], place: &str) -> &'a DeclaredLine {
    let found = lines.iter().find(|line| line.place == place);
    assert!(found.is_some(), "{place} in {lines:?}");
    found.unwrap()
}

#[test]
fn a_declaration_stands_beside_the_form_of_its_project() {
    let folder = tempdir().unwrap();
    let (mut room, id, found) = begun(&folder);
    let form = &found.books[0].forms[0];
    assert_eq!((form.kind.as_str(), form.rules.as_deref(), form.duplicate), ("绩效目标表", None, false));
    let declares = form.declares.as_ref().unwrap();
    assert_eq!((declares.form, declares.name.as_str()), (id, "补贴"));
    let lines = room.import_declared(&pick(0), id).unwrap().lines;
    for (place, typed, declared, state) in [
        ("年度资金总额 年初预算数", "", "8", DeclaredState::Fills),
        ("财政拨款 年初预算数", "5", "7", DeclaredState::Differs),
        ("上级补助 年初预算数", "", "1", DeclaredState::Nowhere),
        ("人数 指标值", "≥100人", "≥150人", DeclaredState::Differs),
        ("次数 指标值", "", "≥3次", DeclaredState::Fills),
        ("准确率 指标值", "100%", "100%", DeclaredState::Same),
        ("新增指标：社会效益指标 就业率", "", "≥90%", DeclaredState::New),
    ] {
        let line = line(&lines, place);
        assert_eq!(
            (line.typed.as_str(), line.declared.as_str(), line.state),
            (typed, declared, state),
            "{place}"
        );
    }
}

#[test]
fn what_was_typed_stays_unless_the_person_says_otherwise() {
    let folder = tempdir().unwrap();
    let (mut room, id, _) = begun(&folder);
    let lines = room.import_declared(&pick(0), id).unwrap().lines;
    let money = line(&lines, "财政拨款 年初预算数").key.clone();
    let ticks = vec![DeclaredTick { key: money, taken: true }];
    let merged = ImportPick { merge: Some(DeclaredMerge { form: id, ticks }), ..pick(0) };
    let document = room.import_take(&choice(merged), &actor()).unwrap();
    assert_eq!(document.forms.len(), 1, "no form of its own");
    let doc = room.open_document().unwrap();
    let form = doc.form(id).unwrap();
    assert_eq!([0, 1, 2, 3].map(|row| text(&form, &target(row))), ["≥100人", "≥3次", "100%", "≥90%"]);
    let initial = |form: &FormView, row: usize| text(form, &format!(r#"{{"row":{row},"column":"initial"}}"#));
    assert_eq!([initial(&form, 0), initial(&form, 1)], ["8", "7"]);
    assert_eq!(text(&form, r#""row":0,"column":"actual"}"#), "120人");

    let undone = doc.undo(&actor()).unwrap().form.unwrap();
    assert_eq!([text(&undone, &target(1)), initial(&undone, 0), initial(&undone, 1)], ["", "", "5"]);
    assert!(!undone.cells.iter().any(|cell| cell.text == "就业率"), "one step");
}

#[test]
fn a_declaration_of_another_year_or_project_is_a_form_of_its_own() {
    let folder = tempdir().unwrap();
    let (mut room, _, _) = begun(&folder);
    for (from, to) in [("2024年度", "2025年度"), ("<td>补贴<", "<td>培训<"), ("<td>就业科", "<td>培训科")]
    {
        let other = DECLARATION.replace(from, to);
        assert_ne!(other, DECLARATION);
        let found = review(&mut room, &write(&folder, "其他.html", &other));
        assert_eq!(found.books[0].forms[0].declares, None, "{to}");
    }
}
