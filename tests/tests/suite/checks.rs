//! docs/CHECKS.md is what `make checks` prints, and what was judged by hand is still found. `UPDATE=1` rewrites the page; read its diff.

use jixiao_tests::{checks, corpus};

/// Of a hundred judged findings elsewhere that are still said, so many are right at least.
const RIGHT_ELSEWHERE: usize = 93;

#[test]
fn the_page_is_what_the_command_prints() {
    let path = corpus::folder().join("../docs/CHECKS.md");
    let printed = checks::document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "docs/CHECKS.md is not what the checks and the corpus give now; `make checks` writes it anew"
    );
}

/// A judgement on something that is not said any more says nothing.
#[test]
fn every_judgement_is_on_a_finding() {
    assert_eq!(
        checks::without_finding(),
        Vec::<String>::new(),
        "take these lines out of tests/data/judged.tsv"
    );
}

/// Of each check at least ten findings are judged, or all when there are fewer; of checks on wording, all.
#[test]
fn enough_is_judged() {
    assert_eq!(
        checks::too_few_judged(),
        Vec::<String>::new(),
        "judge them: cargo run -p jixiao-tests --bin checks unjudged"
    );
}

/// What needs a feeling for words must be right nine times in ten, or say less.
#[test]
fn checks_on_wording_are_right_nine_times_in_ten() {
    assert_eq!(checks::too_often_wrong(), Vec::<String>::new());
}

/// Findings in the forms of other offices, on which nothing was tuned before they were judged.
#[test]
fn checks_are_right_elsewhere_too() {
    assert!(checks::judged_in_all() >= 150);
    assert!(checks::still_right() >= RIGHT_ELSEWHERE, "{}", checks::still_right());
    assert_eq!(checks::silenced(), Vec::<String>::new(), "a mend has cost findings that were right");
}

/// Of a hundred planted faults, so many are told at least.
const RECALL: usize = 95;
/// … and of each kind alone.
const RECALL_OF_EACH: usize = 60;

#[test]
fn planted_faults_are_told() {
    let all = checks::planted();
    let (planted, found) = checks::sums(all);
    assert!(planted >= 1500, "{planted}");
    assert!(found * 100 >= planted * RECALL, "{found} of {planted}");
    let each = all.iter().filter(|one| one.found * 100 < one.planted * RECALL_OF_EACH);
    let missed: Vec<String> =
        each.map(|one| format!("{}: {} of {}", one.fault.what, one.found, one.planted)).collect();
    assert_eq!(missed, Vec::<String>::new());
}
