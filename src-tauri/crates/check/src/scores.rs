//! The score of each row against its rule. One mistake is said by the check that names it best: C32 to C35 before C31.

use jixiao_model::{FieldRef, IndicatorColumn, Manual, half_up, share};
use jixiao_score::{Agreement, Cause, Computed, Deviation, Reason};
use rust_decimal::Decimal;

use crate::answers::tier_names;
use crate::fairness::completion;
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::actual_figure;
use crate::level::Level;
use crate::subject::{Row, Subject, differs};
use crate::text::{is_blank, plain, unless_too_large};

/// C31: each printed score is the one that the rule set gives, or the one that a person set and gave a reason for.
pub(crate) fn by_rule(subject: &Subject) -> Vec<Finding> {
    let rows = subject.rows().filter_map(|row| match &row.score.manual {
        Some(manual) => by_hand(row, manual),
        None => computed(subject, row),
    });
    rows.chain(without_weights(subject)).collect()
}

fn score_field(row: &Row) -> FieldRef {
    row.field(IndicatorColumn::Score)
}

fn by_hand(row: &Row, manual: &Manual) -> Option<Finding> {
    let score = plain(manual.score.0);
    if let Some(printed) = row.printed().map(plain).filter(|printed| *printed != score) {
        let message = format!("得分栏是 {printed}，人工评定的是 {score}，请改成一致。");
        return Some(Finding::fails(CheckId::C31, score_field(row), score, printed, message));
    }
    let message = format!("人工评定了 {score} 分，没有写理由，请补写理由。");
    is_blank(&manual.reason).then(|| {
        Finding::fails(CheckId::C31, score_field(row), "人工评定的理由", score, message)
            .at_most(Level::Warning)
    })
}

fn computed(subject: &Subject, row: &Row) -> Option<Finding> {
    let printed = row.printed()?;
    match (&row.score.agreement, &row.score.computed) {
        (Agreement::Differs(cause), Computed::Exact(points)) => {
            differing(subject, row, printed, points.0, *cause)
        }
        (_, Computed::CannotScore(reason)) => undecided(row, printed, reason),
        (_, Computed::Blank) => {
            let message = format!("已有得分 {}，还没有填实际完成值，填上后才能核对。", plain(printed));
            Some(Finding::cannot_decide(
                CheckId::C31,
                score_field(row),
                "按实际完成值计分",
                plain(printed),
                message,
            ))
        }
        (_, Computed::Exact(_) | Computed::Within { .. }) => None,
    }
}

fn differing(
    subject: &Subject,
    row: &Row,
    printed: Decimal,
    points: Decimal,
    cause: Cause,
) -> Option<Finding> {
    let tolerable = !differs(printed, points, subject.limits().score_tolerance.0);
    // Missed by so little that it rounds to nothing: who takes something off is right.
    let by_little = row.is_missed() && row.weight() == Some(points) && printed < points;
    let elsewhere = matches!(cause, Cause::OutOfBounds | Cause::FullThoughMissed | Cause::OutsideTier);
    if tolerable
        || elsewhere
        || is_met_in_full(row)
        || row.is_adjusted()
        || by_little
        || subject.is_rounded(printed, points)
    {
        return None;
    }
    let (printed, points) = (plain(printed), plain(points));
    let finding = |message: String| Finding::fails(CheckId::C31, score_field(row), points, printed, message);
    // Another method that is in use somewhere is no slip of arithmetic: the method may be chosen for the row, and C36 holds the rows of a batch together.
    let other_method = matches!(
        cause,
        Cause::FullInsteadOfShare | Cause::ShareInsteadOfFull | Cause::ByShare | Cause::ByInverse
    );
    let unknown = cause == Cause::Unknown;
    let cause = cause.text();
    if other_method {
        let message =
            format!("得分 {printed}，按规则应为 {points}（{cause}），请改得分，或为本行另选计分方法。");
        return Some(finding(message).at_most(Level::Hint));
    }
    let cause = if unknown { String::new() } else { format!("（可能原因：{cause}）") };
    Some(finding(format!("得分 {printed}，按规则应为 {points}{cause}，请更正。")))
}

