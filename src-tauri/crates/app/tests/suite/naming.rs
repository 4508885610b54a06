//! 这是…: a label that nobody knew is named once, and known from then on.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::view::{ImportView, SourceCell};
use jixiao_app::desk::{Import, Workspace};
use jixiao_app::{Catalogue, read_book};
use tempfile::tempdir;

use crate::made::{pick, workspace};

/// Two books of one office, in which the results stand under a heading that nobody knows.
fn books(folder: &std::path::Path) -> Vec<PathBuf> {
    let page = |name: &str, actual: &str| {
        format!(
            "<h1>项目支出绩效自评表</h1><p>（2023年度）</p><table>\
             <tr><td>项目名称<td>{name}<td>实施单位<td>就业科\
             <tr><td>项目资金<td>年初预算数<td>全年预算数<td>全年执行数\
             <tr><td>年度资金总额<td>5<td>10<td>9\
             <tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>办成啥样<td>分值<td>得分\
             <tr><td>产出指标<td>数量指标<td>人数<td>≥100人<td>{actual}<td>50<td>50\
             <tr><td>总分<td><td><td><td><td>100<td>95</table>"
        )
    };
    let book = |name: &str, actual: &str| {
        let path = folder.join(format!("{name}.html"));
        fs::write(&path, page(name, actual)).unwrap();
        path
    };
    vec![book("补贴", "120人"), book("培训", "88人")]
}

fn review(workspace: &mut Workspace, books: &[PathBuf]) -> ImportView {
    let import = Import::read(books, &workspace.catalogue(), &mut |_| true);
    workspace.review(import)
}

fn cells(workspace: &Workspace, form: u32) -> Vec<SourceCell> {
    workspace.import_detail(&pick(form)).unwrap().source
}

fn cell(workspace: &Workspace, form: u32, text: &str) -> SourceCell {
    let found = cells(workspace, form).into_iter().find(|cell| cell.text == text);
    assert!(found.is_some(), "no cell {text}");
    found.unwrap()
}

const ACTUAL: &str = r#"{"indicator":{"goal":0,"row":0,"column":"actual"}}"#;

#[test]
fn a_label_named_once_is_known_to_all_forms_and_later_imports() {
    let folder = tempdir().unwrap();
    let books = books(folder.path());
    let mut room = workspace(&folder);
    let first = review(&mut room, &books);
    assert!(
        first.meanings.iter().flat_map(|group| &group.choices).any(|choice| choice.id == "indicator.actual")
    );
    assert_ne!(cell(&room, 0, "120人").field.as_deref(), Some(ACTUAL));
    // The heading and what stands below it are the same label.
    for text in ["办成啥样", "120人"] {
        let cell = cell(&room, 0, text);
        assert_eq!((cell.label.as_deref(), cell.named), (Some("办成啥样"), None), "{text}");
    }
    let again = room.name_label("办成啥样", Some("indicator.actual")).unwrap();
    assert_eq!(again.books.len(), 2);
    for (form, text) in [(0, "120人"), (1, "88人")] {
        assert_eq!(cell(&room, form, text).field.as_deref(), Some(ACTUAL));
        assert_eq!(cell(&room, form, "办成啥样").named.as_deref(), Some("indicator.actual"));
    }

    // After a restart, and for the command line.
    let data = folder.path().join("data");
    let catalogue = Catalogue::with_files_below(&data).unwrap();
    assert_eq!(
        read_book(&books[1], &catalogue).unwrap().forms[0].form().goals[0].indicators[0].actual,
        "88人"
    );
    let mut room = workspace(&folder);
    review(&mut room, &books);
    assert_eq!(cell(&room, 0, "120人").field.as_deref(), Some(ACTUAL));
    room.name_label("办成啥样", None).unwrap();
    assert_ne!(cell(&room, 0, "120人").field.as_deref(), Some(ACTUAL));
    assert!(room.name_label("办成啥样", Some("colour")).is_err());
}

#[test]
fn each_cell_stands_for_its_label() {
    let folder = tempdir().unwrap();
    let mut room = workspace(&folder);
    let books = books(folder.path());
    review(&mut room, &books);
    let cases = [
        ("补贴", Some("项目名称")),
        ("就业科", Some("实施单位")),
        ("10", Some("全年预算数")),
        ("人数", Some("三级指标")),
        ("项目资金", Some("项目资金")),
        ("（2023年度）", None),
    ];
    for (text, label) in cases {
        assert_eq!(cell(&room, 0, text).label.as_deref(), label, "{text}");
    }
}
