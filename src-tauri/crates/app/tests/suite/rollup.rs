//! A department put together in the document, from the published book of one department.

use jixiao_app::desk::view::{
    BudgetVerdict, Edit, IndicatorRef, ListChange, RollupRow, RollupState, RollupView, RowChange,
    SummaryChoice, YearPlace,
};
use jixiao_app::desk::{Workspace, summarise_document};
use tempfile::{TempDir, tempdir};

use crate::made::{actor, taken};

/// What a person types, field by field.
fn type_in(workspace: &mut Workspace, id: i64, texts: &[(&str, &str)]) {
    let edit = |(field, text): &(&str, &str)| Edit { field: (*field).to_owned(), text: (*text).to_owned() };
    let edits: Vec<Edit> = texts.iter().map(edit).collect();
    workspace.open_document().unwrap().edit(id, &edits, &actor()).unwrap();
}

/// The field of an indicator of the first goal.
fn cell(row: u32, column: &str) -> String {
    format!(r#"{{"indicator":{{"goal":0,"row":{row},"column":"{column}"}}}}"#)
}

fn fund(column: &str) -> String {
    format!(r#"{{"fund":{{"row":0,"column":"{column}"}}}}"#)
}

fn named(workspace: &Workspace, name: &str) -> i64 {
    let document = workspace.document().unwrap().unwrap();
    document.forms.iter().find(|form| form.name == name).unwrap().id
}

const SECRET: &str = "机密工程";

/// The published department with indicators that its projects have, too, and a classified project among them.
fn department(folder: &TempDir) -> (Workspace, i64) {
    let (mut workspace, _) = taken(folder, "urumqi-2023.xlsx", None);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    for (row, name, target) in [
        (0, "补贴发放人数", ">=16000人"),
        (1, "项目验收合格率（%）", ">=90%"),
        (2, "减轻学生家庭经济负担", "有效减轻"),
    ] {
        type_in(&mut workspace, id, &[(&cell(row, "level3"), name), (&cell(row, "target"), target)]);
    }
    let copied = named(&workspace, "2023年特殊人员伤残津贴补助（某某）");
    workspace.open_document().unwrap().change_list(&ListChange::Copy { id: copied }, &actor()).unwrap();
    let secret = named(&workspace, "2023年特殊人员伤残津贴补助（某某）（副本）");
    let texts = [
        (r#"{"text":"name"}"#.to_owned(), SECRET),
        (fund("initial"), "107.40"),
        (fund("adjusted"), "107.40"),
        (fund("executed"), "107.40"),
        (cell(0, "actual"), "=9人"),
        (cell(1, "level3"), "项目验收合格率"),
        (cell(1, "target"), ">=90%"),
        (cell(1, "actual"), "=90%"),
    ];
    type_in(&mut workspace, secret, &texts.each_ref().map(|(field, text)| (field.as_str(), *text)));
    workspace
        .open_document()
        .unwrap()
        .change_list(&ListChange::Classified { id: secret, on: true }, &actor())
        .unwrap();
    (workspace, id)
}

/// The rows of the published department's form.
fn rows() -> Vec<IndicatorRef> {
    (0..6).map(|row| IndicatorRef { goal: 0, row }).collect()
}

/// Name, state, result and whether the form says something else, of each row.
fn shown(view: &RollupView) -> Vec<(&str, RollupState, &str, bool)> {
    let rows = view.departments[0].rows.iter();
    rows.map(|row| (row.name.as_str(), row.state, row.result.as_str(), row.differs)).collect()
}

#[test]
fn every_figure_of_the_department_is_derived_from_its_projects() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = department(&folder);
    let view = workspace.open_document().unwrap().rollup();
    assert_eq!((view.projects, view.classified, view.departments.len()), (31, 1, 1));
    let rows = &view.departments[0].rows;
    let expected = [
        // 14390 + 51 + 51 + 1 + 271, and 9 of the classified project
        ("补贴发放人数", RollupState::Suggested, "14773人", true),
        // (100 × 841.51 + 98 × 46.20 + 100 × 73.10 + 90 × 107.40) ÷ (841.51 + 46.20 + 73.10 + 107.40)
        // = 105654.6 ÷ 1068.21 = 98.9081…
        ("项目验收合格率（%）", RollupState::Suggested, "98.91%", true),
        // 60 % of the points for 496.71, all for 8.40 + 14.52 + 693.40 + 89.47 + 159.27 = 965.06:
        // 15 × (0.6 × 496.71 + 965.06) ÷ 1461.77 = 12.9611…
        ("减轻学生家庭经济负担", RollupState::Suggested, "12.96 分", true),
        ("城镇职工基本养老保险参保人数（人数）", RollupState::Undecided, "", false),
        ("仲裁案件结案率（%）", RollupState::Undecided, "", false),
        ("申领电子社保卡人口覆盖率（%）", RollupState::Undecided, "", false),
    ];
    assert_eq!(shown(&view), expected);
    let traced: Vec<(&str, &str)> =
        rows[0].parts.iter().map(|part| (part.project.as_str(), part.actual.as_str())).collect();
    let expected = [
        ("1995年以前退休人员生活补助", "=14390人"),
        ("2023年10-12月伤残津贴补助", "=51人"),
        ("2023年7-9月伤残津贴补助", "=51人"),
        ("2023年特殊人员伤残津贴补助（某某）", "=1人"),
        (SECRET, "=9人"),
        ("2023年高校毕业生求职创业补贴（第二批）", "=271人"),
    ];
    assert_eq!(traced, expected);
    assert!(
        rows[0].parts[4].classified
            && rows[0].parts[0].form == named(&workspace, "1995年以前退休人员生活补助")
    );
    assert_eq!(rows[0].parts[0].field, cell(0, "actual"));
    assert_eq!((rows[2].parts[0].score.as_str(), rows[2].parts[0].funds.as_str()), ("12.00/20", "496.71"));
}

#[test]
fn budget_figures_are_held_against_the_projects_to_the_cent() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    let lines =
        |workspace: &mut Workspace| workspace.open_document().unwrap().rollup().departments[0].budget.clone();
    // 19516.69, 10527.83 and 9368.79 of the thirty published projects, and 107.40 each of the classified one.
    let figures: Vec<[String; 4]> = lines(&mut workspace)
        .into_iter()
        .map(|line| [line.name, line.department, line.projects, line.gap])
        .collect();
    let expected = [
        ["年初预算数", "36,751.12", "19,624.09", "17,127.03"],
        ["全年预算数", "36,358.83", "10,635.23", "25,723.60"],
        ["全年执行数", "35,973.36", "9,476.19", "26,497.17"],
    ];
    assert_eq!(figures, expected.map(|line| line.map(str::to_owned)));
    type_in(&mut workspace, id, &[(&fund("adjusted"), "10,635.24")]);
    let line = lines(&mut workspace)[1].clone();
    assert_eq!((line.verdict, line.gap.as_str()), (BudgetVerdict::Apart, "0.01"));
    type_in(&mut workspace, id, &[(&fund("adjusted"), "10635.23")]);
    let line = lines(&mut workspace)[1].clone();
    assert_eq!((line.verdict, line.gap.as_str()), (BudgetVerdict::Agrees, "0.00"));
    // This layout prints no 基本支出; it is kept all the same, and is part of each figure.
    let basic = workspace.open_document().unwrap().rollup().departments[0].basic_field.clone();
    type_in(&mut workspace, id, &[(&basic, "1,025.68"), (&fund("adjusted"), "11660.91")]);
    let line = lines(&mut workspace)[1].clone();
    assert_eq!((line.verdict, line.basic.as_str()), (BudgetVerdict::Agrees, "1,025.68"));
    assert_eq!(workspace.open_document().unwrap().rollup().departments[0].basic, "1,025.68");
    for unclear in ["约一千", "-5"] {
        type_in(&mut workspace, id, &[(&basic, unclear)]);
        assert!(workspace.open_document().unwrap().rollup().departments[0].basic_unclear, "{unclear}");
    }
}

#[test]
fn suggestions_are_confirmed_filled_in_and_undone() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    let doc = workspace.open_document().unwrap();
    let all = rows();
    let nothing = doc.fill_rollup(id, &all, &actor()).unwrap_err();
    assert!(nothing.to_string().contains("先确认关联"), "{nothing}");
    let changed = doc.confirm_links(id, &rows(), &actor()).unwrap();
    assert_eq!(changed.document.undo.as_deref(), Some("关联项目指标"));
    let view = doc.rollup();
    assert_eq!((view.departments[0].suggested, view.departments[0].differing), (0, 3));
    assert!(doc.confirm_links(id, &rows(), &actor()).is_err(), "nothing is left to confirm");

    let filled = doc.fill_rollup(id, &all, &actor()).unwrap();
    assert_eq!(filled.document.undo.as_deref(), Some("填入汇总结果"));
    let actuals: Vec<String> = doc.printable(&[id]).unwrap()[0].goals[0]
        .indicators
        .iter()
        .map(|row| format!("{} {}", row.actual, row.score.text()))
        .collect();
    // 15 × 14773 ÷ 16000 = 13.849…; the others as published.
    let expected =
        ["14773人 13.85", "98.91% 15.00", "96.23% 12.96", "149.13万人 15", "96.01% 15", "66.06% 15"];
    assert_eq!(actuals, expected);
    assert_eq!(doc.rollup().departments[0].differing, 0);
    assert!(doc.history(None, &actor()).unwrap()[0].what.starts_with("填入汇总结果：补贴发放人数"));
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.printable(&[id]).unwrap()[0].goals[0].indicators[0].actual, "17.73万人");
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.rollup().departments[0].suggested, 3);
}