/// The rule gives the full weight to a met target: C33 speaks of what is lost there. Tiers are C35's.
fn is_met_in_full(row: &Row) -> bool {
    let full = !row.is_qualitative()
        && row.score.weight.is_some_and(|weight| row.score.computed == Computed::Exact(weight));
    full && row.score.met == Some(true)
}

/// A printed score that no rule can be held against. What another check asks for is left to it.
fn undecided(row: &Row, printed: Decimal, reason: &Reason) -> Option<Finding> {
    let stated = match reason {
        Reason::ActualCrossedOut
        | Reason::TargetIsWords
        | Reason::ActualIsWords
        | Reason::UnknownWords
        | Reason::DifferentUnits(..)
        | Reason::PercentOrFraction
        | Reason::UnclearTarget(_)
        | Reason::UnclearActual(_)
        | Reason::NoTarget
        | Reason::DifferentDates
        | Reason::MonthOrMonths
        | Reason::DateTooCoarse
        | Reason::YearUnknown
        | Reason::FarApart(..)
        | Reason::NoWeight(_)
        | Reason::NegativeWeight => return None,
        // What has no sign, or is more than what it should be equal to, other checks ask about.
        Reason::DirectionUnknown(_) if row.target.operator().is_none() || is_above(row) => return None,
        Reason::DirectionUnknown(_)
        | Reason::ActualIsBound
        | Reason::ZeroTarget
        | Reason::Negative
        | Reason::ByPerson
        | Reason::TooLarge => reason,
    };
    // Full points for a target that is missed are C34's.
    if row.is_missed() && row.weight() == Some(printed) {
        return None;
    }
    let message = format!("得分 {} 无法自动核对：{stated}。", plain(printed));
    Some(Finding::cannot_decide(CheckId::C31, score_field(row), "按规则计分", plain(printed), message))
}

fn is_above(row: &Row) -> bool {
    matches!(row.score.deviation, Deviation::Of(percent) if percent.0 > Decimal::ZERO)
}

/// An edition that prints no weights: said once, not for each row.
fn without_weights(subject: &Subject) -> Option<Finding> {
    let unknown = |row: &&Row| {
        let no_weight = matches!(row.score.computed, Computed::CannotScore(Reason::NoWeight(_)));
        no_weight && row.printed().is_some() && row.score.manual.is_none()
    };
    let rows: Vec<&Row> = subject.rows().filter(unknown).collect();
    let first = rows.first().filter(|_| !subject.prints_weights())?;
    let message = format!("本表不印各行分值，有 {} 行得分无法核对，请在软件中补填分值。", rows.len());
    let found = first.indicator.score.text();
    Some(Finding::cannot_decide(CheckId::C31, score_field(first), "各行分值", found, message))
}

/// C32: a score is a figure from 0 to the weight.
pub(crate) fn in_bounds(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(|row| out_of_bounds(subject, row)).collect()
}

fn out_of_bounds(subject: &Subject, row: &Row) -> Option<Finding> {
    let entry = &row.indicator.score;
    let field = score_field(row);
    let Some(score) = row.printed() else {
        if entry.is_blank() {
            return None;
        }
        let text = entry.text().trim();
        let message = format!("得分“{text}”不是数，请填 0 至分值之间的数。");
        let message = unless_too_large("得分", entry, message);
        // 96%/10: an office may have the actual value and the score in one column.
        if text.rsplit_once('/').is_some_and(|(_, points)| points.trim().parse::<Decimal>().is_ok()) {
            let message = format!("得分“{text}”像是把完成值和得分写在了一格，读不出得分，请核对。");
            return Some(Finding::cannot_decide(CheckId::C32, field, "0 至分值之间的数", text, message));
        }
        return Some(Finding::fails(CheckId::C32, field, "0 至分值之间的数", text, message));
    };
    let fails = |expected: String| {
        let score = plain(score);
        let message = format!("得分 {score} 超出范围，应为 {expected}，请更正。");
        Some(Finding::fails(CheckId::C32, field.clone(), expected, score, message))
    };
    match row.weight() {
        _ if score < Decimal::ZERO => fails("不小于 0".to_owned()),
        Some(weight) if weight >= Decimal::ZERO && score > weight => fails(format!("0–{}", plain(weight))),
        Some(_) => None,
        // An edition without weights, or one that cannot be read: said elsewhere.
        None if !subject.prints_weights() || !row.indicator.weight.is_blank() => None,
        None => {
            let score = plain(score);
            let message = format!("已有得分 {score}，还没有填分值，填上后才能核对。");
            Some(Finding::cannot_decide(CheckId::C32, field, "0 至分值之间的数", score, message))
        }
    }
}

