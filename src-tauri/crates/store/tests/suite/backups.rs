//! Backups: made, thinned out, listed, put back.

use std::fs;

use jixiao_store::{Change, Error, MAX_RECENT_BACKUPS, Store, backups, create, open, restore};
use tempfile::{TempDir, tempdir};

fn document() -> (TempDir, Store) {
    let folder = tempdir().unwrap();
    let store = create(&folder.path().join("表.jixiao"), "一", 2023, "甲", 0).unwrap();
    (folder, store)
}

fn rename(store: &mut Store, agency: &str) {
    store.apply(&Change::SetAgency(agency.to_owned()), "甲", 0).unwrap();
}

#[test]
fn the_last_ten_of_each_document_are_kept() {
    let (folder, store) = document();
    let (path, kept) = (store.path().to_path_buf(), folder.path().join("备份"));
    assert_eq!(backups(&kept, &path).unwrap(), []);
    let elsewhere = folder.path().join("另一处");
    fs::create_dir(&elsewhere).unwrap();
    let namesake = create(&elsewhere.join("表.jixiao"), "二", 2023, "甲", 0).unwrap();
    namesake.backup(&kept, 1).unwrap();
    for at in 1..=13 {
        let made = store.backup(&kept, at).unwrap();
        assert_eq!((made.at, made.bytes), (at, fs::metadata(&made.path).unwrap().len()));
    }
    let times: Vec<i64> = backups(&kept, &path).unwrap().iter().map(|backup| backup.at).collect();
    assert_eq!(times, (4..=13).rev().collect::<Vec<_>>());
    assert_eq!(times.len(), MAX_RECENT_BACKUPS);
    assert_eq!(backups(&kept, namesake.path()).unwrap().len(), 1);
    assert_eq!(fs::read_dir(&kept).unwrap().count(), MAX_RECENT_BACKUPS + 1, "nothing else is left behind");
}

#[test]
fn days_before_the_last_ten_keep_one_each() {
    let (folder, store) = document();
    let kept = folder.path().join("备份");
    let (hour, day) = (3600, 24 * 3600);
    for at in (0..15).flat_map(|days| [days * day, days * day + hour, days * day + 2 * hour]) {
        store.backup(&kept, at).unwrap();
    }
    let all = backups(&kept, store.path()).unwrap();
    // The last ten stand in the last four days.
    let last: Vec<i64> = all.iter().take(MAX_RECENT_BACKUPS).map(|backup| backup.at).collect();
    assert_eq!((last[0], last[9]), (14 * day + 2 * hour, 11 * day + 2 * hour));
    let before: Vec<i64> = all.iter().skip(MAX_RECENT_BACKUPS).map(|backup| backup.at).collect();
    assert_eq!(before, (1..=10).rev().map(|days| days * day + 2 * hour).collect::<Vec<_>>());
}

#[test]
fn a_second_backup_of_one_second_does_not_take_the_place_of_the_first() {
    let (folder, mut store) = document();
    let kept = folder.path().join("备份");
    store.backup(&kept, 7).unwrap();
    rename(&mut store, "后来");
    assert_eq!(store.backup(&kept, 7).unwrap().at, 8);
    let agencies = backups(&kept, store.path()).unwrap();
    let agencies: Vec<String> =
        agencies.iter().map(|backup| open(&backup.path).unwrap().document().unwrap().agency).collect();
    assert_eq!(agencies, ["后来", "一"]);
}

#[test]
fn restoring_keeps_what_was_there() {
    let (folder, mut store) = document();
    let (path, kept) = (store.path().to_path_buf(), folder.path().join("备份"));
    for at in 1..=10 {
        rename(&mut store, &format!("第{at}次"));
        store.backup(&kept, at).unwrap();
    }
    rename(&mut store, "后来");
    let oldest = backups(&kept, &path).unwrap().pop().unwrap();
    assert!(matches!(restore(&path, &oldest.path, &kept, 11), Err(Error::OpenElsewhere(_))));
    store.close().unwrap();
    let mut store = restore(&path, &oldest.path, &kept, 11).unwrap();
    assert_eq!(store.document().unwrap().agency, "第1次");
    store.undo("甲", 12).unwrap();
    assert_eq!(store.document().unwrap().agency, "一", "the journal came back with it");
    let latest = &backups(&kept, &path).unwrap()[0];
    assert_eq!((latest.at, open(&latest.path).unwrap().document().unwrap().agency.as_str()), (11, "后来"));
}

#[test]
fn a_damaged_document_can_be_restored_and_is_kept() {
    for damage in [&b"nonsense"[..], &[], &[0; 5000]] {
        let (folder, store) = document();
        let (path, kept) = (store.path().to_path_buf(), folder.path().join("备份"));
        let backup = store.backup(&kept, 1).unwrap();
        store.close().unwrap();
        fs::write(&path, damage).unwrap();
        assert!(open(&path).unwrap_err().to_string().contains("备份"));
        assert_eq!(backups(&kept, &path).unwrap()[0], backup);
        let store = restore(&path, &backup.path, &kept, 2).unwrap();
        assert_eq!(store.document().unwrap().agency, "一");
        let damaged = fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().path());
        let damaged: Vec<_> = damaged.filter(|path| path.to_string_lossy().ends_with(".damaged")).collect();
        assert_eq!(damaged.len(), 1);
        assert_eq!(fs::read(&damaged[0]).unwrap(), damage);
    }
}

#[test]
fn a_removed_document_can_be_restored() {
    let (folder, store) = document();
    let (path, kept) = (store.path().to_path_buf(), folder.path().join("备份"));
    let backup = store.backup(&kept, 1).unwrap();
    store.close().unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(restore(&path, &backup.path, &kept, 2).unwrap().document().unwrap().agency, "一");
}

#[test]
fn what_is_no_backup_is_refused_and_the_document_stays() {
    let (folder, store) = document();
    let (path, kept) = (store.path().to_path_buf(), folder.path().join("备份"));
    store.close().unwrap();
    let wrong = folder.path().join("wrong.jixiao");
    fs::write(&wrong, "x".repeat(9999)).unwrap();
    for backup in [wrong, folder.path().join("none.jixiao")] {
        assert!(restore(&path, &backup, &kept, 2).is_err());
        assert_eq!(open(&path).unwrap().document().unwrap().agency, "一");
    }
    assert!(!folder.path().join("表.jixiao.tmp").exists());
}
