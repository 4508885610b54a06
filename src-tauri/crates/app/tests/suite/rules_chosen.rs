//! One rule set for all forms of an import, offered again the next time.

use jixiao_app::desk::view::{ImportChoice, ImportPick, ImportView};
use jixiao_app::desk::{Import, Workspace};
use tempfile::tempdir;

use crate::made::{actor, pick, published_book, workspace};

fn review(workspace: &mut Workspace) -> ImportView {
    let books = [published_book("urumqi-2023-stacked.xlsx")];
    let import = Import::read(&books, &workspace.catalogue(), &mut |_| true);
    workspace.review(import)
}

/// All forms, by one rule set or each by its own.
fn all(review: &ImportView, rules: Option<&str>) -> ImportChoice {
    let rules = rules.map(str::to_owned);
    let forms = review.books[0].forms.iter();
    let forms = forms.map(|form| ImportPick { rules: rules.clone(), ..pick(form.index) }).collect();
    ImportChoice { forms, template_year: None, years: Vec::new() }
}

#[test]
fn rules_chosen_for_all_forms_are_kept_for_the_agency() {
    let folder = tempdir().unwrap();
    let mut room = workspace(&folder);
    let first = review(&mut room);
    assert_eq!(first.rules, None);
    let own = first.books[0].forms[0].rules.clone().unwrap();
    assert!(first.rule_sets.iter().any(|choice| choice.id == own), "{own}");
    assert_eq!(first.books[0].forms[0].kind, "项目表");
    let national = all(&first, Some("national-2020"));
    assert_eq!(room.import_detail(&national.forms[0]).unwrap().form.rules, "national-2020");
    let (agency, year, name) = room.proposal(&national).unwrap();
    room.create(&folder.path().join(name), &agency, year, &actor()).unwrap();
    let document = room.import_take(&national, &actor()).unwrap();
    for form in &document.forms {
        assert_eq!(room.open_document().unwrap().form(form.id).unwrap().rules, "national-2020");
    }

    // Offered the next time, after a restart and before any document is open, too.
    assert_eq!(review(&mut room).rules.as_deref(), Some("national-2020"));
    room.close().unwrap();
    let mut room = workspace(&folder);
    let again = review(&mut room);
    assert_eq!(again.rules.as_deref(), Some("national-2020"));

    // Each form by its own again: nothing is offered any more.
    room.create(&folder.path().join("二.jixiao"), &agency, year, &actor()).unwrap();
    let document = room.import_take(&all(&again, None), &actor()).unwrap();
    assert_eq!(room.open_document().unwrap().form(document.forms[0].id).unwrap().rules, own);
    assert_eq!(review(&mut room).rules, None);
}

#[test]
fn an_unknown_rule_set_is_told() {
    let folder = tempdir().unwrap();
    let mut room = workspace(&folder);
    let unknown = all(&review(&mut room), Some("x"));
    assert!(room.import_detail(&unknown.forms[0]).is_err());
    room.create(&folder.path().join("表.jixiao"), "某局", 2023, &actor()).unwrap();
    let error = room.import_take(&unknown, &actor()).unwrap_err();
    assert!(error.to_string().contains("没有名为“x”的评分规则"), "{error}");
}
