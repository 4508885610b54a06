use std::fmt::Write as _;

use jixiao_edition::{RuleKind, RuleSet, Tier};
use jixiao_model::{Percent, Points};
use rust_decimal::Decimal;

use crate::award::{Award, How, Less};
use crate::cause::Cause;
use crate::compare::Judged;
use crate::reason::Note;

/// A figure without needless zeros.
pub(crate) fn plain(value: Decimal) -> Decimal {
    value.normalize()
}

/// `13.33 = 20 × 2 ÷ 3，正向指标未达标，按完成比例得分（全国2020）`.
pub(crate) fn award(
    judged: &Judged,
    award: Award,
    points: Decimal,
    weight: Decimal,
    rules: &RuleSet,
) -> String {
    let points = plain(points);
    let arithmetic = match (award.how, judged.figures) {
        (How::Share, Some((target, actual))) => fraction(points, weight, actual, target),
        (How::Inverse, Some((target, actual))) => fraction(points, weight, target, actual),
        (How::Linear, Some((target, actual))) => {
            format!("{points} = {} × (2 − {} ÷ {})", plain(weight), plain(actual), plain(target))
        }
        (How::Late { share, .. } | How::Band { share, .. }, _) => {
            format!("{points} = {} × {}%", plain(weight), plain(share.0))
        }
        _ => points.to_string(),
    };
    let state = state(judged);
    let held = match (award.how, judged.figures) {
        (How::Full | How::Zero, Some((target, actual))) => {
            format!("（实际 {}，目标 {}）", plain(actual), plain(target))
        }
        _ => String::new(),
    };
    let how = match award.how {
        How::Full => "得满分".to_owned(),
        How::Share => "按完成比例得分".to_owned(),
        How::Inverse => "按反比例得分".to_owned(),
        How::Linear => "超出的按比例扣分，扣完为止".to_owned(),
        How::Late { days, share } => format!("逾期 {days} 天，得分值的 {}%", plain(share.0)),
        How::Band { from, share } => {
            format!("满意度在 {}% 以上一段，得分值的 {}%", plain(from.0), plain(share.0))
        }
        How::Zero => "不得分".to_owned(),
    };
    let less = less(award.less);
    // What is taken away behind the arithmetic is no longer its result.
    let arithmetic = if award.less.is_some() { points.to_string() } else { arithmetic };
    let line = format!("{arithmetic}，{}{state}{held}，{how}{less}{}", judged.kind.title(), cited(rules));
    with_notes(line, &judged.notes)
}

/// What the rule set takes away.
fn less(less: Option<Less>) -> String {
    match less {
        None => String::new(),
        Some(Less::Floor(floor)) => format!("，不到分值的 {}%，不得分", plain(floor.0)),
        Some(Less::Over { above, deduct }) => {
            format!("，超过目标值的 {}%，扣分值的 {}%", plain(above.0), plain(deduct.0))
        }
    }
}

/// A strict sign is missed by equality, which is a share of one all the same: that reads as no contradiction only when it is said.
fn state(judged: &Judged) -> String {
    let equal = judged.figures.filter(|(target, actual)| !judged.met && target == actual);
    match (judged.kind, equal) {
        (RuleKind::MoreThan, Some((target, _))) => format!("未超过目标值 {}", plain(target)),
        (RuleKind::LessThan, Some((target, _))) => format!("未低于目标值 {}", plain(target)),
        _ if judged.met => "达标".to_owned(),
        _ => "未达标".to_owned(),
    }
}

/// `13.33 = 20 × 2 ÷ 3`; where that would be more than the weight, the weight with the arithmetic behind it.
fn fraction(points: Decimal, weight: Decimal, above: Decimal, below: Decimal) -> String {
    let arithmetic = format!("{} × {} ÷ {}", plain(weight), plain(above), plain(below));
    if above > below {
        format!("{points}（{arithmetic}，至多满分）")
    } else {
        format!("{points} = {arithmetic}")
    }
}

/// `（全国2020）`: the rule set. Which of its rules it is stands in the sentence before; their sources stand in the rule set's file
/// and would only lengthen every row.
pub(crate) fn cited(rules: &RuleSet) -> String {
    format!("（{}）", rules.name)
}

/// `定性指标，完全达到预期，得分值的 100%`.
pub(crate) fn tier(tier: &Tier, low: Points, high: Points, note: Option<&Note>, rules: &RuleSet) -> String {
    let name = tier.words.first().map_or("", String::as_str);
    let range = |low: Decimal, high: Decimal, unit: &str| {
        if low == high {
            format!("{}{unit}", plain(high))
        } else {
            format!("{}–{}{unit}", plain(low), plain(high))
        }
    };
    let line = format!(
        "{} = 分值的 {}，定性指标，属“{name}”档{}",
        range(low.0, high.0, " 分"),
        range(tier.low.0, tier.high.0, "%"),
        cited(rules),
    );
    let open = if low == high { "" } else { "，档内由人工评定" };
    with_notes(format!("{line}{open}"), note)
}

/// A row that cannot be scored: the reason, the rule and what was assumed.
pub(crate) fn cannot(reason: &str, notes: &[Note], rules: &RuleSet) -> String {
    with_notes(format!("不能自动计分：{reason}{}", cited(rules)), notes)
}

/// Puts printed and computed figures and the likely cause in front of an explanation.
pub(crate) fn difference(printed: Decimal, expected: &str, cause: Cause, explanation: &str) -> String {
    let why = match cause {
        Cause::Unknown => cause.text().to_owned(),
        known => format!("可能原因：{}", known.text()),
    };
    format!("表上 {printed}，应为 {expected}，{why}。{explanation}")
}

/// A score set by hand stands first, with the person's reason.
pub(crate) fn manual(score: Decimal, reason: &str, explanation: &str) -> String {
    let reason = if reason.trim().is_empty() { "未写理由" } else { reason.trim() };
    format!("人工评定 {} 分（{reason}）。自动计分：{explanation}", plain(score))
}

/// A score that stands in the form and has nothing to be held against.
pub(crate) fn unchecked(printed: Decimal, why: &str) -> String {
    let why = why.strip_suffix("，不计分").unwrap_or(why);
    format!("按填写的得分 {} 计，{why}，规则不能核对", plain(printed))
}

/// A score that stands in the form and cannot be worked out.
pub(crate) fn as_typed(printed: Decimal, explanation: &str) -> String {
    format!("按填写的得分 {} 计。{explanation}", plain(printed))
}

pub(crate) fn percent(percent: Option<Percent>) -> String {
    percent.map_or_else(|| "无".to_owned(), |percent| format!("{}%", percent.0))
}

pub(crate) fn with_notes<'a>(mut line: String, notes: impl IntoIterator<Item = &'a Note>) -> String {
    for note in notes {
        let _ = write!(line, "；{note}");
    }
    line
}
