//! The commands as a page calls them, without anything that shows a page.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::{ErrorCode, ProgramEvent};
use jixiao_commands::{Answer, Host, Question, Session, call, typescript};
use serde_json::{Value, json};

/// Nobody's page: remembers what it is told, and fails where it is asked for files.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<ProgramEvent>>>);

impl Host for Page {
    fn emit(&self, event: ProgramEvent) {
        self.0.lock().unwrap().push(event);
    }

    fn pick(&self, question: Question) -> Vec<PathBuf> {
        panic!("a mistake of the program: {question:?}");
    }

    fn open_path(&self, _: &Path) -> bool {
        false
    }

    fn set_title(&self, _: &str) -> anyhow::Result<()> {
        Ok(())
    }

    fn print_page(&self) -> bool {
        false
    }

    fn leave(&self) {}
}

fn session() -> (Arc<Session>, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    (Session::new(Workspace::new(data.path().to_owned()).unwrap(), Box::new(Page::default())), data)
}

#[test]
fn the_typescript_types_are_those_of_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/wire/commands.ts");
    if fs::read_to_string(&file).ok().as_deref() != Some(typescript().as_str()) {
        fs::write(file, typescript()).unwrap();
    }
    let expected = "  readonly exportForms: (choice: ExportChoice) => Promise<ExportDone | null>\n";
    assert!(typescript().contains(expected), "{}", typescript());
}

#[test]
fn values_are_answered_as_json_and_files_as_bytes() {
    let (session, _data) = session();
    let version = json!({ "version": env!("CARGO_PKG_VERSION") }).to_string();
    assert_eq!(call(&session, "about", &Value::Null).unwrap(), Answer::Json(version));
    call(&session, "open_sample", &Value::Null).unwrap();
    let Answer::Bytes(pdf) = call(&session, "preview", &json!({ "ids": [1] })).unwrap() else { panic!() };
    assert!(pdf.starts_with(b"%PDF"));
}

/// What was asked before and after goes on: the page's queue waits for each answer.
#[test]
fn whatever_goes_wrong_is_answered_with_a_code_and_in_chinese() {
    let (session, _data) = session();
    for (name, arguments, code) in [
        ("no_such_command", Value::Null, ErrorCode::Malformed),
        ("edit", json!({ "id": "1", "edits": [] }), ErrorCode::Malformed),
        ("overview", Value::Null, ErrorCode::Failed),
        ("open_document", Value::Null, ErrorCode::Unexpected),
        ("print_page", Value::Null, ErrorCode::Failed),
    ] {
        let error = call(&session, name, &arguments).unwrap_err();
        assert_eq!(error.code, code, "{name}: {}", error.message);
        assert!(error.message.contains('请'), "{name}: {}", error.message);
        assert!(call(&session, "start", &Value::Null).is_ok(), "after {name}");
    }
}
