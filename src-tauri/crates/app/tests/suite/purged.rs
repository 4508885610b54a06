//! 彻底清除: a classified project leaves nothing in the document, and nothing in its backups when that is asked for.

use std::fs;
use std::path::Path;

use jixiao_app::desk::view::{BackupsOf, ListChange, PurgeChoice, Spot};
use tempfile::tempdir;

use crate::made::{actor, taken};

const NAME: &str = "综合业务费";

fn holds(path: &Path, text: &str) -> bool {
    fs::read(path).unwrap().windows(text.len()).any(|part| part == text.as_bytes())
}

fn files_with(folder: &Path, text: &str) -> usize {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| holds(path, text)).count()
}

#[test]
fn a_project_is_removed_from_the_file_and_on_request_from_its_backups() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let path = doc.path().to_owned();
    let line = |doc: &jixiao_app::desk::OpenDocument| {
        let forms = doc.view().unwrap().forms;
        forms.into_iter().find(|form| form.name.contains(NAME)).map(|form| form.id)
    };
    let id = line(doc).unwrap();
    let choice = |backups| PurgeChoice { forms: vec![id], backups };
    assert!(workspace.purge(&choice(false), &actor()).is_err(), "neither removed nor classified");
    let doc = workspace.open_document().unwrap();
    doc.change_list(&ListChange::Classified { id, on: true }, &actor()).unwrap();
    assert_eq!(doc.purgeable().unwrap().iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
    doc.checkpoint(&actor()).unwrap();
    let backups = folder.path().join("data/backups");
    assert!(holds(&path, NAME) && files_with(&backups, NAME) > 0);
    workspace.keep_spot(Spot { form: Some(id), ..Spot::default() });

    let changed = workspace.purge(&choice(false), &actor()).unwrap();
    assert_eq!((changed.document.forms.len(), changed.document.undo), (ids.len() - 1, None));
    assert!(!holds(&path, NAME) && files_with(&backups, NAME) > 0);
    assert_eq!((workspace.spot(), line(workspace.open_document().unwrap())), (None, None));

    let other = workspace.open_document().unwrap().view().unwrap().forms[1].id;
    let doc = workspace.open_document().unwrap();
    doc.change_list(&ListChange::Remove { ids: vec![other] }, &actor()).unwrap();
    workspace.purge(&PurgeChoice { forms: vec![other], backups: true }, &actor()).unwrap();
    assert_eq!(files_with(&backups, NAME), 0);
    assert_eq!(workspace.backups(BackupsOf::Document, &actor()).unwrap().len(), 1, "of what is left");
}
