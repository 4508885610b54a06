//! Which way an indicator is better is said once, for all rows of its name.

use jixiao_app::desk::view::{Edit, IndicatorRef, NewIndicator, RowChange};
use tempfile::tempdir;

use crate::made::{actor, sample};

/// A row whose name and class say nothing of its direction.
fn edits(at: IndicatorRef) -> Vec<Edit> {
    let field = |column: &str| {
        format!(r#"{{"indicator":{{"goal":{},"row":{},"column":"{column}"}}}}"#, at.goal, at.row)
    };
    [
        ("level1", "效益指标"),
        ("level2", "社会效益指标"),
        ("level3", "热度指数"),
        ("target", "60点"),
        ("actual", "80点"),
        ("score", ""),
    ]
    .map(|(column, text)| Edit { field: field(column), text: text.to_owned() })
    .to_vec()
}

#[test]
fn a_direction_is_said_once_for_all_rows_of_a_name() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let at = IndicatorRef { goal: 0, row: 0 };
    for id in &ids[..2] {
        doc.edit(*id, &edits(at), &actor()).unwrap();
    }
    let detail = doc.row_detail(ids[0], at).unwrap();
    let offered: Vec<&str> = detail.directions.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(offered, ["越高越好", "越低越好", "等于才算达标"], "{}", detail.explanation);

    let choose = |better: &str| RowChange::Direction { at, better: better.to_owned() };
    doc.change_row(ids[0], &choose("lower"), &actor()).unwrap();
    for id in &ids[..2] {
        let detail = doc.row_detail(*id, at).unwrap();
        assert!(detail.directions.is_empty() && detail.method_chosen, "{}", detail.explanation);
        assert!(detail.explanation.contains("60 ÷ 80"), "{}", detail.explanation);
    }
    // A new row of the name begins with it.
    let text = |text: &str| text.to_owned();
    let indicator = NewIndicator {
        level1: text("效益指标"),
        level2: text("社会效益指标"),
        level3: text("热度指数"),
        target: text("50点"),
        weight: text("5"),
    };
    let insert = RowChange::InsertFromLibrary { at: Some(at), indicator };
    doc.change_row(ids[1], &insert, &actor()).unwrap();
    assert!(doc.row_detail(ids[1], IndicatorRef { goal: 0, row: 1 }).unwrap().method_chosen);
    doc.undo(&actor()).unwrap();

    // One step.
    doc.undo(&actor()).unwrap();
    for id in &ids[..2] {
        assert!(!doc.row_detail(*id, at).unwrap().directions.is_empty());
    }
    doc.change_row(ids[0], &choose("equal"), &actor()).unwrap();
    assert!(doc.row_detail(ids[0], at).unwrap().computed.is_empty());
    doc.undo(&actor()).unwrap();
    doc.change_row(ids[0], &choose("higher"), &actor()).unwrap();
    assert!(!doc.row_detail(ids[0], at).unwrap().computed.is_empty());
    assert!(
        doc.change_row(ids[0], &choose("sideways"), &actor()).unwrap_err().to_string().contains("sideways")
    );
}
