//! Documents that are damaged or gone, and backups that cannot be made.

use std::fs;

use jixiao_app::BatchFacts;
use jixiao_app::desk::view::{BackupsOf, IndicatorRef, RowChange};
use jixiao_app::desk::{Actor, Refused, Workspace, check_document};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, taken, workspace};

/// A closed document with forms and a backup of them.
fn closed() -> (TempDir, Workspace, std::path::PathBuf, usize) {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let doc = workspace.open_document().unwrap();
    doc.checkpoint(&actor()).unwrap();
    let path = doc.path().to_owned();
    workspace.close().unwrap();
    (folder, workspace, path, ids.len())
}

#[test]
fn a_damaged_document_is_restored_from_its_refusal() {
    let (_folder, mut workspace, path, forms) = closed();
    fs::write(&path, "坏了").unwrap();
    let error = workspace.open(&path, &actor()).unwrap_err();
    assert!(error.is::<Refused>() && error.to_string().contains("备份"), "{error}");
    let backups = workspace.backups(BackupsOf::Refused, &actor()).unwrap();
    assert_eq!(backups[0].forms, u32::try_from(forms).ok());
    let document = workspace.restore(BackupsOf::Refused, 0, &actor()).unwrap();
    assert_eq!((document.forms.len(), document.read_only), (forms, false));
}

#[test]
fn a_lost_document_is_restored_from_the_start_page() {
    let (_folder, mut workspace, path, forms) = closed();
    fs::remove_file(&path).unwrap();
    let recent = &workspace.start("1").recent[0];
    assert!(!recent.exists && recent.backups);
    let other = path.with_file_name("别的.jixiao");
    workspace.create(&other, "别的局", 2024, &actor()).unwrap();
    workspace.restore(BackupsOf::Recent { index: 1 }, 9, &actor()).unwrap_err();
    assert_eq!(workspace.open_document().unwrap().path(), other, "what is open stays open");
    let document = workspace.restore(BackupsOf::Recent { index: 1 }, 0, &actor()).unwrap();
    assert_eq!((document.forms.len(), path.exists()), (forms, true));
}

#[test]
fn an_error_without_backups_is_an_error_only() {
    let folder = tempdir().unwrap();
    let broken = folder.path().join("坏.jixiao");
    fs::write(&broken, "不是文档").unwrap();
    let mut workspace = workspace(&folder);
    assert!(!workspace.open(&broken, &actor()).unwrap_err().is::<Refused>());
    workspace.backups(BackupsOf::Refused, &actor()).unwrap_err();
}

#[test]
fn a_document_opens_where_it_cannot_be_backed_up() {
    let (folder, mut workspace, path, forms) = closed();
    let backups = folder.path().join("data/backups");
    fs::remove_dir_all(&backups).unwrap();
    fs::write(&backups, "a file stands in the way").unwrap();
    let document = workspace.open(&path, &actor()).unwrap();
    assert_eq!((document.forms.len(), document.read_only), (forms, false));
    let is_reported =
        document.notices.iter().any(|notice| notice.contains("没有备份成功") && notice.contains("请检查"));
    assert!(is_reported, "{:?}", document.notices);
    workspace.open_document().unwrap().set_agency("改了", 2023, &actor()).unwrap();
}

#[test]
fn a_backup_dated_in_the_future_stops_no_other() {
    let (_folder, mut workspace, path, _) = closed();
    let later =
        |days: i64| Actor { now: &actor().now + jiff::SignedDuration::from_hours(24 * days), ..actor() };
    workspace.open(&path, &actor()).unwrap();
    workspace.open_document().unwrap().set_agency("钟错了", 2023, &later(9000)).unwrap();
    workspace.open_document().unwrap().checkpoint(&later(9000)).unwrap();
    let count = |workspace: &mut Workspace| workspace.backups(BackupsOf::Document, &actor()).unwrap().len();
    let before = count(&mut workspace);
    workspace.close().unwrap();
    workspace.open(&path, &later(1)).unwrap();
    workspace.open_document().unwrap().set_agency("钟对了", 2023, &later(1)).unwrap();
    workspace.open_document().unwrap().checkpoint(&later(2)).unwrap();
    assert!(count(&mut workspace) > before);
}

#[test]
fn a_log_of_another_file_is_told_and_a_check_changes_nothing() {
    let (folder, mut workspace, path, forms) = closed();
    let mut log = path.clone().into_os_string();
    log.push("-wal");
    let other = folder.path().join("别的.jixiao");
    workspace.create(&other, "别的局", 2024, &actor()).unwrap();
    workspace.open_document().unwrap().set_agency("还是别的局", 2024, &actor()).unwrap();
    let mut others = other.into_os_string();
    others.push("-wal");
    fs::copy(&others, &log).unwrap();
    let bytes = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    let catalogue = workspace.catalogue();
    let checked = check_document(&path, None, &BatchFacts::default(), &actor(), &catalogue).unwrap();
    assert_eq!(checked.forms.len(), forms);
    assert!(checked.notices[0].contains("没有并入"), "{:?}", checked.notices);
    assert_eq!((fs::read(&path).unwrap(), fs::read(&log).unwrap()), bytes);
    let document = workspace.open(&path, &actor()).unwrap();
    assert_eq!((document.forms.len(), document.read_only), (forms, false));
    assert!(document.notices.iter().any(|notice| notice.contains("没有并入")), "{:?}", document.notices);
}

#[test]
fn a_score_by_hand_has_its_limit() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let at = IndicatorRef { goal: 0, row: 0 };
    let manual =
        |score: &str| RowChange::Manual { at, score: Some(score.to_owned()), reason: "评定".to_owned() };
    assert!(doc.change_row(ids[0], &manual(&"9".repeat(28)), &actor()).is_err());
    doc.change_row(ids[0], &manual("9.5分"), &actor()).unwrap();
}
