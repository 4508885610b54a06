use std::sync::Arc;

use anyhow::anyhow;
use jixiao_app::desk::view::Overview;

use crate::session::{CommandResult, Session, error_message};

/// The document on one page.
pub fn overview(session: &Arc<Session>) -> CommandResult<Overview> {
    session.ask(|doc| Ok(doc.overview()))
}

/// Prints what the page shows, by the system's own dialog.
pub fn print_page(session: &Arc<Session>) -> CommandResult<()> {
    if session.host().print_page() {
        return Ok(());
    }
    Err(error_message(anyhow!("打不开系统的打印窗口，请检查打印机设置后再试")))
}
