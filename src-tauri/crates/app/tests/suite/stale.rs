//! What the layout prints is not typed over, figures that no longer follow are told and worked out anew, and sums are made.

use jixiao_app::desk::OpenDocument;
use jixiao_app::desk::view::{CellKind, CellView, Edit, FormView, IndicatorRef, ListChange, RowChange};
use tempfile::tempdir;

use crate::made::{actor, sample, taken};

fn fund(row: usize, column: &str) -> String {
    format!(r#"{{"fund":{{"row":{row},"column":"{column}"}}}}"#)
}

fn indicator(row: usize, column: &str) -> String {
    format!(r#"{{"indicator":{{"goal":0,"row":{row},"column":"{column}"}}}}"#)
}

const TOTAL: &str = r#"{"total":"score"}"#;

fn cell(doc: &OpenDocument, id: i64, field: &str) -> CellView {
    let form: FormView = doc.form(id).unwrap();
    form.cells.into_iter().find(|cell| cell.field.as_deref() == Some(field)).unwrap()
}

fn put(doc: &mut OpenDocument, id: i64, texts: &[(String, &str)]) {
    let edits: Vec<Edit> =
        texts.iter().map(|(field, text)| Edit { field: field.clone(), text: (*text).to_owned() }).collect();
    doc.edit(id, &edits, &actor()).unwrap();
}

#[test]
fn what_the_layout_prints_is_no_cell_to_fill() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", Some(2024));
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    for (field, kind) in [
        ("\"title\"".to_owned(), CellKind::Label),
        ("\"year\"".to_owned(), CellKind::Given),
        (fund(0, "label"), CellKind::Label),
        (fund(1, "label"), CellKind::Label),
        (fund(1, "weight"), CellKind::Given),
        (fund(1, "adjusted"), CellKind::Input),
        (indicator(0, "level1"), CellKind::Given),
        (indicator(0, "level3"), CellKind::Input),
        (indicator(0, "actual"), CellKind::Input),
        (indicator(0, "score"), CellKind::Computed),
        (TOTAL.to_owned(), CellKind::Computed),
    ] {
        assert_eq!(cell(doc, id, &field).kind, kind, "{field}");
    }
    // A source that the office names itself is the office's to name.
    doc.change_row(id, &RowChange::InsertFund { at: 2 }, &actor()).unwrap();
    assert_eq!(cell(doc, id, &fund(3, "label")).kind, CellKind::Input);
    put(doc, id, &[(fund(3, "label"), "自筹资金")]);
    assert_eq!(cell(doc, id, &fund(3, "label")).kind, CellKind::Input);
    // So is a class of its own.
    put(doc, id, &[(indicator(0, "level2"), "本单位的类")]);
    assert_eq!(cell(doc, id, &indicator(0, "level2")).kind, CellKind::Input);
}

#[test]
fn a_score_that_no_longer_follows_is_told_at_once_and_worked_out_anew() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let id = ids[1];
    let before = doc.view().unwrap().forms[1].outdated;
    put(doc, id, &[(indicator(0, "score"), "1")]);
    let score = cell(doc, id, &indicator(0, "score"));
    let due = score.outdated.clone().unwrap();
    assert_ne!(due, "1");
    let detail = doc.row_detail(id, IndicatorRef { goal: 0, row: 0 }).unwrap();
    assert_eq!(detail.outdated, Some(due.clone()));
    let shown = doc.form(id).unwrap();
    assert_eq!((shown.status.outdated, doc.view().unwrap().forms[1].outdated), (before + 1, before + 1));
    // The row: the typed score goes, and the total follows.
    doc.change_row(id, &RowChange::Recalculate { at: IndicatorRef::default() }, &actor()).unwrap();
    let score = cell(doc, id, &indicator(0, "score"));
    assert_eq!((score.raw.as_str(), score.text.as_str(), score.outdated), ("", due.as_str(), None));
    assert_eq!(doc.form(id).unwrap().status.outdated, before);
    // A score whose actual has been taken away stands for nothing.
    put(doc, id, &[(indicator(0, "score"), "1")]);
    put(doc, id, &[(indicator(0, "actual"), "")]);
    assert_eq!(cell(doc, id, &indicator(0, "score")).outdated, Some(String::new()));
}

