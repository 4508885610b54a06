//! Files that are no files, and what others may do with ours.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use jixiao_store::{Error, create, look, open, restore};
use tempfile::tempdir;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Nobody writes into the pipe: whoever waits for its first byte waits for ever.
#[test]
fn pipes_sockets_devices_and_folders_are_refused_at_once() {
    let folder = tempdir().unwrap();
    let pipe = folder.path().join("管道.jixiao");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    let socket = folder.path().join("套接字.jixiao");
    let _listener = UnixListener::bind(&socket).unwrap();
    let store = create(&folder.path().join("表.jixiao"), "一", 2023, "甲", 0).unwrap();
    let backup = store.backup(&folder.path().join("备份"), 1).unwrap();
    for path in [pipe.as_path(), &socket, Path::new("/dev/zero"), folder.path()] {
        for refused in [open(path), look(path), restore(path, &backup.path, folder.path(), 2)] {
            let error = refused.unwrap_err();
            assert!(
                matches!(error, Error::NotADocument(_) | Error::Denied { .. }),
                "{}: {error:?}",
                path.display()
            );
        }
    }
}

#[test]
fn new_documents_are_private_and_permissions_are_kept() {
    let folder = tempdir().unwrap();
    let (path, backups) = (folder.path().join("表.jixiao"), folder.path().join("备份"));
    let store = create(&path, "一", 2023, "甲", 0).unwrap();
    let first = store.backup(&backups, 1).unwrap();
    assert_eq!((mode(&path), mode(&first.path), mode(&backups)), (0o600, 0o600, 0o700));
    store.close().unwrap();
    for shared in [0o660, 0o600, 0o644] {
        fs::set_permissions(&path, fs::Permissions::from_mode(shared)).unwrap();
        let store = open(&path).unwrap();
        assert_eq!(mode(&store.backup(&backups, 2).unwrap().path), shared);
        store.close().unwrap();
        restore(&path, &first.path, &backups, 3).unwrap().close().unwrap();
        assert_eq!(mode(&path), shared);
    }
    fs::remove_file(&path).unwrap();
    restore(&path, &first.path, &backups, 4).unwrap().close().unwrap();
    assert_eq!(mode(&path), 0o600, "what was lost comes back as it was backed up");
}
