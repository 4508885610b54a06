//! Every command is answered, whatever becomes of it: a page that waits for an answer in vain can do nothing any more.

use std::sync::Arc;

use jixiao_app::unexpected::{caught, inject};
use tauri::Runtime;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Invoke;

use crate::state::error_message;

/// Runs each command on a thread of its own, beside the window's. One that panics is answered with an error.
pub fn answered<R: Runtime>(
    commands: impl Fn(Invoke<R>) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    let commands = Arc::new(commands);
    move |invoke| {
        let commands = Arc::clone(&commands);
        spawn_blocking(move || answer(&*commands, invoke));
        true
    }
}

fn answer<R: Runtime>(commands: &impl Fn(Invoke<R>) -> bool, invoke: Invoke<R>) {
    let (resolver, name) = (invoke.resolver.clone(), invoke.message.command().to_owned());
    let known = caught(|| {
        inject(&name);
        Ok(commands(invoke))
    });
    match known {
        Ok(true) => {}
        Ok(false) => resolver.reject(format!("Command {name} not found")),
        Err(error) => resolver.reject(error_message(error)),
    }
}
