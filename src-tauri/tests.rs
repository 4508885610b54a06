//! The commands as a page calls them: through the real configuration and its permissions, without a display.

use serde_json::{Value, json};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{WebviewWindow, WebviewWindowBuilder};

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