#[test]
fn a_person_chooses_what_a_row_is_put_together_from() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    let doc = workspace.open_document().unwrap();
    let at = IndicatorRef { goal: 0, row: 4 };
    let found = doc.candidates(id, at, "仲裁 结案率").unwrap();
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((names.as_slice(), found.left), (["劳动人事争议仲裁结案率"].as_slice(), 0));
    let near = doc.candidates(id, at, "").unwrap();
    let nearest: Vec<&str> = near.rows[..2].iter().map(|row| row.name.as_str()).collect();
    assert_eq!(nearest[0], "劳动人事争议仲裁结案率", "what is most alike stands first");
    let unlike: Vec<&str> = near.rows.iter().filter(|row| row.unlike).map(|row| row.name.as_str()).collect();
    assert_eq!(unlike[0], "仲裁案件结案时间", "and what counts something else comes last, and is marked");
    assert!(near.rows[near.rows.len() - unlike.len()..].iter().all(|row| row.unlike));
    doc.link(id, at, Some(vec![found.rows[0].row]), &actor()).unwrap();
    let row = doc.rollup().departments[0].rows[4].clone();
    assert_eq!((row.state, row.result.as_str(), row.differs), (RollupState::Confirmed, "96.01%", false));
    assert!(doc.candidates(id, at, "").unwrap().rows[0].linked);

    doc.link(id, IndicatorRef { goal: 0, row: 5 }, Some(Vec::new()), &actor()).unwrap();
    let row = doc.rollup().departments[0].rows[5].clone();
    assert_eq!((row.state, row.open), (RollupState::Unfed, false));
    let history: Vec<(String, String, String)> = doc
        .history(None, &actor())
        .unwrap()
        .into_iter()
        .take(2)
        .map(|line| (line.what, line.old, line.new))
        .collect();
    let expected = [
        ("关联项目指标：申领电子社保卡人口覆盖率（%） · 关联的项目指标", "未确认", "不由项目汇总"),
        (
            "关联项目指标：仲裁案件结案率（%） · 关联的项目指标",
            "未确认",
            "仲裁办案经费：劳动人事争议仲裁结案率",
        ),
    ];
    assert_eq!(history, expected.map(|(what, old, new)| (what.to_owned(), old.to_owned(), new.to_owned())));
    doc.link(id, at, None, &actor()).unwrap();
    assert_eq!(doc.rollup().departments[0].rows[4].state, RollupState::Undecided);
    let project = named(&workspace, SECRET);
    assert!(workspace.open_document().unwrap().link(project, at, None, &actor()).is_err());
}

