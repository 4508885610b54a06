//! What a person types into a form, and what the form, its status line and the list make of it.

use jixiao_app::desk::view::{
    Edit, ExportChoice, FormLine, FormView, ImportChoice, Lack, ListChange, StatusView,
};
use jixiao_app::desk::{Import, OpenDocument};
use rust_decimal::Decimal;
use tempfile::tempdir;

use crate::made::{actor, pick, taken};

const BOOK: &str = "urumqi-2023-stacked.xlsx";

fn added(doc: &mut OpenDocument, edition: &str) -> FormView {
    let add = ListChange::Add { edition: edition.to_owned(), name: "新项目".to_owned() };
    let id = doc.change_list(&add, &actor()).unwrap().document.forms.last().unwrap().id;
    doc.form(id).unwrap()
}

fn row(row: usize, column: &str) -> String {
    format!(r#"{{"indicator":{{"goal":0,"row":{row},"column":"{column}"}}}}"#)
}

fn fund(column: &str) -> String {
    format!(r#"{{"fund":{{"row":0,"column":"{column}"}}}}"#)
}

const TOTAL: &str = r#"{"total":"score"}"#;

fn typed(doc: &mut OpenDocument, id: i64, texts: &[(String, &str)]) -> (FormView, FormLine) {
    let edits: Vec<Edit> =
        texts.iter().map(|(field, text)| Edit { field: field.clone(), text: (*text).to_owned() }).collect();
    let changed = doc.edit(id, &edits, &actor()).unwrap();
    let line = changed.document.forms.iter().find(|form| form.id == id).unwrap().clone();
    (changed.form.unwrap(), line)
}

fn text<'a>(form: &'a FormView, field: &str) -> &'a str {
    &form.cells.iter().find(|cell| cell.field.as_deref() == Some(field)).unwrap().text
}

fn sections(status: &StatusView) -> Vec<(&str, &str, &str)> {
    let section = status.sections.iter();
    section.map(|section| (section.name.as_str(), section.score.as_str(), section.weight.as_str())).collect()
}

#[test]
fn a_typed_score_counts_in_its_section_and_in_the_status_line() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, Some(2024));
    let doc = workspace.open_document().unwrap();
    let (form, _) = typed(doc, ids[0], &[(row(0, "actual"), "=14390人")]);
    assert_eq!((form.status.total.as_str(), sections(&form.status)[0].1), ("8.99", "8.99"));
    let (form, _) = typed(doc, ids[0], &[(row(0, "score"), "5"), (row(1, "score"), "7.5")]);
    assert_eq!((form.status.total.as_str(), sections(&form.status)[0].1), ("12.5", "12.5"));
    let cell = form.cells.iter().find(|cell| cell.field.as_ref() == Some(&row(1, "score"))).unwrap();
    let explanation = cell.explanation.clone().unwrap();
    assert_eq!(explanation, "按填写的得分 7.5 计，尚未填写实际完成值，规则不能核对");
}

#[test]
fn total_and_sections_add_up_the_same_scores() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, None);
    let doc = workspace.open_document().unwrap();
    let (form, line) = typed(doc, ids[0], &[(TOTAL.to_owned(), ""), (row(0, "score"), "5")]);
    let status = &form.status;
    let points = |text: &str| text.parse::<Decimal>().unwrap();
    let parts = status.sections.iter().map(|section| points(&section.score));
    let sum: Decimal = parts.sum::<Decimal>() + points(text(&form, &fund("score")).trim_end_matches('分'));
    assert_eq!((points(&status.total), status.missing), (sum, 0));
    assert_eq!(text(&form, TOTAL).trim_end_matches('分'), status.total);
    assert_eq!(status.grade, line.grade);
    let total = form.cells.iter().find(|cell| cell.field.as_deref() == Some(TOTAL)).unwrap();
    let explanation = total.explanation.clone().unwrap();
    let expected = format!("{} = 表上各项得分之和。按规则计算：", status.total);
    assert!(explanation.starts_with(&expected), "{explanation}");
}

