//! What single changes do and what the journal says of them.

use jixiao_model::{
    FieldName, FieldRef, Form, FormKind, Fund, FundColumn, Goal, Indicator, IndicatorColumn, Manual, Method,
    Points,
};
use jixiao_store::{
    Change, Error, FieldText, FormId, FundSlot, LastYear, NewEdition, NewForm, RowPlace, Store, Subject,
    create, open,
};
use rust_decimal::dec;
use tempfile::{TempDir, tempdir};

use crate::made::{Random, new_form};

fn two_rows() -> Form {
    let row = |name: &str, target: &str| Indicator {
        level3: name.to_owned(),
        target: target.to_owned(),
        ..Indicator::default()
    };
    let goal =
        Goal { indicators: vec![row("人数", "≥16000"), row("天数", "≤12")], ..Goal::default() };
    let fund = |label: &str| Fund { label: label.to_owned(), ..Fund::default() };
    let mut form = Form { funds: vec![fund("年度资金总额"), fund("其他资金")], ..Form::default() };
    form.set_text(FieldName::NAME, "补贴");
    form.goals = vec![goal];
    form
}

/// A document with one form of two rows, and last year's beside it.
fn document() -> (TempDir, Store, FormId) {
    let folder = tempdir().unwrap();
    let mut store = create(&folder.path().join("表.jixiao"), "某单位", 2023, "甲", 0).unwrap();
    let mut last = two_rows();
    last.goals[0].indicators[0].set(IndicatorColumn::Actual, "14390人");
    last.goals[0].indicators[1].set(IndicatorColumn::Actual, "9天");
    last.funds[1].executed = "3.50".into();
    let form = two_rows();
    let last_year = Some(LastYear::beside(last, &form));
    let new = NewForm { form, last_year, ..NewForm::default() };
    let applied = store.apply(&Change::AddForm { form: new, position: 0 }, "甲", 0).unwrap();
    let [form] = applied.forms[..] else { panic!("{applied:?}") };
    (folder, store, form)
}

const fn row(row: usize) -> RowPlace {
    RowPlace { goal: 0, row }
}

const fn cell(row: usize, column: IndicatorColumn) -> FieldRef {
    FieldRef::Indicator { goal: 0, row, column }
}

#[test]
fn a_row_takes_everything_along_when_it_moves() {
    let (_folder, mut store, form) = document();
    let manual = Some(Manual { score: Points(dec!(8.50)), reason: "按文件".to_owned() });
    for change in [
        Change::SetMethod { form, at: row(0), method: Some(Method::Share) },
        Change::SetManual { form, at: row(0), manual: manual.clone() },
    ] {
        store.apply(&change, "甲", 1).unwrap();
    }
    let before = store.form(form).unwrap();
    store.apply(&Change::MoveIndicator { form, from: row(0), to: row(1) }, "甲", 2).unwrap();
    let stored = store.form(form).unwrap();
    let moved = &stored.form.goals[0].indicators[1];
    assert_eq!((moved.level3.as_str(), moved.method, &moved.manual), ("人数", Some(Method::Share), &manual));
    assert_eq!(stored.rows.goals[0].indicators[1], before.rows.goals[0].indicators[0]);
    let last_year = stored.last_year.unwrap();
    assert_eq!(last_year.show(&cell(1, IndicatorColumn::Actual)).as_deref(), Some("14390人"));
    assert_eq!(last_year.show(&cell(0, IndicatorColumn::Actual)).as_deref(), Some("9天"));
    let executed = FieldRef::Fund { row: 1, column: FundColumn::Executed };
    assert_eq!(last_year.show(&executed).as_deref(), Some("3.50"));
}

#[test]
fn a_new_row_has_no_last_year() {
    let (_folder, mut store, form) = document();
    let indicator = Indicator { level3: "新".to_owned(), ..Indicator::default() };
    store.apply(&Change::InsertIndicator { form, at: row(1), indicator }, "甲", 1).unwrap();
    let last_year = store.form(form).unwrap().last_year.unwrap();
    assert_eq!(last_year.show(&cell(1, IndicatorColumn::Actual)), None);
    assert_eq!(last_year.show(&cell(2, IndicatorColumn::Actual)).as_deref(), Some("9天"));
}