#[test]
fn a_change_of_a_project_is_seen_at_once() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    workspace.open_document().unwrap().confirm_links(id, &rows(), &actor()).unwrap();
    let project = named(&workspace, "1995年以前退休人员生活补助");
    type_in(&mut workspace, project, &[(&cell(0, "actual"), "=15000人")]);
    // 610 more than 14773 − 14390 = 383
    assert_eq!(workspace.open_document().unwrap().rollup().departments[0].rows[0].result, "15383人");
    let at = IndicatorRef { goal: 0, row: 0 };
    workspace.open_document().unwrap().change_row(project, &RowChange::Remove { at }, &actor()).unwrap();
    assert_eq!(workspace.open_document().unwrap().rollup().departments[0].rows[0].result, "383人");
    workspace.open_document().unwrap().undo(&actor()).unwrap();
    assert_eq!(workspace.open_document().unwrap().rollup().departments[0].rows[0].parts.len(), 6);
}

/// A project that goes takes its links with it, which is nobody's decision: neither is the lower sum filled in, nor is the row said
/// to be fed by no project.
#[test]
fn a_lost_project_is_to_be_confirmed_again() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    let doc = workspace.open_document().unwrap();
    doc.confirm_links(id, &rows(), &actor()).unwrap();
    let at = |row| IndicatorRef { goal: 0, row };
    let only = doc.candidates(id, at(4), "仲裁 结案率").unwrap().rows[0].clone();
    doc.link(id, at(4), Some(vec![only.row]), &actor()).unwrap();
    let removed = ["1995年以前退休人员生活补助", &only.project].map(|name| named(&workspace, name)).to_vec();
    let doc = workspace.open_document().unwrap();
    doc.change_list(&ListChange::Remove { ids: removed }, &actor()).unwrap();
    let states = |view: &RollupView| [0, 4].map(|row| view.departments[0].rows[row].clone());
    let [some, none] = states(&doc.rollup());
    assert_eq!((some.state, some.sources, some.result.as_str()), (RollupState::Changed, 5, "383人"));
    assert_eq!((none.state, none.sources), (RollupState::Changed, 0));
    assert!(none.explanation.starts_with("关联的项目已变化，请重新确认"), "{}", none.explanation);
    assert!(doc.fill_rollup(id, &[at(0), at(4)], &actor()).is_err(), "nothing is filled in");
    assert!(doc.confirm_links(id, &[at(4)], &actor()).is_err(), "there is nothing to confirm");

    workspace.next_year(&folder.path().join("明年.jixiao"), 2024, &[], &actor()).unwrap();
    let doc = workspace.open_document().unwrap();
    let next = doc.rollup();
    assert_eq!(states(&next).map(|row| row.state), [RollupState::Changed; 2]);
    doc.confirm_links(next.departments[0].id, &[at(0)], &actor()).unwrap();
    doc.link(next.departments[0].id, at(4), Some(Vec::new()), &actor()).unwrap();
    let states = states(&doc.rollup()).map(|row| row.state);
    assert_eq!(states, [RollupState::Confirmed, RollupState::Unfed]);
}

