//! Forms of the units in a department's document: in one step, and back.

use jixiao_model::{FieldName, FieldRef, Form, FormKind, IndicatorColumn, Manual, Method, Points};
use jixiao_store::{
    Change, CollectStep, Collected, Collection, Decision, EntryKind, FieldText, FormId, IncomingForm,
    LastYear, LinkChange, NewForm, RowPlace, Source, SourceRef, Store, Waiver, create, open, open_bytes,
};
use tempfile::tempdir;

use crate::made::{Random, indicator, new_form, state};

fn source(name: &str, hash: &str) -> Source {
    Source { name: name.to_owned(), hash: hash.to_owned(), at: 1 }
}

fn origin(source: &str, key: &str, fingerprint: &str) -> SourceRef {
    SourceRef { source: source.to_owned(), key: key.to_owned(), fingerprint: fingerprint.to_owned() }
}

fn incoming(key: &str, fingerprint: &str, form: NewForm) -> IncomingForm {
    IncomingForm {
        origin: origin("一科/表.xlsx", key, fingerprint),
        form,
        waivers: Vec::new(),
        of_workbook: false,
    }
}

fn collect(store: &mut Store, steps: Vec<CollectStep>) {
    let sources = vec![source("一科/表.xlsx", "h1")];
    store.apply(&Change::Collect(Collection { sources, gone: Vec::new(), steps }), "甲", 5).unwrap();
}

fn form_of(store: &Store, id: FormId) -> NewForm {
    let stored = store.form(id).unwrap();
    NewForm {
        form: stored.form,
        rules: stored.rules,
        classified: stored.classified,
        done: stored.done,
        last_year: stored.last_year,
        layout: stored.layout,
    }
}

/// Everything, with what is remembered.
fn all(store: &Store) -> (crate::made::State, Vec<Source>, Vec<Collected>) {
    (state(store), store.sources().unwrap(), store.collected().unwrap())
}

#[test]
fn a_collection_is_one_step_there_and_back() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("部门.jixiao");
    let mut store = create(&path, "某局", 2023, "甲", 0).unwrap();
    store.apply(&Change::ImportForms(vec![new_form(&mut Random(1))]), "甲", 1).unwrap();
    let empty = all(&store);
    let new: Vec<NewForm> = (2..40).map(|seed| new_form(&mut Random(seed))).collect();
    let add = |(number, form): (usize, &NewForm)| {
        let waiver = Waiver {
            form: None,
            key: format!("C0{number}"),
            reason: "已核实".into(),
            who: "乙".into(),
            at: 3,
        };
        CollectStep::Add(IncomingForm {
            waivers: vec![waiver],
            ..incoming(&number.to_string(), "f1", form.clone())
        })
    };
    collect(&mut store, new.iter().enumerate().map(add).collect());
    let collected = all(&store);
    let ids = store.form_ids_in_order().unwrap();
    assert_eq!(ids.len(), 1 + new.len());
    for (id, form) in ids[1..].iter().zip(&new) {
        assert_eq!(form_of(&store, *id), *form);
    }
    assert_eq!(store.waivers().unwrap().len(), new.len());
    let entry = &store.journal(1, None).unwrap()[0];
    assert_eq!((entry.kind, entry.items.len()), (EntryKind::Collect, new.len()));
    // There and back, also after the program was closed, and with steps of another kind between.
    for _ in 0..3 {
        store.undo("甲", 6).unwrap();
        assert_eq!(all(&store), empty);
        store.close().unwrap();
        store = open(&path).unwrap();
        store.redo("甲", 7).unwrap();
        assert_eq!(all(&store), collected);
        store.apply(&Change::RemoveForm(ids[3]), "甲", 8).unwrap();
        let form = store.collected().unwrap().into_iter().find(|of| of.origin.key == "2").unwrap().form;
        assert_eq!(form, None, "what was taken out is remembered as left out");
        store.undo("甲", 9).unwrap();
        assert_eq!(all(&store), collected);
    }
}

