use jixiao_edition::{DeviationSign, Method, RuleKind, RuleSet};
use jixiao_model::{Indicator, Percent, Points, half_up, is_cross, share};
use rust_decimal::{Decimal, dec};

use crate::award::{self, Award, award};
use crate::cause::{self, Cause, Difference};
use crate::compare::{self, Comparison, Judged};
use crate::explain;
use crate::reason::{Note, Reason};
use crate::scored::{Agreement, Computed, Deviation, Effective, RowScore, ScoreOrigin};

/// Scores one indicator of a form of `year`. A method that a person chose for it is used in place of the rule set's, and said so.
#[must_use]
pub fn score_row(indicator: &Indicator, rules: &RuleSet, year: Option<u16>) -> RowScore {
    let blank = empty_row(indicator);
    let row = match compare::compare(indicator, rules, year) {
        Comparison::Nothing(why) => RowScore { explanation: why.to_owned(), ..blank },
        Comparison::Impossible(reason) => {
            noted(cannot(blank, reason, rules), unused(indicator.method).as_ref())
        }
        Comparison::Tier { .. } if indicator.method == Some(Method::Manual) => by_person(blank, rules),
        Comparison::Tier { index, note } => {
            noted(tier(blank, index, note.as_ref(), rules), unused(indicator.method).as_ref())
        }
        Comparison::Judged(judged) => quantitative(blank, judged, rules, indicator.method),
    };
    finish(row)
}

/// A row of a form that is never scored.
pub(crate) fn unscored(indicator: &Indicator, why: &str) -> RowScore {
    RowScore { used: false, method: None, explanation: why.to_owned(), ..empty_row(indicator) }
}

fn empty_row(indicator: &Indicator) -> RowScore {
    RowScore {
        computed: Computed::Blank,
        used: is_used(indicator),
        weight: indicator.weight.value().copied(),
        printed: indicator.score.value().copied(),
        manual: indicator.manual.clone(),
        effective: None,
        agreement: Agreement::Blank,
        met: None,
        deviation: Deviation::Undefined("没有可比较的数值"),
        over_achieved: false,
        rule: None,
        method: indicator.method,
        explanation: String::new(),
    }
}

/// Crossed out or not typed into yet, with nothing that counts: no row to sum.
fn is_used(indicator: &Indicator) -> bool {
    let counts =
        indicator.weight.value().is_some() || indicator.score.value().is_some() || indicator.manual.is_some();
    let crossed_out = indicator.is_crossed_out() || is_cross(indicator.whole_target().trim());
    let texts = [&indicator.level3, &indicator.target, &indicator.actual];
    counts || !crossed_out && texts.into_iter().any(|text| !text.trim().is_empty())
}

fn cannot(row: RowScore, reason: Reason, rules: &RuleSet) -> RowScore {
    let explanation = explain::cannot(&reason.to_string(), &[], rules);
    let agreement = if row.printed.is_some() { Agreement::CannotScore } else { Agreement::Blank };
    RowScore { computed: Computed::CannotScore(reason), agreement, explanation, ..row }
}

/// Words that a person wants to judge without the tiers.
fn by_person(row: RowScore, rules: &RuleSet) -> RowScore {
    let row = RowScore { rule: Some(RuleKind::Words), ..row };
    noted(cannot(row, Reason::ByPerson, rules), Some(&Note::MethodChosen))
}

/// What a method comes to that was chosen for a row without figures to divide.
fn unused(chosen: Option<Method>) -> Option<Note> {
    chosen.map(|method| if method == Method::Manual { Note::ByPerson } else { Note::MethodUnused })
}

fn noted(row: RowScore, note: Option<&Note>) -> RowScore {
    let explanation = explain::with_notes(row.explanation, note);
    RowScore { explanation, ..row }
}

/// The weight, or why there is none to multiply.
fn usable(weight: Option<Points>, due: Option<Percent>) -> Result<Decimal, Reason> {
    match weight {
        None => Err(Reason::NoWeight(due)),
        Some(weight) if weight.0 < Decimal::ZERO => Err(Reason::NegativeWeight),
        Some(weight) => Ok(weight.0),
    }
}

