//! What holds for any form at all.

use crate::published::rules;
use jixiao_edition::{Cap, RuleSet, rule_sets};
use jixiao_model::{Entry, Form, Fund, Goal, Indicator, Manual, Percent, Points, Total};
use jixiao_score::{Computed, score};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

const FIGURE: &str = "(≥|≤|=|>|<|)(-?[0-9]{1,29}(\\.[0-9]{1,3})?)(人|万元|%|天|月|月底|亿|年12月31日前|)";
const WORDS: &str = "(持续提升|完全达到预期|基本达到预期|/||\\PC{0,6})";

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![FIGURE, WORDS]
}

prop_compose! {
    fn indicator()(
        level1 in "(产出指标|成本指标|)", target in cell(), actual in cell(), weight in cell(), printed in cell(),
        manual in prop::option::of(0_i64..100),
    ) -> Indicator {
        Indicator {
            level1, target, actual,
            level3: "指标".to_owned(),
            weight: Entry::new(weight),
            score: Entry::new(printed),
            manual: manual.map(|score| Manual { score: Points(Decimal::from(score)), reason: String::new() }),
            ..Indicator::default()
        }
    }
}

prop_compose! {
    fn any_form()(
        adjusted in cell(), executed in cell(), weight in cell(), score in cell(),
        indicators in prop::collection::vec(indicator(), 0..6),
    ) -> Form {
        let fund = Fund {
            adjusted: Entry::new(adjusted), executed: Entry::new(executed),
            weight: Entry::new(weight), score: Entry::new(score.clone()), ..Fund::default()
        };
        Form {
            funds: vec![fund],
            goals: vec![Goal { indicators, ..Goal::default() }],
            total: Total { score: Entry::new(score), ..Total::default() },
            ..Form::default()
        }
    }
}

proptest! {
    #[test]
    fn scoring_never_fails_and_gives_the_same_twice(form in any_form()) {
        for set in rule_sets().unwrap() {
            prop_assert_eq!(score(&form, set), score(&form, set));
        }
    }

    #[test]
    fn a_computed_score_is_between_zero_and_its_weight(form in any_form()) {
        for set in rule_sets().unwrap() {
            for row in &score(&form, set).goals[0].rows {
                let weight = row.weight.unwrap_or_default();
                match row.computed {
                    Computed::Exact(points) => prop_assert!(Points(Decimal::ZERO) <= points && points <= weight),
                    Computed::Within { low, high } => {
                        prop_assert!(Points(Decimal::ZERO) <= low && low <= high);
                    }
                    Computed::CannotScore(_) | Computed::Blank => {}
                }
                prop_assert!(!row.explanation.is_empty());
            }
        }
    }

    #[test]
    fn doing_more_never_lowers_a_positive_row(target in 1_u32..100_000, less in 0_u32..100_000, more in 0_u32..100_000) {
        for set in rule_sets().unwrap() {
            let of = |actual: u32| {
                let scored = score(&with_row(&format!("≥{target}人"), &format!("{actual}人"), "20"), set);
                scored.goals[0].rows[0].effective.map(|effective| effective.points)
            };
            prop_assert!(of(less.min(more)) <= of(less.max(more)));
        }
    }
}

fn with_row(target: &str, actual: &str, weight: &str) -> Form {
    let indicator = Indicator {
        level3: "指标".to_owned(),
        target: target.to_owned(),
        actual: actual.to_owned(),
        weight: Entry::new(weight),
        ..Indicator::default()
    };
    let fund = Fund { adjusted: "100".into(), executed: "50".into(), ..Fund::default() };
    Form {
        funds: vec![fund],
        goals: vec![Goal { indicators: vec![indicator], ..Goal::default() }],
        ..Form::default()
    }
}

