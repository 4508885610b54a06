use std::collections::BTreeMap;
use std::sync::Arc;

use jixiao_app::desk::sounds as readings;
use jixiao_app::desk::view::About;

use crate::session::{CommandResult, Session, error_message};

/// Tells the start page which version is running.
pub fn about(_: &Arc<Session>) -> CommandResult<About> {
    Ok(About { version: env!("CARGO_PKG_VERSION").to_owned() })
}

/// How characters are pronounced, for the search by pinyin: syllable by syllable, with the characters that are read so.
pub fn sounds(_: &Arc<Session>) -> CommandResult<BTreeMap<String, String>> {
    Ok(readings())
}

/// Names what is open in the title of the window, and where windows are listed.
pub fn set_title(session: &Arc<Session>, title: String) -> CommandResult<()> {
    session.host().set_title(&title).map_err(error_message)
}
