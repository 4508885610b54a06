//! C36: reverse indicators of one batch are scored by one rule.

use jixiao_edition::RuleKind;
use jixiao_model::{IndicatorColumn, Method};
use jixiao_score::{Computed, score_row};
use rust_decimal::Decimal;

use super::{Batch, BatchFinding};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Row, Subject, differs};

/// A row strictly below its limit, and whether it earned everything.
struct Saved<'a> {
    form: usize,
    row: &'a Row<'a>,
    full: bool,
}

/// C36: staying below a limit earns everything in some rows and only a share in others. Said once, at the first row of the fewer.
pub(super) fn one_rule(batch: &Batch) -> Vec<BatchFinding> {
    let kinds = [RuleKind::AtMost, RuleKind::AtMostRate, RuleKind::AtMostDuration, RuleKind::LessThan];
    kinds.into_iter().filter_map(|kind| of_kind(batch, kind)).collect()
}

fn of_kind(batch: &Batch, kind: RuleKind) -> Option<BatchFinding> {
    let subjects = batch.subjects();
    let saved: Vec<Saved> = subjects.flat_map(|(form, subject)| saved(form, subject, kind)).collect();
    let full = saved.iter().filter(|saved| saved.full).count();
    let part = saved.len() - full;
    if full == 0 || part == 0 {
        return None;
    }
    let odd = saved.iter().find(|saved| saved.full == (full < part))?;
    let message = format!(
        "本批反向指标低于目标值时，有 {full} 行给满分、{part} 行按比例扣分，尺度不一，请统一按一种方法计分。"
    );
    let field = odd.row.field(IndicatorColumn::Score);
    let found = odd.row.indicator.score.text();
    let finding = Finding::fails(CheckId::C36, field, "同一种计分方法", found, message);
    Some(BatchFinding { form: odd.form, finding })
}

fn saved<'a>(form: usize, subject: &'a Subject<'a>, kind: RuleKind) -> impl Iterator<Item = Saved<'a>> {
    let rows = subject.rows().filter(move |row| row.score.rule == Some(kind) && row.score.manual.is_none());
    rows.filter_map(move |row| {
        let (printed, weight) = (row.printed()?, row.weight()?);
        let share = by_share(subject, row)?;
        let tolerance = subject.limits().score_tolerance.0;
        let below = differs(share, weight, tolerance);
        let full = !differs(printed, weight, tolerance);
        let part = !differs(printed, share, tolerance);
        (below && (full || part)).then_some(Saved { form, row, full })
    })
}

/// What the row earns when it is paid by actual ÷ target.
fn by_share(subject: &Subject, row: &Row) -> Option<Decimal> {
    if row.score.met != Some(true) {
        return None;
    }
    let mut indicator = row.indicator.clone();
    indicator.method = Some(Method::Share);
    match score_row(&indicator, subject.rules).computed {
        Computed::Exact(points) => Some(points.0),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}
