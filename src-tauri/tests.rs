//! The commands as a page calls them: through the real configuration and its permissions, without a display.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use jixiao_app::desk::Workspace;
use serde_json::{Value, json};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{
    DragDropEvent, Listener, Manager, PhysicalPosition, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::picker::FilePicker;
use crate::state::Shared;

fn window(label: &str) -> WebviewWindow<MockRuntime> {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear(); // the test opens its own
    let app = super::with_commands(mock_builder()).build(context).unwrap();
    WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default()).build().unwrap()
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: tauri::ipc::CallbackFn(0),
        error: tauri::ipc::CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: tauri::ipc::InvokeBody::default(),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_string(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn start_page_learns_the_version() {
    assert_eq!(call(&window("main"), "about"), Ok(json!({ "version": env!("CARGO_PKG_VERSION") })));
}

#[test]
fn only_what_is_granted_is_answered() {
    let cases = [
        ("other", "about"),
        ("main", "plugin:event|emit"),
        ("main", "plugin:dialog|open"),
        ("main", "plugin:app|version"),
    ];
    for (label, command) in cases {
        let answer = call(&window(label), command);
        let refusal = answer.as_ref().err().and_then(Value::as_str).unwrap_or_default();
        assert!(refusal.contains("not allowed"), "{command} in window {label}: {answer:?}");
    }
}

/// What was asked before and after goes on: the page's queue waits for each answer.
#[test]
fn a_command_that_panics_is_answered_in_chinese() {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    let commands = super::answered(|invoke: tauri::ipc::Invoke<MockRuntime>| {
        assert_ne!(invoke.message.command(), "overview", "a mistake of the program");
        invoke.resolver.resolve("done");
        true
    });
    let app = mock_builder().invoke_handler(commands).build(context).unwrap();
    let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
    for command in ["overview", "form", "overview", "start"] {
        match call(&window, command) {
            Ok(answer) => assert_eq!((command != "overview", answer), (true, json!("done"))),
            Err(error) => {
                let message = error["message"].as_str().unwrap();
                assert!(command == "overview" && message.contains("请再试一次"), "{command}: {message}");
            }
        }
    }
}

/// A person who cancels every dialog.
struct Nobody;

impl FilePicker for Nobody {
    fn books(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn document(&self) -> Option<PathBuf> {
        None
    }

    fn new_document(&self, _name: &str) -> Option<PathBuf> {
        None
    }

    fn agencies(&self) -> Option<PathBuf> {
        None
    }

    fn evidence(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn folder(&self) -> Option<PathBuf> {
        None
    }

    fn edition(&self) -> Option<PathBuf> {
        None
    }

    fn new_edition(&self, _name: &str) -> Option<PathBuf> {
        None
    }
}

#[test]
fn three_dropped_files_are_one_review() {
    let window = window("main");
    let data = std::env::temp_dir().join(format!("jixiao-dropped-{}", std::process::id()));
    window.manage(Shared::new(Workspace::new(data).unwrap(), Box::new(Nobody)));
    let (describe_error, words) = mpsc::channel();
    window.app_handle().listen_any("handed", move |event| {
        describe_error.send(serde_json::from_str::<Value>(event.payload()).unwrap()).unwrap();
    });
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/books");
    let names = ["urumqi-2023-stacked.xlsx", "tongcheng-2021.xlsx", "changji-jobs-2020.xls"];
    let paths = names.iter().map(|name| books.join(name)).collect();
    let drop = DragDropEvent::Drop { paths, position: PhysicalPosition::new(1.0, 1.0) };
    super::happened(window.app_handle(), &WindowEvent::DragDrop(drop));
    assert_eq!(words.recv_timeout(Duration::from_mins(1)).unwrap(), json!("books"));
    let review = call(&window, "import_handed").unwrap();
    let read: Vec<&str> =
        review["books"].as_array().unwrap().iter().map(|book| book["name"].as_str().unwrap()).collect();
    assert_eq!(read, names);
    for book in review["books"].as_array().unwrap() {
        assert!(book["error"].is_null() && !book["forms"].as_array().unwrap().is_empty(), "{book}");
    }
    assert!(words.try_recv().is_err(), "one review, not three");
    assert_eq!(call(&window, "import_handed"), Ok(Value::Null), "read once");
}
