//! Mends by one click: what they are, and that they change nothing that is scored.

use jixiao_check::{MendKind, check, mends};
use jixiao_model::{FieldRef, Form};
use jixiao_score::score;

use crate::published::{FILES, edition, forms, rules};
use crate::sample::{address, natural, put, sound};

/// `r0.actual：14 → 14人`.
fn described(form: &Form) -> Vec<String> {
    let rules = natural(form);
    let mends = mends(form, &score(form, rules), edition(&form.edition), rules);
    mends.iter().map(|mend| format!("{}：{} → {}", address(&mend.field), mend.before, mend.after)).collect()
}

#[test]
fn what_can_be_mended() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("r0.target", ">=１００人", &["r0.target：>=１００人 → ≥100人"]),
        ("r2.target", ">=95％", &["r2.target：>=95％ → ≥95%"]),
        ("r2.target", "≥95%", &[]),
        ("r0.actual", "120", &["r0.actual：120 → 120人"]),
        ("r0.actual", "１２０", &["r0.actual：１２０ → 120人"]),
        ("r4.actual", "48", &["r4.actual：48 → 48万元"]),
        ("r4.actual", "48万", &["r4.actual：48万 → 48万元"]),
        // Which unit is meant is asked.
        ("r4.actual", "480000", &[]),
        ("r0.actual", "120名", &[]),
        (
            "r7.reason",
            "部分学员应讼，明年加强辅导。",
            &["r7.reason：部分学员应讼，明年加强辅导。 → 部分学员应诉，明年加强辅导。"],
        ),
        ("goal.actual", "带动就业66人；。", &["goal1.actual：带动就业66人；。 → 带动就业66人。"]),
        ("goal.actual", "带动“就业66人。", &[]),
    ];
    for (at, text, expected) in cases {
        let mut form = sound();
        put(&mut form, at, text);
        assert_eq!(described(&form), expected, "{at} {text}");
    }
    assert_eq!(described(&sound()), Vec::<String>::new());
}

fn set(form: &mut Form, field: &FieldRef, text: &str) {
    match field {
        FieldRef::Indicator { goal, row, column } => form.goals[*goal].indicators[*row].set(*column, text),
        FieldRef::GoalExpected(goal) => form.goals[*goal].expected = text.to_owned(),
        FieldRef::GoalActual(goal) => form.goals[*goal].actual = text.to_owned(),
        FieldRef::Text(name) => form.set_text(name.clone(), text),
        other => panic!("a mend of {other:?}"),
    }
}

/// After its mends a published form has the same scores, and none of the findings that they answer.
#[test]
fn a_mend_changes_no_score_and_answers_its_finding() {
    let mut kinds = Vec::new();
    for form in FILES.into_iter().flat_map(forms) {
        let (edition, rules) = (edition(&form.edition), rules(edition(&form.edition)));
        let before = score(&form, rules);
        let found = mends(&form, &before, edition, rules);
        let mut mended = form.clone();
        for mend in &found {
            assert_eq!(form.show(&mend.field), mend.before);
            set(&mut mended, &mend.field, &mend.after);
        }
        let after = score(&mended, rules);
        assert_eq!(after.total.score, before.total.score, "{}", form.name());
        let left = check(&mended, &after, edition, rules);
        for mend in &found {
            let answered = |finding: &jixiao_check::Finding| {
                Some(finding.check) == mend.kind.check() && finding.field == mend.field
            };
            // What stays at a text is a slip that only a person can mend.
            let stays = left.iter().find(|finding| answered(finding) && !finding.expected.is_empty());
            assert_eq!(stays, None, "{mend:?}");
        }
        kinds.extend(found.into_iter().map(|mend| mend.kind));
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, [MendKind::Writing, MendKind::Unit, MendKind::Word], "the forms have all kinds");
}
