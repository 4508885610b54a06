//! 佐证材料: attached in the window, checked, handed in; never out of classified forms, never into the next year.

use std::fs;
use std::path::PathBuf;

use jixiao_app::collect::read_sources;
use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::{
    EvidenceAttached, EvidenceChoice, EvidenceHow, EvidenceState, EvidenceView, IndicatorRef, ListChange,
};
use jixiao_app::{Catalogue, read_book};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, sample, taken};

const FIRST: IndicatorRef = IndicatorRef { goal: 0, row: 0 };

fn put(folder: &TempDir, name: &str, bytes: &str) -> PathBuf {
    let path = folder.path().join("材料").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn attach(
    workspace: &mut Workspace,
    id: i64,
    at: IndicatorRef,
    paths: &[PathBuf],
    how: EvidenceHow,
) -> EvidenceAttached {
    let doc = workspace.open_document().unwrap();
    let job = doc.attach_job(id, at).unwrap();
    let picked = job.run(paths, how, &mut |_| true);
    doc.attach(&job, picked, &actor()).unwrap()
}

fn shown(workspace: &mut Workspace, id: i64, at: IndicatorRef) -> Vec<EvidenceView> {
    workspace.open_document().unwrap().row_detail(id, at).unwrap().evidence
}

fn choice(forms: Vec<i64>) -> EvidenceChoice {
    EvidenceChoice { forms, xlsx: true, pdf: true, files: true, overwrite: false }
}

#[test]
fn files_are_attached_shown_and_taken_off_again() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let list = put(&folder, "发放清单.xlsx", "清单");
    let photo = put(&folder, "照片.exe", "像");
    let missing = folder.path().join("没有.pdf");
    let copied = attach(&mut workspace, ids[0], FIRST, &[list.clone(), missing], EvidenceHow::Copy);
    assert_eq!((copied.attached, copied.failed.len()), (1, 1));
    assert_eq!(copied.changed.document.undo.as_deref(), Some("添加佐证材料"));
    attach(&mut workspace, ids[0], FIRST, std::slice::from_ref(&photo), EvidenceHow::Link);
    let beside = folder.path().join("某局.佐证");
    let files = shown(&mut workspace, ids[0], FIRST);
    let listed: Vec<_> = files
        .iter()
        .map(|file| (file.name.as_str(), file.size.as_str(), file.copied, file.openable))
        .collect();
    assert_eq!(listed, [("发放清单.xlsx", "6 字节", true, true), ("照片.exe", "3 字节", false, false)]);
    assert_eq!(files[0].folder, beside.display().to_string());
    assert!(shown(&mut workspace, ids[0], IndicatorRef { goal: 0, row: 1 }).is_empty());
    let doc = workspace.open_document().unwrap();
    assert_eq!(doc.evidence_path(ids[0], files[0].id).unwrap(), beside.join("发放清单.xlsx"));
    assert_eq!(doc.evidence_path(ids[0], files[1].id).unwrap(), photo.parent().unwrap(), "it could run");
    fs::remove_file(beside.join("发放清单.xlsx")).unwrap();
    assert_eq!(shown(&mut workspace, ids[0], FIRST)[0].state, EvidenceState::Missing);
    let doc = workspace.open_document().unwrap();
    assert!(
        doc.evidence_path(ids[0], files[0].id).unwrap_err().to_string().contains("找不到“发放清单.xlsx”")
    );
    let changed = doc.detach(ids[0], files[0].id, &actor()).unwrap();
    assert_eq!(changed.document.undo.as_deref(), Some("移除佐证材料"));
    assert_eq!(shown(&mut workspace, ids[0], FIRST).len(), 1);
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert_eq!(shown(&mut workspace, ids[0], FIRST).len(), 2);
    let history = workspace.open_document().unwrap().history(None, &actor()).unwrap();
    let line = history.iter().find(|line| line.what.starts_with("移除佐证材料")).unwrap();
    assert_eq!((line.old.as_str(), line.new.as_str()), ("发放清单.xlsx", ""));
}

#[test]
fn rows_without_evidence_are_asked_about_once_a_form_has_some() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let asked = |workspace: &mut Workspace| -> Vec<(i64, String)> {
        let all = workspace.open_document().unwrap().findings();
        let of = |form: &jixiao_app::desk::view::FormFindings| {
            let own = form.findings.iter().filter(|finding| finding.check == "C56");
            own.map(|finding| (form.id, finding.field.clone().unwrap_or_default())).collect::<Vec<_>>()
        };
        all.iter().flat_map(of).collect()
    };
    assert!(asked(&mut workspace).is_empty());
    let file = put(&folder, "清单.pdf", "一");
    attach(&mut workspace, ids[0], FIRST, std::slice::from_ref(&file), EvidenceHow::Copy);
    let open = asked(&mut workspace);
    assert!(!open.is_empty() && open.iter().all(|(form, _)| *form == ids[0]), "{open:?}");
    let form = workspace.open_document().unwrap().form(ids[0]).unwrap();
    let cell = form.cells.iter().find(|cell| cell.field.as_deref() == Some(open[0].1.as_str())).unwrap();
    let at = cell.indicator.unwrap();
    attach(&mut workspace, ids[0], at, &[file], EvidenceHow::Copy);
    assert_eq!(asked(&mut workspace).len(), open.len() - 1);
}