#[test]
fn the_journal_says_which_field_of_which_row_of_which_form() {
    let (_folder, mut store, form) = document();
    let text = |row, text: &str| FieldText {
        form,
        field: cell(row, IndicatorColumn::Actual),
        text: text.to_owned(),
    };
    let paste = Change::SetTexts(vec![text(0, "16000人"), text(1, ""), text(1, " １２ 天\n")]);
    let applied = store.apply(&paste, "张三", 1_711_098_000).unwrap();
    assert_eq!(applied.forms, [form]);
    let entry = &store.journal(1, None).unwrap()[0];
    assert_eq!((Some(entry.id), entry.who.as_str(), entry.at), (applied.entry, "张三", 1_711_098_000));
    let items: Vec<_> = entry
        .items
        .iter()
        .map(|item| {
            (item.form_name.as_str(), item.row_name.as_str(), item.before.as_deref(), item.after.as_deref())
        })
        .collect();
    let expected =
        [("补贴", "人数", Some(""), Some("16000人")), ("补贴", "天数", Some(""), Some(" １２ 天\n"))];
    assert_eq!(items, expected);
    assert_eq!(entry.items[1].subject, Subject::Field(cell(1, IndicatorColumn::Actual)));
    store.undo("张三", 1_711_098_001).unwrap();
    assert_eq!(store.form(form).unwrap().form, two_rows(), "a paste is one step");
}

#[test]
fn a_removed_form_comes_back_with_all_that_belongs_to_it() {
    let (_folder, mut store, form) = document();
    let key = "C40/人数".to_owned();
    let waive = Change::Waive { form: Some(form), key: key.clone(), reason: "已核实".to_owned() };
    store.apply(&waive, "李四", 7).unwrap();
    let (before, waivers) = (store.form(form).unwrap(), store.waivers().unwrap());
    assert_eq!((waivers[0].who.as_str(), waivers[0].at, &waivers[0].key), ("李四", 7, &key));
    store.apply(&Change::RemoveForm(form), "甲", 8).unwrap();
    assert_eq!((store.forms().unwrap().len(), store.waivers().unwrap().len()), (0, 0));
    assert!(matches!(store.form(form), Err(Error::NoSuchForm(_))));
    assert_eq!(store.undo("甲", 9).unwrap().forms, [form]);
    assert_eq!((store.form(form).unwrap(), store.waivers().unwrap()), (before, waivers));
}

#[test]
fn a_copy_is_a_form_of_its_own() {
    let (_folder, mut store, form) = document();
    store.apply(&Change::SetDone { form, done: true }, "甲", 1).unwrap();
    let applied = store.apply(&Change::CopyForm { form, name: "补贴（二）".to_owned() }, "甲", 2).unwrap();
    assert_eq!(store.form_ids_in_order().unwrap(), [form, applied.forms[0]]);
    let (original, copy) = (store.form(form).unwrap(), store.form(applied.forms[0]).unwrap());
    assert_eq!((copy.form.name(), copy.done, original.done), ("补贴（二）", false, true));
    assert_eq!(copy.form.goals, original.form.goals);
    assert_eq!(copy.last_year, original.last_year);
    assert_ne!(copy.rows, original.rows);
}

#[test]
fn keys_are_never_used_twice() {
    let (_folder, mut store, form) = document();
    store.apply(&Change::RemoveForm(form), "甲", 1).unwrap();
    let add = Change::AddForm { form: new_form(&mut Random(3)), position: 0 };
    assert!(store.apply(&add, "甲", 2).unwrap().forms[0] > form);
}

#[test]
fn what_is_not_there_is_said_and_changes_nothing() {
    let (_folder, mut store, form) = document();
    let text = |field| Change::SetText(FieldText { form, field, text: "x".to_owned() });
    let gone = FormId(99);
    let cases = [
        (text(cell(2, IndicatorColumn::Actual)), "表中没有第 1 个目标的第 3 行指标，请刷新后再试"),
        (text(FieldRef::Fund { row: 2, column: FundColumn::Label }), "表中没有这一格，请刷新后再试"),
        (text(FieldRef::GoalActual(1)), "表中没有这一格，请刷新后再试"),
        (text(FieldRef::GoalNumber(0)), "这一格由程序编号，不能填写"),
        (text(FieldRef::Year), "“x”不是年度，请填写四位数字，如 2023"),
        (Change::RemoveForm(gone), "这张表已经不在文件中，可能已被删除；请刷新列表，或撤销删除"),
        (
            Change::SetTexts(vec![
                FieldText { form, field: FieldRef::Title, text: "不应写入".to_owned() },
                FieldText { form: gone, field: FieldRef::Title, text: "x".to_owned() },
            ]),
            "这张表已经不在文件中，可能已被删除；请刷新列表，或撤销删除",
        ),
        (
            Change::InsertIndicator { form, at: row(3), indicator: Indicator::default() },
            "表中没有第 1 个目标的第 4 行指标，请刷新后再试",
        ),
        (
            Change::RemoveFund { form, at: 0 },
            "资金表的第一行是资金总额，不能删除或移动；请选中它下面的资金来源",
        ),
        (
            Change::MoveFund { form, from: 1, to: 0 },
            "资金表的第一行是资金总额，不能删除或移动；请选中它下面的资金来源",
        ),
        (Change::RemoveFund { form, at: 2 }, "表中没有这一格，请刷新后再试"),
        (Change::InsertFund { form, at: 0, fund: Fund::default() }, "表中没有这一格，请刷新后再试"),
        (
            Change::RemoveGoal { form, at: 0 },
            "至少要保留一个年度目标，这是最后一个，不能删除；可以改写它的内容",
        ),
        (Change::MoveGoal { form, from: 0, to: 1 }, "表中没有第 2 个目标的第 1 行指标，请刷新后再试"),
        (
            Change::MoveIndicator { form, from: row(0), to: row(2) },
            "表中没有第 1 个目标的第 3 行指标，请刷新后再试",
        ),
    ];
    let (before, entries) = (store.form(form).unwrap(), store.journal(9, None).unwrap());
    for (change, message) in cases {
        assert_eq!(store.apply(&change, "甲", 1).unwrap_err().to_string(), message, "{change:?}");
    }
    assert_eq!((store.form(form).unwrap(), store.journal(9, None).unwrap()), (before, entries));
}

