//! Takes what the page asks for to the commands, and their answers back.

use std::sync::Arc;

use jixiao_commands::{Answer, Session, call};
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{Invoke, InvokeBody, Response};
use tauri::{Manager, Runtime};

/// Runs a command on a thread of its own, beside the window's.
pub fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    spawn_blocking(move || {
        let Invoke { message, resolver, .. } = invoke;
        let session = Arc::clone(&message.webview_ref().state::<Arc<Session>>());
        let arguments = match message.payload() {
            InvokeBody::Json(arguments) => arguments,
            InvokeBody::Raw(_) => &Value::Null,
        };
        match call(&session, message.command(), arguments) {
            Ok(Answer::Json(json)) => resolver.resolve(Response::new(json)),
            Ok(Answer::Bytes(bytes)) => resolver.resolve(Response::new(bytes)),
            Err(error) => resolver.reject(error),
        }
    });
    true
}
