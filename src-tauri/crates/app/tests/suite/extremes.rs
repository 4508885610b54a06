//! Figures that nobody can have meant: typed into any cell, they are told there, and nothing breaks, now or when opened again.

use jixiao_app::desk::Workspace;
use jixiao_app::desk::view::{CellKind, Edit, FormView, Overview};
use tempfile::tempdir;

use crate::made::{actor, sample};

const NINES: &str = "99999999999999999999999999999";
const EXTREMES: [&str; 12] = [
    NINES,
    "-99999999999999999999999999999",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "9999999999999999",
    "0.0000000000000000000000000001",
    "-0.0000000000000000000000000001",
    "1000000000000000000000000000%",
    "≥7922816251426433759354395033.5万元",
    "7922816251426433759354395033.5亿",
    "99999999999999999999999999999年",
    "1.0000000000000000000000000000000000000000000000001",
];

/// Everything that the window shows of a document.
fn look_at(workspace: &mut Workspace, ids: &[i64]) -> Overview {
    let doc = workspace.open_document().unwrap();
    doc.view().unwrap();
    for id in ids {
        let form = doc.form(*id).unwrap();
        for at in form.cells.iter().filter_map(|cell| cell.indicator) {
            doc.row_detail(*id, at).unwrap();
        }
    }
    let _ = doc.findings();
    doc.disclosure().unwrap();
    let _ = doc.rollup();
    doc.preview(ids).unwrap();
    let overview = doc.overview();
    workspace.summary_job().unwrap();
    overview
}

fn fields(form: &FormView) -> Vec<String> {
    let typed = form.cells.iter().filter(|cell| cell.kind != CellKind::Label);
    typed.filter_map(|cell| cell.field.clone()).filter(|field| !field.contains("year")).collect()
}

#[test]
fn extreme_figures_in_every_cell_break_nothing() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    for (extreme, other) in EXTREMES.iter().zip(EXTREMES.iter().cycle().skip(1)) {
        for (id, text) in ids.iter().zip([extreme, other, extreme].into_iter().cycle()) {
            let doc = workspace.open_document().unwrap();
            let edits: Vec<Edit> = fields(&doc.form(*id).unwrap())
                .into_iter()
                .map(|field| Edit { field, text: (*text).to_owned() })
                .collect();
            doc.edit(*id, &edits, &actor()).unwrap();
        }
        look_at(&mut workspace, &ids);
    }
}

#[test]
fn an_amount_beyond_all_amounts_is_told_at_its_cell() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = sample(&folder);
    let budget = r#"{"fund":{"row":0,"column":"adjusted"}}"#;
    for id in &ids {
        let edit = Edit { field: budget.to_owned(), text: NINES.to_owned() };
        workspace.open_document().unwrap().edit(*id, &[edit], &actor()).unwrap();
    }
    let overview = look_at(&mut workspace, &ids);
    assert_eq!((overview.figures.budget.as_str(), overview.figures.rate.as_str()), ("0.00", ""));
    for form in workspace.open_document().unwrap().findings() {
        let found = form.findings.iter().find(|finding| finding.field.as_deref() == Some(budget));
        let found = found.unwrap_or_else(|| panic!("{}: {:?}", form.name, form.findings));
        assert!(found.message.contains("过大，无法计算，请核对位数和单位"), "{}", found.message);
    }
    let path = workspace.open_document().unwrap().path().to_owned();
    workspace.close().unwrap();
    assert_eq!(workspace.open(&path, &actor()).unwrap().forms.len(), ids.len());
}