#[test]
fn last_years_form_cannot_be_changed() {
    let (_folder, mut store, form) = document();
    let reference = FormId(form.0 + 1); // written right behind the form that it belongs to
    for change in [
        Change::SetText(FieldText { form: reference, field: FieldRef::Title, text: "x".to_owned() }),
        Change::RemoveIndicator { form: reference, at: row(0) },
        Change::SetManual { form: reference, at: row(0), manual: None },
        Change::RemoveForm(reference),
    ] {
        assert!(matches!(store.apply(&change, "甲", 1), Err(Error::NoSuchForm(_))), "{change:?}");
    }
}

#[test]
fn fund_sources_and_goals_come_move_and_go() {
    let (_folder, mut store, form) = document();
    let fund = Fund { label: "上级补助".to_owned(), ..Fund::default() };
    let second = Goal {
        expected: "服务".to_owned(),
        indicators: vec![Indicator { level3: "次数".to_owned(), ..Indicator::default() }],
        ..Goal::default()
    };
    let labels = |store: &Store| -> Vec<String> {
        store.form(form).unwrap().form.funds.into_iter().map(|fund| fund.label).collect()
    };
    let steps = [
        (Change::InsertFund { form, at: 1, fund }, Subject::Fund(1)),
        (Change::MoveFund { form, from: 1, to: 2 }, Subject::FundPlace(1)),
        (Change::InsertGoal { form, at: 0, goal: second.clone() }, Subject::Goal(0)),
        (Change::MoveGoal { form, from: 0, to: 1 }, Subject::GoalPlace(0)),
        (Change::RemoveFund { form, at: 1 }, Subject::Fund(1)),
    ];
    let mut states = vec![store.form(form).unwrap()];
    for (change, subject) in &steps {
        assert_eq!(store.apply(change, "甲", 1).unwrap().forms, [form]);
        assert_eq!(&store.journal(1, None).unwrap()[0].items[0].subject, subject);
        states.push(store.form(form).unwrap());
    }
    assert_eq!(labels(&store), ["年度资金总额", "上级补助"]);
    assert_eq!(store.form(form).unwrap().form.goals[1], second);
    store.apply(&Change::RemoveGoal { form, at: 0 }, "甲", 1).unwrap();
    assert_eq!(store.form(form).unwrap().form.goals, [second]);
    for state in states.iter().rev() {
        store.undo("甲", 2).unwrap();
        assert_eq!(&store.form(form).unwrap(), state);
    }
    assert_eq!(labels(&store), ["年度资金总额", "其他资金"]);
}

#[test]
fn another_edition_is_one_step_and_keeps_last_year_beside_its_rows() {
    let (_folder, mut store, form) = document();
    let before = store.form(form).unwrap();
    let slot = |row, label: &str| FundSlot { row, label: label.to_owned() };
    let new = NewEdition {
        edition: "xinjiang-2023-department".into(),
        kind: FormKind::Department,
        title: "部门整体".to_owned(),
        funds: vec![slot(Some(0), "年度总资金"), slot(None, "中央安排"), slot(Some(1), "其他资金")],
    };
    store.apply(&Change::SetEdition { form, new }, "甲", 1).unwrap();
    let stored = store.form(form).unwrap();
    assert_eq!((stored.form.kind, stored.form.title.as_str()), (FormKind::Department, "部门整体"));
    assert_eq!(stored.form.funds.len(), 3);
    assert_eq!(stored.form.goals, before.form.goals);
    let executed = |row| FieldRef::Fund { row, column: FundColumn::Executed };
    let last_year = stored.last_year.unwrap();
    assert_eq!((last_year.show(&executed(1)), last_year.show(&executed(2)).as_deref()), (None, Some("3.50")));
    let entry = &store.journal(1, None).unwrap()[0];
    let items: Vec<_> =
        entry.items.iter().map(|item| (&item.subject, item.after.as_deref().unwrap_or_default())).collect();
    let label = FieldRef::Fund { row: 0, column: FundColumn::Label };
    let expected = [
        (&Subject::Edition, "xinjiang-2023-department"),
        (&Subject::Field(FieldRef::Title), "部门整体"),
        (&Subject::Field(label), "年度总资金"),
        (&Subject::Fund(1), "中央安排"),
    ];
    assert_eq!(items, expected);
    store.undo("甲", 2).unwrap();
    assert_eq!(store.form(form).unwrap(), before);
}

