//! 总览 of the sample: sums, grades, deviations, and where the charts draw each project.

use jixiao_app::desk::view::{ListChange, Overview};
use tempfile::tempdir;

use crate::made::{actor, sample, workspace};

fn scores(overview: &Overview) -> Vec<&str> {
    overview.projects.iter().map(|form| form.score.as_str()).collect()
}

#[test]
fn the_sample_on_one_page() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let overview = workspace.open_document().unwrap().overview();
    let figures = &overview.figures;
    assert_eq!((figures.projects, figures.classified, figures.done, figures.scored), (6, 0, 0, 6));
    assert_eq!(scores(&overview), ["85.02", "98.00", "98.55", "99.62", "99.80", "100.00"]);
    // 580.99 ÷ 6.
    assert_eq!(figures.average, "96.83");
    let document = workspace.open_document().unwrap().view().unwrap();
    assert_eq!((&figures.budget, &figures.executed), (&document.totals.budget, &document.totals.executed));
    assert_eq!(figures.findings, document.totals.findings);
    let grades: Vec<(&str, u32, &str)> = overview
        .grades
        .iter()
        .map(|line| (line.grade.as_str(), line.projects, line.share.as_str()))
        .collect();
    assert_eq!(grades, [("优", 5, "83.33%"), ("良", 1, "16.67%"), ("中", 0, "0.00%"), ("差", 0, "0.00%")]);
}

#[test]
fn results_are_what_the_indicators_scored_of_their_points() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let overview = workspace.open_document().unwrap().overview();
    let form = overview.projects.iter().find(|form| form.name.starts_with("1995年以前退休人员")).unwrap();
    // Of 98.00 points, 9.10 are for budget execution: 88.90 ÷ 90.
    assert_eq!(
        (form.score.as_str(), form.results.as_str(), form.rate.as_str()),
        ("98.00", "98.78%", "90.99%")
    );
    assert_eq!((form.at.score, form.at.rate), (Some(98.0), Some(90.99)));
    assert!(form.at.results.is_some_and(|results| (98.77..98.79).contains(&results)));
}

#[test]
fn every_indicator_is_in_one_band_or_has_no_deviation() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let overview = doc.overview();
    let counts: Vec<u32> = overview.bands.iter().map(|band| band.indicators).collect();
    assert_eq!((counts, overview.without_deviation), (vec![1, 1, 2, 17, 5, 5, 0], 11));
    for band in &overview.bands {
        assert_eq!(band.lines.len(), band.indicators as usize, "{}", band.name);
        for line in &band.lines {
            let form = doc.form(line.id).unwrap();
            assert_eq!(form.name, line.form);
            let cell = form.cells.iter().find(|cell| cell.field.as_ref() == Some(&line.field)).unwrap();
            assert_eq!(cell.raw, line.actual);
        }
    }
}

#[test]
fn a_classified_project_counts_and_is_marked() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let before = doc.overview();
    let id = before.projects[0].id;
    doc.change_list(&ListChange::Classified { id, on: true }, &actor()).unwrap();
    let after = doc.overview();
    assert_eq!((after.figures.classified, &after.figures.budget), (1, &before.figures.budget));
    assert_eq!(scores(&after), scores(&before));
    assert!(after.projects[0].classified && !after.projects[1].classified);
    let marked = |overview: &Overview| {
        overview.bands.iter().flat_map(|band| &band.lines).filter(|line| line.classified).count()
    };
    assert_eq!(marked(&before), 0);
    assert!(marked(&after) > 0);
}

#[test]
fn a_document_without_forms_has_an_overview() {
    let folder = tempdir().unwrap();
    let mut workspace = workspace(&folder);
    workspace.create(&folder.path().join("空.jixiao"), "空单位", 2024, &actor()).unwrap();
    let overview = workspace.open_document().unwrap().overview();
    assert_eq!((overview.figures.projects, overview.figures.average.as_str()), (0, ""));
    assert_eq!(overview.grades.len(), 4);
    assert!(overview.grades.iter().all(|line| line.projects == 0 && line.share.is_empty()));
}