#[test]
fn own_words_are_told_when_their_draft_changes() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = department(&folder);
    let project = named(&workspace, "1995年以前退休人员生活补助");
    let stale = |workspace: &mut Workspace| {
        workspace.open_document().unwrap().disclosure().unwrap().sections[0].stale
    };
    workspace.open_document().unwrap().set_own_words("overview", Some("自己的话。"), &actor()).unwrap();
    assert!(!stale(&mut workspace));
    type_in(&mut workspace, project, &[(&fund("executed"), "2,000.00")]);
    assert!(stale(&mut workspace));
    workspace
        .open_document()
        .unwrap()
        .set_own_words("overview", Some("自己的话，再加一句。"), &actor())
        .unwrap();
    assert!(stale(&mut workspace), "typing on does not answer the question");
    workspace
        .open_document()
        .unwrap()
        .set_own_words("overview", Some("自己的话，再加一句。"), &actor())
        .unwrap();
    assert!(!stale(&mut workspace));
}

#[test]
fn links_and_agency_go_on_into_the_next_year() {
    let folder = tempdir().unwrap();
    let (mut workspace, id) = department(&folder);
    let doc = workspace.open_document().unwrap();
    doc.confirm_links(id, &rows(), &actor()).unwrap();
    doc.link(id, IndicatorRef { goal: 0, row: 5 }, Some(Vec::new()), &actor()).unwrap();
    doc.set_own_words("measures", Some("加强调度。"), &actor()).unwrap();
    let traced = |view: &RollupView| -> Vec<(RollupState, Vec<(String, String)>)> {
        let sources = |row: &RollupRow| {
            row.parts
                .iter()
                .map(|part| (part.project.replace("2024年", "2023年"), part.indicator.clone()))
                .collect()
        };
        view.departments[0].rows.iter().map(|row| (row.state, sources(row))).collect()
    };
    let before = traced(&doc.rollup());
    let words = doc.next_year_words(2024).unwrap();
    assert!(
        words
            .iter()
            .any(|line| line.before.starts_with("2023年市本级") && line.after.starts_with("2024年市本级"))
    );

    let name = workspace.next_year_name(2024).unwrap();
    assert_eq!(name, "乌鲁木齐市人力资源和社会保障局2024年度.jixiao");
    let path = folder.path().join(&name);
    let chosen: Vec<YearPlace> = words.into_iter().map(|line| line.at).collect();
    let document = workspace.next_year(&path, 2024, &chosen, &actor()).unwrap();
    assert_eq!((document.year, document.forms.len()), (2024, 32));
    assert_eq!((document.forms[0].score.as_str(), document.forms[0].budget.as_str()), ("", ""));
    let classified = document.forms.iter().filter(|form| form.classified).count();
    assert_eq!(classified, 1);
    let doc = workspace.open_document().unwrap();
    assert_eq!(traced(&doc.rollup()), before);
    let form = doc.form(document.forms[1].id).unwrap();
    let actual = form.cells.iter().find(|shown| shown.field == Some(cell(0, "actual"))).unwrap();
    assert_eq!((actual.text.as_str(), actual.last_year.as_deref()), ("", Some("=14390人")));
    assert!(doc.disclosure().unwrap().sections.iter().all(|section| section.own.is_none()));
    let there = folder.path().join("某局.jixiao");
    let again = workspace.next_year(&there, 2025, &[], &actor()).unwrap_err();
    assert!(again.to_string().contains("已经存在"), "{again}");
    assert_eq!(workspace.document().unwrap().unwrap().year, 2024, "the document stays open");
}