#[test]
fn a_new_form_is_not_finished_before_it_has_indicators() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, BOOK, None);
    let doc = workspace.open_document().unwrap();
    for (edition, weight) in [
        ("national-2020-project", "10"),
        ("xinjiang-2021-project", "10"),
        ("xinjiang-2023-project", "10"),
        ("xinjiang-2023-department", "10"),
        ("hubei-2021-department", "20"),
    ] {
        let form = added(doc, edition);
        let shown = form.cells.iter().any(|cell| cell.text.contains(&format!("({weight}分)")));
        let is_weight = |cell: &&jixiao_app::desk::view::CellView| {
            cell.field.as_ref() == Some(&fund("weight")) && cell.text == weight
        };
        assert!(shown || form.cells.iter().any(|cell| is_weight(&cell)), "{edition}");
    }
    let id = added(doc, "xinjiang-2023-project").id;
    let amounts = [("initial", "100"), ("adjusted", "100"), ("executed", "90")];
    let amounts = amounts.map(|(column, text)| (fund(column), text));
    let (form, line) = typed(doc, id, &amounts);
    let status = &form.status;
    assert_eq!((status.total.as_str(), status.grade.as_str(), status.missing), ("9.00", "", 10));
    assert_eq!(sections(status)[0], ("产出指标", "—", "—"));
    assert_eq!((text(&form, TOTAL), line.score.as_str(), line.grade.as_str()), ("", "", ""));
    let found: Vec<&str> = form.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(found.contains(&"还没有填写指标，请逐行填写指标，分值合计应为 100 分。"), "{found:?}");
}

#[test]
fn amounts_are_shown_in_the_list_and_beside_the_cell_as_in_the_cell() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, Some(2024));
    let doc = workspace.open_document().unwrap();
    let (form, line) =
        typed(doc, ids[0], &[(fund("adjusted"), "１２３４．５"), (fund("executed"), "1，234.5")]);
    assert_eq!(
        (line.budget.as_str(), line.executed.as_str(), line.rate.as_str()),
        ("1,234.50", "1,234.50", "100.00%")
    );
    assert_eq!(text(&form, &fund("adjusted")), line.budget);
    let (_, line) = typed(doc, ids[0], &[(fund("adjusted"), "一千多")]);
    assert_eq!(line.budget, "一千多");
    let (form, _) = typed(doc, ids[0], &[(row(0, "score"), "５")]);
    assert_eq!(text(&form, &row(0, "score")), "5");
    let beside: Vec<String> = ids
        .iter()
        .filter_map(|id| {
            let form = doc.form(*id).unwrap();
            form.cells.iter().find(|cell| cell.field == Some(fund("adjusted"))).unwrap().last_year.clone()
        })
        .collect();
    assert!(beside.iter().any(|text| text.contains(',')), "{beside:?}");
    assert!(
        beside.iter().all(|text| text.split('.').nth(1).is_some_and(|cents| cents.len() >= 2)),
        "{beside:?}"
    );
}

/// Last year's words are replaced; those of the year before stay, and what stays is no change.
#[test]
fn the_preview_of_year_words_lists_what_changes() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, None);
    let name = r#"{"text":"name"}"#.to_owned();
    for (id, text) in ids.iter().zip(["2022年工作报告", "2023年培训（2022年结转）"]) {
        typed(workspace.open_document().unwrap(), *id, &[(name.clone(), text)]);
    }
    let pattern = "{序号}".to_owned();
    let choice = ExportChoice {
        forms: ids,
        xlsx: true,
        formulas: true,
        volume: false,
        number_each: false,
        draft: false,
        public: false,
        pdf: false,
        docx: false,
        per_form: false,
        pattern,
        overwrite: false,
    };
    let done = workspace.export_job(&choice).unwrap().run(&choice, folder.path(), &mut |_| true).unwrap();
    let path = folder.path().join(&done.files[0].name);
    let import = Import::read(&[path], &workspace.catalogue(), &mut |_| true);
    let forms = workspace.review(import).books[0].forms.clone();
    let forms = forms.iter().map(|form| pick(form.index)).collect();
    let mut choice = ImportChoice { forms, template_year: Some(2024), years: Vec::new() };
    let lines = workspace.import_years(&choice).unwrap();
    let names = lines.iter().filter(|line| line.place == "名称");
    let names: Vec<_> = names.map(|line| (line.before.as_str(), line.after.as_str())).collect();
    assert!(names.contains(&("2023年培训（2022年结转）", "2024年培训（2022年结转）")), "{lines:?}");
    assert!(lines.iter().all(|line| line.before != line.after), "{lines:?}");
    // One of them is chosen, and that one is replaced.
    let one = lines.iter().find(|line| line.before == "2023年培训（2022年结转）").unwrap();
    choice.years = vec![one.at.clone()];
    let document = workspace.import_take(&choice, &actor()).unwrap();
    let names: Vec<&str> = document.forms.iter().map(|form| form.name.as_str()).collect();
    assert!(names.contains(&one.after.as_str()), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.contains("2024年")).count(), 1, "{names:?}");
    choice.years[0].field = "nonsense".to_owned();
    assert!(workspace.import_take(&choice, &actor()).unwrap_err().to_string().contains("认不出"));
}

