//! Forms of any office in a document: each in the layout of its own sheet, which goes where the form goes.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::view::{ExportChoice, ImportChoice, ListChange};
use jixiao_app::desk::{Import, Workspace};
use jixiao_app::{Catalogue, EditionId, read_book};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, pick, workspace};

fn region(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus/regions/books").join(name)
}

/// The form of a region's book in a new document.
fn imported(folder: &TempDir, book: &str, template_year: Option<u16>) -> (Workspace, i64) {
    let mut workspace = workspace(folder);
    let import = Import::read(&[region(book)], &workspace.catalogue(), &mut |_| true);
    let review = workspace.review(import);
    let form = &review.books[0].forms[0];
    assert!(form.edition.starts_with("own-"), "{:?}", form.problems);
    assert_eq!(review.editions[0].id, form.edition, "the office's own layout comes first");
    let choice = ImportChoice { forms: vec![pick(form.index)], template_year, years: Vec::new() };
    workspace.import_detail(&choice.forms[0]).unwrap();
    workspace
        .create(&folder.path().join("表.jixiao"), "某局", template_year.unwrap_or(2022), &actor())
        .unwrap();
    let document = workspace.import_take(&choice, &actor()).unwrap();
    (workspace, document.forms[0].id)
}

fn edition(workspace: &mut Workspace, id: i64) -> EditionId {
    workspace.open_document().unwrap().printable(&[id]).unwrap()[0].edition.clone()
}

#[test]
fn a_form_of_any_office_is_printed_in_its_own_layout() {
    let folder = tempdir().unwrap();
    let book = "anhui-2022-guichi.xlsx";
    let (mut workspace, id) = imported(&folder, book, None);
    let own = edition(&mut workspace, id);
    assert_eq!(workspace.document().unwrap().unwrap().editions[0].id, own.0);
    assert!(workspace.open_document().unwrap().preview(&[id]).unwrap().starts_with(b"%PDF"));
    let choice = ExportChoice {
        forms: vec![id],
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: false,
        docx: false,
        per_form: false,
        pattern: "{年度}绩效自评表".to_owned(),
        overwrite: true,
    };
    let job = workspace.export_job(&choice).unwrap();
    job.run(&choice, folder.path(), &mut |_| true).unwrap();
    let written = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let written =
        written.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx")).last().unwrap();

    // The exported workbook is again a form of the office, with what the source says.
    let catalogue = Catalogue::load().unwrap();
    let (before, after) =
        (read_book(&region(book), &catalogue).unwrap(), read_book(&written, &catalogue).unwrap());
    assert_eq!(after.forms[0].form().goals[0].indicators, before.forms[0].form().goals[0].indicators);
    assert_eq!(after.forms[0].form().texts, before.forms[0].form().texts);
}

#[test]
fn the_layout_stays_with_its_form() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = imported(&folder, "hebei-2019-langfang.xlsx", Some(2024));
    let own = edition(&mut workspace, id);
    let doc = workspace.open_document().unwrap();
    assert!(doc.undo(&actor()).unwrap().document.forms.is_empty());
    let again = doc.redo(&actor()).unwrap().document.forms[0].id;
    let official = ListChange::Edition { id: again, edition: "xinjiang-2023-project".to_owned() };
    doc.change_list(&official, &actor()).unwrap();
    let back = ListChange::Edition { id: again, edition: own.0.clone() };
    doc.change_list(&back, &actor()).unwrap();
    doc.change_list(&ListChange::Copy { id: again }, &actor()).unwrap();
    let path = doc.path().to_owned();

    workspace.close().unwrap();
    let document = workspace.open(&path, &actor()).unwrap();
    assert_eq!((document.forms.len(), document.editions[0].id.as_str()), (2, own.0.as_str()));
    assert_eq!(edition(&mut workspace, document.forms[1].id), own);
    let next = folder.path().join("下一年.jixiao");
    let document = workspace.next_year(&next, 2025, &[], &actor()).unwrap();
    assert_eq!((document.year, document.editions[0].id.as_str()), (2025, own.0.as_str()));
    assert_eq!(edition(&mut workspace, document.forms[0].id), own);
}

#[test]
fn what_a_layout_leaves_out_is_told_at_its_cell() {
    let folder = tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let import = Import::read(&[region("jilin-waishi.xlsx")], &workspace.catalogue(), &mut |_| true);
    let review = workspace.review(import);
    let form = &review.books[0].forms[0];
    assert!(form.edition.starts_with("own-"), "{}", form.edition);
    let is_reported = |cell: &str| {
        form.problems.iter().any(|problem| problem.cell == cell && problem.text.contains("不再印出"))
    };
    assert!(is_reported("A13") && is_reported("A14"), "{:?}", form.problems);
}

#[test]
fn a_sheet_that_cannot_be_learned_says_why() {
    let folder = tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let book = region("../../offices-4/books/xizang-2023-chengguan.xlsx");
    let import = Import::read(&[book], &workspace.catalogue(), &mut |_| true);
    let review = workspace.review(import);
    let form = &review.books[0].forms[0];
    assert!(!form.edition.starts_with("own-"), "{}", form.edition);
    assert!(form.problems.iter().any(|problem| problem.text.contains("没有学会这张表的原表式")));
}

/// Editions of the person are offered like those of the program.
#[test]
fn editions_of_the_person_are_offered() {
    let folder = tempdir().unwrap();
    let editions = folder.path().join("data/editions");
    fs::create_dir_all(&editions).unwrap();
    let official = include_str!("../../../../editions/hubei-2021-department.toml");
    fs::write(editions.join("甲.toml"), official.replace("id = \"hubei-2021-department\"", "id = \"jia\""))
        .unwrap();
    fs::write(editions.join("乙.toml"), "id = 3").unwrap();
    let catalogue = Catalogue::with_files_below(&folder.path().join("data")).unwrap();
    assert!(catalogue.edition(&"jia".into()).is_ok());
    assert_eq!(catalogue.file_of(&"jia".into()), Some("甲.toml"));
    assert_eq!(catalogue.mistakes.len(), 1);
    assert!(catalogue.mistakes[0].contains("乙.toml") && catalogue.mistakes[0].contains("第 1 行"));
}
