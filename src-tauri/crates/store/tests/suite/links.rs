//! What a department is put together from, and the person's own words.

use jixiao_model::{FieldName, FieldRef, Form, FormKind, Goal, Indicator, IndicatorColumn, Manual, Points};
use jixiao_store::{
    Change, Decision, Error, FieldText, FormId, LinkChange, NewForm, OwnWords, RowId, RowPlace, ScoreChange,
    Store, Subject, create,
};
use rust_decimal::dec;
use tempfile::{TempDir, tempdir};

fn form(name: &str, kind: FormKind, rows: &[&str]) -> NewForm {
    let row = |name: &&str| Indicator { level3: (*name).to_owned(), ..Indicator::default() };
    let goal = Goal { indicators: rows.iter().map(row).collect(), ..Goal::default() };
    let mut form = Form { kind, goals: vec![goal], ..Form::default() };
    form.set_text(FieldName::NAME, name);
    NewForm { form, ..NewForm::default() }
}

/// A department of two rows and two projects of two rows.
fn document() -> (TempDir, Store, [FormId; 3]) {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("表.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let forms = vec![
        form("某局", FormKind::Department, &["培训人数", "合格率"]),
        form("一期", FormKind::Project, &["人数", "率"]),
        form("二期", FormKind::Project, &["人数", "率"]),
    ];
    let applied = store.apply(&Change::ImportForms(forms), "甲", 0).unwrap();
    let [department, one, two] = applied.forms[..] else { panic!("{applied:?}") };
    (folder, store, [department, one, two])
}

fn row(store: &Store, form: FormId, row: usize) -> RowId {
    store.form(form).unwrap().rows.goals[0].indicators[row]
}

fn link(form: FormId, row: usize, sources: Option<Vec<RowId>>) -> LinkChange {
    LinkChange { form, at: RowPlace { goal: 0, row }, sources, lost: 0 }
}

#[test]
fn links_are_set_together_and_undone_together() {
    let (_folder, mut store, [department, one, two]) = document();
    let (first, second) = (row(&store, department, 0), row(&store, department, 1));
    let sources = vec![row(&store, two, 0), row(&store, one, 0)];
    let change = Change::SetLinks(vec![
        link(department, 0, Some(vec![])),
        link(department, 0, Some(sources)), // of two the last counts
        link(department, 1, Some(vec![])),
    ]);
    let applied = store.apply(&change, "甲", 1).unwrap();
    assert_eq!(applied.forms, [department]);
    let confirmed = store.links().unwrap();
    let both = Decision { sources: vec![row(&store, one, 0), row(&store, two, 0)], lost: 0 };
    assert_eq!(confirmed[&first], both);
    assert_eq!(confirmed[&second], Decision::default(), "a row that no project feeds");
    let items = &store.journal(1, None).unwrap()[0].items;
    let shown: Vec<_> = items.iter().map(|item| (item.row_name.as_str(), item.after.as_deref())).collect();
    assert_eq!(shown, [("培训人数", Some("一期：人数；二期：人数")), ("合格率", Some(""))]);
    assert_eq!(items[0].subject, Subject::Links(RowPlace { goal: 0, row: 0 }));
    assert_eq!(store.apply(&change, "甲", 2).unwrap().entry, None, "the same again is nothing");
    store.undo("甲", 3).unwrap();
    assert!(store.links().unwrap().is_empty());
    store.redo("甲", 4).unwrap();
    assert_eq!(store.links().unwrap(), confirmed);
    store.apply(&Change::SetLinks(vec![link(department, 0, None)]), "甲", 5).unwrap();
    assert_eq!(store.links().unwrap().keys().collect::<Vec<_>>(), [&second]);
}

#[test]
fn links_go_where_rows_go_and_with_them() {
    let place = |row| RowPlace { goal: 0, row };
    let key = FormId;
    let cases = [
        (Change::MoveIndicator { form: key(2), from: place(0), to: place(1) }, (2, 0)),
        (Change::InsertIndicator { form: key(2), at: place(0), indicator: Indicator::default() }, (2, 0)),
        (Change::MoveIndicator { form: key(1), from: place(0), to: place(1) }, (2, 0)),
        (Change::RemoveIndicator { form: key(2), at: place(0) }, (1, 1)),
        (Change::RemoveIndicator { form: key(2), at: place(1) }, (2, 0)),
        (Change::RemoveForm(key(3)), (1, 1)),
        (Change::RemoveIndicator { form: key(1), at: place(0) }, (0, 0)),
        (Change::RemoveForm(key(1)), (0, 0)),
    ];
    for (change, left) in cases {
        let (_folder, mut store, [department, one, two]) = document();
        assert_eq!([department, one, two], [1, 2, 3].map(FormId));
        let first = row(&store, department, 0);
        let sources = Some(vec![row(&store, one, 0), row(&store, two, 0)]);
        store.apply(&Change::SetLinks(vec![link(department, 0, sources)]), "甲", 1).unwrap();
        let before = store.links().unwrap();
        store.apply(&change, "甲", 2).unwrap();
        let after = store.links().unwrap();
        let found = after.get(&first).map_or((0, 0), |found| (found.sources.len(), found.lost));
        assert_eq!(found, left, "{change:?}");
        store.undo("甲", 3).unwrap();
        assert_eq!(store.links().unwrap(), before, "{change:?} undone");
        store.redo("甲", 4).unwrap();
        assert_eq!(store.links().unwrap(), after, "{change:?} made again");
    }
}