/// Words of a reason that says why more than the target costs points.
const DEDUCTED: [&str; 5] = ["设定", "偏低", "超额", "超出", "扣分"];

/// C33: the target is met and the rule gives full points, yet some are lost. Deducting for more than the target is allowed where a
/// reason says so.
pub(crate) fn met_but_lost(subject: &Subject) -> Vec<Finding> {
    let rows = subject.rows().filter(|row| is_met_in_full(row) && row.score.manual.is_none());
    rows.filter_map(|row| lost_though_met(subject, row)).collect()
}

fn lost_though_met(subject: &Subject, row: &Row) -> Option<Finding> {
    let (printed, weight) = (row.printed()?, row.weight()?);
    let says_so = DEDUCTED.iter().any(|word| row.indicator.reason.contains(word));
    let over = row.score.over_achieved && row.has_reason();
    let deducted = over || says_so && completion(row).is_some_and(|percent| percent > Decimal::ONE_HUNDRED);
    let less = Decimal::ZERO <= printed && printed < weight;
    if deducted || !less || !differs(printed, weight, subject.limits().score_tolerance.0) {
        return None;
    }
    let by_rate = is_by_rate(row, printed, weight);
    let (printed, weight) = (plain(printed), plain(weight));
    if by_rate {
        let message =
            format!("已达到目标值，得分 {printed} 是按执行率折算的，少于分值 {weight}，请核对本单位的规定。");
        return Some(Finding::cannot_decide(CheckId::C33, score_field(row), weight, printed, message));
    }
    if row.has_reason() {
        let message = format!(
            "已达到目标值，得分 {printed} 却少于分值 {weight}，请核对原因说的是否与实际完成值相符，或另选计分方法。"
        );
        return Some(Finding::cannot_decide(CheckId::C33, score_field(row), weight, printed, message));
    }
    let message =
        format!("已达到目标值，得分 {printed} 却少于分值 {weight}，请给满分，或另选计分方法、写明扣分原因。");
    Some(Finding::fails(CheckId::C33, score_field(row), weight, printed, message))
}

/// A row of budget execution that is paid by its rate, as the amounts above are, whatever its target.
fn is_by_rate(row: &Row, printed: Decimal, weight: Decimal) -> bool {
    let named = ["执行率", "支出率", "支付率"].iter().any(|word| row.name.contains(word));
    let rate = actual_figure(row).filter(|(unit, _)| named && *unit == "%").map(|(_, rate)| rate);
    let due = rate.and_then(|rate| share(weight, rate, Decimal::ONE_HUNDRED));
    due.is_some_and(|due| half_up(due, printed.scale()) == printed)
}

/// C34: the target is missed, yet nothing is lost.
pub(crate) fn missed_but_full(subject: &Subject) -> Vec<Finding> {
    let missed = |row: &&Row| row.is_missed() && row.score.manual.is_none() && !row.is_adjusted();
    let rows = subject.rows().filter(missed);
    rows.filter_map(|row| match row.weight() {
        Some(weight) => full_by_weight(subject, row, weight),
        None => full_by_others(subject, row),
    })
    .collect()
}

