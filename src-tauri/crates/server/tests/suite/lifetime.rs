//! The program lives as long as its page.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Program;

const LONG: Duration = Duration::from_mins(5);
const SHORT: Duration = Duration::from_millis(600);
/// Within this time the program has ended; it looks several times a second.
const SOON: Duration = Duration::from_secs(20);

fn ends_soon(program: Program) {
    let started = Instant::now();
    program.ended.join().unwrap().unwrap();
    assert!(started.elapsed() < SOON);
}

#[test]
fn a_program_to_which_no_page_comes_ends() {
    ends_soon(Program::start(SHORT, LONG));
}

#[test]
fn a_page_that_is_loaded_anew_keeps_the_program_and_one_that_is_closed_ends_it() {
    let program = Program::start(LONG, SHORT);
    let key = program.key();
    for _ in 0..3 {
        drop(program.listen(&key));
        assert_eq!(program.ask(&key, "/call/about", &Value::Null).status, 200);
    }
    let page = program.listen(&key);
    std::thread::sleep(SHORT * 2); // nothing is asked meanwhile
    assert!(!program.ended.is_finished());
    drop(page);
    ends_soon(program);
}

#[test]
fn the_page_can_end_the_program() {
    let program = Program::start(LONG, LONG);
    let key = program.key();
    let _page = program.listen(&key);
    drop(program.ask(&key, "/call/leave", &json!({})));
    ends_soon(program);
}

#[test]
fn a_second_page_takes_the_place_of_the_first() {
    let program = Program::patient();
    let key = program.key();
    let mut first = program.listen(&key);
    let _second = program.listen(&key);
    assert_eq!(first.hears("watched"), None, "the first is told no more");
}