#[test]
fn only_rows_of_projects_are_sources() {
    let (_folder, mut store, [department, ..]) = document();
    for source in [row(&store, department, 1), RowId(99)] {
        let change = Change::SetLinks(vec![link(department, 0, Some(vec![source]))]);
        assert!(matches!(store.apply(&change, "甲", 1), Err(Error::NotASource)));
    }
    let change = Change::SetLinks(vec![link(department, 2, Some(vec![]))]);
    assert!(matches!(store.apply(&change, "甲", 1), Err(Error::NoSuchRow(_))));
    assert!(store.links().unwrap().is_empty());
}

#[test]
fn what_is_filled_in_is_one_step() {
    let (_folder, mut store, [form, ..]) = document();
    let before = store.form(form).unwrap();
    let field = FieldRef::Indicator { goal: 0, row: 0, column: IndicatorColumn::Actual };
    let manual = Manual { score: Points(dec!(14)), reason: "按各项目资金加权汇总".to_owned() };
    let change = Change::RollUp {
        texts: vec![FieldText { form, field, text: "2100人".to_owned() }],
        scores: vec![ScoreChange { form, at: RowPlace { goal: 0, row: 1 }, manual: manual.clone() }],
    };
    store.apply(&change, "甲", 1).unwrap();
    let rows = store.form(form).unwrap().form.goals[0].indicators.clone();
    assert_eq!((rows[0].actual.as_str(), rows[1].manual.as_ref()), ("2100人", Some(&manual)));
    assert_eq!(store.journal(1, None).unwrap()[0].items.len(), 3);
    assert_eq!(store.apply(&change, "甲", 2).unwrap().entry, None);
    store.undo("甲", 3).unwrap();
    assert_eq!(store.form(form).unwrap(), before);
}

/// Of two sources both go, one after the other: nobody has said that no project feeds the row.
#[test]
fn a_lost_source_is_no_decision() {
    let (_folder, mut store, [department, one, two]) = document();
    let first = row(&store, department, 0);
    let sources = vec![row(&store, one, 0), row(&store, two, 0)];
    store.apply(&Change::SetLinks(vec![link(department, 0, Some(sources))]), "甲", 1).unwrap();
    store.apply(&Change::RemoveForm(one), "甲", 2).unwrap();
    let left = vec![row(&store, two, 0)];
    assert_eq!(store.links().unwrap()[&first], Decision { sources: left.clone(), lost: 1 });
    store.apply(&Change::SetLinks(vec![link(department, 0, Some(left.clone()))]), "甲", 3).unwrap();
    assert_eq!(store.links().unwrap()[&first], Decision { sources: left, lost: 0 }, "decided again");
    let item = store.journal(1, None).unwrap()[0].items[0].clone();
    assert_eq!(item.before.as_deref(), Some("二期：人数（另有1项已不在）"));
    store.apply(&Change::RemoveForm(two), "甲", 4).unwrap();
    assert_eq!(store.links().unwrap()[&first], Decision { sources: vec![], lost: 1 });
    store.apply(&Change::SetLinks(vec![link(department, 0, Some(vec![]))]), "甲", 5).unwrap();
    assert_eq!(store.links().unwrap()[&first], Decision::default());
    store.undo("甲", 6).unwrap();
    assert_eq!(store.links().unwrap()[&first].lost, 1);
}

#[test]
fn own_words_stay_until_they_are_taken_back() {
    let (_folder, mut store, _) = document();
    let words = |text: Option<&str>| Change::SetOwnWords {
        section: "measures".to_owned(),
        words: text.map(|text| OwnWords { text: text.to_owned(), draft: "请补充。".to_owned() }),
    };
    store.apply(&words(Some("一、加强调度。")), "甲", 1).unwrap();
    store.apply(&words(Some("一、加强调度。\n二、按月通报。")), "甲", 2).unwrap();
    assert_eq!(store.own_words().unwrap()["measures"].text, "一、加强调度。\n二、按月通报。");
    store.undo("甲", 3).unwrap();
    assert_eq!(store.own_words().unwrap()["measures"].text, "一、加强调度。");
    store.apply(&words(Some("")), "甲", 4).unwrap();
    assert_eq!(store.own_words().unwrap()["measures"].text, "", "left out, which is not the draft");
    store.undo("甲", 5).unwrap();
    store.apply(&words(None), "甲", 6).unwrap();
    assert!(store.own_words().unwrap().is_empty());
    let entry = &store.journal(1, None).unwrap()[0];
    assert_eq!(
        (entry.items[0].before.as_deref(), entry.items[0].after.as_deref()),
        (Some("一、加强调度。"), None)
    );
    assert_eq!(store.apply(&words(None), "甲", 7).unwrap().entry, None);
}
