//! Rows held against one another, and targets that are overshot.

use jixiao_edition::RuleKind;
use jixiao_model::{IndicatorColumn, Operator};
use jixiao_score::{Computed, Deviation};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Row, Subject};
use crate::text::plain;

/// Actual ÷ target of a row that is better the more is done, in per cent.
pub(crate) fn completion(row: &Row) -> Option<Decimal> {
    let upwards = matches!(
        row.score.rule,
        Some(RuleKind::AtLeast | RuleKind::MoreThan | RuleKind::Equal | RuleKind::Unmarked)
    );
    match row.score.deviation {
        Deviation::Of(percent) if upwards => percent.0.checked_add(dec!(100)),
        Deviation::Of(_) | Deviation::Undefined(_) => None,
    }
}

/// C37: a target with = is overshot. From 130 % on (rule data) it is an over-achievement, and C30's.
pub(crate) fn overshot(subject: &Subject) -> Vec<Finding> {
    let over = |row: &&Row| {
        row.target.operator() == Some(Operator::Equal)
            && !row.score.over_achieved
            && !row.has_reason()
            && completion(row).is_some_and(|percent| percent > dec!(100))
    };
    subject.rows().filter(over).map(overshot_row).collect()
}

fn overshot_row(row: &Row) -> Finding {
    let (target, actual) = (row.target_text(), row.indicator.actual.trim());
    let message =
        format!("目标“{target}”用的是“=”，实际“{actual}”超过了它，目标应写“≥”的请更正，否则请写明原因。");
    Finding::fails(CheckId::C37, row.field(IndicatorColumn::Target), "≥", target, message)
}

/// C39: of two shortfalls that no rule decides, the far greater one earns more.
pub(crate) fn alike(subject: &Subject) -> Vec<Finding> {
    let missed: Vec<Shortfall> = subject.rows().filter_map(Shortfall::of).collect();
    missed
        .iter()
        .filter_map(|worse| better_paid(worse, &missed, subject.limits().shortfall_margin.0))
        .collect()
}

/// A missed row whose score is left to a person.
struct Shortfall<'a> {
    row: &'a Row<'a>,
    completion: Decimal,
    score: Decimal,
}

impl<'a> Shortfall<'a> {
    fn of(row: &'a Row<'a>) -> Option<Self> {
        let open = row.is_missed() && !matches!(row.score.computed, Computed::Exact(_));
        let (completion, printed) = (completion(row)?, row.printed()?);
        (open && row.score.manual.is_none()).then_some(Self { row, completion, score: printed })
    }

    /// Scores compare between rows of one class whose weights are equal, or equally unknown.
    fn is_alike(&self, other: &Self) -> bool {
        self.row.indicator.level2 == other.row.indicator.level2 && self.row.weight() == other.row.weight()
    }
}

fn better_paid(worse: &Shortfall, all: &[Shortfall], margin: Decimal) -> Option<Finding> {
    let unfair = |better: &&Shortfall| {
        let gap = better.completion.checked_sub(worse.completion);
        worse.is_alike(better) && gap.is_some_and(|gap| gap >= margin) && worse.score > better.score
    };
    let better = all.iter().filter(unfair).max_by_key(|better| better.completion)?;
    let (low, high) = (plain(worse.completion), plain(better.completion));
    let name: String = better.row.indicator.level3.trim().chars().take(20).collect();
    let message = format!(
        "完成 {low}% 得 {} 分，“{name}”完成 {high}% 却只得 {} 分，请按同一尺度评分。",
        plain(worse.score),
        plain(better.score)
    );
    let field = worse.row.field(IndicatorColumn::Score);
    let expected = format!("不高于 {}", plain(better.score));
    Some(Finding::fails(CheckId::C39, field, expected, plain(worse.score), message))
}
