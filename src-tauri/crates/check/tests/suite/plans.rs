//! Forms that are filled in before the year is over are asked for nothing that only results have.

use jixiao_check::{BatchFacts, BatchForm, CheckId, check, check_batch, check_together};
use jixiao_model::FormKind;
use jixiao_score::score;

use crate::published::edition;
use crate::sample::{natural, put, sound, stated};

const KINDS: [FormKind; 2] = [FormKind::Target, FormKind::Monitoring];

#[test]
fn a_form_of_targets_is_not_asked_for_results() {
    for kind in KINDS {
        let mut form = sound();
        form.kind = kind;
        // Scores, dates and figures that a self-evaluation would be sent back for.
        for (at, text) in [
            ("r0.actual", "50人"),
            ("r0.score", "99"),
            ("r3.actual", "2022年3月1日"),
            ("r6.actual", "良好"),
            ("r8.actual", "100%"),
            ("f0.executed", "2"),
            ("f0.score", ""),
            ("total.score", "12"),
        ] {
            put(&mut form, at, text);
        }
        assert_eq!(stated(&form, natural(&form)), ["C10 错误 f0.executed"], "{kind:?}");
    }
}

#[test]
fn how_targets_are_written_is_asked_all_the_same() {
    for kind in KINDS {
        let mut form = sound();
        form.kind = kind;
        put(&mut form, "r0.target", "约100人");
        put(&mut form, "r4.target", "≥50万元");
        assert_eq!(stated(&form, natural(&form)), ["C19 错误 r0.target", "C25 警告 r4.target"], "{kind:?}");
    }
}

#[test]
fn a_batch_compares_no_plans_with_results() {
    let mut plan = sound();
    plan.kind = FormKind::Target;
    let forms = [plan.clone(), plan.clone(), plan];
    let scored: Vec<_> = forms.iter().map(|form| score(form, natural(form))).collect();
    let batch: Vec<BatchForm> = forms
        .iter()
        .zip(&scored)
        .map(|(form, scored)| BatchForm {
            form,
            scored,
            edition: edition(&form.edition),
            rules: natural(form),
            earlier: &[],
            evidence: Some(&[]),
        })
        .collect();
    assert_eq!(check_batch(&batch, &BatchFacts::default()), []);
    for (together, one) in check_together(&batch, &BatchFacts::default()).iter().zip(&batch) {
        assert_eq!(*together, check(one.form, one.scored, one.edition, one.rules));
        assert!(together.iter().all(|finding| finding.check != CheckId::C56));
    }
}