#[test]
fn new_forms_take_few_rows_of_the_record() {
    let folder = tempdir().unwrap();
    let mut sizes = Vec::new();
    for (name, collects) in [("导入.jixiao", false), ("收集.jixiao", true)] {
        let path = folder.path().join(name);
        let mut store = create(&path, "某局", 2023, "甲", 0).unwrap();
        let forms: Vec<NewForm> = (1..400).map(|seed| new_form(&mut Random(seed))).collect();
        if collects {
            let add =
                |(number, form): (usize, NewForm)| CollectStep::Add(incoming(&number.to_string(), "", form));
            collect(&mut store, forms.into_iter().enumerate().map(add).collect());
        } else {
            store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
        }
        store.close().unwrap();
        sizes.push(std::fs::metadata(&path).unwrap().len());
    }
    assert!(sizes[1] < sizes[0], "{sizes:?}");
}

#[test]
fn a_replaced_form_is_what_it_became_and_undo_knows_what_it_was() {
    let folder = tempdir().unwrap();
    for seed in 0..40 {
        let path = folder.path().join(format!("{seed}.jixiao"));
        let mut store = create(&path, "某局", 2023, "甲", 0).unwrap();
        let mut random = Random(seed);
        let forms = [new_form(&mut random), new_form(&mut random), new_form(&mut random)];
        let adds = [0, 1].map(|at| CollectStep::Add(incoming(&at.to_string(), "f1", forms[at].clone())));
        collect(&mut store, adds.to_vec());
        let before = all(&store);
        let id = store.form_ids_in_order().unwrap()[0];
        let with = incoming("0", "f2", forms[2].clone());
        collect(&mut store, vec![CollectStep::Replace { form: id, with: with.clone() }]);
        let now = form_of(&store, id);
        let kept = forms[2].last_year.is_none();
        assert_eq!(NewForm { last_year: None, ..now.clone() }, NewForm { last_year: None, ..with.form });
        if !kept {
            assert_eq!(now.last_year, forms[2].last_year, "{seed}");
        }
        assert_eq!(form_of(&store, store.form_ids_in_order().unwrap()[1]), forms[1]);
        assert_eq!(store.collected().unwrap()[0].origin.fingerprint, "f2");
        let after = all(&store);
        store.undo("甲", 6).unwrap();
        assert_eq!(all(&store), before, "{seed}");
        store.redo("甲", 7).unwrap();
        assert_eq!(all(&store), after, "{seed}");
    }
}

fn named(names: &[&str]) -> NewForm {
    let mut random = Random(7);
    let mut form: Form = new_form(&mut random).form;
    form.set_text(FieldName::NAME, "补贴发放");
    form.goals.truncate(1);
    form.goals[0].indicators = names
        .iter()
        .map(|name| jixiao_model::Indicator { level3: (*name).to_owned(), ..indicator(&mut random) })
        .collect();
    form.kind = FormKind::Project;
    NewForm { form, ..NewForm::default() }
}

#[test]
fn rows_that_correspond_stay_the_same_rows() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let last_year = |new: NewForm| {
        let last = LastYear::beside(named(&["人数", "批次", "满意度"]).form, &new.form);
        NewForm { last_year: Some(last), ..new }
    };
    let first = last_year(named(&["人数", "批次", "满意度"]));
    collect(&mut store, vec![CollectStep::Add(incoming("0", "f1", first))]);
    let id = store.form_ids_in_order().unwrap()[0];
    let before = store.form(id).unwrap();
    let field = |row| FieldRef::Indicator { goal: 0, row, column: IndicatorColumn::Actual };
    let key = |row| serde_json::json!({ "check": "C40", "field": field(row) }).to_string();
    for (row, reason) in [(0, "甲"), (2, "丙")] {
        let waive = Change::Waive { form: Some(id), key: key(row), reason: reason.to_owned() };
        store.apply(&waive, "甲", 2).unwrap();
    }
    let with = incoming("0", "f2", named(&["满意度", "新增", " 批 次"]));
    collect(&mut store, vec![CollectStep::Replace { form: id, with }]);
    let after = store.form(id).unwrap();
    let [old, new] = [&before, &after].map(|stored| &stored.rows.goals[0].indicators);
    assert_eq!((new[0], new[2]), (old[2], old[1]));
    assert!(!old.contains(&new[1]));
    let last = after.last_year.unwrap();
    let then = |row| last.show(&FieldRef::Indicator { goal: 0, row, column: IndicatorColumn::Level3 });
    assert_eq!([then(0), then(1), then(2)], [Some("满意度".to_owned()), None, Some("批次".to_owned())]);
    let waivers: Vec<(String, String)> =
        store.waivers().unwrap().into_iter().map(|waiver| (waiver.key, waiver.reason)).collect();
    let shown: Vec<&str> = waivers.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(shown, ["丙"], "the waiver of the row that is gone went with it");
    assert!(waivers[0].0.contains("\"row\":0"), "{waivers:?}");
}

