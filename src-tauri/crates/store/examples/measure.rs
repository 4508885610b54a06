//! How long things take on this disk: `cargo run --release -p jixiao-store --example measure [FOLDER]`.
#![expect(clippy::unwrap_used, reason = "run by hand")]

use std::path::Path;
use std::time::{Duration, Instant};

use jixiao_model::{FieldName, FieldRef, Form, Fund, Goal, Indicator, IndicatorColumn};
use jixiao_store::{Change, FieldText, NewForm, Store, create, open};

const FORMS: usize = 1000;
const EDITS: usize = 500;

fn main() {
    let folder = std::env::args().nth(1).map_or_else(tempfile::tempdir, tempfile::tempdir_in).unwrap();
    let path = folder.path().join("表.jixiao");
    let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
    let forms: Vec<NewForm> = (0..FORMS).map(form).collect();
    say("import 1000 forms in one step", || store.apply(&Change::ImportForms(forms), "甲", 1).unwrap());
    edits(&mut store);
    say("close", || store.close().unwrap());
    println!("{:>9} bytes", std::fs::metadata(&path).unwrap().len());
    reading(&path);
    let mut store = open(&path).unwrap();
    say("settle", || store.checkpoint().unwrap());
    say("backup", || store.backup(folder.path(), 4).unwrap());
    say("undo an edit", || store.undo("甲", 5).unwrap());
    while store.next_undo().unwrap().is_some_and(|entry| entry.items.len() < FORMS) {
        store.undo("甲", 6).unwrap();
    }
    say("undo the import", || store.undo("甲", 7).unwrap());
    say("redo the import", || store.redo("甲", 8).unwrap());
}

fn edits(store: &mut Store) {
    let ids = store.form_ids_in_order().unwrap();
    let mut times: Vec<Duration> = Vec::new();
    for edit in 0..EDITS {
        let field = FieldRef::Indicator { goal: 0, row: edit % 20, column: IndicatorColumn::Actual };
        let text = format!("完成{edit}人次");
        let change = Change::SetText(FieldText { form: ids[edit % ids.len()], field, text });
        let start = Instant::now();
        store.apply(&change, "甲", 2).unwrap();
        times.push(start.elapsed());
    }
    times.sort();
    println!(
        "{:>9.3?} one edit (median), {:.3?} (99 of 100), {:.3?} (slowest)",
        times[EDITS / 2],
        times[EDITS * 99 / 100],
        times[EDITS - 1]
    );
    let form = ids[0];
    say("move the first form to the end", || {
        store.apply(&Change::MoveForm { form, position: FORMS }, "甲", 3).unwrap()
    });
}

fn reading(path: &Path) {
    for _ in 0..3 {
        let store = say("open", || open(path).unwrap());
        let list = say("list 1000 forms", || store.forms().unwrap());
        say("read every form", || list.iter().for_each(|row| drop(store.form(row.id).unwrap())));
        say("last 100 entries of the journal", || store.journal(100, None).unwrap());
    }
}

fn say<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = act();
    println!("{:>9.3?} {what}", start.elapsed());
    result
}

/// A form of usual size: 20 indicators with a sentence each.
fn form(number: usize) -> NewForm {
    let row = |row: usize| Indicator {
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: format!("指标{row}"),
        target: "≥95%".to_owned(),
        actual: "98%".to_owned(),
        weight: "5".into(),
        score: "5".into(),
        reason: "受疫情影响，部分工作推迟，下一年度将加快进度。".to_owned(),
        ..Indicator::default()
    };
    let goal = Goal {
        expected: "按时足额发放各项补贴，保障群众基本生活。".repeat(5),
        actual: "已按时足额发放各项补贴。".repeat(5),
        indicators: (0..20).map(row).collect(),
        ..Goal::default()
    };
    let fund = Fund { label: "年度资金总额".to_owned(), adjusted: "107.40".into(), ..Fund::default() };
    let mut form = Form { funds: vec![fund; 4], goals: vec![goal], ..Form::default() };
    form.set_text(FieldName::NAME, format!("项目{number}"));
    form.set_text(FieldName::IMPLEMENTING_UNIT, "某科");
    NewForm { form, ..NewForm::default() }
}
