//! The commands as a page calls them: through the real configuration and its permissions, without a display.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use jixiao_app::desk::Workspace;
use jixiao_commands::Session;
use serde_json::{Value, json};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{
    DragDropEvent, Listener, Manager, PhysicalPosition, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::host::Window;

fn window(label: &str) -> WebviewWindow<MockRuntime> {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear(); // the test opens its own
    let app = mock_builder().invoke_handler(super::answer::answer).build(context).unwrap();
    let data = std::env::temp_dir().join(format!("jixiao-shell-{}", std::process::id()));
    app.manage(Session::new(Workspace::new(data).unwrap(), Box::new(Window { app: app.handle().clone() })));
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
        ("main", "no_such_command"),
    ];
    for (label, command) in cases {
        let answer = call(&window(label), command);
        let refusal = answer.as_ref().err().and_then(Value::as_str).unwrap_or_default();
        assert!(refusal.contains("not allowed"), "{command} in window {label}: {answer:?}");
    }
}

#[test]
fn three_dropped_files_are_one_review() {
    let window = window("main");
    let (describe_error, words) = mpsc::channel();
    window.app_handle().listen_any("program", move |event| {
        let event: Value = serde_json::from_str(event.payload()).unwrap();
        if event["event"] == "open_request" {
            describe_error.send(event["payload"].clone()).unwrap();
        }
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
