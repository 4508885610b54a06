//! Logs beside a document: its own is played into it, whatever happened; another file's never.

use std::fs;
use std::path::{Path, PathBuf};

use jixiao_store::{Access, Change, Store, create, look, open, restore};
use tempfile::{TempDir, tempdir};

/// Names the agency, as one step.
fn step(store: &mut Store, agency: &str) {
    store.apply(&Change::SetAgency(agency.to_owned()), "甲", 1).unwrap();
}

fn agency(store: &Store) -> String {
    store.document().unwrap().agency
}

fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// A document with its log, as a killed program leaves them; `steps` lie in the log only.
fn killed(steps: usize) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let (open, path) = (folder.path().join("开着.jixiao"), folder.path().join("表.jixiao"));
    let mut store = create(&open, "原单位", 2023, "甲", 0).unwrap();
    step(&mut store, "先前");
    store.checkpoint().unwrap();
    for at in 1..=steps {
        step(&mut store, &format!("第{at}步"));
    }
    copy_with_log(&open, &path);
    (folder, path)
}

fn copy_with_log(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
    fs::copy(log_of(from), log_of(to)).unwrap();
}

#[test]
fn its_own_log_is_played_however_long_it_is() {
    for steps in [1, 7, 150, 400] {
        let (_folder, path) = killed(steps);
        assert_eq!(agency(&look(&path).unwrap()), format!("第{steps}步"));
        let store = open(&path).unwrap();
        assert_eq!((agency(&store), store.log_set_aside()), (format!("第{steps}步"), None));
    }
}

#[test]
fn a_log_stays_with_its_file_from_one_opening_to_the_next() {
    let (_folder, path) = killed(3);
    let mut store = open(&path).unwrap();
    for at in 0..150 {
        step(&mut store, &format!("再{at}"));
    }
    let copy = path.with_file_name("又.jixiao");
    copy_with_log(&path, &copy);
    assert_eq!(agency(&open(&copy).unwrap()), "再149");
    store.checkpoint().unwrap();
    step(&mut store, "最后");
    copy_with_log(&path, &copy);
    let store = open(&copy).unwrap();
    assert_eq!((agency(&store), store.log_set_aside()), ("最后".to_owned(), None));
}

/// Another document's log, an older copy of the same document, and one made from the same beginning.
#[test]
fn the_log_of_another_file_is_set_aside_and_told() {
    let (folder, path) = killed(5);
    let log = fs::read(log_of(&path)).unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut other = create(&at("别.jixiao"), "别的单位", 2023, "乙", 0).unwrap();
    step(&mut other, "别的");
    other.close().unwrap();
    fs::copy(&path, at("旧.jixiao")).unwrap();
    let mut newer = open(&at("旧.jixiao")).unwrap();
    step(&mut newer, "后来");
    newer.close().unwrap();
    for (name, expected) in [("别.jixiao", "别的"), ("旧.jixiao", "后来")] {
        let path = at(name);
        fs::write(log_of(&path), &log).unwrap();
        let bytes = fs::read(&path).unwrap();
        let seen = look(&path).unwrap();
        assert_eq!((agency(&seen).as_str(), seen.log_set_aside()), (expected, Some(log_of(&path).as_path())));
        drop(seen);
        assert_eq!(
            (fs::read(&path).unwrap(), fs::read(log_of(&path)).unwrap()),
            (bytes, log.clone()),
            "{name}"
        );
        let store = open(&path).unwrap();
        assert_eq!((agency(&store).as_str(), store.access()), (expected, Access::Write), "{name}");
        assert_eq!(fs::read(store.log_set_aside().unwrap()).unwrap(), log, "{name}");
        drop(store);
        assert!(open(&path).unwrap().log_set_aside().is_none(), "told once");
    }
}

#[test]
fn a_backup_is_restored_beside_the_log_of_another_file() {
    let (folder, path) = killed(5);
    let backups = folder.path().join("备份");
    let log = fs::read(log_of(&path)).unwrap();
    let other = folder.path().join("别.jixiao");
    let store = create(&other, "别的单位", 2023, "乙", 0).unwrap();
    let backup = store.backup(&backups, 1).unwrap();
    store.close().unwrap();
    fs::write(log_of(&other), &log).unwrap();
    let store = restore(&other, &backup.path, &backups, 2).unwrap();
    assert_eq!(agency(&store), "别的单位");
    assert_eq!(fs::read(store.log_set_aside().unwrap()).unwrap(), log);
    let kept = jixiao_store::backups(&backups, &other).unwrap();
    assert_eq!(agency(&look(&kept[0].path).unwrap()), "别的单位", "the present one was kept without it");
}

/// Documents of older formats have no list of steps: their record of changes tells.
#[test]
fn the_log_of_an_older_format() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folder = tempdir().unwrap();
    let old = folder.path().join("旧.jixiao");
    fs::copy(fixtures.join("v7.jixiao"), &old).unwrap();
    let connection = rusqlite::Connection::open(&old).unwrap();
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    connection.execute("UPDATE document SET agency = '新单位'", []).unwrap();
    let copy = folder.path().join("表.jixiao");
    copy_with_log(&old, &copy);
    let (_other, path) = killed(5);
    let foreign = folder.path().join("别.jixiao");
    fs::copy(fixtures.join("v7.jixiao"), &foreign).unwrap();
    fs::copy(log_of(&path), log_of(&foreign)).unwrap();
    assert_eq!(agency(&open(&copy).unwrap()), "新单位");
    let store = open(&foreign).unwrap();
    assert_eq!(agency(&store), "某市人力资源和社会保障局");
    assert!(store.log_set_aside().is_some());
}

#[test]
fn looking_changes_nothing() {
    let (folder, path) = killed(2);
    let files = || {
        let mut files: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect::<Vec<_>>()
    };
    let before = files();
    let mut store = look(&path).unwrap();
    assert_eq!(agency(&store), "第2步");
    assert!(store.apply(&Change::SetYear(2024), "甲", 9).is_err());
    store.close().unwrap();
    assert_eq!(files(), before);
}
