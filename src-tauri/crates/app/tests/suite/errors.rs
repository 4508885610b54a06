//! What a person is told: what was done, what was chosen, what the system refused.

use std::fs;
use std::path::Path;

use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::{Edit, ExportChoice, FormView, IndicatorRef, ListChange, RowChange};
use tempfile::tempdir;

use crate::made::{actor, sample, taken};

fn add(name: &str) -> ListChange {
    ListChange::Add { edition: "xinjiang-2023-project".to_owned(), name: name.to_owned() }
}

#[test]
fn a_form_added_by_hand_is_not_called_imported() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let both = ListChange::Together { changes: vec![add("甲"), add("乙")] };
    for (change, names) in [(add("新项目"), vec!["新项目"]), (both, vec!["甲", "乙"])] {
        let changed = doc.change_list(&change, &actor()).unwrap().document;
        let added: Vec<&str> = changed.forms.iter().skip(ids.len()).map(|form| form.name.as_str()).collect();
        assert_eq!(added, names, "behind the last one, in order");
        assert!(changed.undo.as_deref().unwrap().starts_with("新增自评表"), "{:?}", changed.undo);
        assert!(doc.history(None, &actor()).unwrap()[0].what.starts_with("新增自评表"));
        let undone = doc.undo(&actor()).unwrap().document;
        assert_eq!(undone.forms.len(), ids.len());
    }
}

/// The field of the first cell whose key contains `part`.
fn field(form: &FormView, part: &str) -> String {
    let mut fields = form.cells.iter().filter_map(|cell| cell.field.clone());
    fields.find(|field| field.contains(part)).unwrap()
}

#[test]
fn the_method_that_was_chosen_is_the_one_that_is_shown() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let form = doc.form(ids[0]).unwrap();
    let at = IndicatorRef { goal: 0, row: 0 };
    for (target, actual) in [("每月25日前", "98%"), ("有效提高", "有效提高"), ("≥3类", "2类"), ("≥3类", "")]
    {
        let cell = |column: &str, text: &str| Edit {
            field: field(&form, &format!(r#"{{"goal":0,"row":0,"column":"{column}"}}"#)),
            text: text.to_owned(),
        };
        doc.edit(ids[0], &[cell("target", target), cell("actual", actual)], &actor()).unwrap();
        let before = doc.row_detail(ids[0], at).unwrap();
        for method in ["manual", "full_or_zero"] {
            let choose = RowChange::Method { at, method: Some(method.to_owned()) };
            doc.change_row(ids[0], &choose, &actor()).unwrap();
            let after = doc.row_detail(ids[0], at).unwrap();
            assert_eq!(after.method.as_deref(), Some(method), "{target} → {actual}");
            assert!(after.method_chosen);
            let is_explained = after.explanation != before.explanation;
            assert_eq!(is_explained, !actual.is_empty(), "{target} → {actual}: {}", after.explanation);
        }
        doc.change_row(ids[0], &RowChange::Method { at, method: None }, &actor()).unwrap();
        assert_eq!(doc.row_detail(ids[0], at).unwrap().method, before.method);
    }
}

fn exported_to(workspace: &mut Workspace, ids: &[i64], folder: &Path) -> String {
    let choice = ExportChoice {
        forms: ids.to_vec(),
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: false,
        docx: false,
        per_form: true,
        pattern: "{名称}".to_owned(),
        overwrite: false,
    };
    let job = workspace.export_job(&choice).unwrap();
    let done = job.run(&choice, folder, &mut |_| true).unwrap();
    assert_eq!(done.failed, 1);
    done.files[0].error.clone().unwrap()
}

/// Nothing of what the system says comes through in its own language.
#[test]
fn what_the_system_refuses_is_told_in_chinese() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let file = folder.path().join("文件");
    fs::write(&file, b"").unwrap();
    let deep = folder.path().join("长".repeat(120));
    for (place, expected) in [(&file, "不是文件夹"), (&file.join("下"), "不是文件夹"), (&deep, "太长")]
    {
        let error = exported_to(&mut workspace, &ids[..1], place);
        let message = error.replace(&place.display().to_string(), "").replace(".xlsx", "");
        assert!(message.contains(expected) && message.contains('请'), "{error}");
        let foreign = message.replace(&folder.path().display().to_string(), "");
        assert!(
            !foreign.contains("os error") && !foreign.contains(|c: char| c.is_ascii_alphabetic()),
            "{error}"
        );
    }
}

/// A form that prints no points can be given them all the same, and is then scored.
#[test]
fn points_that_the_form_does_not_print_can_be_filled_in() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "tongcheng-2021.xlsx", None);
    let doc = workspace.open_document().unwrap();
    let at = IndicatorRef { goal: 0, row: 0 };
    let before = doc.row_detail(ids[0], at).unwrap();
    assert!(before.explanation.contains("补填分值") && before.computed.is_empty(), "{}", before.explanation);
    let unprinted = before.unprinted_weight.unwrap();
    assert_eq!(unprinted.text, "");
    for (text, computed, explanation) in [("2", "2", "应为 2"), ("", "", "补填分值")] {
        let edit = Edit { field: unprinted.field.clone(), text: text.to_owned() };
        let changed = doc.edit(ids[0], &[edit], &actor()).unwrap();
        assert_eq!(changed.document.undo.as_deref(), Some("修改 指标第1行 分值"));
        let after = doc.row_detail(ids[0], at).unwrap();
        assert_eq!(
            (after.computed.as_str(), after.unprinted_weight.unwrap().text.as_str()),
            (computed, text)
        );
        assert!(after.explanation.contains(explanation), "{}", after.explanation);
    }
}

#[test]
fn points_that_the_form_prints_are_filled_in_there() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let at = IndicatorRef { goal: 0, row: 0 };
    assert_eq!(workspace.open_document().unwrap().row_detail(ids[0], at).unwrap().unprinted_weight, None);
}