#[test]
fn the_summary_and_the_paragraph_count_the_classified_project_and_never_name_it() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = department(&folder);
    let doc = workspace.open_document().unwrap();
    let drafted = doc.disclosure().unwrap();
    assert_eq!(drafted.title, "乌鲁木齐市人力资源和社会保障局2023年度预算绩效情况说明");
    let opening = &drafted.sections[0].draft;
    assert!(opening.contains("部门整体支出绩效自评表1份、项目支出绩效自评表30份"), "{opening}");
    // 9476.19 ÷ 10635.23 = 89.1018…%
    assert!(
        opening.contains("自评项目31个，全年预算10,635.23万元，全年执行9,476.19万元，预算执行率89.10%"),
        "{opening}"
    );
    assert!(opening.contains("涉密项目1个，全年预算107.40万元"), "{opening}");
    assert!(drafted.sections.iter().all(|section| !section.draft.contains(SECRET)));
    assert_eq!(
        (drafted.sections[0].heading.as_str(), drafted.sections[3].heading.as_str()),
        ("", "三、存在的问题")
    );

    doc.set_own_words("measures", Some("一、按月调度执行进度。\n二、年初核实人数。"), &actor()).unwrap();
    let project = named(&workspace, "1995年以前退休人员生活补助");
    type_in(&mut workspace, project, &[(&fund("executed"), "2,000.00")]);
    let worded = workspace.open_document().unwrap().disclosure().unwrap();
    assert_eq!(worded.sections[4].own.as_deref(), Some("一、按月调度执行进度。\n二、年初核实人数。"));
    assert_ne!(worded.sections[0].draft, *opening, "what is not one's own is drafted anew");

    let choice = SummaryChoice { xlsx: true, pdf: true, docx: true, overwrite: false };
    let out = folder.path().join("out");
    let job = workspace.summary_job().unwrap();
    let done = job.run(&choice, &out, &mut |_| true);
    let names: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
    let stem = "乌鲁木齐市人力资源和社会保障局2023年度";
    let expected = ["项目支出绩效自评汇总表.xlsx", "项目支出绩效自评汇总表.pdf", "预算绩效情况说明.docx"]
        .map(|name| format!("{stem}{name}"));
    assert_eq!(names, expected);
    assert!(done.files.iter().all(|file| file.error.is_none()));
    assert_eq!(done.remark, "", "every section says something");
    let again = job.run(&choice, &out, &mut |_| true);
    assert!(again.files[0].name.ends_with("（2）.xlsx"), "an existing file is kept");
    let stopped = job.run(&choice, &folder.path().join("stopped"), &mut |progress| progress.done < 1);
    assert!(stopped.cancelled && stopped.files.len() == 1);

    let path = workspace.open_document().unwrap().path().to_owned();
    let catalogue = workspace.catalogue();
    workspace.close().unwrap();
    let found = summarise_document(&path, None, None, &[], &catalogue).unwrap();
    assert_eq!((found.summary.total.projects, found.summary.classified.projects), (31, 1));
    assert_eq!(found.sections[4].text, "一、按月调度执行进度。\n二、年初核实人数。");
    let lines = found.summary.agencies.iter().flat_map(|agency| &agency.lines);
    assert!(lines.map(|line| line.name.as_str()).all(|name| name != SECRET));
}

