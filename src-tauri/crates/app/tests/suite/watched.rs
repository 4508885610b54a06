//! A document whose file goes away while it is open.

use std::fs;
use std::path::PathBuf;

use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::BackupsOf;
use tempfile::{TempDir, tempdir};

use crate::made::{actor, taken};

fn opened() -> (TempDir, Workspace, PathBuf) {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "urumqi-2023.xlsx", None);
    let path = workspace.open_document().unwrap().path().to_owned();
    (folder, workspace, path)
}

#[test]
fn nothing_is_called_saved_in_a_file_that_has_gone_and_all_of_it_is_backed_up() {
    let (_folder, mut workspace, path) = opened();
    assert_eq!(workspace.lost(&actor()).unwrap(), None);
    fs::remove_file(&path).unwrap();
    let changed = workspace.open_document().unwrap().set_agency("改了", 2024, &actor()).unwrap();
    let lost = changed.document.lost.unwrap();
    assert!(!changed.document.saved.contains("已保存"), "{}", changed.document.saved);
    assert!(
        lost.message.contains("某局.jixiao") && lost.message.contains("已经自动备份"),
        "{}",
        lost.message
    );
    assert!(lost.can_return && !lost.replaced);
    workspace.close().unwrap();
    assert!(!path.exists());
    let document = workspace.restore(BackupsOf::Recent { index: 0 }, 0, &actor()).unwrap();
    assert_eq!((document.agency.as_str(), document.lost), ("改了", None), "the last step is in the backup");
}

#[test]
fn it_is_saved_elsewhere_or_where_it_was_and_found_there_again() {
    let (folder, mut workspace, path) = opened();
    let other = folder.path().join("别处.jixiao");
    fs::rename(&path, folder.path().join("移走.jixiao")).unwrap();
    assert!(workspace.lost(&actor()).unwrap().is_some());
    let document = workspace.save_as(&other, &actor()).unwrap();
    assert_eq!((document.file_name.as_str(), document.lost), ("别处", None));
    assert!(document.saved.contains("已保存"), "{}", document.saved);
    assert_eq!(workspace.start("1").recent[0].name, "别处");
    fs::remove_file(&other).unwrap();
    assert_eq!(workspace.save_back(&actor()).unwrap().lost, None);
    assert!(other.exists());
    let copy = folder.path().join("副本.jixiao");
    assert_eq!(workspace.save_copy(&copy, &actor()).unwrap(), "副本.jixiao");
    assert_eq!(workspace.open_document().unwrap().path(), other);
    workspace.close().unwrap();
    assert_eq!(workspace.open(&copy, &actor()).unwrap().agency, document.agency);
}

#[test]
fn another_file_in_its_place_is_kept_among_the_backups() {
    let (folder, mut workspace, path) = opened();
    let synced = folder.path().join("同步.jixiao");
    jixiao_store::create(&synced, "别人的", 2023, "乙", 0).unwrap().close().unwrap();
    fs::rename(&synced, &path).unwrap();
    let lost = workspace.lost(&actor()).unwrap().unwrap();
    assert!(lost.replaced && lost.message.contains("另一个文件"), "{}", lost.message);
    workspace.save_back(&actor()).unwrap();
    let backups = workspace.backups(BackupsOf::Document, &actor()).unwrap();
    assert!(backups.iter().any(|backup| backup.forms == Some(0)), "{backups:?}");
}

#[test]
fn lost_documents_are_offered_however_long_ago_they_were_opened() {
    let (folder, mut workspace, path) = opened();
    workspace.open_document().unwrap().checkpoint(&actor()).unwrap();
    workspace.close().unwrap();
    fs::remove_file(&path).unwrap();
    for number in 0..12 {
        let other = folder.path().join(format!("{number}.jixiao"));
        workspace.create(&other, "别的局", 2024, &actor()).unwrap();
    }
    let start = workspace.start("1");
    assert_eq!((start.recent.len(), start.lost.len()), (10, 1));
    let lost = &start.lost[0];
    assert_eq!((lost.name.as_str(), lost.exists, lost.backups), ("某局", false, true));
    workspace.restore(BackupsOf::Recent { index: lost.index }, 0, &actor()).unwrap();
    assert!(path.exists());
}