#[test]
fn links_hold_while_their_rows_stay() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let mut department = named(&["总人数"]);
    department.form.kind = FormKind::Department;
    store.apply(&Change::ImportForms(vec![department]), "甲", 1).unwrap();
    collect(&mut store, vec![CollectStep::Add(incoming("0", "f1", named(&["人数", "批次"])))]);
    let ids = store.form_ids_in_order().unwrap();
    let rows = |store: &Store, at: usize| store.form(ids[at]).unwrap().rows.goals[0].indicators.clone();
    let at = RowPlace { goal: 0, row: 0 };
    let links = LinkChange { form: ids[0], at, sources: Some(rows(&store, 1)), lost: 0 };
    store.apply(&Change::SetLinks(vec![links]), "甲", 2).unwrap();
    let with = incoming("0", "f2", named(&["新增", "人数"]));
    collect(&mut store, vec![CollectStep::Replace { form: ids[1], with }]);
    let left = Decision { sources: vec![rows(&store, 1)[1]], lost: 1 };
    let expected = [(rows(&store, 0)[0], left)];
    assert_eq!(store.links().unwrap().into_iter().collect::<Vec<_>>(), expected);
    store.undo("甲", 6).unwrap();
    let both = Decision { sources: rows(&store, 1), lost: 0 };
    let expected = [(rows(&store, 0)[0], both)];
    assert_eq!(store.links().unwrap().into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn the_units_waivers_come_and_go_and_the_departments_stay() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let waiver = |key: &str, who: &str| Waiver {
        form: None,
        key: key.to_owned(),
        reason: who.to_owned(),
        who: who.to_owned(),
        at: 3,
    };
    let with = |waivers: Vec<Waiver>| IncomingForm { waivers, ..incoming("0", "f1", named(&["人数"])) };
    collect(&mut store, vec![CollectStep::Add(with(vec![waiver("C01", "科"), waiver("C02", "科")]))]);
    let form = store.form_ids_in_order().unwrap()[0];
    for key in ["C02", "C03"] {
        let waive = Change::Waive { form: Some(form), key: key.to_owned(), reason: "局".to_owned() };
        store.apply(&waive, "局", 4).unwrap();
    }
    let again = with(vec![waiver("C02", "科"), waiver("C04", "科")]);
    collect(&mut store, vec![CollectStep::Replace { form, with: again }]);
    let mut left: Vec<(String, String)> =
        store.waivers().unwrap().into_iter().map(|waiver| (waiver.key, waiver.reason)).collect();
    left.sort();
    let expected = [("C02", "局"), ("C03", "局"), ("C04", "科")];
    assert_eq!(left, expected.map(|(key, who)| (key.to_owned(), who.to_owned())));
}