fn tier(row: RowScore, index: usize, note: Option<&Note>, rules: &RuleSet) -> RowScore {
    let row = RowScore { rule: Some(RuleKind::Words), ..row };
    let Some(tier) = rules.tiers.get(index) else {
        return cannot(row, Reason::UnknownWords, rules);
    };
    let row = RowScore { met: (index == 0).then_some(true), ..row };
    let due = (tier.low == tier.high).then_some(tier.high);
    let weight = match usable(row.weight, due) {
        Ok(weight) => weight,
        Err(reason) => return cannot(row, reason, rules),
    };
    let points = |percent: Percent| {
        share(weight, percent.0, dec!(100)).map(|points| Points(rules.rounded(points).min(weight)))
    };
    let (Some(low), Some(high)) = (points(tier.low), points(tier.high)) else {
        return cannot(row, Reason::TooLarge, rules);
    };
    let computed = if tier.low == tier.high { Computed::Exact(high) } else { Computed::Within { low, high } };
    let explanation = explain::tier(tier, low, high, note, rules);
    judge(RowScore { computed, explanation, ..row }, |_| Cause::OutsideTier)
}

fn quantitative(row: RowScore, mut judged: Judged, rules: &RuleSet, chosen: Option<Method>) -> RowScore {
    let method =
        chosen.or_else(|| rules.clause(judged.kind).map(|clause| clause.method)).unwrap_or(Method::Manual);
    if chosen.is_some() {
        judged.notes.push(Note::MethodChosen);
    }
    choose_direction(&mut judged, chosen);
    let row = RowScore {
        met: known(&judged),
        deviation: deviation(&judged, rules),
        over_achieved: over_achieved(&judged, rules),
        rule: Some(judged.kind),
        method: Some(method),
        ..row
    };
    let outcome =
        usable(row.weight, due(method, &judged, rules, chosen)).and_then(|weight| match &judged.open {
            Some(why) => Err(Reason::DirectionUnknown(why.clone())),
            None => Ok((weight, awarded(&judged, method, weight, rules, chosen)?)),
        });
    match outcome {
        Ok((weight, award)) => exact(row, &judged, weight, award, rules),
        Err(reason) => {
            let explanation = explain::cannot(&reason.to_string(), &judged.notes, rules);
            RowScore { explanation, ..cannot(row, reason, rules) }
        }
    }
}

/// A cost without an operator that is not reached exactly is neither met nor missed, nor is what has no known direction.
fn known(judged: &Judged) -> Option<bool> {
    let known = judged.open.is_none() && judged.kind != RuleKind::UnmarkedCost;
    (judged.met && judged.open.is_none() || known).then_some(judged.met)
}

/// Who pays a row by its completion, or by its inverse, says which way it is better.
fn choose_direction(judged: &mut Judged, chosen: Option<Method>) {
    let Some((target, actual)) = judged.figures.filter(|_| judged.open.is_some()) else { return };
    let met = match chosen {
        Some(Method::FullOrShare | Method::Share) => actual >= target,
        Some(Method::FullOrInverse | Method::Inverse | Method::FullOrLinear) => actual <= target,
        // Nothing but the figure itself is met.
        Some(Method::FullOrZero | Method::FullOrManual) => actual == target,
        Some(Method::ShareOrZero | Method::Manual) | None => return,
    };
    (judged.met, judged.open) = (met, None);
}

fn exact(row: RowScore, judged: &Judged, weight: Decimal, award: Award, rules: &RuleSet) -> RowScore {
    // Half a point rounded up must not lift a score above its weight.
    let points = rules.rounded(award.points).min(weight);
    let explanation = explain::award(judged, award, points, weight, rules);
    let row = RowScore { computed: Computed::Exact(Points(points)), explanation, ..row };
    judge(row, |printed| {
        cause::likely(&Difference {
            weight,
            printed,
            raw: award.points,
            met: judged.met,
            figures: judged.figures,
            digits: rules.rounding.digits,
        })
    })
}

