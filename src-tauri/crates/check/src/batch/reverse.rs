//! C36: reverse indicators of one batch are scored by one rule.

use jixiao_edition::RuleKind;
use jixiao_model::{FieldRef, IndicatorColumn, Method};
use jixiao_score::{Computed, score_row};
use rust_decimal::Decimal;

use super::{Batch, BatchFinding};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Row, Subject, differs};

const KINDS: [RuleKind; 5] = [
    RuleKind::AtMost,
    RuleKind::AtMostRate,
    RuleKind::AtMostDuration,
    RuleKind::AtMostHarm,
    RuleKind::LessThan,
];

/// A row strictly below its limit, and whether it earned everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saved {
    kind: RuleKind,
    /// Of the score.
    field: FieldRef,
    text: String,
    full: bool,
}

/// C36: staying below a limit earns everything in some rows and only a share in others. Said once, at the first row of the fewer.
pub(super) fn one_rule(batch: &Batch) -> Vec<BatchFinding> {
    KINDS.into_iter().filter_map(|kind| of_kind(batch, kind)).collect()
}

fn of_kind(batch: &Batch, kind: RuleKind) -> Option<BatchFinding> {
    let mut saved: Vec<(usize, &Saved)> = Vec::new();
    for (form, trace) in batch.traces() {
        saved.extend(trace.saved.iter().filter(|saved| saved.kind == kind).map(|saved| (form, saved)));
    }
    let full = saved.iter().filter(|(_, saved)| saved.full).count();
    let part = saved.len() - full;
    if full == 0 || part == 0 {
        return None;
    }
    let (form, odd) = *saved.iter().find(|(_, saved)| saved.full == (full < part))?;
    let message = format!(
        "本批反向指标低于目标值时，有 {full} 行给满分、{part} 行按比例扣分，尺度不一，请统一按一种方法计分。"
    );
    let finding = Finding::fails(CheckId::C36, odd.field.clone(), "同一种计分方法", &odd.text, message);
    Some(BatchFinding { form, finding })
}

pub(super) fn saved_of(subject: &Subject) -> Vec<Saved> {
    subject.rows().filter_map(|row| saved(subject, row)).collect()
}

fn saved(subject: &Subject, row: &Row) -> Option<Saved> {
    let kind = row.score.rule.filter(|kind| KINDS.contains(kind) && row.score.manual.is_none())?;
    let (printed, weight) = (row.printed()?, row.weight()?);
    let share = by_share(subject, row)?;
    let tolerance = subject.limits().score_tolerance.0;
    let below = differs(share, weight, tolerance);
    let full = !differs(printed, weight, tolerance);
    let part = !differs(printed, share, tolerance);
    let text = row.indicator.score.text().to_owned();
    (below && (full || part)).then(|| Saved { kind, field: row.field(IndicatorColumn::Score), text, full })
}

/// What the row earns when it is paid by actual ÷ target.
fn by_share(subject: &Subject, row: &Row) -> Option<Decimal> {
    if row.score.met != Some(true) {
        return None;
    }
    let mut indicator = row.indicator.clone();
    indicator.method = Some(Method::Share);
    match score_row(&indicator, subject.rules, subject.form.year).computed {
        Computed::Exact(points) => Some(points.0),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}
