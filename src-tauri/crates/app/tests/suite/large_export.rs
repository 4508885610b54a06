//! A file for each of many forms.

use std::fs;

use jixiao_app::desk::view::{ExportChoice, ListChange};
use tempfile::tempdir;

use crate::made::{actor, sample};

#[test]
fn names_stand_in_the_order_of_the_forms_and_failures_come_first() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    while doc.view().unwrap().forms.len() < 101 {
        doc.change_list(&ListChange::Copy { id: ids[0] }, &actor()).unwrap();
    }
    let forms: Vec<i64> = doc.view().unwrap().forms.iter().map(|form| form.id).collect();
    let choice = ExportChoice {
        forms,
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: false,
        docx: false,
        per_form: true,
        pattern: "{序号}".to_owned(),
        overwrite: true,
    };
    let out = folder.path().join("out");
    fs::create_dir_all(out.join("050.xlsx").join("a folder stands in the way")).unwrap();
    let mut steps = Vec::new();
    let done = workspace
        .export_job(&choice)
        .unwrap()
        .run(&choice, &out, &mut |progress| {
            steps.push((progress.done, progress.total));
            true
        })
        .unwrap();
    assert_eq!(steps, (0..=101).map(|step| (step, 101)).collect::<Vec<_>>(), "each file is told");
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!((done.failed, names[0], names[1], names[2]), (1, "050.xlsx", "001.xlsx", "002.xlsx"));
    assert!(done.files[0].error.is_some() && done.files[1..].iter().all(|file| file.error.is_none()));
    let mut sorted: Vec<&str> = names[1..].to_vec();
    sorted.sort_unstable();
    assert_eq!(sorted, names[1..], "sorted by name they are in the order of the forms");
}
