#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::view::Overview;
use tauri::{Runtime, State, WebviewWindow};

use crate::state::{CommandResult, Shared, error_message};

/// The document on one page.
#[tauri::command]
pub fn overview(shared: State<'_, Shared>) -> CommandResult<Overview> {
    shared.ask(|doc| Ok(doc.overview()))
}

/// Prints what the window shows, by the system's own dialog.
#[tauri::command]
pub fn print_page<R: Runtime>(window: WebviewWindow<R>) -> CommandResult<()> {
    window.print().map_err(|_| error_message(anyhow::anyhow!("打不开系统的打印窗口，请检查打印机设置后再试")))
}
