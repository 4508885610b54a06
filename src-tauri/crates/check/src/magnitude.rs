//! C21: an actual many times its target, or a small part of it, is more often a slip than a feat.

use jixiao_edition::RuleKind;
use jixiao_model::{IndicatorColumn, half_up};
use jixiao_score::Deviation;
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::{actual_figure, figure};
use crate::subject::{Row, Subject};
use crate::text::plain;

/// Below this, a few pieces more are many times as much.
const SMALL: Decimal = dec!(10);

/// C21: the actual is several times the target, or that part of it, and nobody says why.
pub(crate) fn jumps(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(|row| jump(subject, row)).collect()
}

/// True when C21 speaks of the row.
pub(crate) fn is_jump(subject: &Subject, row: &Row) -> bool {
    jump(subject, row).is_some()
}

fn jump(subject: &Subject, row: &Row) -> Option<Finding> {
    let ratio = ratio(row)?;
    let factor = subject.limits().jump_factor;
    let above = ratio >= factor;
    // Far below a limit is what a limit is for.
    let below = is_upwards(row) && ratio.checked_mul(factor)? <= Decimal::ONE;
    if row.has_reason() || !above && !below || is_small(row) {
        return None;
    }
    let (target, found) = (row.target_text(), row.indicator.actual.trim());
    let times = if above { ratio } else { Decimal::ONE.checked_div(ratio)? };
    let way = if above { "多" } else { "少" };
    let message = format!(
        "实际“{found}”与目标“{target}”相差 {} 倍（偏{way}），多半是单位或口径不同，请核对；确实如此的，请写明原因。",
        plain(half_up(times, 1))
    );
    Some(Finding::fails(CheckId::C21, row.field(IndicatorColumn::Actual), target, found, message))
}

/// Actual ÷ target; nothing for an actual of zero, which is no slip of a unit.
fn ratio(row: &Row) -> Option<Decimal> {
    let Deviation::Of(percent) = &row.score.deviation else { return None };
    let ratio = percent.0.checked_add(dec!(100))?.checked_div(dec!(100))?;
    (ratio > Decimal::ZERO).then_some(ratio)
}

const fn is_upwards(row: &Row) -> bool {
    matches!(
        row.score.rule,
        Some(RuleKind::AtLeast | RuleKind::MoreThan | RuleKind::Equal | RuleKind::Unmarked)
    )
}

fn is_small(row: &Row) -> bool {
    let figures = [figure(&row.target), actual_figure(row)];
    figures.into_iter().flatten().all(|(_, value)| value < SMALL)
}
