//! Files that are no plain files, or that change while they are read.
#![cfg(unix)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use jixiao_app::desk::Actor;
use jixiao_app::{Catalogue, audit_file, describe_error, files_below, read_book};
use tempfile::tempdir;

#[test]
fn pipes_devices_and_sockets_are_told_at_once() {
    let folder = tempdir().unwrap();
    let catalogue = Catalogue::load().unwrap();
    for name in ["管道.xlsx", "管道.jixiao", "管道.docx"] {
        assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap().success());
    }
    let _listener = UnixListener::bind(folder.path().join("套接字.xlsx")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("设备.xlsx")).unwrap();
    let found = files_below(folder.path()).unwrap().files;
    assert_eq!(found.len(), 5);
    for path in found {
        let audited = audit_file(folder.path(), &path, &Actor::here(), &catalogue);
        let error = describe_error(&audited.result.unwrap_err());
        assert!(error.contains("请选择"), "{}: {error}", path.display());
    }
    assert!(read_book(Path::new("/dev/tty"), &catalogue).is_err());
}

/// Somebody copies a large file there, or a program writes its log into it.
#[test]
fn a_file_that_grows_is_not_read_for_ever() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.csv.xlsx");
    fs::write(&path, "a").unwrap();
    let over = AtomicBool::new(false);
    let error = thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(&path).unwrap();
            for _ in 0..2000 {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                file.write_all(&vec![b'x'; 65536]).unwrap();
            }
        });
        let error = read_book(&path, &Catalogue::load().unwrap()).unwrap_err();
        over.store(true, Ordering::Relaxed);
        error
    });
    assert!(describe_error(&error).contains('请'), "{error:#}");
}
