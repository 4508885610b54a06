use std::sync::Arc;

use jixiao_app::desk::view::EditionAdded;

use crate::picker;
use crate::session::{CommandResult, Session, error_message};

/// 导出表式: writes the layout of a form where the person wants it, and gives the file's name; null when they cancel.
pub fn export_edition(session: &Arc<Session>, id: i64) -> CommandResult<Option<String>> {
    let name = session.workspace().edition_file_name(id).map_err(error_message)?;
    let Some(path) = picker::new_edition(session, &name) else { return Ok(None) };
    session.workspace().export_edition(id, &path).map_err(error_message)?;
    session.set_exported(path.parent().map(Into::into));
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// 导入表式: takes the layout in a file that the person picks into use; null when they cancel.
pub fn import_edition(session: &Arc<Session>) -> CommandResult<Option<EditionAdded>> {
    let Some(path) = picker::edition(session) else { return Ok(None) };
    session.workspace().import_edition(&path).map(Some).map_err(error_message)
}