/// The total is budget plus rows; without a usable row it is missing, not wrong.
#[test]
fn totals_grades_and_caps() {
    let national = rules("national-2020");
    let scored = score(&with_row("≥3", "3", "90"), national);
    assert_eq!(scored.total.score, Some(Points(dec!(95))));
    assert_eq!(scored.total.grade.as_deref(), Some("优"));
    assert_eq!(scored.total.explanation, "95 = 预算执行 5 + 指标 90");

    // A total of no rows is none.
    let empty = Form { goals: vec![Goal::default()], ..with_row("", "", "") };
    let scored = score(&empty, national);
    assert_eq!((scored.total.score, scored.total.grade, scored.total.printed_sum), (None, None, None));

    let missing = score(&with_row("≥3", "良好", "90"), national);
    assert_eq!((missing.total.score, missing.total.missing.len()), (None, 1));

    let cap = Cap { rate: Percent(dec!(80)), total: Points(dec!(89)), source: "试".to_owned() };
    let capped = RuleSet { caps: vec![cap], ..national.clone() };
    let scored = score(&with_row("≥3", "3", "90"), &capped);
    assert_eq!(
        (scored.total.score, scored.total.capped_at),
        (Some(Points(dec!(89))), Some(Points(dec!(89))))
    );
    assert_eq!(scored.total.grade.as_deref(), Some("良"));
}

/// What stands in the form counts before what a person set and what the rules give; sections and so far add up the same.
#[test]
fn the_same_scores_count_everywhere() {
    for (actual, typed, by_hand, expected) in [
        ("3", "", None, Some(dec!(90))),
        ("3", "5", None, Some(dec!(5))),
        ("3", "", Some(dec!(7)), Some(dec!(7))),
        ("3", "5", Some(dec!(7)), Some(dec!(5))),
        ("", "7.5", None, Some(dec!(7.5))),
        ("良好", "7.5", None, Some(dec!(7.5))),
        ("", "", None, None),
    ] {
        let mut form = with_row("≥3", actual, "90");
        let row = &mut form.goals[0].indicators[0];
        row.score = Entry::new(typed);
        row.manual = by_hand.map(|score| Manual { score: Points(score), reason: String::new() });
        let scored = score(&form, rules("national-2020"));
        let counted = scored.goals[0].sums.so_far.map(|points| points.0);
        assert_eq!(counted, expected, "{actual} {typed} {by_hand:?}");
        assert_eq!(scored.goals[0].classes[0].sums.so_far, scored.goals[0].sums.so_far);
        assert_eq!(scored.total.so_far.map(|points| points.0), Some(expected.unwrap_or_default() + dec!(5)));
        assert_eq!(scored.total.missing.len(), usize::from(expected.is_none()));
    }
}

/// A form is complete when a row is used and none lacks its score, nor its weight where the edition prints weights.
#[test]
fn a_form_is_complete_or_says_how_much_is_missing() {
    let editions = jixiao_edition::editions().unwrap();
    let missing = |form: &Form, id: &str| {
        let edition = editions.iter().find(|edition| edition.id.0 == id).unwrap();
        jixiao_score::missing(form, &score(form, rules("national-2020")), edition)
    };
    let (weights, none) = ("xinjiang-2023-project", "hubei-2021-department");
    let typed = |weight: &str| {
        let mut form = with_row("≥3", "", weight);
        form.goals[0].indicators[0].score = Entry::new("8");
        form
    };
    let with_empty = |form: Form| {
        let mut form = form;
        form.goals[0]
            .indicators
            .push(Indicator { level1: "效益指标".to_owned(), ..Indicator::default() });
        form
    };
    let without_rows = Form { goals: vec![Goal::default()], ..with_row("", "", "") };
    for (form, edition, expected) in [
        (with_row("≥3", "3", "90"), weights, 0),
        (with_row("≥3", "", "90"), weights, 1),
        (with_row("≥3", "", ""), weights, 1),
        (typed(""), weights, 1),
        (typed(""), none, 0),
        (without_rows, weights, 1),
        (with_empty(with_row("≥3", "3", "90")), weights, 0),
        (with_empty(with_row("≥3", "3", "60")), weights, 1),
        (Form { funds: Vec::new(), ..with_row("≥3", "3", "90") }, weights, 1),
    ] {
        assert_eq!(missing(&form, edition), expected, "{form:?}");
    }
}
