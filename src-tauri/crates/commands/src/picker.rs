//! The questions for files and folders. Empty or `None` when the person cancels.

use std::path::PathBuf;

use jixiao_app::{EXTENSION, WORKBOOKS};

use crate::host::{Question, Wanted};
use crate::session::Session;

type Kinds = (&'static str, &'static [&'static str]);

/// Files that a document is kept in.
const DOCUMENT: Kinds = ("绩效自评文档", &[EXTENSION]);
/// Files that forms are read from.
const BOOKS: Kinds = ("工作簿、Word 文档、网页", &WORKBOOKS);
/// Files that editions stand in.
const EDITION: Kinds = ("表式文件", &["toml"]);

/// Workbooks to import, one or many.
pub fn books(session: &Session) -> Vec<PathBuf> {
    ask(session, "books", "选择去年的自评表", Wanted::Files { many: true }, Some(BOOKS))
}

/// Files of any kind to attach to an indicator, one or many.
pub fn evidence(session: &Session) -> Vec<PathBuf> {
    ask(session, "evidence", "选择佐证材料", Wanted::Files { many: true }, None)
}

/// A document to open.
pub fn document(session: &Session) -> Option<PathBuf> {
    ask(session, "document", "打开", Wanted::Files { many: false }, Some(DOCUMENT)).pop()
}

/// A file that holds an edition.
pub fn edition(session: &Session) -> Option<PathBuf> {
    ask(session, "edition", "选择表式文件", Wanted::Files { many: false }, Some(EDITION)).pop()
}

/// The folder with the files of the agencies.
pub fn agencies(session: &Session) -> Option<PathBuf> {
    ask(session, "agencies", "选择各单位文件所在的文件夹", Wanted::Folder, None).pop()
}

/// A folder for exported files.
pub fn folder(session: &Session) -> Option<PathBuf> {
    ask(session, "folder", "选择存放的文件夹", Wanted::Folder, None).pop()
}

/// Where a new document is to lie; `name` is proposed.
pub fn new_document(session: &Session, name: &str) -> Option<PathBuf> {
    place(session, "new_document", "保存到", name, DOCUMENT)
}

/// Where an edition is to lie; `name` is proposed.
pub fn new_edition(session: &Session, name: &str) -> Option<PathBuf> {
    place(session, "new_edition", "保存表式", name, EDITION)
}

fn place(
    session: &Session,
    id: &'static str,
    title: &'static str,
    name: &str,
    kinds: Kinds,
) -> Option<PathBuf> {
    let chosen = ask(session, id, title, Wanted::Place { name: name.to_owned() }, Some(kinds)).pop()?;
    Some(named(chosen, kinds.1.first().copied().unwrap_or_default()))
}

fn ask(
    session: &Session,
    id: &'static str,
    title: &'static str,
    wanted: Wanted,
    kinds: Option<Kinds>,
) -> Vec<PathBuf> {
    let folder = session.workspace().folder();
    session.host().pick(Question { id, title, wanted, kinds, folder })
}

/// What stands behind a dot in the name that a person typed may belong to the name: `某局2024.5`.
fn named(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_as_one() {
        let cases = [
            ("/u/某局", "/u/某局.jixiao"),
            ("/u/某局2024.5", "/u/某局2024.5.jixiao"),
            ("/u/某局.JIXIAO", "/u/某局.JIXIAO"),
        ];
        for (typed, named) in cases {
            assert_eq!(super::named(typed.into(), EXTENSION), PathBuf::from(named));
        }
    }
}
