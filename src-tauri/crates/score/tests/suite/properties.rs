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
        for set in rule_sets() {
            prop_assert_eq!(score(&form, set), score(&form, set));
        }
    }

    #[test]
    fn a_computed_score_is_between_zero_and_its_weight(form in any_form()) {
        for set in rule_sets() {
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
        for set in rule_sets() {
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