#[test]
fn figures_that_followed_the_rules_go_on_following_them() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, None);
    let doc = workspace.open_document().unwrap();
    let text = |form: &FormView, field: &str| {
        form.cells.iter().find(|cell| cell.field.as_deref() == Some(field)).unwrap().text.clone()
    };
    for id in ids {
        let before = doc.form(id).unwrap();
        let budget = text(&before, &fund("adjusted"));
        let double = format!(
            "{}",
            budget.replace(',', "").parse::<rust_decimal::Decimal>().unwrap() * rust_decimal::dec!(2)
        );
        let (after, _) = typed(doc, id, &[(fund("adjusted"), &double)]);
        let rate = |form: &FormView| text(form, &fund("rate"));
        assert_ne!(rate(&after), rate(&before), "{}: the rate follows the amounts", before.name);
        assert_ne!(text(&after, TOTAL), text(&before, TOTAL), "{}: the total follows the rate", before.name);
        let undone = doc.undo(&actor()).unwrap().form.unwrap();
        assert_eq!((rate(&undone), text(&undone, TOTAL)), (rate(&before), text(&before, TOTAL)));
    }
}

#[test]
fn a_figure_that_a_person_judged_stays() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, None);
    let doc = workspace.open_document().unwrap();
    let score = row(0, "score");
    let text = |form: &FormView| {
        form.cells.iter().find(|cell| cell.field.as_deref() == Some(score.as_str())).unwrap().text.clone()
    };
    typed(doc, ids[0], &[(score.clone(), "3")]);
    let (after, _) = typed(doc, ids[0], &[(row(0, "actual"), "1人")]);
    assert!(text(&after).starts_with('3'), "{}", text(&after));
}

#[test]
fn the_list_says_what_a_form_still_lacks() {
    let folder = tempdir().unwrap();
    let (mut workspace, ids) = taken(&folder, BOOK, None);
    let doc = workspace.open_document().unwrap();
    let id = ids[0];
    let lacks = |line: &FormLine| line.lacks.clone();
    assert_eq!(lacks(&doc.view().unwrap().forms[0]), []);
    // A reason that is asked for, and then given.
    let (_, line) = typed(doc, id, &[(row(0, "reason"), ""), (row(0, "actual"), "8000人")]);
    assert_eq!(lacks(&line), [Lack::Reasons]);
    let (_, line) = typed(doc, id, &[(row(0, "reason"), "部分人员未领取，明年加强宣传。")]);
    assert_eq!(lacks(&line), []);
    // A total follows its sources, so those go, too.
    let fields = doc.form(id).unwrap().cells.into_iter().filter_map(|cell| cell.field);
    let executed = fields.filter(|field| field.contains("fund") && field.contains("executed"));
    let (_, line) = typed(doc, id, &executed.map(|field| (field, "")).collect::<Vec<_>>());
    assert!(line.lacks.contains(&Lack::Amounts), "{:?}", line.lacks);
    typed(doc, id, &[(fund("executed"), "8000")]);
    let (_, line) = typed(doc, id, &[(row(0, "actual"), ""), (row(0, "score"), ""), (TOTAL.to_owned(), "")]);
    assert_eq!(lacks(&line), [Lack::Actuals, Lack::Scores]);
}
