//! Makes the document that `tests/suite/old_files.rs` opens for ever: `cargo run -p jixiao-store --example fixture -- v2.jixiao`
//! once, when a new step is added to `migrations/`, and never again for that format.
#![expect(clippy::unwrap_used, reason = "run by hand")]

use std::path::Path;

use jixiao_model::{
    ColumnName, FieldName, FieldRef, Form, FormKind, Fund, Goal, Indicator, IndicatorColumn, Manual, Method,
    Points, RuleSetId,
};
use jixiao_store::{
    Change, EvidenceFile, EvidencePlace, FieldText, FormId, LastYear, LibraryRow, LinkChange, NewForm,
    OwnWords, RowPlace, Store, create,
};
use rust_decimal::Decimal;

fn main() {
    let name = std::env::args().nth(1).unwrap();
    let mut store = create(Path::new(&name), "某单位", 2022, "甲", 1_711_098_000).unwrap();
    for (change, at) in forms().into_iter().zip(1_711_098_001..) {
        store.apply(&change, "甲", at).unwrap();
    }
    fill(&mut store);
    store.undo("乙", 1_711_098_100).unwrap();
    store.close().unwrap();
}

fn form(name: &str) -> Form {
    let row = |name: &str, target: &str| Indicator {
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: name.to_owned(),
        target: target.to_owned(),
        weight: "10".into(),
        ..Indicator::default()
    };
    let indicators = vec![row("补贴发放人数", "≥16000人"), row("发放批次", "≥4批")];
    let goal = Goal { expected: "按时足额发放".to_owned(), indicators, ..Goal::default() };
    let fund = Fund { label: "年度资金总额".to_owned(), adjusted: "107.40".into(), ..Fund::default() };
    let mut form = Form { edition: "xinjiang-2023-project".into(), year: Some(2023), ..Form::default() };
    form.funds = vec![fund];
    form.goals = vec![goal];
    form.set_text(FieldName::NAME, name);
    form.set_text(FieldName::IMPLEMENTING_UNIT, "就业科");
    form
}

fn forms() -> Vec<Change> {
    let mut last = form("补贴发放");
    last.goals[0].indicators[0].set(IndicatorColumn::Actual, "15000人");
    let this = form("补贴发放");
    let last_year = Some(LastYear::beside(last, &this));
    let project = NewForm { form: this, last_year, ..NewForm::default() };
    let department = Form { kind: FormKind::Department, edition: "own-1".into(), ..form("部门整体") };
    let layout = Some("id = \"own-1\"\n".to_owned());
    let department = NewForm { form: department, layout, ..NewForm::default() };
    vec![
        Change::SetAgency("某市人力资源和社会保障局".to_owned()),
        Change::SetYear(2023),
        Change::ImportForms(vec![project, department]),
    ]
}

fn library() -> LibraryRow {
    LibraryRow {
        source: "2022年自评表.xlsx".to_owned(),
        year: Some(2022),
        form: "补贴发放".to_owned(),
        agency: "就业科".to_owned(),
        edition: "xinjiang-2023-project".into(),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        level3: "补贴发放人数".to_owned(),
        target: "≥15000人".to_owned(),
        actual: "15000人".to_owned(),
        weight: "10".to_owned(),
        score: "10.00".to_owned(),
    }
}

fn evidence() -> EvidenceFile {
    EvidenceFile {
        name: "发放清单.xlsx".to_owned(),
        place: EvidencePlace::Copied,
        path: "表.佐证/发放清单.xlsx".to_owned(),
        hash: "00".repeat(32),
        size: 12_345,
        modified: 1_711_000_000,
    }
}

/// The department's first row is put together from the project's first row; no project feeds the second.
fn links(store: &Store, department: FormId, project: FormId) -> Change {
    let source = store.form(project).unwrap().rows.goals[0].indicators[0];
    let link = |row, sources| {
        let at = RowPlace { goal: 0, row };
        LinkChange { form: department, at, sources: Some(sources), lost: 0 }
    };
    Change::SetLinks(vec![link(0, vec![source]), link(1, Vec::new())])
}

fn words() -> OwnWords {
    OwnWords { text: "下一步按季核对名单。".to_owned(), draft: "按月核对名单。".to_owned() }
}

/// A target in parts and a column of the office's own, in the department's first row.
fn open_columns(form: FormId) -> Vec<FieldText> {
    let known = |column| FieldRef::Indicator { goal: 0, row: 0, column };
    let own = FieldRef::IndicatorExtra { goal: 0, row: 0, column: ColumnName::new("佐证材料") };
    let texts = [
        (known(IndicatorColumn::Operator), "≥"),
        (known(IndicatorColumn::Target), "16000"),
        (known(IndicatorColumn::TargetUnit), "人"),
        (own, "发放清单"),
    ];
    texts.into_iter().map(|(field, text)| FieldText { form, field, text: text.to_owned() }).collect()
}

fn fill(store: &mut Store) {
    let ids = store.form_ids_in_order().unwrap();
    let (form, at) = (ids[0], RowPlace { goal: 0, row: 0 });
    let field = FieldRef::Indicator { goal: 0, row: 0, column: IndicatorColumn::Actual };
    let manual =
        Manual { score: Points(Decimal::new(890, 2)), reason: "按实际发放批次评定".to_owned() };
    let changes = [
        Change::MoveForm { form, position: 1 },
        Change::SetText(FieldText { form, field, text: "14390人".to_owned() }),
        Change::SetMethod { form, at, method: Some(Method::Share) },
        Change::SetManual { form, at, manual: Some(manual) },
        Change::MoveIndicator { form, from: at, to: RowPlace { goal: 0, row: 1 } },
        Change::SetRules { form, rules: Some(RuleSetId::from("national-2020")) },
        Change::SetClassified { form, classified: true },
        Change::Waive { form: Some(form), key: "C40".to_owned(), reason: "已核实".to_owned() },
        Change::SetOwnWords { section: "measures".to_owned(), words: Some(words()) },
        links(store, ids[1], form),
        Change::SetTexts(open_columns(ids[1])),
        Change::AddToLibrary(vec![library()]),
        Change::AttachEvidence { form, at: RowPlace { goal: 0, row: 1 }, files: vec![evidence()] },
        Change::SetDone { form, done: true },
    ];
    for (change, at) in changes.iter().zip(1_711_098_010..) {
        store.apply(change, "甲", at).unwrap();
    }
}
