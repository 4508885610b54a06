//! 导出表式 / 导入表式: layouts that travel between agencies as files.

use std::fs;
use std::path::PathBuf;

use jixiao_app::Catalogue;
use jixiao_app::desk::view::{Adopted, ImportChoice, ListChange};
use jixiao_app::desk::{Import, Workspace};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, pick, sample, workspace};

/// A document with a form in the layout of its own sheet.
fn imported(folder: &TempDir) -> (Workspace, i64) {
    let mut workspace = workspace(folder);
    let book = "../../../tests/corpus/regions/books/anhui-2022-guichi.xlsx";
    let book = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(book);
    let import = Import::read(&[book], &workspace.catalogue(), &mut |_| true);
    workspace.review(import);
    workspace.create(&folder.path().join("表.jixiao"), "某局", 2023, &actor()).unwrap();
    let choice = ImportChoice { forms: vec![pick(0)], template_year: None, years: Vec::new() };
    let document = workspace.import_take(&choice, &actor()).unwrap();
    (workspace, document.forms[0].id)
}

#[test]
fn a_learned_layout_goes_to_another_agency_and_is_used_there_at_once() {
    let (here, there) = (tempdir().unwrap(), tempdir().unwrap());
    let (mut bureau, id) = imported(&here);
    let file = here.path().join(bureau.edition_file_name(id).unwrap());
    bureau.export_edition(id, &file).unwrap();
    let own = bureau.open_document().unwrap().edition(id).unwrap().clone();

    let (mut agency, ids) = sample(&there);
    let added = agency.import_edition(&file).unwrap();
    assert_eq!((added.name.as_str(), added.adopted), (own.name.as_str(), Adopted::Added));
    assert!(added.document.unwrap().editions.iter().any(|edition| edition.id == own.id.0));
    let change = ListChange::Edition { id: ids[0], edition: own.id.0.clone() };
    agency.open_document().unwrap().change_list(&change, &actor()).unwrap();
    assert_eq!(*agency.open_document().unwrap().edition(ids[0]).unwrap(), own);
    assert_eq!(agency.import_edition(&file).unwrap().adopted, Adopted::Known);
    assert_eq!(fs::read_dir(there.path().join("data/editions")).unwrap().count(), 1);

    // The next start has it, too.
    let again = Catalogue::with_files_below(&there.path().join("data")).unwrap();
    assert!(again.mistakes.is_empty() && again.edition(&own.id).is_ok());
}

#[test]
fn a_mended_file_takes_the_place_of_the_one_before() {
    let folder = tempdir().unwrap();
    let (mut agency, ids) = sample(&folder);
    let official = include_str!("../../../../editions/xinjiang-2023-project.toml");
    let first = official.replace("id = \"xinjiang-2023-project\"", "id = \"jia\"");
    let (one, two) = (folder.path().join("甲.toml"), folder.path().join("改.toml"));
    fs::write(&one, &first).unwrap();
    fs::write(&two, first.replacen("name = \"", "name = \"新", 1)).unwrap();
    assert_eq!(agency.import_edition(&one).unwrap().adopted, Adopted::Added);
    let change = ListChange::Edition { id: ids[0], edition: "jia".to_owned() };
    agency.open_document().unwrap().change_list(&change, &actor()).unwrap();
    assert_eq!(agency.import_edition(&two).unwrap().adopted, Adopted::Replaced);
    assert!(agency.open_document().unwrap().edition(ids[0]).unwrap().name.starts_with('新'));
    assert_eq!(fs::read_dir(folder.path().join("data/editions")).unwrap().count(), 1);

    // A file that somebody takes away meanwhile leaves its forms as they are.
    fs::remove_dir_all(folder.path().join("data/editions")).unwrap();
    agency.name_label("备查", Some("nothing")).unwrap();
    assert_eq!(agency.open_document().unwrap().edition(ids[0]).unwrap().id.0, "jia");
}

#[test]
fn a_file_that_cannot_be_used_says_why_and_changes_nothing() {
    let folder = tempdir().unwrap();
    let (mut agency, _) = sample(&folder);
    let official = include_str!("../../../../editions/xinjiang-2023-project.toml");
    let other = official.replacen("name = \"", "name = \"新", 1);
    let ruleless = official.replace("rules = \"xinjiang-2023\"", "rules = \"x\"");
    let cases = [
        ("id = 3", "第 1 行"),
        (other.as_str(), "行，编号“xinjiang-2023-project”已被表式“"),
        (ruleless.as_str(), "没有编号为“x”的评分规则"),
        ("name = \"无编号\"", "缺少“id”"),
        ("这不是表式", "第 1 行"),
    ];
    for (text, why) in cases {
        let file = folder.path().join("表式.toml");
        fs::write(&file, text).unwrap();
        let error = format!("{:#}", agency.import_edition(&file).unwrap_err());
        assert!(error.contains("表式.toml") && error.contains(why), "{error}");
    }
    assert!(!folder.path().join("data/editions").exists());
}