fn full_by_weight(subject: &Subject, row: &Row, weight: Decimal) -> Option<Finding> {
    let printed = row.printed().filter(|printed| *printed == weight)?;
    let expected = match &row.score.computed {
        Computed::Exact(points) => {
            differs(points.0, weight, subject.limits().score_tolerance.0).then(|| plain(points.0).to_string())
        }
        Computed::CannotScore(_) => Some(format!("小于 {}", plain(weight))),
        Computed::Within { .. } | Computed::Blank => None,
    }?;
    let message = format!("没有达到目标值，得分却是满分 {}，应为 {expected}，请更正。", plain(printed));
    Some(Finding::fails(CheckId::C34, score_field(row), expected, plain(printed), message))
}

/// Weights unknown: a row that falls well short earns as much as the best of its class that are met.
fn full_by_others(subject: &Subject, row: &Row) -> Option<Finding> {
    let printed = row.printed()?;
    let completion = completion(row)?;
    let alike = |other: &&Row| {
        other.goal == row.goal
            && other.indicator.level2 == row.indicator.level2
            && other.score.met == Some(true)
            && other.weight().is_none()
    };
    let best = subject.rows().filter(alike).filter_map(Row::printed).max()?;
    let due = jixiao_model::share(printed, completion, Decimal::ONE_HUNDRED)?;
    let due = jixiao_model::half_up(due, subject.rules.rounding.digits);
    if printed != best || due >= printed {
        return None;
    }
    let percent = plain(jixiao_model::half_up(completion, 2));
    let message = format!(
        "只完成目标的 {percent}%，得分却与同类已达标的行一样是 {} 分，请核对是否给了满分。",
        plain(printed)
    );
    let expected = format!("小于 {}", plain(printed));
    // The weight may be a greater one, which only the unit knows.
    Some(
        Finding::fails(CheckId::C34, score_field(row), expected, plain(printed), message)
            .at_most(Level::Warning),
    )
}

/// C35: a qualitative row's score lies in the range of its tier.
pub(crate) fn in_tier(subject: &Subject) -> Vec<Finding> {
    let rows = subject.rows().filter(|row| row.score.manual.is_none());
    rows.filter_map(|row| outside_tier(subject, row).or_else(|| unknown_tier(subject, row))).collect()
}

fn outside_tier(subject: &Subject, row: &Row) -> Option<Finding> {
    let (low, high) = match (&row.score.agreement, &row.score.computed) {
        (Agreement::Differs(Cause::OutsideTier), Computed::Exact(points)) => (points.0, points.0),
        (Agreement::Differs(Cause::OutsideTier), Computed::Within { low, high }) => (low.0, high.0),
        _ => return None,
    };
    let printed = row.printed()?;
    // Above the weight or below zero is C32's.
    let in_bounds = printed >= Decimal::ZERO && row.weight().is_none_or(|weight| printed <= weight);
    let nearest = if printed < low { low } else { high };
    if !in_bounds || !differs(printed, nearest, subject.limits().score_tolerance.0) {
        return None;
    }
    let expected =
        if low == high { plain(low).to_string() } else { format!("{}–{}", plain(low), plain(high)) };
    let tier = row.indicator.actual.trim();
    let message =
        format!("“{tier}”一档应得 {expected} 分，得分却是 {}，请改得分或改选档次。", plain(printed));
    Some(Finding::fails(CheckId::C35, score_field(row), expected, plain(printed), message))
}

fn unknown_tier(subject: &Subject, row: &Row) -> Option<Finding> {
    if row.score.computed != Computed::CannotScore(Reason::UnknownWords) {
        return None;
    }
    let found = row.indicator.actual.trim();
    let tiers = tier_names(subject);
    let message = format!("实际完成值“{found}”不是规定的档次，无法核对得分，请从“{tiers}”中选一档。");
    Some(Finding::cannot_decide(CheckId::C35, row.field(IndicatorColumn::Actual), tiers, found, message))
}
