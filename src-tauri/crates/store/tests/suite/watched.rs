//! A document whose file goes away while it is open: noticed, and saved elsewhere with everything in it.

use std::fs;
use std::path::{Path, PathBuf};

use jixiao_store::{Access, Change, Error, Store, Whereabouts, backups, create, look, open};
use tempfile::{TempDir, tempdir};

fn document() -> (TempDir, PathBuf, Store) {
    let top = tempdir().unwrap();
    let folder = top.path().join("单位");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("表.jixiao");
    let store = create(&path, "一", 2023, "甲", 0).unwrap();
    (top, path, store)
}

fn name(store: &mut Store, agency: &str) {
    store.apply(&Change::SetAgency(agency.to_owned()), "甲", 1).unwrap();
}

fn agency(path: &Path) -> String {
    look(path).unwrap().document().unwrap().agency
}

/// What is done to the file, how, and what then is seen of it.
type Loss = (&'static str, fn(&Path), Whereabouts);

/// Everything that can become of a file or its folder, and how the place looks then.
fn losses() -> Vec<Loss> {
    fn folder(path: &Path) -> &Path {
        path.parent().unwrap()
    }
    vec![
        ("removed", |path| fs::remove_file(path).unwrap(), Whereabouts::Gone),
        ("renamed", |path| fs::rename(path, folder(path).join("改名.jixiao")).unwrap(), Whereabouts::Gone),
        (
            "moved away",
            |path| fs::rename(path, folder(path).with_file_name("移走.jixiao")).unwrap(),
            Whereabouts::Gone,
        ),
        ("folder removed", |path| fs::remove_dir_all(folder(path)).unwrap(), Whereabouts::Gone),
        (
            "folder moved",
            |path| fs::rename(folder(path), folder(path).with_file_name("别处")).unwrap(),
            Whereabouts::Gone,
        ),
        (
            "replaced by rename",
            |path| {
                let other = folder(path).join("同步.jixiao");
                create(&other, "别人的", 2023, "乙", 0).unwrap().close().unwrap();
                fs::rename(other, path).unwrap();
            },
            Whereabouts::Replaced,
        ),
    ]
}

#[test]
fn a_file_that_goes_away_is_noticed_and_everything_is_saved_elsewhere() {
    for (what, lose, whereabouts) in losses() {
        let (top, path, mut store) = document();
        name(&mut store, "二");
        store.checkpoint().unwrap();
        name(&mut store, "三");
        assert_eq!(store.whereabouts(), Whereabouts::There);
        lose(&path);
        assert_eq!(store.whereabouts(), whereabouts, "{what}");
        assert_eq!(store.watch().look(), whereabouts, "{what}");
        name(&mut store, "四");
        store.checkpoint().unwrap();
        let (saved, kept) = (top.path().join("另存.jixiao"), top.path().join("备份"));
        store.save_as(&saved, &kept, 5).unwrap();
        assert_eq!((store.path(), store.whereabouts()), (saved.as_path(), Whereabouts::There), "{what}");
        name(&mut store, "五");
        for before in ["四", "三", "二", "一"] {
            store.undo("甲", 6).unwrap();
            assert_eq!(
                store.document().unwrap().agency,
                before,
                "{what}: the record of changes came with it"
            );
        }
        store.close().unwrap();
        assert_eq!(agency(&saved), "一", "{what}");
        if whereabouts == Whereabouts::Replaced {
            assert_eq!(agency(&path), "别人的", "what lies there now was not written to");
        } else {
            assert!(!path.exists(), "{what}: nothing is made where nobody wants it");
        }
        let left = |name: &str| top.path().join("单位").join(name).exists();
        assert!(!left(".表.jixiao.lock"), "{what}");
        assert!(whereabouts != Whereabouts::Gone || !left("表.jixiao-wal"), "{what}");
    }
}

#[test]
fn it_can_be_put_back_where_it_was() {
    for (what, lose, whereabouts) in losses() {
        let (top, path, mut store) = document();
        name(&mut store, "二");
        lose(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let kept = top.path().join("备份");
        store.save_as(&path, &kept, 5).unwrap();
        assert_eq!((store.whereabouts(), store.access()), (Whereabouts::There, Access::Write), "{what}");
        name(&mut store, "三");
        assert_eq!(open(&path).unwrap().access(), Access::OpenElsewhere, "{what}: nobody else may write");
        store.close().unwrap();
        assert_eq!(agency(&path), "三", "{what}");
        let before = backups(&kept, &path).unwrap();
        let kept: Vec<String> = before.iter().map(|backup| agency(&backup.path)).collect();
        let expected: &[&str] = if whereabouts == Whereabouts::Replaced { &["别人的"] } else { &[] };
        assert_eq!(kept, expected, "{what}: what lay there is kept");
    }
}

#[test]
fn another_place_is_taken_whole_or_not_at_all() {
    let (top, path, mut store) = document();
    let kept = top.path().join("备份");
    let other = top.path().join("别的.jixiao");
    let open_elsewhere = create(&other, "别的", 2023, "乙", 0).unwrap();
    assert!(matches!(store.save_as(&other, &kept, 1), Err(Error::OpenElsewhere(_))));
    assert!(matches!(store.save_copy(&other, &kept, 1), Err(Error::OpenElsewhere(_))));
    assert!(matches!(store.save_copy(&path, &kept, 1), Err(Error::Exists(_))));
    assert!(store.save_as(&top.path().join("没有这个文件夹").join("表.jixiao"), &kept, 1).is_err());
    name(&mut store, "二");
    assert_eq!(store.path(), path);
    open_elsewhere.close().unwrap();
    store.save_copy(&other, &kept, 2).unwrap();
    name(&mut store, "三");
    assert_eq!((agency(&other), store.path()), ("二".to_owned(), path.as_path()), "a copy stays as it was");
    let replaced = backups(&kept, &other).unwrap();
    assert_eq!(agency(&replaced[0].path), "别的", "what lay there is kept");
    store.save_as(&path, &kept, 3).unwrap();
    store.save_as(&other, &kept, 3).unwrap();
    name(&mut store, "四");
    store.close().unwrap();
    assert_eq!((agency(&path), agency(&other)), ("三".to_owned(), "四".to_owned()));
    let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
    assert_eq!((names(path.parent().unwrap()), names(top.path())), (1, 3), "nothing else is left behind");
}

#[test]
fn a_document_that_can_only_be_read_is_written_elsewhere() {
    let (top, path, store) = document();
    let mut second = open(&path).unwrap();
    assert_eq!(second.access(), Access::OpenElsewhere);
    let copy = top.path().join("副本.jixiao");
    second.save_as(&copy, &top.path().join("备份"), 1).unwrap();
    assert_eq!(second.access(), Access::Write);
    name(&mut second, "二");
    assert_eq!((store.document().unwrap().agency.as_str(), agency(&copy).as_str()), ("一", "二"));
}

#[test]
fn backups_of_a_document_that_is_gone_are_found_by_whatever_links_it_was_reached() {
    if !cfg!(unix) {
        return;
    }
    let (top, path, store) = document();
    let kept = top.path().join("备份");
    store.backup(&kept, 1).unwrap();
    drop(store);
    let link = top.path().join("快捷");
    #[cfg(unix)]
    std::os::unix::fs::symlink(path.parent().unwrap(), &link).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(backups(&kept, &link.join("表.jixiao")).unwrap().len(), 1);
}
