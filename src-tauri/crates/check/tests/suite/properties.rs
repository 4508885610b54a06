//! What holds for any form at all.

use std::collections::BTreeSet;

use jixiao_check::{
    BatchFacts, BatchForm, CheckId, FindingKey, Level, Outcome, PublishedTotals, check, check_batch,
    implemented,
};
use jixiao_edition::{editions, rule_sets};
use jixiao_model::{Amount, Entry, Form, Fund, Goal, Indicator, Manual, Points, Total};
use jixiao_score::score;
use proptest::prelude::*;
use rust_decimal::Decimal;

const FIGURE: &str = "(≥|≤|=|>|<|)(-?[0-9]{1,29}(\\.[0-9]{1,3})?)(人|万元|元|%|天|月|月底|亿|年12月31日前|)";
const WORDS: &str = "(持续提升|完全达到预期|基本达到预期|无|/||2020年|\\PC{0,6})";

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![FIGURE, WORDS, "[0-9]{1,3}"]
}

prop_compose! {
    fn indicator()(
        level1 in "(产出指标|成本指标|满意度指标（10分）|)", level3 in "(指标|指标（%）|合格率|/|)", target in cell(),
        actual in cell(), weight in cell(), printed in cell(), reason in WORDS, manual in prop::option::of(0_i64..100),
    ) -> Indicator {
        Indicator {
            level1, level3, target, actual, reason,
            weight: Entry::new(weight),
            score: Entry::new(printed),
            manual: manual.map(|score| Manual { score: Points(Decimal::from(score)), reason: String::new() }),
            ..Indicator::default()
        }
    }
}

prop_compose! {
    fn fund()(initial in cell(), adjusted in cell(), executed in cell(), weight in cell(), rate in cell(), score in cell()) -> Fund {
        Fund {
            label: String::new(),
            initial: Entry::new(initial), adjusted: Entry::new(adjusted), executed: Entry::new(executed),
            weight: Entry::new(weight), rate: Entry::new(rate), score: Entry::new(score),
            ..Fund::default()
        }
    }
}

prop_compose! {
    fn goal()(points in cell(), expected in WORDS, actual in WORDS, indicators in prop::collection::vec(indicator(), 0..6)) -> Goal {
        Goal { points: Entry::new(points), expected, actual, indicators }
    }
}

prop_compose! {
    fn any_form()(
        funds in prop::collection::vec(fund(), 0..4), goals in prop::collection::vec(goal(), 0..3),
        year in prop::option::of(2019_u16..2022), weight in cell(), score in cell(),
    ) -> Form {
        Form { year, funds, goals, total: Total { weight: Entry::new(weight), score: Entry::new(score) }, ..Form::default() }
    }
}

fn facts() -> BatchFacts {
    let amount = Some(Amount(Decimal::ONE));
    let published = PublishedTotals { projects: Some(1), adjusted: amount, executed: amount };
    BatchFacts { published: Some(published), basic_expenditure: amount }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn checking_never_fails_and_every_finding_is_sound(form in any_form()) {
        let known: BTreeSet<CheckId> = implemented().collect();
        for edition in editions().unwrap() {
            for rules in rule_sets().unwrap() {
                let scored = score(&form, rules);
                let mut findings = check(&form, &scored, &edition, rules);
                let alone = BatchForm {
                    form: &form, scored: &scored, edition: &edition, rules, earlier: &[&form, &form], evidence: Some(&[]),
                };
                let batch = check_batch(&[alone, alone, alone], &facts());
                prop_assert!(batch.iter().all(|found| found.form < 3));
                findings.extend(batch.into_iter().filter(|found| found.form == 0).map(|found| found.finding));
                let keys: BTreeSet<FindingKey> = findings.iter().map(jixiao_check::Finding::key).collect();
                prop_assert_eq!(keys.len(), findings.len(), "two findings with one key: {:#?}", findings);
                for finding in &findings {
                    prop_assert!(known.contains(&finding.check));
                    prop_assert!(finding.level >= finding.check.level());
                    prop_assert!(finding.message.ends_with('。'));
                    let mended = finding.message.contains('请') || finding.outcome == Outcome::CannotDecide;
                    prop_assert!(mended, "how to mend it: {:?}", finding);
                    prop_assert!(finding.outcome == Outcome::Fails || finding.level == Level::Hint);
                }
            }
        }
    }
}
