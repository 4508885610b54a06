//! Two windows on one document.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use jixiao_store::{Access, Change, Error, create, open};
use tempfile::tempdir;

const DOCUMENT: &str = "JIXIAO_STORE_TEST_HELD_DOCUMENT";

/// The other process: opens the document, says how, and holds it until it is killed.
#[test]
fn other_process() {
    let Ok(path) = std::env::var(DOCUMENT) else { return };
    let store = open(Path::new(&path)).unwrap();
    println!("\nopened {:?}", store.access());
    loop {
        std::thread::park();
    }
}

fn other_process_on(path: &Path) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "locking::other_process", "--nocapture"])
        .env(DOCUMENT, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let opened = lines.find(|line| line.starts_with("opened")).unwrap();
    (child, opened)
}

#[test]
fn the_second_window_reads_and_sees_what_the_first_writes() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut first = create(&path, "一", 2023, "甲", 0).unwrap();
    let mut second = open(&path).unwrap();
    assert_eq!((first.access(), second.access()), (Access::Write, Access::OpenElsewhere));
    assert!(second.access().notice().unwrap().contains("只读"));
    let error = second.apply(&Change::SetAgency("三".to_owned()), "乙", 1).unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)) && error.to_string().contains("表.jixiao"));
    first.apply(&Change::SetAgency("二".to_owned()), "甲", 1).unwrap();
    assert_eq!(second.document().unwrap().agency, "二");
    first.close().unwrap();
    assert_eq!(second.document().unwrap().agency, "二");
    drop(second);
    assert_eq!(open(&path).unwrap().access(), Access::Write);
}

#[test]
fn another_process_is_kept_out_until_the_first_is_gone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let store = create(&path, "一", 2023, "甲", 0).unwrap();
    let (mut reader, access) = other_process_on(&path);
    assert_eq!(access, "opened OpenElsewhere");
    end(&mut reader);
    store.close().unwrap();
    let (mut writer, access) = other_process_on(&path);
    assert_eq!(access, "opened Write");
    assert_eq!(open(&path).unwrap().access(), Access::OpenElsewhere);
    end(&mut writer);
    assert_eq!(open(&path).unwrap().access(), Access::Write, "a killed process holds nothing");
}

fn end(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_closed_document_is_one_file() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut store = create(&path, "一", 2023, "甲", 0).unwrap();
    store.apply(&Change::SetAgency("二".to_owned()), "甲", 1).unwrap();
    store.close().unwrap();
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    if cfg!(unix) {
        assert_eq!(names, ["表.jixiao"]);
    }
}

#[test]
fn a_settled_document_can_be_copied_while_it_is_open() {
    let folder = tempdir().unwrap();
    let (path, copy) = (folder.path().join("表.jixiao"), folder.path().join("copy.jixiao"));
    let mut store = create(&path, "一", 2023, "甲", 0).unwrap();
    store.apply(&Change::SetAgency("二".to_owned()), "甲", 1).unwrap();
    store.checkpoint().unwrap();
    fs::copy(&path, &copy).unwrap();
    assert_eq!(open(&copy).unwrap().document().unwrap().agency, "二");
}

#[test]
fn a_file_marked_read_only_is_read() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    create(&path, "一", 2023, "甲", 0).unwrap().close().unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let mut store = open(&path).unwrap();
    assert_eq!(store.access(), Access::ReadOnlyPlace);
    assert_eq!(store.document().unwrap().agency, "一");
    assert!(matches!(store.undo("甲", 1), Err(Error::ReadOnly(_))));
}

#[cfg(unix)]
#[test]
fn a_link_is_the_same_document() {
    let folder = tempdir().unwrap();
    let (path, link) = (folder.path().join("表.jixiao"), folder.path().join("link.jixiao"));
    let store = create(&path, "一", 2023, "甲", 0).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(open(&link).unwrap().access(), Access::OpenElsewhere);
    drop(store);
    assert_eq!(open(&link).unwrap().access(), Access::Write);
}
