//! Undo, redo and reopening, over made-up sequences of changes.

use jixiao_model::FieldRef;
use jixiao_store::{Change, EntryKind, FieldText, State as StepState, create, open};
use proptest::prelude::*;
use tempfile::tempdir;

use crate::made::{Random, change, new_form, state};

/// What happens next.
#[derive(Clone, Debug)]
enum Act {
    Change(u64),
    Undo,
    Redo,
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any::<u64>().prop_map(Act::Change),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The document always equals the state that a list of states with a cursor says; at the end, undoing everything gives
    /// the first state and redoing everything the last.
    #[test]
    fn the_document_is_where_the_cursor_is(acts in proptest::collection::vec(act(), 1..40)) {
        let folder = tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
        store.apply(&Change::ImportForms(vec![new_form(&mut Random(1)), new_form(&mut Random(2))]), "甲", 0).unwrap();
        store.undo("甲", 0).unwrap();
        store.redo("甲", 0).unwrap();
        let mut states = vec![state(&store)];
        let mut at = 0;
        for act in acts {
            match act {
                Act::Change(seed) => {
                    let change = change(&mut Random(seed), &store);
                    if store.apply(&change, "甲", 1).unwrap().entry.is_some() {
                        states.truncate(at + 1);
                        states.push(state(&store));
                        at += 1;
                        prop_assert!(states[at] != states[at - 1], "{change:?} was written and did nothing");
                    }
                }
                Act::Undo if at > 0 => {
                    prop_assert!(store.undo("甲", 1).unwrap().entry.is_some());
                    at -= 1;
                }
                Act::Redo => {
                    let redone = store.redo("甲", 1).unwrap().entry.is_some();
                    prop_assert_eq!(redone, at + 1 < states.len());
                    at += usize::from(redone);
                }
                Act::Reopen => {
                    store.close().unwrap();
                    store = open(&path).unwrap();
                }
                Act::Undo => {}
            }
            prop_assert_eq!(&state(&store), &states[at]);
        }
        while at > 0 {
            store.undo("甲", 2).unwrap();
            at -= 1;
            prop_assert_eq!(&state(&store), &states[at]);
        }
        while store.redo("甲", 3).unwrap().entry.is_some() {
            at += 1;
        }
        prop_assert_eq!(at + 1, states.len());
        prop_assert_eq!(&state(&store), &states[at]);
    }
}

#[test]
fn an_edit_after_undo_drops_the_rest_but_the_record_keeps_it() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut store = create(&path, "一", 2023, "甲", 1).unwrap();
    for (agency, at) in [("二", 2), ("三", 3)] {
        store.apply(&Change::SetAgency(agency.to_owned()), "甲", at).unwrap();
    }
    store.undo("乙", 4).unwrap();
    store.close().unwrap();
    let mut store = open(&path).unwrap();
    assert_eq!(store.next_redo().unwrap().unwrap().items[0].after.as_deref(), Some("三"));
    store.apply(&Change::SetAgency("四".to_owned()), "甲", 5).unwrap();
    assert_eq!(store.redo("甲", 6).unwrap().entry, None);
    let line = |entry: &jixiao_store::JournalEntry| {
        let after = entry.items.first().and_then(|item| item.after.clone()).unwrap_or_default();
        (entry.at, entry.who.clone(), entry.kind, entry.state, after)
    };
    let lines: Vec<_> = store.journal(100, None).unwrap().iter().map(line).collect();
    let expected = [
        (5, "甲", EntryKind::SetAgency, Some(StepState::Done), "四"),
        (4, "乙", EntryKind::Undo, None, ""),
        (3, "甲", EntryKind::SetAgency, Some(StepState::Dropped), "三"),
        (2, "甲", EntryKind::SetAgency, Some(StepState::Done), "二"),
        (1, "甲", EntryKind::Create, None, ""),
    ];
    let expected =
        expected.map(|(at, who, kind, state, after)| (at, who.to_owned(), kind, state, after.to_owned()));
    assert_eq!(lines, expected);
    let older = store.journal(2, Some(store.journal(2, None).unwrap()[1].id)).unwrap();
    assert_eq!(older.iter().map(|entry| entry.at).collect::<Vec<_>>(), [3, 2]);
    store.undo("甲", 7).unwrap();
    assert_eq!(store.document().unwrap().agency, "二");
}

#[test]
fn nothing_changed_is_nothing_written() {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("表.jixiao"), "一", 2023, "甲", 1).unwrap();
    store.apply(&Change::AddForm { form: new_form(&mut Random(1)), position: 0 }, "甲", 2).unwrap();
    let form = store.form_ids_in_order().unwrap()[0];
    let text = store.form(form).unwrap().form.title;
    store.apply(&Change::SetAgency("二".to_owned()), "甲", 3).unwrap();
    store.undo("甲", 4).unwrap();
    let entries = store.journal(100, None).unwrap();
    for change in [
        Change::SetAgency("一".to_owned()),
        Change::SetText(FieldText { form, field: FieldRef::Title, text: text.clone() }),
        Change::SetTexts(Vec::new()),
        Change::SetTexts(vec![
            FieldText { form, field: FieldRef::Title, text: "别的".to_owned() },
            FieldText { form, field: FieldRef::Title, text: text.clone() },
        ]),
        Change::ImportForms(Vec::new()),
        Change::MoveForm { form, position: 7 },
        Change::Unwaive { form: Some(form), key: "C01".to_owned() },
    ] {
        assert_eq!(store.apply(&change, "甲", 5).unwrap().entry, None, "{change:?}");
    }
    assert_eq!(store.journal(100, None).unwrap(), entries);
    assert!(store.redo("甲", 6).unwrap().entry.is_some(), "the undone step is still there");
}
