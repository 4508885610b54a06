//! C36: reverse indicators of one batch are scored by one rule.

use jixiao_edition::RuleKind;

use super::form::BatchFinding;
use super::trace::{Batch, REVERSE_KINDS, Saved};
use crate::finding::Finding;
use crate::id::CheckId;

/// C36: staying below a limit earns everything in some rows and only a share in others. Said once, at the first row of the fewer.
pub(super) fn one_rule(batch: &Batch) -> Vec<BatchFinding> {
    REVERSE_KINDS.into_iter().filter_map(|kind| of_kind(batch, kind)).collect()
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