/// Holds the printed score against the computed one.
fn judge(row: RowScore, cause: impl Fn(Decimal) -> Cause) -> RowScore {
    let Some(printed) = row.printed else { return row };
    let (fits, expected) = match &row.computed {
        Computed::Exact(points) => (printed == *points, explain::plain(points.0).to_string()),
        Computed::Within { low, high } => (
            (*low..=*high).contains(&printed),
            format!("{}–{}", explain::plain(low.0), explain::plain(high.0)),
        ),
        Computed::CannotScore(_) | Computed::Blank => return row,
    };
    if fits {
        return RowScore { agreement: Agreement::Agrees, ..row };
    }
    let cause = cause(printed.0);
    let explanation = explain::difference(printed.0, &expected, cause, &row.explanation);
    RowScore { agreement: Agreement::Differs(cause), explanation, ..row }
}

/// Which score counts, and a manual one in front of the explanation.
fn finish(row: RowScore) -> RowScore {
    let effective = |points: Points, origin: ScoreOrigin| Some(Effective { points, origin });
    let counts = match (&row.manual, &row.computed, row.printed) {
        (Some(manual), ..) => effective(manual.score, ScoreOrigin::Manual),
        (None, Computed::Exact(points), _) => effective(*points, ScoreOrigin::Computed),
        (None, Computed::Within { low, high }, Some(printed)) if (*low..=*high).contains(&printed) => {
            effective(printed, ScoreOrigin::Printed)
        }
        (None, Computed::CannotScore(_) | Computed::Blank, Some(printed)) => {
            effective(printed, ScoreOrigin::Printed)
        }
        (None, Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank, _) => None,
    };
    let explanation = match (&row.manual, &row.computed, row.printed) {
        (Some(manual), ..) => explain::manual(manual.score.0, &manual.reason, &row.explanation),
        (None, Computed::Blank, Some(printed)) => explain::unchecked(printed.0, &row.explanation),
        (None, Computed::CannotScore(_), Some(printed)) => explain::as_typed(printed.0, &row.explanation),
        (None, ..) => row.explanation,
    };
    RowScore { effective: counts, explanation, ..row }
}

/// By the method alone where a person chose one, else with all that the rule set says beside it.
fn awarded(
    judged: &Judged,
    method: Method,
    weight: Decimal,
    rules: &RuleSet,
    chosen: Option<Method>,
) -> Result<Award, Reason> {
    match chosen {
        Some(_) => award(method, judged.met, weight, judged.figures),
        None => award::by_rules(rules, judged, method, weight),
    }
}

/// The share of an unknown weight that is due.
fn due(method: Method, judged: &Judged, rules: &RuleSet, chosen: Option<Method>) -> Option<Percent> {
    if judged.open.is_some() {
        return None;
    }
    let award = awarded(judged, method, dec!(100), rules, chosen).ok()?;
    Some(Percent(half_up(award.points, 2)))
}

fn deviation(judged: &Judged, rules: &RuleSet) -> Deviation {
    let Some((target, actual)) = judged.figures else {
        return Deviation::Undefined("没有可比较的数值");
    };
    if target.is_zero() {
        return Deviation::Undefined("目标值为零，没有偏差率");
    }
    let percent = actual.checked_sub(target).and_then(|difference| share(dec!(100), difference, target));
    let better = rules.deviation == DeviationSign::Better && judged.is_downwards();
    percent.map_or(Deviation::Undefined("数值过大，无法计算"), |percent| {
        let percent = half_up(percent, 2);
        Deviation::Of(Percent(if better { -percent } else { percent }))
    })
}

fn over_achieved(judged: &Judged, rules: &RuleSet) -> bool {
    judged.completion().is_some_and(|percent| percent >= rules.over_achievement.explain_from.0)
}
