//! Files that are no documents, no longer, or not yet.

use std::fs;
use std::path::Path;

use jixiao_store::{Change, Error, FormId, create, create_with, open};
use rusqlite::Connection;
use tempfile::tempdir;

use crate::made::{Random, new_form, torture};

/// A closed document with some forms.
fn document(path: &Path) {
    let mut store = create(path, "某单位", 2023, "甲", 0).unwrap();
    let forms = (1..6).map(|seed| new_form(&mut Random(seed))).collect();
    store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
    store.close().unwrap();
}

/// A program that was killed leaves its log; then the person puts another file in the place of theirs.
#[test]
fn a_log_that_was_left_is_not_played_into_another_file() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut store = create(&at("表.jixiao"), "某单位", 2023, "甲", 0).unwrap();
    let forms = (1..6).map(|seed| new_form(&mut Random(seed))).collect();
    store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
    store.checkpoint().unwrap();
    fs::copy(at("表.jixiao-wal"), at("killed.jixiao-wal")).unwrap();
    store.close().unwrap();
    let other = create(&at("other.jixiao"), "另一单位", 2023, "乙", 0).unwrap();
    other.close().unwrap();
    fs::rename(at("other.jixiao"), at("killed.jixiao")).unwrap();
    assert_eq!(open(&at("killed.jixiao")).unwrap().document().unwrap().agency, "另一单位");
}

#[test]
fn a_new_document_has_no_log_of_an_earlier_one() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
    let forms = (1..6).map(|seed| new_form(&mut Random(seed))).collect();
    store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
    let log = fs::read(folder.path().join("表.jixiao-wal")).unwrap();
    assert!(!log.is_empty());
    store.close().unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(folder.path().join("表.jixiao-wal"), log).unwrap();
    let store = create(&path, "另一单位", 2024, "乙", 2).unwrap();
    assert_eq!(
        (store.document().unwrap().agency.as_str(), store.form_ids_in_order().unwrap().len()),
        ("另一单位", 0)
    );
}

#[test]
fn what_is_no_document_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE form (id INTEGER)").unwrap();
    let cases = [
        ("text.jixiao", b"name,score".to_vec()),
        ("empty.jixiao", Vec::new()),
        ("zeros.jixiao", vec![0; 8192]),
        ("magic.jixiao", b"SQLite format 3\0".to_vec()),
        ("foreign.jixiao", fs::read(&foreign).unwrap()),
    ];
    for (name, bytes) in cases {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, Error::NotADocument(_)), "{name}: {error:?}");
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    }
    assert!(matches!(open(&folder.path().join("none.jixiao")), Err(Error::Missing(_))));
    assert!(open(folder.path()).is_err());
}

#[test]
fn a_newer_document_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    document(&path);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let bytes = fs::read(&path).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
    assert!(error.to_string().contains("升级程序"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn an_existing_file_is_not_replaced() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    fs::write(&path, "别的").unwrap();
    assert!(matches!(create(&path, "某单位", 2023, "甲", 0), Err(Error::Exists(_))));
    assert_eq!(fs::read(&path).unwrap(), "别的".as_bytes());
    let error = create(&folder.path().join("没有/表.jixiao"), "某单位", 2023, "甲", 0).unwrap_err();
    assert!(error.to_string().contains("没有”"), "names the folder: {error}");
}

#[test]
fn a_document_is_filled_before_it_is_there() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let forms = (1..6).map(|seed| new_form(&mut Random(seed))).collect();
    let mut store = create_with(&path, "某单位", 2023, "甲", 0, |store| {
        assert!(store.path() == path && !path.exists());
        store.apply(&Change::ImportForms(forms), "甲", 1)?;
        store.apply(&Change::SetAgency("二".to_owned()), "甲", 2).map(drop)
    })
    .unwrap();
    assert_eq!((store.forms().unwrap().len(), store.document().unwrap().agency.as_str()), (5, "二"));
    for _ in 0..2 {
        store.undo("甲", 3).unwrap();
    }
    assert!(store.forms().unwrap().is_empty());
}

#[test]
fn a_document_that_cannot_be_finished_leaves_nothing_behind() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let error = create_with(&path, "某单位", 2023, "甲", 0, |store| {
        store.apply(&Change::SetAgency("二".to_owned()), "甲", 1)?;
        store.apply(&Change::RemoveForm(FormId(7)), "甲", 2).map(drop)
    });
    assert!(matches!(error.unwrap_err(), Error::NoSuchForm(FormId(7))));
    // The name is free, and that of its log is not.
    let log = folder.path().join("表.jixiao-wal");
    fs::create_dir(&log).unwrap();
    create(&path, "某单位", 2023, "甲", 0).unwrap_err();
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&log));
    fs::remove_dir(&log).unwrap();
    create(&path, "某单位", 2023, "甲", 0).unwrap();
}

#[test]
fn torn_files_are_refused_in_chinese_or_read_and_never_crash() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    document(&path);
    let whole = fs::read(&path).unwrap();
    let mut refused = 0;
    let files = 150 * torture();
    for seed in 0..files {
        let mut random = Random(seed);
        let mut bytes = whole.clone();
        if seed % 3 == 0 {
            bytes.truncate(random.below(whole.len()));
        } else {
            let start = random.below(whole.len());
            let end = (start + 1 + random.below(9000)).min(whole.len());
            bytes[start..end].iter_mut().for_each(|byte| *byte = u8::try_from(random.next() & 255).unwrap());
        }
        fs::write(&path, &bytes).unwrap();
        match open(&path).and_then(|mut store| use_everything(&mut store)) {
            Ok(()) => {}
            Err(Error::Damaged { .. } | Error::NotADocument(_) | Error::Newer { .. }) => refused += 1,
            Err(other) => panic!("{seed}: {other:?}"),
        }
    }
    println!("{files} torn documents, {refused} refused");
    assert!(refused > files * 2 / 3, "{refused}");
}

fn use_everything(store: &mut jixiao_store::Store) -> jixiao_store::Result<()> {
    for form in store.form_ids_in_order()? {
        store.form(form)?;
    }
    store.forms()?;
    store.journal(100, None)?;
    store.apply(&Change::SetAgency("新".to_owned()), "甲", 2)?;
    store.undo("甲", 3)?;
    store.undo("甲", 3)?;
    Ok(())
}

#[test]
fn a_document_cannot_bring_its_own_triggers() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    document(&path);
    let trap = "CREATE TRIGGER trap AFTER UPDATE ON document BEGIN DELETE FROM form; END";
    Connection::open(&path).unwrap().execute_batch(trap).unwrap();
    let mut store = open(&path).unwrap();
    store.apply(&Change::SetAgency("新".to_owned()), "甲", 2).unwrap();
    assert_eq!(store.forms().unwrap().len(), 5);
}