#[test]
fn evidence_is_handed_in_with_its_list_and_without_classified_forms() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let (list, secret) = (put(&folder, "清单.txt", "公开的"), put(&folder, "机密名单.txt", "不公开的"));
    let missing = put(&folder, "丢失.txt", "会丢的");
    attach(&mut workspace, ids[0], FIRST, &[list.clone(), missing.clone()], EvidenceHow::Link);
    attach(&mut workspace, ids[1], FIRST, &[secret], EvidenceHow::Copy);
    let doc = workspace.open_document().unwrap();
    doc.change_list(&ListChange::Classified { id: ids[1], on: true }, &actor()).unwrap();
    fs::write(&list, "后来改过的").unwrap();
    fs::remove_file(&missing).unwrap();
    let out = tempdir().unwrap();
    let job = doc.evidence_job(&ids, &actor()).unwrap();
    assert_eq!(job.files(), 2);
    let done = job.run(&choice(ids.clone()), out.path(), &mut |_| true);
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
    let title = "乌鲁木齐市人力资源和社会保障局2023年度佐证材料";
    assert_eq!(names[..2], [format!("{title}目录.xlsx"), format!("{title}目录.pdf")]);
    assert!(names[2].starts_with("01-") && names[2].ends_with("/清单.txt"), "{names:?}");
    assert!(done.files[3].error.as_deref().unwrap().contains("找不到"));
    assert_eq!(done.failed, 1);
    assert_eq!(fs::read_to_string(out.path().join(title).join(names[2])).unwrap(), "后来改过的");
    assert_eq!(fs::read_dir(out.path().join(title)).unwrap().count(), 1, "of one form only");
    let book = texts_of(&out.path().join(names[0]));
    for listed in ["清单.txt", "已改动", "找不到", "另有涉密项目 1 张"] {
        assert!(book.contains(listed), "{listed}: {book}");
    }
    assert!(!book.contains("机密名单"), "{book}");
    let doc = workspace.open_document().unwrap();
    assert!(doc.evidence_job(&[ids[1]], &actor()).is_err());
    let again = doc.evidence_job(&ids, &actor()).unwrap();
    again.run(&choice(ids), out.path(), &mut |_| true);
    assert!(out.path().join(format!("{title}（2）")).is_dir(), "an earlier export stays as it was");
}

/// Every text of a workbook.
fn texts_of(path: &std::path::Path) -> String {
    let sheets = jixiao_container::read(&fs::read(path).unwrap(), "目录.xlsx").unwrap().sheets;
    let cells = sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| cell.value.shown());
    cells.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_next_year_begins_without_evidence() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", None);
    let file = put(&folder, "清单.pdf", "一");
    attach(&mut workspace, ids[0], FIRST, &[file], EvidenceHow::Copy);
    let next = folder.path().join("下一年.jixiao");
    workspace.next_year(&next, 2024, &[], &actor()).unwrap();
    let id = workspace.open_document().unwrap().view().unwrap().forms[0].id;
    assert!(shown(&mut workspace, id, FIRST).is_empty());
}

#[test]
fn evidence_of_a_units_document_is_not_read_as_its_forms() {
    let folder = tempdir().unwrap();
    let beside = folder.path().join("某中心.佐证");
    fs::create_dir(&beside).unwrap();
    let book = crate::made::published_book("changji-2021.xlsx");
    fs::copy(&book, beside.join("清单.xlsx")).unwrap();
    fs::copy(&book, folder.path().join("自评表.xlsx")).unwrap();
    let catalogue = Catalogue::load().unwrap();
    assert!(read_book(&beside.join("清单.xlsx"), &catalogue).is_ok());
    let files =
        read_sources(folder.path(), &folder.path().join("部门.jixiao"), &[], &catalogue, &mut |_| true);
    let names: Vec<String> = files.unwrap().unwrap().files.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["自评表.xlsx"]);
}

#[test]
fn a_document_that_cannot_be_changed_takes_no_files() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let job = doc.attach_job(ids[0], FIRST).unwrap();
    workspace.create(&folder.path().join("另一个.jixiao"), "另一局", 2023, &actor()).unwrap();
    let file = put(&folder, "清单.pdf", "一");
    let picked = job.run(&[file], EvidenceHow::Copy, &mut |_| true);
    let refused = workspace.open_document().unwrap().attach(&job, picked, &actor()).unwrap_err();
    assert!(refused.to_string().contains("另一个文档"), "{refused}");
    let left = walk(folder.path()).into_iter().filter(|path| path.contains(".佐证/"));
    assert_eq!(left.count(), 0, "the copy is taken away again");
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths =
        entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.display().to_string()] });
    paths.collect()
}
