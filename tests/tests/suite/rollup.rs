//! The published departments, put together from their published projects.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_app::{Catalogue, Form, rules_for, score};
use jixiao_rollup::{Project, aggregate, reconcile, suggest, summary};
use jixiao_tests::corpus;
use rust_decimal::{Decimal, dec};

fn scored(forms: &[Form]) -> Vec<jixiao_score::Scored> {
    let catalogue = Catalogue::load().unwrap();
    forms.iter().map(|form| score(form, rules_for(form, None, &catalogue).unwrap())).collect()
}

fn projects<'a>(forms: &'a [Form], scored: &'a [jixiao_score::Scored]) -> Vec<Project<'a>> {
    let rules =
        jixiao_edition::rule_sets().unwrap().iter().find(|set| set.id == "xinjiang-2023".into()).unwrap();
    let pair = |(form, scored)| Project { form, scored, rules, classified: false };
    forms.iter().zip(scored).map(pair).collect()
}

#[test]
fn tongcheng_adds_up_to_its_total() {
    let forms = corpus::published("tongcheng-2021-department");
    let scored = &scored(&forms)[0];
    let printed: Vec<Decimal> = scored.goals.iter().map(|goal| goal.sums.printed.unwrap().0).collect();
    assert_eq!(scored.budget.printed.unwrap().0, dec!(20));
    assert_eq!(printed, [9, 9, 14, 13, 9, 10, 10].map(Decimal::from));
    assert_eq!(scored.total.printed_sum.unwrap().0, dec!(94));
    // Goal 3 promises 15 points, and its rows, all met, make 14.
    assert_eq!(scored.goals[2].promised.unwrap().0, dec!(15));
}

#[test]
fn the_urumqi_department_gives_its_published_scores() {
    let forms = corpus::published("urumqi-2023-department");
    let scored = &scored(&forms)[0];
    assert_eq!(scored.budget.rate.unwrap().0, dec!(98.94));
    assert_eq!(scored.budget.score.unwrap().0, dec!(9.89));
    assert_eq!(scored.total.printed_sum.unwrap().0, dec!(99.89));
}

#[test]
fn the_urumqi_projects_sum_up() {
    let forms = corpus::published("urumqi-2023");
    let scored = scored(&forms);
    let projects = projects(&forms, &scored);
    let found = summary(&projects);
    let lines: usize = found.agencies.iter().map(|agency| agency.lines.len()).sum();
    assert_eq!((lines, found.total.projects), (forms.len(), forms.len()));
    // The subtotals of the units are the total, to the cent.
    let subtotal: Decimal = found.agencies.iter().map(|agency| agency.subtotal.executed.amount).sum();
    assert_eq!(subtotal, found.total.executed.amount);
    // What the department's accounts say is far above what its thirty published projects add up to, and that is shown.
    let department = &corpus::published("urumqi-2023-department")[0];
    let differences = reconcile(department, &found.total);
    let names: Vec<&str> = differences.iter().map(jixiao_rollup::Comparison::name).collect();
    assert_eq!(names, ["年初预算数", "全年预算数", "全年执行数"]);
    assert_eq!(differences[1].department, dec!(36358.83));
}

#[test]
fn every_suggested_link_of_the_urumqi_department_is_put_together_or_says_why_not() {
    let department = &corpus::published("urumqi-2023-department")[0];
    let forms = corpus::published("urumqi-2023");
    let scored = scored(&forms);
    let projects = projects(&forms, &scored);
    for link in suggest(department, &projects) {
        let found = aggregate(department, &link, &projects);
        assert_eq!(found.parts.len(), link.sources.len());
        assert!(
            found.explanation.contains(" = ") || found.explanation.starts_with("未汇总："),
            "{}",
            found.explanation
        );
    }
}
