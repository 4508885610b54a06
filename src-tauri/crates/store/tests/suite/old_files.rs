//! Documents of every format that was ever written still open. A fixture is made once, by the program of its time, and
//! never made anew.

use std::fs;
use std::path::Path;

use jixiao_model::{FieldName, FieldRef, IndicatorColumn, Method, Points};
use jixiao_store::{Access, Kind, open};
use rust_decimal::dec;
use tempfile::tempdir;

#[test]
fn documents_of_every_format_open() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut count = 0;
    for fixture in fs::read_dir(fixtures).unwrap() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("表.jixiao");
        fs::copy(fixture.unwrap().path(), &path).unwrap();
        check(&path);
        count += 1;
    }
    assert_eq!(count, 1, "one for every step in migrations/");
}

/// What every fixture holds, made by `examples/fixture.rs`.
fn check(path: &Path) {
    let mut store = open(path).unwrap();
    assert_eq!(store.access(), Access::Write);
    let document = store.document().unwrap();
    assert_eq!((document.unit.as_str(), document.year), ("某市人力资源和社会保障局", 2023));
    let names: Vec<String> = store.forms().unwrap().into_iter().map(|form| form.name).collect();
    assert_eq!(names, ["部门整体", "补贴发放"]);
    let form = store.form(store.form_ids_in_order().unwrap()[1]).unwrap();
    let actual = FieldRef::Indicator { goal: 0, row: 1, column: IndicatorColumn::Actual };
    let row = &form.form.goals[0].indicators[1];
    assert_eq!((row.level3.as_str(), row.actual.as_str()), ("补贴发放人数", "14390人"));
    assert_eq!(row.method, Some(Method::Share));
    let manual = row.manual.as_ref().unwrap();
    assert_eq!((manual.score, manual.reason.as_str()), (Points(dec!(8.90)), "按实际发放批次评定"));
    assert!(form.classified && !form.done && form.rules.is_some());
    assert_eq!(form.form.text(&FieldName::IMPLEMENTING_UNIT), "就业科");
    assert_eq!(form.last_year.unwrap().show(&actual).as_deref(), Some("15000人"));
    assert_eq!(store.waivers().unwrap()[0].reason, "已核实");
    let journal = store.journal(100, None).unwrap();
    assert_eq!((journal.len(), journal[0].kind, journal[0].who.as_str()), (14, Kind::Undo, "乙"));
    assert_eq!(journal[journal.len() - 1].kind, Kind::Create);
    let typed = journal.iter().find(|entry| entry.kind == Kind::SetText).unwrap();
    assert_eq!((typed.at, typed.items[0].after.as_deref()), (1_711_098_011, Some("14390人")));
    assert_eq!(store.next_redo().unwrap().unwrap().kind, Kind::SetDone);
    while store.undo("甲", 99).unwrap().entry.is_some() {}
    assert!(store.forms().unwrap().is_empty());
}