#[test]
fn texts_are_kept_as_typed() {
    let (_folder, mut store, form) = document();
    let path = store.path().to_path_buf();
    let typed = [" ９５％ ", "\r\n", "a\0b", "𠮷\u{FEFF}", "'; DROP TABLE form; --", "{\"a\":null}", "1e3"];
    for text in typed {
        let change = |text: &str| {
            Change::SetText(FieldText {
                form,
                field: cell(0, IndicatorColumn::Reason),
                text: text.to_owned(),
            })
        };
        store.apply(&change(text), "甲", 1).unwrap();
        store.apply(&change("别的"), "甲", 2).unwrap();
        store.undo("甲", 3).unwrap();
        store.close().unwrap();
        store = open(&path).unwrap();
        assert_eq!(store.form(form).unwrap().form.goals[0].indicators[0].reason, text);
    }
}

/// What names a finding of a cell, as checks write it.
fn waived(field: &FieldRef) -> String {
    format!(r#"{{"check":"C04","field":{}}}"#, serde_json::to_string(field).unwrap())
}

#[test]
fn waivers_go_with_their_rows() {
    let points = |row| cell(row, IndicatorColumn::Score);
    let fund = |row| FieldRef::Fund { row, column: FundColumn::Executed };
    let goal = FieldRef::GoalActual;
    let of_goal = |goal, row| FieldRef::Indicator { goal, row, column: IndicatorColumn::Score };
    let form = FormId(1);
    let indicator = Indicator::default();
    let insert = |at| Change::InsertIndicator { form, at: row(at), indicator: indicator.clone() };
    let remove = |at| Change::RemoveIndicator { form, at: row(at) };
    let cases = [
        (insert(0), points(0), Some(points(1))),
        (insert(1), points(0), Some(points(0))),
        (insert(1), points(1), Some(points(2))),
        (remove(0), points(0), None),
        (remove(0), points(1), Some(points(0))),
        (remove(1), points(0), Some(points(0))),
        (Change::MoveIndicator { form, from: row(0), to: row(1) }, points(0), Some(points(1))),
        (Change::MoveIndicator { form, from: row(0), to: row(1) }, points(1), Some(points(0))),
        (Change::InsertFund { form, at: 1, fund: Fund::default() }, fund(1), Some(fund(2))),
        (Change::InsertFund { form, at: 1, fund: Fund::default() }, fund(0), Some(fund(0))),
        (Change::RemoveFund { form, at: 1 }, fund(1), None),
        (Change::InsertGoal { form, at: 0, goal: Goal::default() }, goal(0), Some(goal(1))),
        (Change::InsertGoal { form, at: 0, goal: Goal::default() }, of_goal(0, 1), Some(of_goal(1, 1))),
        (remove(0), FieldRef::Title, Some(FieldRef::Title)),
    ];
    for (change, field, expected) in cases {
        let (_folder, mut store, _) = document();
        let other = "C40/人数".to_owned(); // not a cell's: left as it is
        for key in [other.clone(), waived(&field)] {
            let waive = Change::Waive { form: Some(form), key, reason: "已核实".to_owned() };
            store.apply(&waive, "李四", 7).unwrap();
        }
        let before = store.waivers().unwrap();
        store.apply(&change, "甲", 8).unwrap();
        let after = store.waivers().unwrap();
        let keys: Vec<String> = after.iter().map(|waiver| waiver.key.clone()).collect();
        let wanted: Vec<String> =
            [Some(other), expected.as_ref().map(waived)].into_iter().flatten().collect();
        assert_eq!(keys, wanted, "{change:?} with {field:?}");
        store.undo("甲", 9).unwrap();
        assert_eq!(store.waivers().unwrap(), before, "{change:?} undone");
        store.redo("甲", 10).unwrap();
        assert_eq!(store.waivers().unwrap(), after, "{change:?} made again");
    }
}
