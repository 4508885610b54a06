#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use jixiao_app::desk::view::Overview;
use tauri::{Runtime, State, WebviewWindow};

use crate::state::{Answer, Shared, trouble};

/// The document on one page.
#[tauri::command(async)]
pub fn overview(shared: State<'_, Shared>) -> Answer<Overview> {
    shared.room().desk().map(|desk| desk.overview()).map_err(trouble)
}

/// Prints what the window shows, by the system's own dialog.
#[tauri::command]
pub fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    window.print().map_err(|_| trouble(anyhow::anyhow!("打不开系统的打印窗口，请检查打印机设置后再试")))
}
