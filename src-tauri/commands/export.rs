#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]

use std::path::Path;
use std::sync::PoisonError;

use jixiao_app::desk::view::{ExportChoice, ExportDone, FindingsChoice, MaskedView, PatternView};
use tauri::ipc::Response;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_opener::OpenerExt;

use crate::state::{CommandResult, Shared, error_message};

/// Forms as one PDF.
#[tauri::command]
pub fn preview(shared: State<'_, Shared>, ids: Vec<i64>) -> CommandResult<Response> {
    shared.ask(|doc| doc.preview(&ids)).map(Response::new)
}

/// Opens the forms as PDF with the system's own program, which knows the printers.
#[tauri::command]
pub fn print_forms<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    ids: Vec<i64>,
) -> CommandResult<()> {
    let file = shared.workspace().print_file(&ids).map_err(error_message)?;
    let opened = app.opener().open_path(file.display().to_string(), None::<&str>);
    let describe_error =
        |_| anyhow::anyhow!("没有能打开 PDF 的程序，请用“导出上报”另存后打印：“{}”", file.display());
    opened.map_err(describe_error).map_err(error_message)
}

/// A pattern of file names and what is wrong with it; without one, the usual pattern.
#[tauri::command]
pub fn file_name_pattern(pattern: Option<String>, per_form: bool) -> PatternView {
    jixiao_app::desk::pattern(pattern.as_deref(), per_form)
}

/// What a public copy of forms hides.
#[tauri::command]
pub fn hidden_in_public(shared: State<'_, Shared>, ids: Vec<i64>) -> CommandResult<Vec<MaskedView>> {
    shared.workspace().hidden_in_public(&ids).map_err(error_message)
}

/// Writes forms into a folder that the person picks; null when they cancel.
#[tauri::command]
pub fn export_forms<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: ExportChoice,
) -> CommandResult<Option<ExportDone>> {
    shared.export(|folder| {
        let job = shared.workspace().export_job(&choice)?;
        job.run(&choice, folder, &mut |progress| shared.go_on(&app, progress))
    })
}

/// Writes the check report of forms into a folder that the person picks; null when they cancel.
#[tauri::command]
pub fn export_findings<R: Runtime>(
    app: AppHandle<R>,
    shared: State<'_, Shared>,
    choice: FindingsChoice,
) -> CommandResult<Option<ExportDone>> {
    shared.export(|folder| {
        let job = shared.workspace().findings_job(&choice)?;
        Ok(job.run(&choice, folder, &mut |progress| shared.go_on(&app, progress)))
    })
}

/// Stops the work under way after its present step.
#[tauri::command]
pub fn cancel(shared: State<'_, Shared>) {
    shared.cancel();
}

/// 打开所在文件夹: the folder of the last export.
#[tauri::command]
pub fn show_folder<R: Runtime>(app: AppHandle<R>, shared: State<'_, Shared>) -> CommandResult<()> {
    let folder = shared.exported.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(folder) = folder else { return Ok(()) };
    open_path(&app, &folder).map_err(error_message)
}

pub(super) fn open_path<R: Runtime>(app: &AppHandle<R>, path: &Path) -> anyhow::Result<()> {
    let opened = app.opener().open_path(path.display().to_string(), None::<&str>);
    opened.map_err(|_| anyhow::anyhow!("打不开“{}”，请在文件管理器中打开它", path.display()))
}