#[test]
fn a_total_is_never_older_than_its_rows() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let id = ids[1];
    put(doc, id, &[(TOTAL.to_owned(), "12.34")]);
    assert!(cell(doc, id, TOTAL).outdated.is_some());
    let all = ListChange::Recalculate { ids: ids.clone() };
    let changed = doc.change_list(&all, &actor()).unwrap();
    assert!(changed.document.forms.iter().all(|form| form.outdated == 0), "all forms, one step");
    assert_eq!(cell(doc, id, TOTAL).raw, "");
    let refused = doc.change_list(&all, &actor()).unwrap_err().to_string();
    assert!(refused.contains("没有需要重算的"), "{refused}");
    doc.undo(&actor()).unwrap();
    assert_eq!(cell(doc, id, TOTAL).raw, "12.34");
    doc.redo(&actor()).unwrap();
    // A total that agreed goes with the row that it was made of, though other rows are blank.
    let total = cell(doc, id, TOTAL).text;
    put(doc, id, &[(TOTAL.to_owned(), &total)]);
    put(doc, id, &[(indicator(0, "score"), "0.5")]);
    assert_eq!(cell(doc, id, TOTAL).raw, "");
}

#[test]
fn back_to_the_computed_score_empties_the_typed_one() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let (id, at) = (ids[1], IndicatorRef::default());
    let computed = doc.row_detail(id, at).unwrap().computed;
    put(doc, id, &[(indicator(0, "score"), "1")]);
    let by_hand = RowChange::Manual { at, score: Some("2".to_owned()), reason: "专家评定".to_owned() };
    doc.change_row(id, &by_hand, &actor()).unwrap();
    let score = cell(doc, id, &indicator(0, "score"));
    assert_eq!((score.text.as_str(), score.raw.as_str(), score.by_hand), ("2.00", "", true));
    doc.change_row(id, &RowChange::Manual { at, score: None, reason: String::new() }, &actor()).unwrap();
    let score = cell(doc, id, &indicator(0, "score"));
    assert_eq!((score.text.as_str(), score.raw.as_str(), score.by_hand), (computed.as_str(), "", false));
}

#[test]
fn totals_of_funds_are_the_sums_of_their_sources_and_can_be_typed_over() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, "urumqi-2023-stacked.xlsx", Some(2024));
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    put(
        doc,
        id,
        &[(fund(1, "adjusted"), "=1,200+350.5"), (fund(2, "adjusted"), "49.5"), (fund(1, "executed"), "800")],
    );
    assert_eq!(cell(doc, id, &fund(1, "adjusted")).raw, "1550.5");
    let total = cell(doc, id, &fund(0, "adjusted"));
    assert_eq!((total.text.as_str(), total.raw.as_str(), total.kind), ("1,600.00", "", CellKind::Computed));
    assert!(total.explanation.unwrap().contains("各来源相加"));
    assert_eq!(cell(doc, id, &fund(0, "rate")).text, "50.00%");
    assert_eq!(doc.view().unwrap().forms[0].budget, "1,600.00");
    // The journal keeps how the amount was come to, and one step takes it back.
    let history = doc.history(None, &actor()).unwrap();
    assert!(history.iter().any(|line| line.new == "=1,200+350.5"), "{history:?}");
    // Typed over, it stands; typed as the sum that it is, it goes on following.
    put(doc, id, &[(fund(0, "adjusted"), "1700")]);
    put(doc, id, &[(fund(2, "adjusted"), "50")]);
    let total = cell(doc, id, &fund(0, "adjusted"));
    assert_eq!((total.raw.as_str(), total.kind), ("1700", CellKind::Input));
    put(doc, id, &[(fund(0, "adjusted"), "1600.5")]);
    put(doc, id, &[(fund(2, "adjusted"), "60")]);
    assert_eq!(cell(doc, id, &fund(0, "adjusted")).text, "1,610.50");
    doc.undo(&actor()).unwrap();
    assert_eq!(cell(doc, id, &fund(0, "adjusted")).raw, "1600.5");
}