#[test]
fn what_is_remembered_can_be_changed_and_forgotten() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    collect(&mut store, vec![CollectStep::Add(incoming("0", "f1", named(&["人数"])))]);
    let form = store.form_ids_in_order().unwrap()[0];
    let before = all(&store);
    let moved = Collection {
        sources: vec![source("一科/表（更正）.xlsx", "h2")],
        gone: vec!["一科/表.xlsx".to_owned()],
        steps: vec![
            CollectStep::Forget { source: "一科/表.xlsx".to_owned(), key: "0".to_owned() },
            CollectStep::Note(Collected {
                origin: origin("一科/表（更正）.xlsx", "0", "f1"),
                form: Some(form),
            }),
        ],
    };
    store.apply(&Change::Collect(moved.clone()), "甲", 6).unwrap();
    let names: Vec<String> = store.sources().unwrap().into_iter().map(|source| source.name).collect();
    assert_eq!(names, ["一科/表（更正）.xlsx"]);
    let of = &store.collected().unwrap()[0];
    assert_eq!((of.origin.source.as_str(), of.form), ("一科/表（更正）.xlsx", Some(form)));
    assert_eq!(store.apply(&Change::Collect(moved), "甲", 7).unwrap().entry, None, "nothing is left to do");
    store.undo("甲", 8).unwrap();
    assert_eq!(all(&store), before);
}

#[test]
fn a_step_that_names_an_unknown_source_changes_nothing() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let before = all(&store);
    let steps = vec![CollectStep::Add(incoming("0", "f1", named(&["人数"])))];
    let change = Change::Collect(Collection { steps, ..Collection::default() });
    assert!(store.apply(&change, "甲", 1).is_err());
    assert_eq!(all(&store), before);
    store.apply(&Change::SetAgency("另一局".to_owned()), "甲", 2).unwrap();
    store.undo("甲", 3).unwrap();
    assert_eq!(all(&store), before);
}

#[test]
fn a_document_is_read_out_of_memory() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("一科.jixiao");
    let mut store = create(&path, "一科", 2023, "甲", 0).unwrap();
    store.apply(&Change::ImportForms(vec![named(&["人数"])]), "甲", 1).unwrap();
    let id = store.form_ids_in_order().unwrap()[0];
    let field = FieldRef::Text(FieldName::NAME);
    let text = "改名".to_owned();
    store.apply(&Change::SetText(FieldText { form: id, field, text }), "甲", 2).unwrap();
    let there = state(&store);
    store.close().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let mut read = open_bytes(bytes.clone(), &path).unwrap();
    assert_eq!(state(&read), there);
    assert!(read.apply(&Change::SetYear(2024), "甲", 3).is_err());
    drop(read);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    for damaged in [b"".to_vec(), b"SQLite format 3\0".to_vec(), bytes[..3000].to_vec(), vec![7; 9000]] {
        assert!(open_bytes(damaged, &path).is_err());
    }
}

#[test]
fn a_workbook_takes_nothing_off_that_it_cannot_say() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("部门.jixiao"), "某局", 2023, "甲", 0).unwrap();
    let mut first = named(&["人数", "批次"]);
    (first.classified, first.rules) = (true, Some("national-2020".into()));
    let manual = Manual { score: Points(8.into()), reason: "按进度评定".to_owned() };
    let row = &mut first.form.goals[0].indicators[0];
    (row.method, row.manual) = (Some(Method::Share), Some(manual));
    let before = row.clone();
    collect(&mut store, vec![CollectStep::Add(incoming("0", "f1", first))]);
    let form = store.form_ids_in_order().unwrap()[0];
    for (of_workbook, kept) in [(true, true), (false, false)] {
        let mut second = named(&["新增", " 人 数"]);
        for row in &mut second.form.goals[0].indicators {
            (row.method, row.manual) = (None, None);
        }
        second.form.goals[0].indicators[0].actual = of_workbook.to_string();
        let with = IncomingForm { of_workbook, ..incoming("0", "f2", second) };
        collect(&mut store, vec![CollectStep::Replace { form, with }]);
        let now = store.form(form).unwrap();
        assert_eq!((now.classified, now.rules.is_some()), (kept, kept));
        let rows = &now.form.goals[0].indicators;
        assert_eq!((rows[0].method, rows[0].manual.is_some()), (None, false));
        assert_eq!((rows[1].method == before.method, rows[1].manual == before.manual), (kept, kept));
    }
}
