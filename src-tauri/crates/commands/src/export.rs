use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;
use jixiao_app::desk::view::{ExportChoice, ExportDone, FindingsChoice, MaskedView, PatternView};

use crate::command::Bytes;
use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// Forms as one PDF.
pub fn preview(session: &Arc<Session>, ids: Vec<i64>) -> CommandResult<Bytes> {
    session.ask(|doc| doc.preview(&ids)).map(Bytes)
}

/// Opens the forms as PDF with the system's own program, which knows the printers.
pub fn print_forms(session: &Arc<Session>, ids: Vec<i64>) -> CommandResult<()> {
    let file = session.workspace().print_file(&ids).map_err(error_message)?;
    if session.host().open_path(&file) {
        return Ok(());
    }
    Err(error_message(anyhow!("没有能打开 PDF 的程序，请用“导出上报”另存后打印：“{}”", file.display())))
}

/// A pattern of file names and what is wrong with it; without one, the usual pattern.
pub fn file_name_pattern(
    _: &Arc<Session>,
    pattern: Option<String>,
    per_form: bool,
) -> CommandResult<PatternView> {
    Ok(jixiao_app::desk::pattern(pattern.as_deref(), per_form))
}

/// What a public copy of forms hides.
pub fn hidden_in_public(session: &Arc<Session>, ids: Vec<i64>) -> CommandResult<Vec<MaskedView>> {
    session.workspace().hidden_in_public(&ids).map_err(error_message)
}

/// Writes forms into a folder that the person picks; null when they cancel.
pub fn export_forms(session: &Arc<Session>, choice: ExportChoice) -> CommandResult<Option<ExportDone>> {
    into_folder(session, |folder| {
        let job = session.workspace().export_job(&choice)?;
        job.run(&choice, folder, &mut |progress| session.go_on(progress))
    })
}

/// Writes the check report of forms into a folder that the person picks; null when they cancel.
pub fn export_findings(session: &Arc<Session>, choice: FindingsChoice) -> CommandResult<Option<ExportDone>> {
    into_folder(session, |folder| {
        let job = session.workspace().findings_job(&choice)?;
        Ok(job.run(&choice, folder, &mut |progress| session.go_on(progress)))
    })
}

/// Stops the work under way after its present step.
pub fn cancel(session: &Arc<Session>) -> CommandResult<()> {
    session.stop();
    Ok(())
}

/// 打开所在文件夹: the folder of the last export.
pub fn show_folder(session: &Arc<Session>) -> CommandResult<()> {
    session.exported().map_or(Ok(()), |folder| open_path(session, &folder))
}

/// Writes into a folder that the person picks and remembers it for 打开所在文件夹; `None` when they cancel.
pub fn into_folder(
    session: &Session,
    write: impl FnOnce(&Path) -> anyhow::Result<ExportDone>,
) -> CommandResult<Option<ExportDone>> {
    let Some(folder) = picker::folder(session) else { return Ok(None) };
    session.begin();
    let done = write(&folder).map_err(error_message)?;
    session.set_exported(Some(folder));
    Ok(Some(done))
}

/// Opens a file or folder with the system's own program.
pub fn open_path(session: &Session, path: &Path) -> CommandResult<()> {
    if session.host().open_path(path) {
        return Ok(());
    }
    Err(error_message(anyhow!("打不开“{}”，请在文件管理器中打开它", path.display())))
}
