//! A process killed at any moment loses nothing that it said was saved.
//!
//! The other process is this test binary again, told by the environment what to do. It says each step once it is
//! committed; a made-up document that was not killed makes the same steps, and the two must be equal.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use jixiao_store::{Store, create, open, restore};
use rusqlite::Connection;
use tempfile::tempdir;

use crate::made::{Random, state, torture, work};

const TASK: &str = "JIXIAO_STORE_TEST_TASK";
const FOLDER: &str = "JIXIAO_STORE_TEST_FOLDER";
const FIRST: &str = "JIXIAO_STORE_TEST_FIRST_STEP";
/// How many times a process is killed at work on the same document.
const KILLS: u64 = 40;

#[test]
fn other_process() {
    let Ok(task) = std::env::var(TASK) else { return };
    let folder = std::env::var(FOLDER).unwrap();
    let first = std::env::var(FIRST).unwrap().parse().unwrap();
    match task.as_str() {
        "edit" => edit(Path::new(&folder), first),
        "create" => create_many(Path::new(&folder), first),
        "restore" => restore_again_and_again(Path::new(&folder), first),
        other => panic!("no task {other}"),
    }
}

fn edit(folder: &Path, first: u64) {
    let mut store = open(&folder.join("表.jixiao")).unwrap();
    for step in first.. {
        work(&mut store, step);
        println!("\ndone {step}");
    }
}

fn create_many(folder: &Path, first: u64) {
    for step in first.. {
        let mut store = create(&folder.join(format!("{step}.jixiao")), "某单位", 2023, "甲", 0).unwrap();
        work(&mut store, step);
        println!("\ndone {step}");
    }
}

fn restore_again_and_again(folder: &Path, first: u64) {
    for step in first.. {
        let backup = folder.join(if step % 2 == 0 { "even.jixiao" } else { "odd.jixiao" });
        let at = i64::try_from(step).unwrap();
        restore(&folder.join("表.jixiao"), &backup, &folder.join("备份"), at).unwrap().close().unwrap();
        println!("\ndone {step}");
    }
}

/// Starts a task, kills it some time after it has done `count` steps, and returns the last step that it said was done.
fn run_and_kill(task: &str, folder: &Path, first: u64, random: &mut Random, count: usize) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::other_process", "--nocapture"])
        .env(TASK, task)
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut last = None;
    let mut done = lines.filter_map(|line| line.strip_prefix("done ")?.parse().ok());
    for _ in 0..count {
        last = Some(done.next().unwrap());
    }
    // Somewhere within the next step or two: a wait that differs from time to time and depends on no clock.
    for _ in 0..random.below(300_000) {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(!status.success(), "it was killed, it did not end by itself");
    done.last().or(last).unwrap()
}

/// The whole file holds together, more strictly than opening asks.
fn check(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let orphans = connection.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!orphans, "rows without the row that they belong to");
}

fn is_same(one: &Store, other: &Store) -> bool {
    state(one) == state(other)
        && one.journal(usize::MAX, None).unwrap() == other.journal(usize::MAX, None).unwrap()
}

#[test]
fn every_edit_that_was_said_to_be_saved_is_there() {
    let (folder, twin_folder) = (tempdir().unwrap(), tempdir().unwrap());
    let path = folder.path().join("表.jixiao");
    create(&path, "某单位", 2023, "甲", 0).unwrap().close().unwrap();
    let mut twin = create(&twin_folder.path().join("表.jixiao"), "某单位", 2023, "甲", 0).unwrap();
    let mut random = Random(20_230_322);
    let mut next = 1;
    let mut unreported = 0;
    let kills = KILLS * torture();
    for _ in 0..kills {
        let count = 1 + random.below(12);
        let reported = run_and_kill("edit", folder.path(), next, &mut random, count);
        for step in next..=reported {
            work(&mut twin, step);
        }
        next = reported + 1;
        let survivor = open(&path).unwrap();
        if !is_same(&survivor, &twin) {
            // Committed, but killed before it could say so. More than one step there cannot be.
            work(&mut twin, next);
            next += 1;
            unreported += 1;
        }
        assert_eq!(state(&survivor), state(&twin));
        assert_eq!(survivor.journal(usize::MAX, None).unwrap(), twin.journal(usize::MAX, None).unwrap());
        survivor.close().unwrap();
        check(&path);
    }
    println!("{} steps, {kills} kills, {unreported} of them between committing and saying so", next - 1);
    undo_and_redo_everything(&path);
}

fn undo_and_redo_everything(path: &Path) {
    let mut store = open(path).unwrap();
    while store.redo("甲", 0).unwrap().entry.is_some() {}
    let last = state(&store);
    while store.undo("甲", 0).unwrap().entry.is_some() {}
    assert!(store.forms().unwrap().is_empty() && store.document().unwrap().agency == "某单位");
    while store.redo("甲", 0).unwrap().entry.is_some() {}
    assert_eq!(state(&store), last);
}

#[test]
fn a_new_document_is_there_whole_or_not_at_all() {
    let folder = tempdir().unwrap();
    let mut random = Random(7);
    let mut next = 1;
    for _ in 0..10 * torture() {
        let count = 1 + random.below(3);
        let reported = run_and_kill("create", folder.path(), next, &mut random, count);
        for step in next..=reported + 1 {
            let path = folder.path().join(format!("{step}.jixiao"));
            if step <= reported || path.exists() {
                check(&path);
                assert_eq!(open(&path).unwrap().document().unwrap().year / 10, 202);
            }
        }
        next = reported + 2;
    }
}

#[test]
fn a_restored_document_is_the_old_or_the_new_one() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["even.jixiao", "odd.jixiao", "表.jixiao"] {
        create(&at(name), name, 2023, "甲", 0).unwrap().close().unwrap();
    }
    let mut random = Random(11);
    let mut next = 2;
    for _ in 0..10 * torture() {
        let count = 1 + random.below(3);
        let reported = run_and_kill("restore", folder.path(), next, &mut random, count);
        let agency = open(&at("表.jixiao")).unwrap().document().unwrap().agency;
        assert!(["even.jixiao", "odd.jixiao"].contains(&agency.as_str()), "{agency}");
        check(&at("表.jixiao"));
        next = reported + 2;
    }
}