/// The layout of Hubei: annual goals with tables of their own, no weights, 基本支出 and 项目支出 in the head.
#[test]
fn a_department_with_annual_goals_is_put_together_goal_by_goal() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "tongcheng-2021.xlsx", None);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let project = |workspace: &mut Workspace, name: &str, funds: &str, rows: [(&str, &str, &str); 2]| {
        let add = ListChange::Add { edition: "national-2020-project".to_owned(), name: name.to_owned() };
        workspace.open_document().unwrap().change_list(&add, &actor()).unwrap();
        let id = named(workspace, name);
        let fund_texts = ["adjusted", "executed"].map(|column| (fund(column), funds));
        let row_texts = (0..).zip(rows).flat_map(|(row, (name, target, actual))| {
            [("level3", name), ("target", target), ("actual", actual), ("weight", "10")]
                .map(|(column, text)| (cell(row, column), text))
        });
        let texts: Vec<(String, &str)> = fund_texts.into_iter().chain(row_texts).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(field, text)| (field.as_str(), *text)).collect();
        type_in(workspace, id, &texts);
    };
    let training = "职业技能培训人次";
    project(
        &mut workspace,
        "技能提升",
        "8000.00",
        [(training, "≥3000人次", "2900人次"), ("仲裁案件结案率", "≥95%", "90%")],
    );
    project(
        &mut workspace,
        "仲裁办案",
        "4000.80",
        [(training, "≥1000人次", "1016"), ("劳动仲裁案件结案率", "≥95%", "100%")],
    );
    let view = workspace.open_document().unwrap().rollup();
    let rows = &view.departments[0].rows;
    let row = |name: &str| rows.iter().find(|row| row.name == name).unwrap();
    // 2900 + 1016 is what was published, in its first goal.
    let found = row(training);
    assert_eq!((found.at.goal, found.result.as_str(), found.differs), (0, "3916人次", false));
    // (90 × 8000 + 100 × 4000.80) ÷ 12000.80 = 1120080 ÷ 12000.80 = 93.3337…, in the fourth goal.
    let found = row("劳动仲裁案件结案率");
    assert_eq!((found.at.goal, found.result.as_str(), found.differs), (3, "93.33%", true));
    assert!(found.class.starts_with("年度目标4 · "), "{}", found.class);
    let budget: Vec<String> = view.departments[0]
        .budget
        .iter()
        .map(|line| {
            format!("{} {} {} {} {}", line.name, line.department, line.basic, line.projects, line.gap)
        })
        .collect();
    // The published total left 基本支出 1025.68 out: 12174.80 − 1025.68 − 12000.80, and 12174.80 − 12000.80. What of 基本支出
    // was spent the form does not say.
    let expected = [
        "全年预算数 12,174.80 1,025.68 12,000.80 -851.68",
        "全年执行数 12,174.80  12,000.80 174.00",
        "项目支出总额 12,174.80  12,000.80 174.00",
    ];
    assert_eq!(budget, expected);
    assert_eq!(view.departments[0].budget[1].verdict, BudgetVerdict::BasicIncluded);
    assert!(
        rows.iter().filter(|row| !row.result.is_empty()).all(|row| row.unscored),
        "no weights are printed"
    );
    let all: Vec<IndicatorRef> = rows.iter().map(|row| row.at).collect();
    let doc = workspace.open_document().unwrap();
    doc.confirm_links(id, &all, &actor()).unwrap();
    doc.fill_rollup(id, &all, &actor()).unwrap();
    let form = doc.printable(&[id]).unwrap().remove(0);
    let row = form.goals[3].indicators.iter().find(|row| row.actual == "93.33%").unwrap();
    assert_eq!(row.score.text(), "2", "without a weight nothing can take the place of the typed score");
}

