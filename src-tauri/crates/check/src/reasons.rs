//! Reasons for deviations.

use jixiao_model::{FieldName, FieldRef, IndicatorColumn};
use jixiao_score::Deviation;
use rust_decimal::Decimal;

use crate::fairness::completion;
use crate::finding::{Finding, Outcome};
use crate::id::CheckId;
use crate::level::Level;
use crate::magnitude::is_jump;
use crate::subject::{Row, Subject, differs};
use crate::text::{plain, says_nothing};

/// C30: an actual far above its target is explained.
pub(crate) fn over_achieved(subject: &Subject) -> Vec<Finding> {
    let rows: Vec<&Row> = subject.rows().filter(|row| is_over(subject, row)).collect();
    if subject.prints_deviation_analysis() && !subject.prints_reasons() {
        return rows.first().and_then(|row| analysed(subject, row, rows.len())).into_iter().collect();
    }
    rows.into_iter().map(|row| unexplained(subject, row)).collect()
}

/// Many times the target is C21's, which asks for the unit first.
fn is_over(subject: &Subject, row: &Row) -> bool {
    row.score.over_achieved && !row.has_reason() && !row.is_adjusted() && !is_jump(subject, row)
}

fn unexplained(subject: &Subject, row: &Row) -> Finding {
    let percent = completion(row).map(|percent| format!("{}%", plain(percent))).unwrap_or_default();
    let found = row.indicator.actual.trim();
    let limit = plain(subject.rules.over_achievement.explain_from.0);
    let over = format!("实际完成值“{found}”是目标值的 {percent}");
    if !subject.prints_reasons() {
        let message = format!("{over}，本表没有原因栏，看不出是否已说明，请核对目标值和单位。");
        let field = row.field(IndicatorColumn::Actual);
        return Finding::cannot_decide(CheckId::C30, field, format!("小于 {limit}%"), percent, message);
    }
    let message = format!("{over}，达到 {limit}% 要说明原因，请补写，并核对目标值是否定得过低。");
    let finding =
        Finding::fails(CheckId::C30, row.field(IndicatorColumn::Reason), "超额完成的原因", percent, message);
    while_typing(row, finding)
}

/// One text for the whole form.
fn analysed(subject: &Subject, row: &Row, count: usize) -> Option<Finding> {
    let field = FieldRef::Text(FieldName::DEVIATION_ANALYSIS);
    let text = subject.form.text(&FieldName::DEVIATION_ANALYSIS);
    let limit = plain(subject.rules.over_achievement.explain_from.0);
    let message = format!("有 {count} 个指标的实际完成值达到目标值的 {limit}%，请在偏差分析中说明原因。");
    let finding = Finding::fails(CheckId::C30, field, "超额完成的原因", text.trim(), message);
    says_nothing(text).then(|| while_typing(row, finding))
}

/// Between the actual and the reason there is a moment when the reason is missing.
fn while_typing(row: &Row, finding: Finding) -> Finding {
    if row.printed().is_some() { finding } else { finding.at_most(Level::Hint) }
}

/// C40: where points are lost, a reason stands.
pub(crate) fn lost(subject: &Subject) -> Vec<Finding> {
    if subject.prints_reasons() {
        let each = subject.rows().filter_map(|row| lost_without_reason(subject, row)).collect();
        return in_one(subject, each);
    }
    lost_in_all(subject).into_iter().collect()
}

/// Rows that are told one by one; more of them are one thing where the form gives no reason at all.
const FEW_LOSSES: usize = 2;

/// A form that loses points in many rows and says nothing anywhere may have no column for it: that is said once.
fn in_one(subject: &Subject, each: Vec<Finding>) -> Vec<Finding> {
    let count = each.iter().filter(|finding| finding.outcome == Outcome::Fails).count();
    let first = each.iter().find(|finding| finding.outcome == Outcome::Fails);
    let silent = !subject.rows().any(Row::has_reason);
    let Some(first) = first.filter(|_| silent && count > FEW_LOSSES) else { return each };
    let message =
        format!("有 {count} 行失分，全表没有写一处原因，请逐行补写；表上没有原因栏的，请在表后一并说明。");
    vec![Finding::cannot_decide(first.check, first.field.clone(), &first.expected, &first.found, message)]
}

fn lost_without_reason(subject: &Subject, row: &Row) -> Option<Finding> {
    if row.has_reason() {
        return None;
    }
    let field = row.field(IndicatorColumn::Reason);
    let found = row.indicator.reason.trim();
    let expected = "偏差原因和改进措施";
    let Some(weight) = row.weight() else {
        let message = "没有达到目标值，分值没有填写，看不出失了多少分，请补填分值和原因。";
        return row
            .is_missed()
            .then(|| Finding::cannot_decide(CheckId::C40, field, expected, found, message));
    };
    let score = row.score.counted()?.0;
    let less = score < weight && differs(score, weight, subject.limits().score_tolerance.0);
    let points = plain(weight.saturating_sub(score));
    if !less {
        return None;
    }
    if row.printed().is_none() {
        let message = format!("按规则失 {points} 分，还没有写原因，请补写偏差原因和改进措施。");
        return Some(Finding::cannot_decide(CheckId::C40, field, expected, found, message));
    }
    let message = format!("失了 {points} 分，没有写原因，请补写偏差原因和改进措施。");
    Some(Finding::fails(CheckId::C40, field, expected, found, message))
}

/// One text explains all that the form lost.
fn lost_in_all(subject: &Subject) -> Option<Finding> {
    let text = subject.form.text(&FieldName::DEVIATION_ANALYSIS);
    if !subject.prints_deviation_analysis() || !says_nothing(text) {
        return None;
    }
    let total = subject.scored.total.printed.or(subject.scored.total.printed_sum)?;
    let points = plain(Decimal::ONE_HUNDRED.saturating_sub(total.0));
    let field = FieldRef::Text(FieldName::DEVIATION_ANALYSIS);
    let message = format!("总分失了 {points} 分，没有写原因，请补写偏差原因分析。");
    (points > Decimal::ZERO).then(|| Finding::fails(CheckId::C40, field, "偏差原因", text.trim(), message))
}

/// C42: a reason stands where the actual is the target to the digit and nothing is lost.
pub(crate) fn needless(subject: &Subject) -> Vec<Finding> {
    let exact = |row: &&Row| {
        row.score.deviation == Deviation::Of(jixiao_model::Percent(Decimal::ZERO))
            && row.printed().is_some()
            && row.printed() == row.weight()
            && row.has_reason()
    };
    let finding = |row: &Row| {
        let message = "实际完成值等于目标值，也没有失分，却写了偏差原因，请核对目标值，或删去原因。";
        Finding::fails(
            CheckId::C42,
            row.field(IndicatorColumn::Reason),
            "",
            row.indicator.reason.trim(),
            message,
        )
    };
    subject.rows().filter(exact).map(finding).collect()
}
