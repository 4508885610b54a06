//! `jixiao open`, as far as it goes without a browser; `ui/e2e/browser` goes on from there.

#![cfg(feature = "browser")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

fn jixiao(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    command.env("JIXIAO_DATA", data).arg("open").args(arguments);
    command
}

#[test]
fn what_cannot_be_opened_is_refused_at_once() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("a.txt"), "").unwrap();
    let text = data.path().join("a.txt").display().to_string();
    for (file, message) in [("没有.jixiao", "没有这个文件"), (text.as_str(), "不是文档")] {
        let output = jixiao(data.path(), &["--no-browser", file]).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), error.contains(message)), (Some(2), true), "{error}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_address_is_of_this_machine_and_new_each_time() {
    let data = tempfile::tempdir().unwrap();
    let address = || {
        let mut program = jixiao(data.path(), &["--no-browser"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        program.kill().unwrap();
        program.wait().unwrap();
        line
    };
    let (first, second) = (address(), address());
    assert!(first.starts_with("http://127.0.0.1:") && first.contains("/#"), "{first}");
    assert_ne!(first.split('#').nth(1), second.split('#').nth(1));
}
