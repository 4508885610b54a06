//! Files and folders are picked in a dialog of ours.

use std::fs;
use std::thread;

use serde_json::{Value, json};

use crate::client::Program;

#[test]
fn a_document_is_made_where_the_person_says() {
    let program = Program::patient();
    let key = program.key();
    let mut page = program.listen(&key);
    let made = thread::scope(|scope| {
        let made = scope
            .spawn(|| program.ask(&key, "/call/create_document", &json!({ "agency": "某局", "year": 2024 })));
        let asked = page.hears("asked").unwrap();
        assert_eq!((&asked["wanted"], &asked["name"]), (&json!("place"), &json!("某局2024年度.jixiao")));
        let there = go(&program, &key, &asked);
        assert_eq!(there["folders"], json!(["backups"]));
        for name in ["", "..", "../x", "a/b", "a\\b", "/etc/x", "a\u{0}b"] {
            let answer = answer(&program, &key, &json!({ "kind": "files", "names": [name] }));
            assert_eq!(answer, 422, "{name:?}");
        }
        assert_eq!(answer(&program, &key, &json!({ "kind": "here" })), 422);
        assert_eq!(answer(&program, &key, &json!({ "kind": "files", "names": ["我局"] })), 200);
        made.join().unwrap()
    });
    assert_eq!(made.json()["agency"], "某局");
    assert!(program.data.path().join("我局.jixiao").is_file());
}

#[test]
fn only_what_is_shown_can_be_chosen_and_only_when_the_program_asks() {
    let program = Program::patient();
    let key = program.key();
    assert_eq!(answer(&program, &key, &json!({ "kind": "here" })), 422, "nothing is asked");
    let look = program.ask(&key, "/picker/look", &json!({ "kind": "back", "index": 0 }));
    assert_eq!(look.status, 422, "nothing is asked");
    let mut page = program.listen(&key);
    fs::write(program.data.path().join("a.txt"), "").unwrap();
    thread::scope(|scope| {
        let opened = scope.spawn(|| program.ask(&key, "/call/open_document", &json!({})));
        let asked = page.hears("asked").unwrap();
        let there = go(&program, &key, &asked);
        assert_eq!(there["files"], json!([]), "no document");
        for name in ["a.txt", "../../etc/passwd", "/etc/passwd"] {
            let into = json!({ "kind": "into", "name": name });
            let stays = program.ask(&key, "/picker/look", &into).json();
            assert_eq!(stays["path"], there["path"], "{name}");
            assert_eq!(answer(&program, &key, &json!({ "kind": "files", "names": [name] })), 422, "{name}");
        }
        assert_eq!(answer(&program, &key, &json!({ "kind": "cancel" })), 200);
        assert_eq!(opened.join().unwrap().json(), Value::Null);
    });
}

#[test]
fn a_question_ends_with_its_page() {
    let program = Program::patient();
    let key = program.key();
    let mut page = program.listen(&key);
    thread::scope(|scope| {
        let opened = scope.spawn(|| program.ask(&key, "/call/open_document", &json!({})));
        page.hears("asked").unwrap();
        drop(page);
        assert_eq!(opened.join().unwrap().json(), Value::Null);
    });
}

fn answer(program: &Program, key: &str, answer: &Value) -> u16 {
    program.ask(key, "/picker/answer", answer).status
}

/// From wherever the dialog begins to the folder of the test, step by step.
fn go(program: &Program, key: &str, asked: &Value) -> Value {
    assert!(!asked["places"].as_array().unwrap().is_empty());
    let step = |step: Value| program.ask(key, "/picker/look", &step).json();
    fs::create_dir_all(program.data.path().join("backups")).unwrap();
    let mut view = step(json!({ "kind": "back", "index": 0 }));
    for part in program.data.path().components().skip(1) {
        let name = part.as_os_str().to_string_lossy().into_owned();
        view = step(json!({ "kind": "into", "name": name }));
    }
    let name = program.data.path().file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(view["path"].as_array().unwrap().last(), Some(&json!(name)));
    view
}