/// What is still to be written does not go into the Word document, and that is said.
#[test]
fn placeholders_are_not_printed() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "tongcheng-2021.xlsx", None);
    let add =
        ListChange::Add { edition: "national-2020-project".to_owned(), name: "仲裁办案".to_owned() };
    workspace.open_document().unwrap().change_list(&add, &actor()).unwrap();
    let open = |workspace: &mut Workspace| -> Vec<String> {
        let sections = workspace.open_document().unwrap().disclosure().unwrap().sections;
        sections.into_iter().filter(|section| section.open).map(|section| section.key).collect()
    };
    let keys = open(&mut workspace);
    assert!(keys.contains(&"measures".to_owned()) && !keys.contains(&"overview".to_owned()), "{keys:?}");
    workspace.open_document().unwrap().set_own_words("measures", Some("加强调度。"), &actor()).unwrap();
    assert_eq!(open(&mut workspace).len() + 1, keys.len());
    let choice = SummaryChoice { xlsx: false, pdf: false, docx: true, overwrite: false };
    let done = workspace.summary_job().unwrap().run(&choice, &folder.path().join("out"), &mut |_| true);
    assert!(done.remark.contains("待撰写") && done.remark.contains("取得的成绩"), "{}", done.remark);
    assert!(!done.remark.contains("下一步改进措施"), "{}", done.remark);
}

/// A section that is left out is not printed and not counted, and its draft comes back with it.
#[test]
fn a_section_is_left_out_and_taken_back() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = department(&folder);
    let doc = workspace.open_document().unwrap();
    doc.set_own_words("results", Some("自己的话。"), &actor()).unwrap();
    let before = doc.disclosure().unwrap();
    let changed = doc.set_own_words("results", Some(""), &actor()).unwrap();
    assert_eq!(changed.document.undo.as_deref(), Some("改写情况说明"));
    let view = doc.disclosure().unwrap();
    let headings: Vec<&str> = view.sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings, ["", "", "一、取得的成绩", "二、存在的问题", "三、下一步改进措施"]);
    let left = &view.sections[1];
    assert_eq!((left.omitted, left.open, left.stale, left.own.as_deref()), (true, false, false, None));
    assert_eq!(left.draft, before.sections[1].draft);
    let line = doc.history(None, &actor()).unwrap().remove(0);
    assert_eq!((line.old.as_str(), line.new.as_str()), ("自己的话。", "不写这一段"));
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.disclosure().unwrap(), before, "the words are back");
    doc.redo(&actor()).unwrap();
    assert_eq!(doc.disclosure().unwrap(), view);
    let path = doc.path().to_owned();
    doc.set_own_words("results", None, &actor()).unwrap();
    assert_eq!(doc.disclosure().unwrap().sections[1].heading, "一、自评结果");
    doc.set_own_words("results", Some(" \n"), &actor()).unwrap();

    let choice = SummaryChoice { xlsx: false, pdf: false, docx: true, overwrite: false };
    let done = workspace.summary_job().unwrap().run(&choice, &folder.path().join("out"), &mut |_| true);
    assert_eq!(done.remark, "", "every section that is not left out has its words");
    let catalogue = workspace.catalogue();
    workspace.close().unwrap();
    let found = summarise_document(&path, None, None, &[], &catalogue).unwrap();
    let omitted: Vec<&str> =
        found.sections.iter().filter(|section| section.omitted).map(|section| section.key).collect();
    assert_eq!(omitted, ["results"]);
}

/// A name that several goals have is confirmed row by row; without projects no figure disagrees.
#[test]
fn names_of_several_goals_are_not_confirmed_together() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = taken(&folder, "tongcheng-2021.xlsx", None);
    let id = workspace.document().unwrap().unwrap().forms[0].id;
    let view = workspace.open_document().unwrap().rollup();
    assert!(view.departments[0].budget.iter().all(|line| line.verdict == BudgetVerdict::NoProjects));
    let other = view.departments[0].rows.iter().find(|row| row.at.goal == 1).unwrap().at;
    let at = format!(r#"{{"indicator":{{"goal":1,"row":{},"column":"level3"}}}}"#, other.row);
    type_in(&mut workspace, id, &[(&at, "服务对象 满意度"), (&cell(0, "level3"), "服务对象满意度")]);
    let view = workspace.open_document().unwrap().rollup();
    let repeated = view.departments[0].rows.iter().filter(|row| row.repeated).map(|row| row.at.goal);
    let repeated: Vec<u32> = repeated.collect();
    assert!(repeated.contains(&0) && repeated.contains(&1), "{repeated:?}");
}
